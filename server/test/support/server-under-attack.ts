import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import request from 'supertest';
import { startApp, type TestApp } from './app.js';
import type { Device } from './device.js';
import type { Person } from './people.js';
import { RawSocket } from './raw-websocket.js';

/** @returns a function that hands a socket on and closes it behind the test */
export function closingBehindTests() {
  const opened: RawSocket[] = [];
  afterEach(() => {
    for (const socket of opened.splice(0)) socket.close();
  });
  return async (opening: Promise<RawSocket>): Promise<RawSocket> => {
    const socket = await opening;
    opened.push(socket);
    return socket;
  };
}

/** One server for the tests of a file, which speak to it by raw sockets, as nobody or as alice. */
export function serverUnderAttack() {
  let world: TestApp;
  let alice: Person;
  let bob: Person;
  let honest: Device;
  const kept = closingBehindTests();

  beforeAll(async () => {
    world = await startApp();
    [alice, bob] = await world.people.cast('alice', 'bob');
    honest = await world.people.connect(bob);
  });
  afterAll(() => world.close());

  return {
    get world() {
      return world;
    },
    get alice() {
      return alice;
    },
    get bob() {
      return bob;
    },
    /** A device of bob's, who must not notice anything. */
    get honest() {
      return honest;
    },
    kept,
    open: (options: Parameters<typeof RawSocket.open>[1] = {}) => kept(RawSocket.open(world.url, options)),
    loggedIn: () => kept(RawSocket.logIn(world.url, alice.token)),
    /** The server still serves others, and nothing has reached a prototype. */
    expectAlive: async () => {
      await honest.settled();
      await request(world.url).get('/health').expect(200);
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  };
}
