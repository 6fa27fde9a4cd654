import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClientEvent, LIMITS } from '@chatket/contract';
import { startApp, type TestApp } from '../support/app.js';
import { openDevice } from '../support/device.js';
import { callerWith, UNKNOWN_ID } from '../support/rest.js';
import { RawSocket } from '../support/raw-websocket.js';
import { serverUnderAttack } from '../support/server-under-attack.js';

const target = serverUnderAttack();
const { loggedIn, kept } = target;

describe('rooms', () => {
  it('S066 joined a hundred times are joined once', async () => {
    const { id: roomId } = await target.world.people.createRoom(target.alice);
    const device = await target.world.people.connect(target.alice);
    await Promise.all(Array.from({ length: 100 }, () => device.insist('room:join', { roomId })));
    await device.tell('message:send', { roomId, text: 'once', clientMsgId: 'joined-100' });
    await device.settled();
    expect(device.messages(roomId)).toHaveLength(1);
  });

  it.each<[string, unknown]>([
    ['no rooms', []],
    ['no list', {}],
    ['51 rooms', Array.from({ length: LIMITS.syncRoomsMax + 1 }, () => ({ roomId: UNKNOWN_ID }))],
    ['a negative seq', [{ roomId: UNKNOWN_ID, lastSeq: -1 }]],
    ['a huge seq', [{ roomId: UNKNOWN_ID, lastSeq: 1e300 }]],
    ['a fraction', [{ roomId: UNKNOWN_ID, lastSeq: 0.5 }]],
    ['a seq that is a text', [{ roomId: UNKNOWN_ID, lastSeq: '1' }]],
    ['a time that is none', [{ roomId: UNKNOWN_ID, lastSeenAt: 'tomorrow' }]],
    ['a time no calendar has', [{ roomId: UNKNOWN_ID, lastSeenAt: '2026-02-31T00:00:00Z' }]],
    ['a seq that is null', [{ roomId: UNKNOWN_ID, lastSeq: null }]],
    ['a time that is null', [{ roomId: UNKNOWN_ID, lastSeenAt: null }]],
    ['a room that is null', [null]],
    ['null', null],
    ['a room that is no id', [{ roomId: '../../etc/passwd' }]],
  ])('S067 cannot be synced with %s', async (_case, rooms) => {
    expect(await target.honest.askAnything('rooms:sync', { rooms })).toMatchObject({
      success: false,
      code: 'VALIDATION',
    });
  });

  it('S067 are synced from the far future and under one name many times', async () => {
    const { id: roomId } = await target.world.people.createRoom(target.bob);
    const rooms = [
      { roomId, lastSeenAt: '9999-12-31T23:59:59.999Z' },
      ...Array.from({ length: LIMITS.syncRoomsMax - 1 }, () => ({
        roomId,
        lastSeq: Number.MAX_SAFE_INTEGER,
      })),
    ];
    const { results } = await target.honest.tell('rooms:sync', { rooms });
    for (const result of results) expect(result).toMatchObject({ roomId, headSeq: 0, messageCount: 0 });
  });
});

it('S069 a frame that is played again by somebody else has no effect of its own', async () => {
  const { people } = target.world;
  const { id: roomId } = await people.createRoom(target.alice);
  const frame = `421["message:send",${JSON.stringify({ roomId, text: 'mine', clientMsgId: 'captured-01' })}]`;
  const [first, second] = [await loggedIn(), await loggedIn()];
  const stored = await first.send(frame).ack(1);
  expect(stored).toMatchObject({ success: true, seq: 1 });
  expect(await second.send(frame).ack(1)).toMatchObject({ ...(stored as object), isDuplicate: true });
  const thief = await kept(RawSocket.logIn(target.world.url, target.bob.token));
  expect(await thief.send(frame).ack(1)).toMatchObject({ success: false, code: 'NOT_A_MEMBER' });
  expect(
    await callerWith(target.world.url, target.alice.token).get(`/api/rooms/${roomId}/messages`),
  ).toHaveProperty('body.length', 1);
});

describe('a server whose tables are broken', () => {
  const PAYLOADS = {
    'rooms:sync': { rooms: [{ roomId: UNKNOWN_ID, lastSeq: 0 }] },
    'room:join': { roomId: UNKNOWN_ID },
    'room:leave': { roomId: UNKNOWN_ID },
    'room:read': { roomId: UNKNOWN_ID, seq: 1 },
    'rooms:read': { rooms: [{ roomId: UNKNOWN_ID, seq: 1 }] },
    'room:unread': { roomId: UNKNOWN_ID, seq: 1 },
    'room:receipts': { roomId: UNKNOWN_ID },
    'room:page': { roomId: UNKNOWN_ID },
    'message:send': { roomId: UNKNOWN_ID, text: 'hello', clientMsgId: 'broken-0001' },
    'message:edit': { roomId: UNKNOWN_ID, messageId: UNKNOWN_ID, text: 'hello', rev: 1 },
    'message:hide': { roomId: UNKNOWN_ID, messageId: UNKNOWN_ID },
    'message:show': { roomId: UNKNOWN_ID, messageId: UNKNOWN_ID },
    'message:delete': { roomId: UNKNOWN_ID, messageId: UNKNOWN_ID },
    'message:react': { roomId: UNKNOWN_ID, messageId: UNKNOWN_ID, emoji: '👍', on: true },
    'message:pin': { roomId: UNKNOWN_ID, messageId: UNKNOWN_ID, on: true },
    'draft:save': { roomId: UNKNOWN_ID, text: 'half a', at: '2026-01-31T12:00:00.000Z', rev: 0 },
    'message:forward': { roomId: UNKNOWN_ID, messageId: UNKNOWN_ID, clientMsgId: 'broken-0002' },
    'thread:read': { roomId: UNKNOWN_ID, rootId: UNKNOWN_ID, seq: 1 },
    'thread:follow': { roomId: UNKNOWN_ID, rootId: UNKNOWN_ID, on: true },
    'poll:create': {
      ...{ roomId: UNKNOWN_ID, question: 'hello', clientMsgId: 'broken-0003' },
      options: ['yes', 'no'],
    },
    'poll:vote': { roomId: UNKNOWN_ID, messageId: UNKNOWN_ID, option: 0, on: true },
    'poll:end': { roomId: UNKNOWN_ID, messageId: UNKNOWN_ID },
    'preview:show': { roomId: UNKNOWN_ID, messageId: UNKNOWN_ID, previewId: UNKNOWN_ID, on: false },
    'file:describe': { roomId: UNKNOWN_ID, messageId: UNKNOWN_ID, fileId: UNKNOWN_ID, alt: 'hello' },
    'reaction:add': { messageId: UNKNOWN_ID, emoji: '👍' },
    'reaction:remove': { messageId: UNKNOWN_ID, emoji: '👍' },
    'typing:update': { roomId: UNKNOWN_ID, isTyping: true },
    'presence:ping': { roomId: UNKNOWN_ID },
    'presence:look': { roomId: UNKNOWN_ID },
    'dm:send': { conversationId: UNKNOWN_ID, receiverId: UNKNOWN_ID, text: 'hello' },
    'dm:typing': { conversationId: UNKNOWN_ID, isTyping: true },
    'auth:refresh': { token: 'no token' },
  } satisfies Record<ClientEvent, object>;

  let broken: TestApp;
  beforeAll(async () => {
    broken = await startApp();
  });
  afterAll(() => broken.close());

  it('S056 answers every event, tells nothing of the inside, and goes on', async () => {
    const { token } = await broken.people.logIn('hugo');
    broken.app.useLogger(false);
    const device = await openDevice(broken.url, { token });
    await broken.database.query('ALTER TABLE "RoomMembership" RENAME TO "Gone"');
    await broken.database.query('ALTER TABLE "Room" RENAME TO "GoneToo"');
    try {
      const answers = [];
      for (const [event, payload] of Object.entries(PAYLOADS))
        answers.push(await device.askAnything(event, payload));
      expect(answers).toContainEqual(expect.objectContaining({ success: false, code: 'INTERNAL' }));
      expect(JSON.stringify(answers)).not.toMatch(/relation|SELECT|Membership|\.ts|\.js|postgres/i);
    } finally {
      await broken.database.query('ALTER TABLE "Gone" RENAME TO "RoomMembership"');
      await broken.database.query('ALTER TABLE "GoneToo" RENAME TO "Room"');
    }
    broken.clock.advance(60_000);
    expect(await device.ask('room:join', PAYLOADS['room:join'])).toMatchObject({ code: 'ROOM_NOT_FOUND' });
    device.close();
  });
});
