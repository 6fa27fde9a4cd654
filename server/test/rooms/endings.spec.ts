import { beforeEach, describe, expect, it } from '@jest/globals';
import { isChange, type LogEntry, type Room } from '@chatket/contract';
import { RoomEndings } from '../../src/rooms/ending/room-endings.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, messagesOf, promote, roomsOf, say } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world, cast } = useWorld(['alice', 'bob', 'carol', 'mallory']);
const [alice, bob, carol, mallory] = cast;
const DAY_MS = 24 * 60 * 60 * 1_000;

let room: Room;
let path: string;
/** Alice owns the room, bob is a member, carol an admin. */
beforeEach(async () => {
  room = await world.people.createRoom(alice);
  path = `/api/rooms/${room.id}`;
  for (const person of [bob, carol]) await world.people.join(person, room.id);
  await promote(world, carol, room, 'admin');
});

const as = (person: Person) => callerWith(world.url, person.token);
const sweep = () => world.app.get(RoomEndings).run();
const count = async (table: string) => {
  const [row] = await world.database.query<{ count: string }>(
    `SELECT count(*) FROM "${table}" WHERE "roomId" = $1`,
    [room.id],
  );
  return Number(row?.count);
};

describe('a room that is archived', () => {
  it('can be read and not written, is not found, and comes back', async () => {
    await say(world, room, bob, ['before']);
    const { body } = await as(alice).post(`${path}/archive`).expect(200);
    expect(body).toMatchObject({ archivedAt: expect.any(String) });
    expect((await as(alice).post(`${path}/archive`).expect(200)).body).toEqual(body);
    expect(messagesOf(await as(bob).get(`${path}/messages`)).map(({ text }) => text)).toEqual(['before']);
    expect(roomsOf(await as(mallory).get('/api/rooms?all=true')).map(({ id }) => id)).not.toContain(room.id);
    expectRefusal(await as(mallory).post(`${path}/join`), 'ROOM_ARCHIVED');
    expect((await as(bob).post(`${path}/join`).expect(200)).body).toMatchObject({ id: room.id });
    expectRefusal(await as(alice).patch(path, { name: 'Another' }), 'ROOM_ARCHIVED');
    const back = (await as(alice).delete(`${path}/archive`).expect(200)).body as Room;
    expect(back).not.toHaveProperty('archivedAt');
  });

  it.each(['archive', 'restore'])('is its owner’s to say: %s', async (route) => {
    for (const person of [bob, carol])
      expect((await as(person).post(`${path}/${route}`)).body).toMatchObject({
        code: 'FORBIDDEN',
        need: 'owner',
      });
    expect((await as(carol).delete(path)).body).toMatchObject({ code: 'FORBIDDEN', need: 'owner' });
  });
});

describe('a room that is deleted', () => {
  it('can be restored as it was, archived or not', async () => {
    const deleted = (await as(alice).delete(path).expect(200)).body as Room;
    const inDays = (Date.parse(deleted.deletesAt ?? '') - world.clock.now()) / DAY_MS;
    expect(Math.round(inDays)).toBe(7);
    expect(deleted.archivedAt).toEqual(expect.any(String));
    expectRefusal(await as(alice).delete(`${path}/archive`), 'CONFLICT');
    const restored = (await as(alice).post(`${path}/restore`).expect(200)).body as Room;
    expect([restored.archivedAt, restored.deletesAt]).toEqual([undefined, undefined]);
    const { archivedAt } = (await as(alice).post(`${path}/archive`)).body as Room;
    await as(alice).delete(path).expect(200);
    expect((await as(alice).post(`${path}/restore`)).body).toMatchObject({ archivedAt });
  });

  it('stays while it can be restored, and then goes with all that is in it', async () => {
    const device = await world.people.connectLog(bob);
    await device.tell('room:join', { roomId: room.id });
    const texts = Array.from({ length: 250 }, (_, n) => `message ${String(n)}`);
    await say(world, room, bob, texts);
    await as(alice).delete(path).expect(200);
    await sweep();
    expect(await count('Message')).toBe(250);
    await world.database.query(`UPDATE "Room" SET "deletesAt" = now() - interval '1 second' WHERE id = $1`, [
      room.id,
    ]);
    expectRefusal(await as(alice).post(`${path}/restore`), 'ROOM_NOT_FOUND');
    expect(await sweep()).toEqual({ rooms: 1, messages: 250 });
    await device.next('room:removed', ({ roomId }) => roomId === room.id);
    for (const table of ['Message', 'RoomEvent', 'RoomMembership']) expect(await count(table)).toBe(0);
    expectRefusal(await as(alice).get(path), 'ROOM_NOT_FOUND');
    expect(await sweep()).toEqual({ rooms: 0, messages: 0 });
  });
});

describe('a room that forgets', () => {
  const expiries = (device: Device) =>
    device
      .all('room:log')
      .flatMap(({ entries }: { entries: LogEntry[] }) => entries)
      .filter((entry) => isChange(entry) && entry.what === 'expired');

  it('deletes what is too old, whole, and tells it in one entry', async () => {
    await say(world, room, bob, ['a secret', 'another secret']);
    await world.database.query(
      `UPDATE "Message" SET "createdAt" = now() - interval '3 days' WHERE "roomId" = $1`,
      [room.id],
    );
    await say(world, room, bob, ['of today']);
    await as(alice).patch(path, { retentionDays: 2 }).expect(200);
    const device = await world.people.connectLog(bob);
    await device.tell('room:join', { roomId: room.id });
    expect(await sweep()).toEqual({ rooms: 0, messages: 2 });
    await device.next('room:log', ({ entries }) =>
      entries.some((entry) => isChange(entry) && entry.what === 'expired'),
    );
    expect(expiries(device)).toMatchObject([{ kind: 'room', room: { retentionDays: 2, expiredSeq: 2 } }]);
    const rows = await world.database.query<{ text: string }>(
      `SELECT text FROM "Message" WHERE "roomId" = $1 ORDER BY seq`,
      [room.id],
    );
    expect(rows.map(({ text }) => text)).toEqual(['', '', 'of today']);
    // Nothing is kept in memory either.
    const late = await world.people.connectLog(carol);
    await late.tell('rooms:sync', { rooms: [{ roomId: room.id, lastSeq: 0 }] });
    expect(JSON.stringify(late.heard)).not.toContain('secret');
    // Nor is anything left of it for whoever reads the room, or was away since before.
    const shown = messagesOf(await as(carol).get(`${path}/messages`));
    expect(shown.map(({ text }) => text)).toEqual(['of today']);
    const { results } = await late.tell('rooms:sync', { rooms: [{ roomId: room.id, lastSeq: 1 }] });
    expect(results).toMatchObject([{ reset: true, messageCount: 1 }]);
    const page = await late.tell('room:page', { roomId: room.id, log: true });
    expect(page.lines?.map(({ what }) => what)).toEqual(['configured']);
    expect(await sweep()).toEqual({ rooms: 0, messages: 0 });
    await as(alice).patch(path, { retentionDays: null }).expect(200);
    expect(await sweep()).toEqual({ rooms: 0, messages: 0 });
  });
});
