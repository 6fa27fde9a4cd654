import { beforeEach, describe, expect, it } from '@jest/globals';
import { type AckFailure, LIMITS, type Room } from '@chatket/contract';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, promote } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world, cast } = useWorld(['alice', 'bob', 'carol', 'mallory']);
const [alice, bob, carol, mallory] = cast;

let room: Room;
let roomId: string;
let count = 0;
/** Alice owns the room, bob is a member, carol moderates. */
beforeEach(async () => {
  room = await world.people.createRoom(alice);
  roomId = room.id;
  for (const person of [bob, carol]) await world.people.join(person, roomId);
  await promote(world, carol, room, 'moderator');
});

const as = (person: Person) => callerWith(world.url, person.token);
const set = (body: object) => as(alice).patch(`/api/rooms/${roomId}`, body).expect(200);
const key = () => `writing-${String((count += 1)).padStart(6, '0')}`;
const send = (device: Device, text = 'hello', clientMsgId = key()) =>
  device.ask('message:send', { roomId, text, clientMsgId });
const mute = (person: Person, ms: number) =>
  world.database.query(
    `UPDATE "RoomMembership" SET "mutedUntil" = now() + $3 * interval '1 ms' WHERE "roomId" = $1 AND "userId" = $2`,
    [roomId, person.id, ms],
  );

const CLIENTS = {
  log: (person: Person) => world.people.connectLog(person),
  batch: (person: Person) => world.people.connect(person),
  plain: (person: Person) => world.people.connectPlain(person),
};
const clients = Object.entries(CLIENTS);

describe('S075 what a room does not let people write', () => {
  it.each(clients)('is refused by its name, and moderators pass: %s', async (_name, connect) => {
    const [a, b, c] = [await connect(alice), await connect(bob), await connect(carol)];
    await set({ postGate: 1 });
    expect(await send(b)).toMatchObject({ code: 'READ_ONLY', need: 'moderator', have: 'member' });
    expect((await send(c)).success).toBe(true);
    await set({ postGate: null });
    await mute(bob, 60_000);
    const { mutedForMs, mutedUntil, ...muted } = (await send(b)) as AckFailure;
    expect(muted).toMatchObject({ code: 'MUTED', retryable: false });
    expect(mutedForMs).toBeGreaterThan(0);
    expect(mutedForMs).toBeLessThanOrEqual(60_000);
    expect(Date.parse(mutedUntil ?? '')).not.toBeNaN();
    await mute(bob, -1);
    const kept = key();
    const first = await send(b, 'kept', kept);
    await as(alice).post(`/api/rooms/${roomId}/archive`).expect(200);
    for (const device of [a, b, c]) expect(await send(device)).toMatchObject({ code: 'ROOM_ARCHIVED' });
    // A key that was stored is answered whatever holds now.
    expect(await send(b, 'kept', kept)).toEqual({ ...first, isDuplicate: true });
    await as(alice).delete(`/api/rooms/${roomId}/archive`).expect(200);
    expect((await send(b)).success).toBe(true);
  });

  it('S126 in slow mode goes on for whoever leaves and comes back', async () => {
    await set({ slowSeconds: 60 });
    const b = await world.people.connect(bob);
    expect((await send(b)).success).toBe(true);
    const again = async () => {
      await world.people.leaveForGood(bob, roomId);
      await world.people.join(bob, roomId);
      return send(b);
    };
    expect(await again()).toMatchObject({ code: 'SLOW_MODE' });
    // A minute ago.
    await world.database.query(
      `UPDATE "Message" SET "createdAt" = "createdAt" - interval '1 minute' WHERE "roomId" = $1`,
      [roomId],
    );
    expect(await again()).toMatchObject({ success: true });
  });

  it.each(clients)('in slow mode is one at a time, also of many at once: %s', async (_name, connect) => {
    await set({ slowSeconds: 60 });
    const [b, c] = [await connect(bob), await connect(carol)];
    const keys = Array.from({ length: 4 }, () => key());
    const acks = await Promise.all(keys.map((id) => send(b, 'at once', id)));
    expect(acks.filter(({ success }) => success)).toHaveLength(1);
    for (const ack of acks) {
      if (ack.success) continue;
      expect(ack).toMatchObject({ code: 'SLOW_MODE', retryable: true });
      expect(ack.retryAfterMs).toBeGreaterThan(0);
      expect(ack.retryAfterMs).toBeLessThanOrEqual(60_000);
    }
    const stored = keys[acks.findIndex(({ success }) => success)] ?? '';
    expect(await send(b, 'at once', stored)).toMatchObject({ success: true, isDuplicate: true });
    for (let n = 0; n < 3; n += 1) expect((await send(c)).success).toBe(true);
    await set({ slowSeconds: null });
    expect((await send(b)).success).toBe(true);
  });

  it('nobody is seen writing who cannot write, and waiting for one’s turn is no reason', async () => {
    const [b, c] = [await world.people.connectLog(bob), await world.people.connectLog(carol)];
    for (const device of [b, c]) await device.tell('room:join', { roomId });
    const type = () => b.ask('typing:update', { roomId, isTyping: true });
    await set({ postGate: 1 });
    expect(await type()).toMatchObject({ code: 'READ_ONLY' });
    await set({ postGate: null, slowSeconds: 60 });
    await send(b);
    await c.settled();
    expect(c.all('typing:update')).toEqual([]);
    expect((await type()).success).toBe(true);
    await c.next('typing:update');
    await as(alice).post(`/api/rooms/${roomId}/archive`).expect(200);
    expect(await type()).toMatchObject({ code: 'ROOM_ARCHIVED' });
  });
});

describe('how long a message may be', () => {
  const long = (length: number) => '🙂'.repeat(length);

  it('is 4,000 characters for clients that take the log, and 500 for others, who hear it whole', async () => {
    const plain = await world.people.connectPlain(carol);
    const batch = await world.people.connect(carol);
    for (const device of [plain, batch]) await device.tell('room:join', { roomId });
    const log = await world.people.connectLog(bob);
    expect((await send(log, long(LIMITS.longTextMax))).success).toBe(true);
    for (const device of [plain, batch]) {
      const [message] = await device.untilMessages(roomId, 1);
      expect(message?.text).toBe(long(LIMITS.longTextMax));
      expect((await send(device, long(LIMITS.messageTextMax))).success).toBe(true);
      expect(await send(device, long(LIMITS.messageTextMax + 1))).toMatchObject({
        code: 'VALIDATION',
        fields: [{ field: 'text' }],
      });
    }
    expect(await send(log, long(LIMITS.longTextMax + 1))).toMatchObject({
      code: 'VALIDATION',
      fields: [{ field: 'text' }],
    });
  });

  it('is what the room says, for edits too', async () => {
    await set({ messageMax: 10 });
    const b = await world.people.connectLog(bob);
    expect(await send(b, long(11))).toMatchObject({ code: 'VALIDATION', fields: [{ field: 'text' }] });
    const sent = await b.tell('message:send', { roomId, text: long(10), clientMsgId: key() });
    const edit = { roomId, messageId: sent.messageId, rev: sent.seq };
    expect(await b.refused('message:edit', { ...edit, text: long(11) })).toMatchObject({
      code: 'VALIDATION',
      fields: [{ field: 'text' }],
    });
    await b.tell('message:edit', { ...edit, text: 'short' });
  });

  it('S071 and how much, does not tell that a hidden room is there', async () => {
    await set({ kind: 'private', messageMax: 10, rateMessages: 1 });
    const m = await world.people.connectLog(mallory);
    expect(await send(m, long(11))).toMatchObject({ code: 'ROOM_NOT_FOUND' });
    const acks = await Promise.all(Array.from({ length: 8 }, () => send(m)));
    expect(new Set(acks.map((ack) => !ack.success && ack.code))).toEqual(new Set(['ROOM_NOT_FOUND']));
  });
});

describe('how much one may send', () => {
  it('is what the room says, from the next message on', async () => {
    await set({ rateMessages: 2, rateWindowSeconds: 600, rateMuteSeconds: 90 });
    const b = await world.people.connectLog(bob);
    const acks = await Promise.all(Array.from({ length: 3 }, () => send(b)));
    expect(acks.map(({ success }) => success)).toEqual([true, true, false]);
    expect(acks[2]).toMatchObject({ code: 'RATE_LIMITED', mutedForMs: 90_000 });
  });
});

describe('S075 changes of messages', () => {
  it('are refused in an archived room, and edits while one is muted; to delete is possible', async () => {
    const b = await world.people.connectLog(bob);
    const sent = await b.tell('message:send', { roomId, text: 'one', clientMsgId: key() });
    const target = { roomId, messageId: sent.messageId };
    const edit = () => b.ask('message:edit', { ...target, text: 'two', rev: sent.seq });
    const react = (emoji: string) => b.ask('message:react', { ...target, emoji, on: true });
    await mute(bob, 60_000);
    expect(await edit()).toMatchObject({ code: 'MUTED' });
    expect((await react('👍')).success).toBe(true);
    await mute(bob, -1);
    await as(alice).post(`/api/rooms/${roomId}/archive`).expect(200);
    expect(await edit()).toMatchObject({ code: 'ROOM_ARCHIVED' });
    expect(await react('🎉')).toMatchObject({ code: 'ROOM_ARCHIVED' });
    expect((await b.ask('message:delete', target)).success).toBe(true);
  });
});
