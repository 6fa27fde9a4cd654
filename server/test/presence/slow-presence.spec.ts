import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PresenceStore } from '../../src/presence/presence-store.js';
import { Fanout } from '../../src/realtime/index.js';
import pg from 'pg';
import { startApp, type TestApp } from '../support/app.js';

let world: TestApp;
beforeAll(async () => {
  world = await startApp({ PRESENCE_GRACE_MS: '50' });
});
afterAll(() => world.close());

/** Who enters is noted at once; the answer comes when it is told to, as from a store behind a slow network. */
function answerLate(): () => void {
  const store = world.app.get<PresenceStore>(PresenceStore, { strict: false });
  const enter = store.enter.bind(store);
  let answer = (): void => undefined;
  const isToldTo = new Promise<void>((resolve) => (answer = resolve));
  store.enter = async (...args) => {
    const isFirst = await enter(...args);
    await isToldTo;
    return isFirst;
  };
  return () => {
    store.enter = enter;
    answer();
  };
}

describe('with a store of presences that answers late', () => {
  it('a person whose connection closes before the answer has come goes like any other', async () => {
    const [alice, bob] = await world.people.cast('alice', 'bob');
    const { id: roomId } = await world.people.createRoom(bob);
    await world.people.join(alice, roomId);
    const b = await world.people.connect(bob);
    await b.tell('room:join', { roomId });
    await b.next('room:roster');
    const answer = answerLate();
    const a = await world.people.connectPlain(alice);
    await a.tell('room:join', { roomId });
    a.close();
    while (world.app.get(Fanout).hasListeners(roomId, 'plain')) await new Promise(setImmediate);
    answer();
    const ofAlice = (type: string) =>
      b.next('room:system', (told) => told.type === type && told.user?.id === alice.id);
    await ofAlice('join');
    await ofAlice('leave');
    const types = b.all('room:system').filter(({ user }) => user?.id === alice.id);
    expect(types.map(({ type }) => type)).toEqual(['join', 'leave']);
    // What is remembered of alice is nothing: whoever asks now is told that she is not here.
    await b.tell('room:leave', { roomId });
    b.forget();
    await b.tell('room:join', { roomId });
    const { users } = await b.next('room:roster');
    expect(users.find(({ id }) => id === alice.id)).toMatchObject({ status: 'offline' });
  });

  it('a roster that could not be read is read again for whoever has come, and shows them', async () => {
    const [carol, dan] = await world.people.cast('carol', 'dan');
    const { id: roomId } = await world.people.createRoom(carol);
    await world.people.join(dan, roomId);
    const c = await world.people.connect(carol);
    const answer = answerLate();
    await c.tell('room:join', { roomId });
    await failOneRead(answer);
    const { users } = await c.next('room:roster');
    expect(users.map(({ username, status }) => `${username.split('-')[0] ?? ''} ${status}`)).toEqual([
      'carol online',
      'dan offline',
    ]);
  });
});

/** Lets the read of a room's members fail once, as one does that waits too long in a database that is busy. */
async function failOneRead(provoke: () => void): Promise<void> {
  const { database } = world;
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE "User" IN ACCESS EXCLUSIVE MODE');
  provoke();
  for (let isCancelled = false; !isCancelled;) {
    const [found] = await database.query<{ isCancelled: boolean }>(
      `SELECT pg_cancel_backend(pid) AS "isCancelled" FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%w.place, u.id, u.username%'`,
    );
    isCancelled = found?.isCancelled === true;
  }
  await holder.query('COMMIT');
  await holder.end();
}
