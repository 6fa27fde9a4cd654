import type { Message, Room } from '@chatket/contract';
import { afterAll, beforeAll } from '@jest/globals';
import { startApp, type TestApp } from './app.js';
import type { Person } from './people.js';
import { callerWith, messagesOf, nextCursorOf, say } from './rest.js';

export const COUNT = 123;
export const SEQS = Array.from({ length: COUNT }, (_, index) => index + 1);

/** A part of the long talk, both ends included. */
export const span = (first: number, last: number) => SEQS.slice(first - 1, last);
export const seqsOf = (messages: Message[]) => messages.map(({ seq }) => seq);

/** A room for the tests of a file: alice has said "1" to "123" in it, bob reads it, and nobody changes it. */
export function longTalk() {
  let world: TestApp;
  let alice: Person;
  let bob: Person;
  let room: Room;
  let ids: string[];
  beforeAll(async () => {
    world = await startApp();
    [alice, bob] = await world.people.cast('alice', 'bob');
    room = await world.people.createRoom(alice, 'Long talk');
    await world.people.join(bob, room.id);
    ids = await say(world, room, alice, SEQS.map(String));
  });
  afterAll(() => world.close());

  /** A page of the history as bob reads it, of this room unless another one is named. */
  const page = (query: Record<string, string | number> = {}, { id }: Pick<Room, 'id'> = room) => {
    const entries = Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]);
    const search = new URLSearchParams(entries).toString();
    return callerWith(world.url, bob.token).get(`/api/rooms/${id}/messages?${search}`);
  };

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
    get room() {
      return room;
    },
    idOf: (seq: number) => ids[seq - 1] ?? '',
    page,
    /** Follows the cursors to the end. */
    walk: async (anchor: 'before' | 'after', limit: number, start?: string): Promise<Message[][]> => {
      const pages: Message[][] = [];
      let cursor = start;
      do {
        const response = await page({ limit, ...(cursor !== undefined && { [anchor]: cursor }) });
        pages.push(messagesOf(response));
        cursor = nextCursorOf(response);
      } while (cursor !== undefined && pages.length <= COUNT);
      return pages;
    },
  };
}
