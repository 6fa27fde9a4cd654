import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PresenceStore } from '../../src/presence/presence-store.js';
import { Fanout } from '../../src/realtime/index.js';
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
});
