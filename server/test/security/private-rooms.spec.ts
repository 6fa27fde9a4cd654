import { describe, expect, it } from '@jest/globals';
import type { Room } from '@chatket/contract';
import { kitchenOf } from '../support/kitchen.js';
import { roomsOf, say, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { WRITES_PER_USER: '10000', PRESENCE_GRACE_MS: '50' });
const { as, path, member } = kitchenOf(world, { host: alice, moderator: carol, guest: bob });

/** What somebody outside asks of it: the answer is that of a room that is not there. */
const ASKED: [string, object][] = [
  ['room:join', {}],
  ['room:page', { limit: 5 }],
  ['typing:update', { isTyping: true }],
  ['room:read', { seq: 1 }],
  ['room:unread', { seq: 1 }],
  ['room:receipts', {}],
  ['message:send', { text: 'Let me in', clientMsgId: 'let-me-in-01' }],
];

async function cellar(): Promise<Room> {
  const { body } = await as(alice).post('/api/rooms', { name: 'Cellar', kind: 'private' }).expect(201);
  const room = body as Room;
  for (const person of [bob, carol]) await as(alice).put(member(room, person), {}).expect(201);
  return room;
}

describe('S130 a private room, whatever happens in it', () => {
  it('sends not a single packet to somebody outside, who asks for it all the time', async () => {
    const room = await cellar();
    const roomId = room.id;
    const outside = [
      await world.people.connectLog(mallory),
      await world.people.connect(mallory),
      await world.people.connectPlain(mallory),
    ];
    const knock = async () => {
      for (const device of outside) {
        const { results } = await device.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
        expect(results).toEqual([]);
        for (const [event, rest] of ASKED) {
          const answer = await device.askAnything(event, { roomId, ...rest });
          const unknown = await device.askAnything(event, { roomId: UNKNOWN_ID, ...rest });
          expect(answer).toEqual({ ...(unknown as object), success: false, traceId: expect.any(String) });
        }
      }
    };
    await knock();

    const inside = await world.people.connectLog(alice);
    const guest = await world.people.connectLog(bob);
    for (const device of [inside, guest]) await device.tell('room:join', { roomId });
    await guest.tell('typing:update', { roomId, isTyping: true });
    await say(world, room, bob, ['down here']);
    await as(alice).patch(path(room), { name: 'Wine cellar', topic: 'Wine', description: 'Red' }).expect(200);
    await as(alice).patch(member(room, bob), { role: 1 }).expect(200);
    await knock();
    await as(alice).delete(member(room, bob)).expect(204);
    await as(alice).put(member(room, bob), {}).expect(201);
    await as(alice).delete(member(room, bob), { ban: true, deleteMessages: true }).expect(204);
    await as(alice)
      .delete(path(room, 'bans', bob.id))
      .expect(204);
    await as(carol).delete(path(room, 'membership')).expect(204);
    await as(alice).post(path(room, 'archive')).expect(200);
    await knock();
    expect(roomsOf(await as(mallory).get('/api/rooms?all=true&search=cellar'))).toEqual([]);

    // All that has happened where one may hear it; the last of it came last.
    await inside.next('room:log', ({ entries }) =>
      entries.some((entry) => 'what' in entry && entry.what === 'archived'),
    );
    const told = new Set(
      inside
        .all('room:log')
        .flatMap(({ entries }) => entries.map((entry) => ('what' in entry ? entry.what : 'message'))),
    );
    expect([...told]).toEqual(
      expect.arrayContaining([
        'message',
        'renamed',
        'topic',
        'role',
        'kicked',
        'added',
        'banned',
        'deleted',
        'left',
        'archived',
      ]),
    );
    await inside.next('typing:update');
    await guest.next('room:removed', ({ what }) => what === 'banned');
    for (const device of outside) {
      await device.settled();
      expect(device.heard).toEqual([]);
    }
  });
});
