import { describe, expect, it } from '@jest/globals';
import type { Block, Room } from '@chatket/contract';
import type { Person } from '../support/people.js';
import {
  callerWith,
  expectRefusal,
  guestAccount,
  guests,
  messagesOf,
  roomsOf,
  UNKNOWN_ID,
} from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { RATE_LIMIT_MESSAGES: '1000' });

const as = (person: Person) => callerWith(world.url, person.token);
const pair = async () => (await guests(world, 2)) as [Person, Person];
const refOf = ({ id, username }: Person) => ({ id, username });
const block = (person: Person, other: Person) => as(person).put(`/api/users/${other.id}/block`);
const unblock = (person: Person, other: Person) => as(person).delete(`/api/users/${other.id}/block`);
const open = (person: Person, ...others: Person[]) =>
  as(person).post('/api/direct', { userIds: others.map(({ id }) => id) });
const opened = async (person: Person, ...others: Person[]) => (await open(person, ...others)).body as Room;
const listOf = async (person: Person) => (await as(person).get('/api/users/me/blocks')).body as Block[];

let sent = 0;
const message = (roomId: string, text = 'hello') => {
  sent += 1;
  return { roomId, text, clientMsgId: `blocks-${String(sent).padStart(4, '0')}` };
};

describe('somebody who is blocked', () => {
  it('is on the list of the blocker, on all their devices, and nobody else hears of it', async () => {
    const [dora, emil] = await pair();
    const [phone, plain, other] = await Promise.all([
      world.people.connectLog(dora),
      world.people.connectPlain(dora),
      world.people.connectLog(emil),
    ]);
    expect(await listOf(dora)).toEqual([]);
    await block(dora, emil).expect(204);
    for (const device of [phone, plain])
      expect(await device.next('block:changed')).toEqual({ user: refOf(emil), isBlocked: true });
    await block(dora, emil).expect(204);
    expect((await listOf(dora)).map(({ user }) => user)).toEqual([refOf(emil)]);
    expect(await listOf(emil)).toEqual([]);
    await unblock(dora, emil).expect(204);
    expect(await phone.next('block:changed', ({ isBlocked }) => !isBlocked)).toEqual({
      user: refOf(emil),
      isBlocked: false,
    });
    await unblock(dora, emil).expect(204);
    expect(await listOf(dora)).toEqual([]);
    await other.settled();
    expect(other.all('block:changed')).toEqual([]);
  });

  it('is a person who is there, and not oneself', async () => {
    const [dora] = await pair();
    expectRefusal(await as(dora).put(`/api/users/${UNKNOWN_ID}/block`), 'NOT_FOUND');
    expectRefusal(await as(dora).delete(`/api/users/${UNKNOWN_ID}/block`), 'NOT_FOUND');
    expectRefusal(await as(dora).put('/api/users/nobody/block'), 'VALIDATION', ['id']);
    expectRefusal(await block(dora, dora), 'VALIDATION', ['id']);
    expect(await listOf(dora)).toEqual([]);
  });

  it('may be a guest, and blocked by one', async () => {
    const [dora] = await pair();
    const guest = await guestAccount(world);
    await block(dora, guest).expect(204);
    await block(guest, dora).expect(204);
    expect((await listOf(guest)).map(({ user }) => user.id)).toEqual([dora.id]);
  });

  it('S128 cannot write in the direct room, and is told what holds for whoever takes no messages', async () => {
    const [dora, emil] = await pair();
    const room = await opened(emil, dora);
    const [phone, own] = await Promise.all([world.people.connectLog(emil), world.people.connectLog(dora)]);
    const before = await phone.tell('message:send', message(room.id, 'before'));
    await block(dora, emil).expect(204);
    own.forget();
    const refusal = await phone.refused('message:send', message(room.id, 'unwanted'));
    expect(refusal).toMatchObject({ code: 'READ_ONLY', need: 'own', have: 'member', retryable: false });
    expect(JSON.stringify(refusal)).not.toMatch(/block|mute/i);
    expect(
      await phone.refused('message:edit', {
        roomId: room.id,
        messageId: before.messageId,
        text: 'unwanted',
        rev: before.seq,
      }),
    ).toMatchObject({ code: 'READ_ONLY' });
    await phone.tell('room:join', { roomId: room.id });
    await own.tell('room:join', { roomId: room.id });
    expect(await phone.refused('typing:update', { roomId: room.id, isTyping: true })).toMatchObject({
      code: 'READ_ONLY',
    });
    await own.settled();
    expect(JSON.stringify(own.heard)).not.toContain('unwanted');
    expect(own.all('typing:update')).toEqual([]);
    // What was said is still there for both.
    expect(messagesOf(await as(emil).get(`/api/rooms/${room.id}/messages`)).map(({ text }) => text)).toEqual([
      'before',
    ]);
    await unblock(dora, emil).expect(204);
    await phone.tell('message:send', message(room.id, 'again'));
  });

  it('S128 S130 sees nothing of it in rooms, members, permissions, presence and lists', async () => {
    const [dora, emil] = await pair();
    const room = await opened(emil, dora);
    const phone = await world.people.connectLog(emil);
    await phone.tell('message:send', message(room.id));
    const doors = [
      `/api/rooms/${room.id}`,
      `/api/rooms/${room.id}/members`,
      '/api/rooms',
      '/api/users/search?q=guest',
    ];
    const seen = () => Promise.all(doors.map(async (path) => (await as(emil).get(path)).body as unknown));
    const before = await seen();
    const presence = await phone.tell('presence:ping', { roomId: room.id });
    phone.forget();
    await block(dora, emil).expect(204);
    expect(await seen()).toEqual(before);
    expect(await phone.tell('presence:ping', { roomId: room.id })).toEqual(presence);
    expect(phone.heard).toEqual([]);
    expect((await as(dora).get(`/api/rooms/${room.id}/members`)).text).not.toMatch(/mute|block/i);
  });

  it('S128 cannot open a direct room or a group with the blocker, or bring them into a room', async () => {
    const [dora, emil] = await pair();
    const [fred] = await pair();
    await block(dora, emil).expect(204);
    expectRefusal(await open(emil, dora), 'FORBIDDEN');
    expectRefusal(await open(emil, dora, fred), 'FORBIDDEN');
    const { body } = await as(emil).post('/api/rooms', { name: 'Kitchen', kind: 'private' }).expect(201);
    const { id } = body as Room;
    expectRefusal(await as(emil).put(`/api/rooms/${id}/members/${dora.id}`, {}), 'FORBIDDEN');
    await as(emil).put(`/api/rooms/${id}/members/${fred.id}`, {}).expect(201);
    expect(roomsOf(await as(dora).get('/api/rooms')).map((room) => room.id)).not.toContain(id);
    await unblock(dora, emil).expect(204);
    expect((await open(emil, dora)).status).toBe(201);
  });

  it('opens a room that was there before, and cannot write in one that the blocker opens', async () => {
    const [dora, emil] = await pair();
    const known = await opened(emil, dora);
    await block(dora, emil).expect(204);
    expect((await opened(emil, dora)).id).toBe(known.id);

    const [gina, hugo] = await pair();
    await block(gina, hugo).expect(204);
    const made = await opened(gina, hugo);
    const [hers, his] = await Promise.all([world.people.connectLog(gina), world.people.connectLog(hugo)]);
    await hers.tell('message:send', message(made.id));
    expect(await his.refused('message:send', message(made.id))).toMatchObject({ code: 'READ_ONLY' });
  });

  it('cannot write while the other has blocked them, whoever of the two takes theirs back', async () => {
    const [dora, emil] = await pair();
    const { id } = await opened(emil, dora);
    const [hers, his] = await Promise.all([world.people.connectLog(dora), world.people.connectLog(emil)]);
    await Promise.all([block(dora, emil).expect(204), block(emil, dora).expect(204)]);
    for (const device of [hers, his])
      expect(await device.refused('message:send', message(id))).toMatchObject({ code: 'READ_ONLY' });
    await unblock(emil, dora).expect(204);
    await hers.tell('message:send', message(id));
    expect(await his.refused('message:send', message(id))).toMatchObject({ code: 'READ_ONLY' });
  });

  it('writes in rooms they share as before', async () => {
    const [dora, emil] = await pair();
    const room = await world.people.createRoom(dora);
    await world.people.join(emil, room.id);
    const group = await opened(dora, emil, ...(await pair()));
    const [hers, his] = await Promise.all([world.people.connectLog(dora), world.people.connectLog(emil)]);
    await block(dora, emil).expect(204);
    for (const roomId of [room.id, group.id]) await his.tell('message:send', message(roomId));
    await hers.settled();
    const [row] = await world.database.query<{ muted: number }>(
      `SELECT count(*)::int AS muted FROM "RoomMembership" WHERE "mutedUntil" IS NOT NULL AND "roomId" IN ('${room.id}', '${group.id}')`,
    );
    expect(row).toEqual({ muted: 0 });
  });

  it('is barred also where the room is opened at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [dora, emil] = await pair();
      const [answer] = await Promise.all([open(emil, dora), block(dora, emil).expect(204)]);
      if (answer.status === 403) continue;
      const his = await world.people.connectLog(emil);
      const { id } = answer.body as Room;
      expect(await his.refused('message:send', message(id))).toMatchObject({ code: 'READ_ONLY' });
      his.close();
    }
  });
});

it('there is an end to how many one can block', async () => {
  const [dora, emil] = await pair();
  await world.database.query(
    `INSERT INTO "User" (id, username) SELECT md5('block' || n)::uuid, 'block' || n FROM generate_series(1, 1000) n`,
  );
  await world.database.query(
    `INSERT INTO "PersonBlock" ("blockerId", "blockedId") SELECT '${dora.id}', md5('block' || n)::uuid FROM generate_series(1, 1000) n`,
  );
  expectRefusal(await block(dora, emil), 'LIMIT_REACHED');
  expect(await listOf(dora)).toHaveLength(1000);
});
