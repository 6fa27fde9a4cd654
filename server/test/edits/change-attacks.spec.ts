import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { callerWith, UNKNOWN_ID } from '../support/rest.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';

let world: TestApp;
let alice: Person;
let bob: Person;
let mallory: Person;

beforeAll(async () => {
  world = await startApp({ RATE_LIMIT_MESSAGES: '10000', RATE_LIMIT_CHANGES: '10000' });
  [alice, bob, mallory] = await world.people.cast('alice', 'bob', 'mallory');
});
afterEach(() => {
  world.people.disconnect();
});
afterAll(() => world.close());

const SECRET = 'the-secret-words';
let sent = 0;
const key = () => `attack-${String((sent += 1)).padStart(4, '0')}`;

/** A room of alice's with bob in it, and one message of hers. */
async function scene(text = SECRET): Promise<{ roomId: string; messageId: string; a: Device; b: Device }> {
  const { id: roomId } = await world.people.createRoom(alice);
  await world.people.join(bob, roomId);
  const [a, b] = await Promise.all([world.people.connectLog(alice), world.people.connectLog(bob)]);
  for (const device of [a, b]) await device.tell('room:join', { roomId });
  const { messageId } = await a.tell('message:send', { roomId, text, clientMsgId: key() });
  return { roomId, messageId, a, b };
}

/** What is wrong with each field of each event, in all the ways in which it can be. */
const BAD: Record<string, unknown[]> = {
  roomId: [undefined, null, '', 'x', 7, {}, [], true, `${UNKNOWN_ID}\0`, `${UNKNOWN_ID} `],
  messageId: [undefined, null, '', 'x', 7, {}, [], true, `${UNKNOWN_ID}\0`],
  fileId: [undefined, null, '', 'x', 7, {}],
  previewId: [undefined, null, '', 'x', 7, {}],
  text: [undefined, null, '', '   ', '\u200b', 7, {}, ['x'], 'a\0b', '\ud800', 'x'.repeat(4_001)],
  rev: [undefined, null, -1, 1.5, '1', NaN, Infinity, {}, 2 ** 53],
  emoji: [undefined, null, '', 'x', 7, {}, ['👍'], '👍👍', '👍\0', '🏽', '🇹', '#', '\ufe0f', 'x'.repeat(70)],
  option: [undefined, null, -1, 10, 0.5, '0', NaN, {}, [0]],
  alt: [undefined, null, 7, {}, 'a\0b', 'x'.repeat(1_001)],
  on: [undefined, null, 'true', 1, {}, []],
  reason: ['', ' ', 7, {}, 'a\0b', 'x'.repeat(201)],
};
const EVENTS = {
  'message:edit': ['roomId', 'messageId', 'text', 'rev'],
  'message:delete': ['roomId', 'messageId', 'reason'],
  'message:react': ['roomId', 'messageId', 'emoji', 'on'],
  'message:pin': ['roomId', 'messageId', 'on'],
  'poll:vote': ['roomId', 'messageId', 'option', 'on'],
  'poll:end': ['roomId', 'messageId'],
  'file:describe': ['roomId', 'messageId', 'fileId', 'alt'],
  'preview:show': ['roomId', 'messageId', 'previewId', 'on'],
  'reaction:add': ['messageId', 'emoji'],
  'reaction:remove': ['messageId', 'emoji'],
} as const;

describe('fields of changes', () => {
  it.each(Object.entries(EVENTS))(
    'S136 of %s are refused by name, whatever they are, and nothing is changed',
    async (event, fields) => {
      const { roomId, messageId, a } = await scene();
      const fileId = UNKNOWN_ID;
      const good = {
        roomId,
        messageId,
        fileId,
        previewId: UNKNOWN_ID,
        text: 'new',
        rev: 1,
        emoji: '👍',
        option: 0,
        on: true,
        alt: 'x',
      };
      for (const field of fields) {
        for (const bad of BAD[field] ?? []) {
          const payload = Object.fromEntries(
            fields.map((name) => [name, name === field ? bad : good[name as 'rev']]),
          );
          const ack = await a.askAnything(event, payload);
          expect([field, bad, ack]).toMatchObject([
            field,
            bad,
            { success: false, code: 'VALIDATION', fields: [{ field }] },
          ]);
        }
      }
      for (const odd of [undefined, null, 7, 'x', [], [good], true])
        expect(await a.askAnything(event, odd)).toMatchObject({ success: false, code: 'VALIDATION' });
      const page = await callerWith(world.url, alice.token).get(`/api/rooms/${roomId}/messages`).expect(200);
      expect(page.body).toMatchObject([{ messageId, text: SECRET, seq: 1 }]);
      expect((page.body as object[])[0]).not.toHaveProperty('rev');
    },
  );

  it('ids in capitals are the same ids, and everybody hears of it', async () => {
    const { roomId, messageId, a, b } = await scene();
    const ids = { roomId: roomId.toUpperCase(), messageId: messageId.toUpperCase() };
    const { seq } = await b.tell('message:react', { ...ids, emoji: '👍', on: true });
    await a.next('room:log', (log) => log.roomId === roomId && log.entries.some((each) => each.seq === seq));
    const edited = await a.tell('message:edit', { ...ids, text: 'new', rev: 1 });
    await b.next('room:log', (log) => log.entries.some((each) => each.seq === edited.seq));
    const deleted = await a.tell('message:delete', ids);
    await b.next('room:log', (log) => log.entries.some((each) => each.seq === deleted.seq));
  });
});

describe('messages of rooms that are not theirs', () => {
  it('S137 cannot be changed or read through a room that is', async () => {
    const { messageId } = await scene();
    const { id: own } = await world.people.createRoom(mallory);
    const device = await world.people.connectLog(mallory);
    const ids = { roomId: own, messageId };
    const refusals = [
      await device.refused('message:edit', { ...ids, text: 'x', rev: 1 }),
      await device.refused('message:delete', ids),
      await device.refused('message:react', { ...ids, emoji: '👍', on: true }),
      await device.refused('message:send', {
        ...{ roomId: own, text: 'x', clientMsgId: key() },
        replyToId: messageId,
      }),
    ];
    for (const refused of refusals) {
      expect(refused).toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
      expect(JSON.stringify(refused)).not.toContain(SECRET);
    }
    const nobody = await device.refused('message:edit', {
      roomId: own,
      messageId: UNKNOWN_ID,
      text: 'x',
      rev: 1,
    });
    expect({ ...refusals[0], traceId: '' }).toEqual({ ...nobody, traceId: '' });
  });

  it('S137 tell an outsider and a former member the same, whether or not the message is there', async () => {
    const { roomId, messageId, b } = await scene();
    await world.people.leaveForGood(bob, roomId);
    const outsider = await world.people.connectLog(mallory);
    for (const device of [b, outsider]) {
      for (const [event, rest] of [
        ['message:edit', { text: 'x', rev: 1 }],
        ['message:delete', {}],
        ['message:react', { emoji: '👍', on: true }],
      ] as const) {
        const known = await device.askAnything(event, { roomId, messageId, ...rest });
        const unknown = await device.askAnything(event, { roomId, messageId: UNKNOWN_ID, ...rest });
        expect(known).toMatchObject({ success: false, code: 'NOT_A_MEMBER' });
        expect({ ...(known as object), traceId: '' }).toEqual({ ...(unknown as object), traceId: '' });
      }
      expect(JSON.stringify(device.heard.filter(({ event }) => event !== 'room:log'))).not.toContain(SECRET);
    }
    const rest = callerWith(world.url, bob.token);
    for (const door of ['revisions', 'reactions'])
      expect((await rest.get(`/api/messages/${messageId}/${door}`).expect(403)).text).not.toContain(SECRET);
  });
});

describe('a text that was deleted', () => {
  it('S138 is behind no door: pages, sync, log, list, quotes, revisions, tables', async () => {
    const { roomId, messageId, a } = await scene('before');
    await a.tell('message:edit', { roomId, messageId, text: SECRET, rev: 1 });
    await a.tell('message:edit', { roomId, messageId, text: `${SECRET}!`, rev: 2 });
    await a.tell('message:send', { roomId, text: 'yes', clientMsgId: key(), replyToId: messageId });
    const reader = callerWith(world.url, bob.token);
    // Whatever remembers has seen it.
    for (const device of [await world.people.connectLog(bob), await world.people.connect(bob)])
      await device.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
    await a.tell('message:delete', { roomId, messageId });
    const answers = [];
    for (const path of [
      `/api/rooms/${roomId}/messages`,
      `/api/rooms/${roomId}/messages?around=${messageId}`,
      `/api/rooms/${roomId}`,
      '/api/rooms',
      `/api/messages/${messageId}/revisions`,
      `/api/messages/${messageId}/reactions`,
    ])
      answers.push((await reader.get(path).expect(200)).text);
    for (const lastSeq of [0, 1, 2, 3]) {
      for (const device of [await world.people.connectLog(bob), await world.people.connect(bob)]) {
        await device.tell('rooms:sync', { rooms: [{ roomId, lastSeq }] });
        answers.push(JSON.stringify(device.heard));
      }
    }
    const plain = await world.people.connectPlain(bob);
    await plain.tell('rooms:sync', { rooms: [{ roomId, lastSeenAt: '2020-01-01T00:00:00.000Z' }] });
    answers.push(JSON.stringify(plain.heard));
    const tables = ['Message', 'MessageRevision', 'MessageReaction', 'RoomEvent'];
    for (const table of tables)
      answers.push(
        JSON.stringify(
          await world.database.query(`SELECT x::text FROM "${table}" x WHERE $1 <> ''`, [roomId]),
        ),
      );
    const again = await a.refused('message:edit', { roomId, messageId, text: 'x', rev: 9 });
    answers.push(JSON.stringify(again));
    // Other scenes have said it as well, and have not deleted it: only this room and message count.
    const [row] = await world.database.query<{ text: string }>('SELECT text FROM "Message" WHERE id = $1', [
      messageId,
    ]);
    expect(row?.text).toBe('');
    expect(answers.filter((answer) => answer.includes(`${SECRET}!`))).toEqual([]);
  });
});

describe('earlier texts', () => {
  it('S139 are a hundred at most, however often somebody has edited', async () => {
    const { roomId, messageId, a } = await scene();
    for (let n = 1; n <= 105; n += 1)
      await a.tell('message:edit', { roomId, messageId, text: `text ${String(n)}`, rev: 1_000 });
    const { body } = await callerWith(world.url, bob.token)
      .get(`/api/messages/${messageId}/revisions`)
      .expect(200);
    const texts = (body as { text: string }[]).map(({ text }) => text);
    expect(texts).toHaveLength(100);
    expect([texts[0], texts.at(-1)]).toEqual(['text 5', 'text 104']);
  });
});

describe('a key that was used', () => {
  it('answers what was stored, whatever the repetition answers', async () => {
    const { roomId, messageId, a } = await scene();
    const said = { roomId, text: 'one', clientMsgId: key() };
    const first = await a.tell('message:send', { ...said, replyToId: messageId });
    const { seq } = await a.tell('message:send', { ...said, clientMsgId: key() });
    for (const replyToId of [undefined, messageId, first.messageId, UNKNOWN_ID]) {
      const again = await a.tell('message:send', { ...said, ...(replyToId !== undefined && { replyToId }) });
      expect(again).toMatchObject({ messageId: first.messageId, seq: first.seq, isDuplicate: true });
    }
    const same = { roomId, text: 'two', clientMsgId: key() };
    const acks = await Promise.all(
      [messageId, UNKNOWN_ID, first.messageId].map((replyToId) =>
        a.ask('message:send', { ...same, replyToId }),
      ),
    );
    const stored = acks.filter((ack) => ack.success);
    expect(new Set(stored.map((ack) => ack.success && ack.seq))).toEqual(new Set([seq + 1]));
    expect(stored.filter((ack) => ack.success && !ack.isDuplicate)).toHaveLength(1);
  });
});
