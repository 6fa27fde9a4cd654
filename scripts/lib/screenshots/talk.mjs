import { uuidFor } from '../seed/random.mjs';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const EPOCH = new Date('2026-01-01T00:00:00Z');

export const people = ['ada', 'grace', 'hedy', 'ivan', 'linus', 'margaret', 'radia'];

/** Room by room: minutes before now, who, what. The last room of the list was the first to fall silent. */
const TALKS = {
  'Release train': [
    [26 * 60, 'ivan', 'The last translation is in. Turkish is complete again.'],
    [26 * 60 - 3, 'ada', 'Thank you! I read through it tonight.'],
    [
      58,
      'linus',
      '**2.4 is tagged.** Left before we tell the world:\n- release notes\n- the backup drill\n- cake',
    ],
    [55, 'ada', 'The notes are nearly done: https://example.org/notes/2.4 👀'],
    [
      41,
      'margaret',
      'The drill is done, too. Restored from last night, on an empty machine:\n```\nmessages   1,204,551\nlost               0\ndoubled            0\n```',
    ],
    [39, 'grace', '> doubled 0\n\nMy favourite line of the week.'],
    [37, 'hedy', 'תודה רבה, זה נראה מצוין 🙏'],
    [12, 'linus', 'Then noon it is. `npm run release` and we are done.'],
    [11, 'linus', 'Who brings the cake?'],
    [4, 'ada', '🎂'],
  ],
  'Kitchen table': [[2, 'margaret', 'Coffee is ready if anyone is near the kitchen.']],
  'Design corner': [
    [90, 'radia', 'New icons are on the wall.'],
    [88, 'radia', 'Say what you think before Friday.'],
  ],
  Garden: [[DAY_MS / MINUTE_MS, 'hedy', 'Tomatoes are ripe.']],
  'Reading club': [[2 * 24 * 60, 'ivan', 'Next one: The Mythical Man-Month.']],
  'Weekend hikes': [[3 * 24 * 60, 'radia', 'Lake or hills?']],
};

/** Rooms in which whoever looks has read everything. */
const READ = new Set(['Release train', 'Garden', 'Reading club', 'Weekend hikes']);

/**
 * A small team's morning, in the shape that is sown into a database.
 * @param {number} now in ms since the epoch
 */
export function inventTalk(now) {
  const users = people.map((username) => ({ id: uuidFor(EPOCH, `user ${username}`), username }));
  const rooms = Object.entries(TALKS).map(([name, lines]) => {
    const key = `picture ${name}`;
    return {
      id: uuidFor(EPOCH, key),
      name,
      createdAt: new Date(now - 9 * DAY_MS),
      members: people.map((username) => ({ username, lastSeenAt: new Date(now) })),
      messages: lines.map(([minutes, username, text], place) => ({
        id: uuidFor(EPOCH, `${key} ${place}`),
        clientMsgId: `picture-${place}`,
        username,
        text,
        createdAt: new Date(now - minutes * MINUTE_MS),
      })),
    };
  });
  return {
    users,
    rooms,
    /** What whoever looks has read, by room. */
    reads: rooms
      .filter(({ name }) => READ.has(name))
      .map(({ id, messages }) => ({ roomId: id, seq: messages.length })),
  };
}
