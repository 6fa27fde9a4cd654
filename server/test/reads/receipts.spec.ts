import { describe, expect, it } from '@jest/globals';
import type { LastSeenAt, Privacy, Room } from '@chatket/contract';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { RATE_LIMIT_MESSAGES: '1000', WRITES_PER_USER: '10000' });
const as = (person: Person) => callerWith(world.url, person.token);

/** A room of alice's, bob's and carol's in which alice has said so much; she looks at it. */
async function watched(messages = 3): Promise<{ roomId: string; a: Device; b: Device; c: Device }> {
  const { id: roomId } = await world.people.createRoom(alice);
  for (const person of [bob, carol]) await world.people.join(person, roomId);
  const [a, b, c] = [
    await world.people.connectLog(alice),
    await world.people.connectLog(bob),
    await world.people.connectLog(carol),
  ];
  await say(a, roomId, messages);
  await a.tell('room:receipts', { roomId });
  return { roomId, a, b, c };
}

async function say(device: Device, roomId: string, messages: number): Promise<void> {
  for (let count = 0; count < messages; count += 1)
    await device.tell('message:send', { roomId, text: 'news', clientMsgId: crypto.randomUUID() });
}

const userOf = ({ id, username }: Person) => ({ id, username });
const hears = (device: Device, { id }: Person, seq: number) =>
  device.next('room:receipts', ({ reads }) => reads.some((read) => read.user.id === id && read.seq === seq));
const heardOf = (device: Device, { id }: Person) =>
  device.all('room:receipts').flatMap(({ reads }) => reads.filter(({ user }) => user.id === id));

describe('room:receipts', () => {
  it('tells who looks at the room how far others have read, and on asking all of it', async () => {
    const { roomId, a, b } = await watched();
    await b.tell('room:read', { roomId, seq: 2 });
    await hears(a, bob, 2);
    expect(await a.tell('room:receipts', { roomId })).toMatchObject({
      reads: [{ user: userOf(bob), seq: 2 }],
    });
    await b.tell('room:read', { roomId, seq: 3 });
    await hears(a, bob, 3);
  });

  it('says nothing of one’s own, nor to whoever looks elsewhere, knows no log, or has stopped', async () => {
    const { roomId, a, b, c } = await watched();
    const plain = await world.people.connectPlain(carol);
    await plain.tell('room:join', { roomId });
    const { id: other } = await world.people.createRoom(carol);
    await c.tell('room:receipts', { roomId });
    await c.tell('room:receipts', { roomId: other });
    await b.tell('room:receipts', { roomId });
    await b.tell('room:receipts', {});
    await b.tell('room:read', { roomId, seq: 3 });
    await c.tell('room:read', { roomId, seq: 3 });
    await a.tell('room:read', { roomId, seq: 3 });
    await hears(a, bob, 3);
    await hears(a, carol, 3);
    for (const device of [b, c, plain]) await device.settled();
    expect(heardOf(a, alice)).toEqual([]);
    expect([b, c, plain].flatMap((device) => device.all('room:receipts'))).toEqual([]);
  });

  it('says nothing of those who have read nothing since they came', async () => {
    const { roomId, a } = await watched();
    const dave = await world.people.logIn('dave');
    await world.people.join(dave, roomId);
    expect((await a.tell('room:receipts', { roomId })).reads).toEqual([]);
  });

  it('of many at once comes together', async () => {
    const { roomId, a, b, c } = await watched(9);
    const reads = Array.from({ length: 9 }, (_, n) =>
      [b, c].map((device) => device.tell('room:read', { roomId, seq: n + 1 })),
    );
    await Promise.all(reads.flat());
    await hears(a, bob, 9);
    await hears(a, carol, 9);
    expect(a.all('room:receipts').length).toBeLessThan(18);
  });

  it('S161 is mutual: who hides it is not shown, and is shown nobody', async () => {
    const { roomId, a, b, c } = await watched();
    await b.tell('room:receipts', { roomId });
    await as(bob).patch('/api/users/me/privacy', { hidesReads: true }).expect(200);
    try {
      await b.tell('room:read', { roomId, seq: 3 });
      await c.tell('room:read', { roomId, seq: 3 });
      await hears(a, carol, 3);
      await b.settled();
      expect(heardOf(a, bob)).toEqual([]);
      expect(b.all('room:receipts')).toEqual([]);
      expect(await b.tell('room:receipts', { roomId })).toMatchObject({ reads: [] });
      expect((await a.tell('room:receipts', { roomId })).reads).toEqual([{ user: userOf(carol), seq: 3 }]);
    } finally {
      await as(bob).patch('/api/users/me/privacy', { hidesReads: false }).expect(200);
    }
    expect((await a.tell('room:receipts', { roomId })).reads).toHaveLength(2);
  });

  it('S161 tells neither of two of whom one has blocked the other', async () => {
    const { roomId, a, b, c } = await watched();
    await b.tell('room:receipts', { roomId });
    await as(alice).put(`/api/users/${bob.id}/block`).expect(204);
    try {
      await b.tell('room:read', { roomId, seq: 3 });
      await a.tell('room:read', { roomId, seq: 3 });
      await c.tell('room:read', { roomId, seq: 3 });
      for (const device of [a, b]) await hears(device, carol, 3);
      expect([...heardOf(a, bob), ...heardOf(b, alice)]).toEqual([]);
      expect((await b.tell('room:receipts', { roomId })).reads).toEqual([{ user: userOf(carol), seq: 3 }]);
    } finally {
      await as(alice).delete(`/api/users/${bob.id}/block`).expect(204);
    }
  });

  it('S161 tells whoever was put out nothing more', async () => {
    const { roomId, a, b, c } = await watched();
    await b.tell('room:receipts', { roomId });
    await as(alice).delete(`/api/rooms/${roomId}/members/${bob.id}`).expect(204);
    await c.tell('room:read', { roomId, seq: 3 });
    await hears(a, carol, 3);
    await b.settled();
    expect(b.all('room:receipts')).toEqual([]);
    expect(await b.refused('room:receipts', { roomId })).toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('is silent where more than fifty people are', async () => {
    const { roomId, a, b } = await watched();
    await b.tell('room:read', { roomId, seq: 3 });
    await hears(a, bob, 3);
    await world.database.query('UPDATE "Room" SET "memberCount" = 51 WHERE id = $1', [roomId]);
    expect((await a.tell('room:receipts', { roomId })).reads).toEqual([]);
  });

  it('is refused to an outsider, and with a bad id', async () => {
    const { roomId } = await watched();
    const m = await world.people.connectLog(mallory);
    expect(await m.refused('room:receipts', { roomId })).toMatchObject({ code: 'NOT_A_MEMBER' });
    expect(await m.refused('room:receipts', { roomId: UNKNOWN_ID })).toMatchObject({
      code: 'ROOM_NOT_FOUND',
    });
    expect(await m.askAnything('room:receipts', { roomId: 'x' })).toMatchObject({
      code: 'VALIDATION',
      fields: [{ field: 'roomId' }],
    });
  });
});

describe('when somebody was last there', () => {
  const ask = async (person: Person, roomId: string, { id }: Person) =>
    (await as(person).get(`/api/rooms/${roomId}/members/${id}/last-seen`).expect(200)).body as LastSeenAt;

  it('S162 is told to who tells theirs, in a room of both, and to nobody that is blocked', async () => {
    const { body } = await as(alice).post('/api/rooms', { name: 'Cellar', kind: 'private' }).expect(201);
    const { id: roomId } = body as Room;
    await as(alice).put(`/api/rooms/${roomId}/members/${bob.id}`, {}).expect(201);
    await world.database.query(
      `UPDATE "RoomMembership" SET "lastSeenAt" = '2026-01-31T12:00:00Z' WHERE "userId" = $1`,
      [bob.id],
    );
    const known = { at: '2026-01-31T12:00:00.000Z' };
    expect(await ask(alice, roomId, bob)).toEqual(known);
    expect(await ask(alice, roomId, mallory)).toEqual({});
    await as(mallory).get(`/api/rooms/${roomId}/members/${bob.id}/last-seen`).expect(404);
    for (const person of [alice, bob]) {
      const { body: privacy } = await as(person)
        .patch('/api/users/me/privacy', { hidesLastSeen: true })
        .expect(200);
      expect(privacy as Privacy).toEqual({
        hidesReads: false,
        hidesLastSeen: true,
        isInvisible: false,
        looksAway: false,
      });
      expect(await ask(alice, roomId, bob)).toEqual({});
      await as(person).patch('/api/users/me/privacy', { hidesLastSeen: false }).expect(200);
    }
    expect(await ask(alice, roomId, bob)).toEqual(known);
    await as(bob).put(`/api/users/${alice.id}/block`).expect(204);
    expect(await ask(alice, roomId, bob)).toEqual({});
    await as(bob).delete(`/api/users/${alice.id}/block`).expect(204);
  });
});
