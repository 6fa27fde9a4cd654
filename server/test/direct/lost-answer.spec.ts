import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Room } from '@chatket/contract';
import { startApp, type TestApp } from '../support/app.js';
import { BreakableProxy } from '../support/breakable-proxy.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { callerWith } from '../support/rest.js';
import { within } from '../support/within.js';

let proxy: BreakableProxy;
let database: TestDatabase;
let world: TestApp;
beforeAll(async () => {
  database = await createDatabase();
  proxy = await BreakableProxy.to(database.url);
  world = await startApp({ DATABASE_URL: proxy.url });
});
afterAll(async () => {
  await world.close();
  await proxy.close();
  await database.drop();
});

it('a direct room comes to whom something is said, also where the answer of the database was lost', async () => {
  const [alice, bob] = await world.people.cast('alice', 'bob');
  if (!alice || !bob) throw new Error('nobody is there');
  const { body } = await callerWith(world.url, alice.token)
    .post('/api/direct', { userIds: [bob.id] })
    .expect(201);
  const { id: roomId } = body as Room;
  const a = await world.people.connectLog(alice);
  const b = await world.people.connectLog(bob);
  const lost = proxy.loseAnswerTo('direct-show-again');
  await a.tell('message:send', { roomId, text: 'hello', clientMsgId: 'lost-answer-0001' });
  await within('losing an answer', lost);
  const added = await within(
    'the room',
    b.next('room:added', (room) => room.roomId === roomId),
  );
  expect(added).toMatchObject({ roomId, room: { id: roomId, lastMessage: { text: 'hello' } } });
});
