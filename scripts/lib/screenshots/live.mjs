import { randomUUID } from 'node:crypto';

/**
 * What the people of the pictures do while somebody looks: through the doors that everybody has, as what is only sown has no
 * profiles, reactions, threads, files and polls.
 * @param {ReturnType<import('./doors.mjs').doorsOf>} doors
 * @param {(start: string) => { roomId: string, messageId: string }} said what begins so
 * @param {Buffer} photograph a PNG
 */
export async function live(doors, said, photograph) {
  await tellOfThemselves(doors);
  await react(doors, said);
  await talkInThread(doors, said('The drill is done'));
  await showPicture(doors, said('Who brings the cake').roomId, photograph);
  await askInPoll(doors, said('Next one').roomId);
  await writeTo(doors, 'ada', 'grace', 'Do you read the notes once more?');
  await writeTo(doors, 'margaret', 'grace', 'Cake is in the fridge 🎂');
}

async function tellOfThemselves({ call }) {
  const status = { emoji: '✍️', text: 'Release notes' };
  await call('ada', 'PATCH', '/api/me', { displayName: 'Ada Byron', status, timeZone: 'Europe/London' });
  await call('margaret', 'PATCH', '/api/me', { status: { emoji: '☕', text: 'In the kitchen' } });
}

async function react(doors, said) {
  for (const who of ['ada', 'ivan', 'margaret', 'grace'])
    await doors.react(who, said('**2.4 is tagged.'), '🎉');
  for (const who of ['linus', 'ada']) await doors.react(who, said('The drill is done'), '💚');
  await doors.react('ivan', said('The drill is done'), '🚀');
}

async function talkInThread({ say }, { roomId, messageId: threadId }) {
  for (const [who, text] of [
    ['ivan', 'How long did it take?'],
    ['margaret', 'Nine minutes, most of it for the index of the search.'],
    ['linus', '@grace can we do that every Monday?'],
    ['grace', 'Gladly. I put it into the calendar.'],
  ])
    await say(who, roomId, text, { threadId });
}

async function showPicture({ call, say, react }, roomId, photograph) {
  const id = randomUUID();
  const upload = { id, name: 'lake.png', size: photograph.length };
  await call('linus', 'POST', `/api/rooms/${roomId}/uploads`, upload);
  await call('linus', 'PUT', `/api/uploads/${id}/parts/0`, photograph);
  await call('linus', 'POST', `/api/uploads/${id}/complete`, { alt: 'A lake between hills in the evening' });
  const text = 'And then there, all of us. Who is in?';
  const { messageId } = await say('linus', roomId, text, { attachments: [id] });
  for (const who of ['ada', 'margaret', 'ivan']) await react(who, { roomId, messageId }, '🙋');
}

async function askInPoll({ ask }, roomId) {
  await ask('margaret', 'poll:create', {
    roomId,
    question: 'Where do we read in December?',
    options: ['By the fire', 'In the library', 'Online'],
    clientMsgId: randomUUID(),
  });
}

async function writeTo({ call, say, idOf }, who, whom, text) {
  const { id } = await call(who, 'POST', '/api/direct', { userIds: [idOf(whom)] });
  await say(who, id, text);
}
