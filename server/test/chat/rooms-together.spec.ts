import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { callerWith } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { RATE_LIMIT_MESSAGES: '10000' });

/** So many rooms, each with a person of its own who follows it. */
async function rooms(count: number) {
  const crowd = await world.people.crowd(count);
  return Promise.all(
    crowd.map(async (person) => {
      const { id: roomId } = await world.people.createRoom(person);
      const device = await world.people.connect(person);
      await device.tell('room:join', { roomId });
      return { roomId, device };
    }),
  );
}

/** Holds the row of a room in another session until the returned function is called. */
async function lock(roomId: string): Promise<() => Promise<void>> {
  const other = new pg.Client({ connectionString: world.database.url });
  await other.connect();
  await other.query('BEGIN');
  await other.query('SELECT 1 FROM "Room" WHERE id = $1 FOR UPDATE', [roomId]);
  return async () => {
    await other.query('ROLLBACK');
    await other.end();
  };
}

describe('a membership that could not be given up', () => {
  it('leaves nobody deaf: the connection is cut, and hears everything when it is back', async () => {
    const alice = await world.people.logIn('alice');
    const { id: roomId } = await world.people.createRoom(alice);
    const device = await world.people.connect(alice);
    await device.tell('room:join', { roomId });
    const cut = new Promise<string>((resolve) => device.socket.once('disconnect', resolve));
    const unlock = await lock(roomId);
    await callerWith(world.url, alice.token).delete(`/api/rooms/${roomId}/membership`).expect(503);
    await unlock();
    expect(await cut).toBe('transport close');
    const again = await world.people.connect(alice);
    const { results } = await again.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
    expect(results).toMatchObject([{ roomId, synced: true }]);
    await again.tell('message:send', { roomId, text: 'still here', clientMsgId: 'still-here' });
    expect(await again.untilMessages(roomId, 1)).toMatchObject([{ text: 'still here' }]);
  });
});

describe('sends into many rooms at once', () => {
  it('share statements, and each room has its own order without a hole', async () => {
    const all = await rooms(12);
    const numbers = Array.from({ length: 40 }, (_, n) => n + 1);
    const acks = await Promise.all(
      all.map(({ roomId, device }) =>
        Promise.all(
          numbers.map((n) =>
            device.tell('message:send', { roomId, text: String(n), clientMsgId: `many-rooms-${String(n)}` }),
          ),
        ),
      ),
    );
    for (const ofRoom of acks) expect(ofRoom.map(({ seq }) => seq)).toEqual(numbers);
    for (const { roomId, device } of all) {
      expect((await device.untilMessages(roomId, 40)).map(({ seq }) => seq)).toEqual(numbers);
      expect(device.messages().every((message) => message.roomId === roomId)).toBe(true);
    }
  });

  it('go on while one room is locked by somebody else, and that one is told to try again', async () => {
    const [locked, ...free] = await rooms(6);
    if (!locked) throw new Error('there is no room');
    const unlock = await lock(locked.roomId);
    const payload = (roomId: string) => ({ roomId, text: 'knock', clientMsgId: 'knock-knock' });
    const refused = locked.device.refused('message:send', payload(locked.roomId));
    const sent = free.map(({ roomId, device }) => device.tell('message:send', payload(roomId)));
    expect((await Promise.all(sent)).map(({ seq }) => seq)).toEqual(free.map(() => 1));
    expect(await refused).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    await unlock();
    expect(await locked.device.tell('message:send', payload(locked.roomId))).toMatchObject({ seq: 1 });
  });
});
