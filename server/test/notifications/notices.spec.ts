import { describe, expect, it } from '@jest/globals';
import type { AlertPage, MyNotices, NoticeWhy, Room, WhyUnread } from '@chatket/contract';
import { Alerts } from '../../src/notifications/alerts.js';
import { Looks } from '../../src/notifications/looks.js';
import { Notifier } from '../../src/notifications/notifier.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, ISO, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { RATE_LIMIT_MESSAGES: '1000', RATE_LIMIT_CHANGES: '1000' });

const as = (person: Person) => callerWith(world.url, person.token);
const told = () => world.app.get(Notifier).catchUp();
const listOf = async (person: Person, query = '') =>
  (await as(person).get(`/api/alerts${query}`).expect(200)).body as AlertPage;
const mine = async (person: Person) =>
  (await as(person).get('/api/me/notifications').expect(200)).body as MyNotices;
const set = (person: Person, body: object) => as(person).patch('/api/me/notifications', body).expect(200);
const setRoom = (person: Person, roomId: string, body: object) =>
  as(person).patch(`/api/rooms/${roomId}/notifications`, body).expect(200);
const why = async (person: Person, messageId: string) =>
  (await as(person).get(`/api/messages/${messageId}/why`).expect(200)).body as NoticeWhy;
const whyUnread = async (person: Person, roomId: string) =>
  (await as(person).get(`/api/rooms/${roomId}/why-unread`).expect(200)).body as WhyUnread;

let sent = 0;
async function say(device: Device, roomId: string, text = 'hello'): Promise<string> {
  sent += 1;
  const clientMsgId = `notices-${String(sent).padStart(4, '0')}`;
  return (await device.tell('message:send', { roomId, text, clientMsgId })).messageId;
}

/** Dora's room with emil in it, each on a device that follows it; and a direct room of the two. */
async function scene() {
  const [dora, emil] = (await guests(world, 2)) as [Person, Person];
  const { roomId, a: d, b: e } = await world.people.conversation(dora, emil);
  const direct = (
    await as(dora)
      .post('/api/direct', { userIds: [emil.id] })
      .expect(201)
  ).body as Room;
  return { dora, emil, roomId, directId: direct.id, d, e };
}

/** What emil's device was alerted of, once everything that was said has been looked at. */
async function alertsOn(device: Device) {
  await told();
  await device.settled();
  return device.all('alert:new');
}

describe('who is told of what', () => {
  it('is told of what is said in direct rooms, and in others only where they want that', async () => {
    const { dora, emil, roomId, directId, d, e } = await scene();
    const messageId = await say(d, directId);
    await say(d, roomId);
    expect(await alertsOn(e)).toEqual([{ roomId: directId, messageId, because: 'direct' }]);
    expect(await alertsOn(d)).toEqual([]);
    await setRoom(emil, roomId, { level: 'all' });
    const second = await say(d, roomId);
    expect((await alertsOn(e)).slice(1)).toEqual([{ roomId, messageId: second, because: 'any' }]);
    expect(await listOf(emil)).toEqual({
      alerts: [
        {
          at: expect.stringMatching(ISO),
          because: 'any',
          isRead: false,
          message: expect.objectContaining({
            messageId: second,
            roomId,
            sender: { id: dora.id, username: dora.username },
          }),
        },
        expect.objectContaining({ because: 'direct' }),
      ],
    });
    expect((await mine(emil)).unread).toBe(2);
    expect(await listOf(dora)).toEqual({ alerts: [] });
  });

  it('wants it so for all rooms of a kind, on all devices, and otherwise in a room', async () => {
    const { emil, roomId, directId, d, e } = await scene();
    const plain = await world.people.connectPlain(emil);
    await set(emil, { rooms: 'all', direct: 'none' });
    for (const device of [e, plain])
      expect(await device.next('notices:changed')).toMatchObject({ rooms: 'all', direct: 'none' });
    await say(d, directId);
    const messageId = await say(d, roomId);
    expect(await alertsOn(e)).toEqual([{ roomId, messageId, because: 'any' }]);
    await setRoom(emil, roomId, { level: 'none' });
    for (const device of [e, plain])
      expect(await device.next('notices:room')).toEqual({ roomId, level: 'none' });
    await say(d, roomId);
    expect(await alertsOn(e)).toHaveLength(1);
    expect(await mine(emil)).toMatchObject({
      settings: { rooms: 'all' },
      rooms: [{ roomId, level: 'none' }],
    });
    await setRoom(emil, roomId, { level: null });
    await say(d, roomId);
    expect(await alertsOn(e)).toHaveLength(2);
  });

  it('is not told of what they look at, on whichever device', async () => {
    const { emil, directId, d, e } = await scene();
    const phone = await world.people.connect(emil);
    await phone.tell('room:join', { roomId: directId });
    await phone.tell('presence:look', { roomId: directId });
    await say(d, directId);
    expect(await alertsOn(e)).toEqual([]);
    await phone.tell('presence:look', {});
    await say(d, directId);
    expect(await alertsOn(e)).toHaveLength(1);
    await phone.tell('presence:look', { roomId: directId });
    phone.close();
    const looks = world.app.get(Looks);
    while ((await looks.at(directId)).has(emil.id)) await e.settled();
    await say(d, directId);
    expect(await alertsOn(e)).toHaveLength(2);
    expect(await e.refused('presence:look', { roomId: UNKNOWN_ID })).toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('is not told of what is theirs, was read, was deleted, or comes from somebody they have blocked', async () => {
    const { dora, emil, roomId, d, e } = await scene();
    for (const person of [dora, emil]) await setRoom(person, roomId, { level: 'all' });
    await say(e, roomId);
    expect(await alertsOn(e)).toEqual([]);
    await as(emil).put(`/api/users/${dora.id}/block`).expect(204);
    const blocked = await say(d, roomId);
    expect(await alertsOn(e)).toEqual([]);
    expect(await why(emil, blocked)).toMatchObject({ alert: false, badge: false, because: 'blocked' });
    await as(emil).delete(`/api/users/${dora.id}/block`).expect(204);
    const before = await say(d, roomId);
    await told();
    e.forget();
    await d.tell('message:delete', { roomId, messageId: before });
    expect(await alertsOn(e)).toEqual([]);
    expect(await listOf(emil)).toEqual({ alerts: [] });
    expect((await mine(emil)).unread).toBe(0);
  });

  it('S159 is not told of what was said before it was theirs to read, nor of rooms they have left', async () => {
    const { dora, emil, roomId, d, e } = await scene();
    await setRoom(emil, roomId, { level: 'all' });
    await say(d, roomId);
    expect(await alertsOn(e)).toHaveLength(1);
    await world.people.leaveForGood(emil, roomId);
    await say(d, roomId);
    expect(await alertsOn(e)).toHaveLength(1);
    expect(await listOf(emil)).toEqual({ alerts: [] });
    await as(dora).patch(`/api/rooms/${roomId}`, { history: 'sinceJoin' }).expect(200);
    await world.people.join(emil, roomId);
    expect(await listOf(emil)).toEqual({ alerts: [] });
    expect(await whyUnread(emil, roomId)).toMatchObject({ unread: 0, messages: [] });
  });
});

describe('somebody who is spoken to', () => {
  it('is told of it in rooms where they want no more than that, by name, by a word, with all', async () => {
    const { emil, roomId, d, e } = await scene();
    await as(emil)
      .put('/api/me/keywords', { keywords: ['cake'] })
      .expect(200);
    const name = await say(d, roomId, `hello @${emil.username}`);
    const word = await say(d, roomId, 'there is Cake');
    await say(d, roomId, 'nothing of that');
    const all = await say(d, roomId, '@all come here');
    expect(await alertsOn(e)).toEqual([
      { roomId, messageId: name, because: 'mention' },
      { roomId, messageId: word, because: 'keyword' },
      { roomId, messageId: all, because: 'all' },
    ]);
    expect(await alertsOn(d)).toEqual([]);
    await setRoom(emil, roomId, { isMuted: true });
    const muted = await say(d, roomId, `@${emil.username} again`);
    await say(d, roomId, '@all again');
    expect((await alertsOn(e)).slice(3)).toEqual([
      { roomId, messageId: muted, because: 'mention', isSilent: true },
    ]);
    expect((await whyUnread(emil, roomId)).messages.map(({ because }) => because)).toEqual([
      ...['mention', 'keyword', 'any', 'all', 'mention', 'all'],
    ]);
  });

  it('is told by an edit that names them, once, and of no other', async () => {
    const { emil, roomId, d, e } = await scene();
    const messageId = await say(d, roomId, 'hello');
    expect(await alertsOn(e)).toEqual([]);
    for (const text of ['hello you', `hello @${emil.username}`, `hello, @${emil.username}`]) {
      await d.tell('message:edit', { roomId, messageId, text, rev: Number.MAX_SAFE_INTEGER });
      await told();
    }
    expect(await alertsOn(e)).toEqual([{ roomId, messageId, because: 'mention' }]);
    expect(await why(emil, messageId)).toMatchObject({ alert: true, because: 'mention' });
  });

  it('with @here is told if they were there', async () => {
    const { dora, emil, roomId, d, e } = await scene();
    const [carol] = (await guests(world, 1)) as [Person];
    await world.people.join(carol, roomId);
    const messageId = await say(d, roomId, '@here come');
    expect(await alertsOn(e)).toEqual([{ roomId, messageId, because: 'here' }]);
    expect(await listOf(carol)).toEqual({ alerts: [] });
    expect(await why(carol, messageId)).toMatchObject({ alert: false, because: 'level' });
    expect(await listOf(dora)).toEqual({ alerts: [] });
    expect((await listOf(emil)).alerts).toHaveLength(1);
  });
});

describe('somebody who wants peace', () => {
  it('mutes a room for a time, or for ever, and hears of it again', async () => {
    const { emil, directId, d, e } = await scene();
    await setRoom(emil, directId, { isMuted: true, muteSeconds: 60 });
    expect((await e.next('notices:room')).mutedUntil).toMatch(ISO);
    const muted = await say(d, directId);
    expect(await alertsOn(e)).toEqual([]);
    expect(await why(emil, muted)).toMatchObject({ alert: false, because: 'muted', cause: 'direct' });
    world.clock.advance(60_000);
    await say(d, directId);
    expect(await alertsOn(e)).toHaveLength(1);
    await setRoom(emil, directId, { isMuted: true });
    expect((await mine(emil)).rooms).toEqual([{ roomId: directId, mutedUntil: 'for-ever' }]);
    await say(d, directId);
    expect(await alertsOn(e)).toHaveLength(1);
    await setRoom(emil, directId, { isMuted: false });
    await say(d, directId);
    expect(await alertsOn(e)).toHaveLength(2);
  });

  it('is not disturbed for a time, or within hours of their own clock, and finds it in the list', async () => {
    const { emil, directId, d, e } = await scene();
    await set(emil, { quietSeconds: 600 });
    const quiet = await say(d, directId);
    expect(await alertsOn(e)).toEqual([
      { roomId: directId, messageId: quiet, because: 'direct', isSilent: true },
    ]);
    expect(await why(emil, quiet)).toMatchObject({
      alert: false,
      badge: true,
      because: 'doNotDisturb',
      cause: 'direct',
      at: expect.stringMatching(ISO),
    });
    expect((await listOf(emil)).alerts).toHaveLength(1);
    await set(emil, { quietSeconds: 0 });
    await say(d, directId);
    expect((await alertsOn(e)).at(-1)).not.toHaveProperty('isSilent');
    const days = [1, 2, 3, 4, 5, 6, 7];
    await set(emil, { quietHours: { from: '00:00', to: '00:00', days }, zone: 'Asia/Tokyo' });
    await say(d, directId);
    expect((await alertsOn(e)).at(-1)).toMatchObject({ isSilent: true });
    await set(emil, { quietHours: null });
    await say(d, directId);
    expect((await alertsOn(e)).at(-1)).not.toHaveProperty('isSilent');
    expect((await mine(emil)).settings).toEqual({
      ...{
        direct: 'all',
        rooms: 'mentions',
        quietHours: null,
        zone: 'Asia/Tokyo',
        quietUntil: null,
        mailDigest: 'daily',
      },
    });
  });

  it.each<[object, string]>([
    [{ rooms: 'some' }, 'rooms'],
    [{ direct: null }, 'direct'],
    [{ zone: 'Mars/Base' }, 'zone'],
    [{ quietSeconds: -1 }, 'quietSeconds'],
    [{ quietHours: 'night' }, 'quietHours'],
    [{ quietHours: { from: '24:00', to: '07:00', days: [1] } }, 'quietHours.from'],
    [{ quietHours: { from: '22:00', to: '7:00', days: [1] } }, 'quietHours.to'],
    [{ quietHours: { from: '22:00', to: '07:00', days: [8] } }, 'quietHours.days'],
    [{ quietHours: { from: '22:00', to: '07:00', days: [1, 1] } }, 'quietHours.days'],
  ])('says it so that it can be understood: %j', async (body, field) => {
    const [emil] = (await guests(world, 1)) as [Person];
    expectRefusal(await as(emil).patch('/api/me/notifications', body), 'VALIDATION', [field]);
  });

  it('does so for rooms of theirs only', async () => {
    const { roomId } = await scene();
    const [mallory] = (await guests(world, 1)) as [Person];
    for (const [id, code] of [
      [roomId, 'NOT_A_MEMBER'],
      [UNKNOWN_ID, 'ROOM_NOT_FOUND'],
    ] as const) {
      expectRefusal(await as(mallory).patch(`/api/rooms/${id}/notifications`, { level: 'all' }), code);
      expectRefusal(await as(mallory).get(`/api/rooms/${id}/why-unread`), code);
    }
    expectRefusal(
      await as(mallory).patch(`/api/rooms/${roomId}/notifications`, { muteSeconds: 0, isMuted: true }),
      'VALIDATION',
      ['muteSeconds'],
    );
  });
});

describe('the list', () => {
  it('has one line for a talk, and goes on page by page', async () => {
    const { emil, dora, roomId, directId, d, e } = await scene();
    await setRoom(emil, roomId, { level: 'all' });
    for (const text of ['one', 'two']) {
      await say(d, directId, text);
      await told();
    }
    await say(d, roomId, 'three');
    await alertsOn(e);
    expect((await listOf(emil)).alerts.map(({ message }) => message.text)).toEqual(['three', 'two']);
    const first = await listOf(emil, '?limit=1');
    expect(first.nextCursor).toBe(first.alerts[0]?.message.messageId);
    const second = await listOf(emil, `?limit=1&cursor=${first.nextCursor ?? ''}`);
    expect(second.alerts.map(({ message }) => message.text)).toEqual(['two']);
    expect(await listOf(emil, `?limit=1&cursor=${second.nextCursor ?? ''}`)).toEqual({ alerts: [] });
    expectRefusal(await as(emil).get('/api/alerts?limit=0'), 'VALIDATION', ['limit']);
    expect(await listOf(dora)).toEqual({ alerts: [] });
  });

  it('is read with the room, and by itself, on all devices', async () => {
    const { emil, roomId, directId, d, e } = await scene();
    const plain = await world.people.connectPlain(emil);
    await setRoom(emil, roomId, { level: 'all' });
    await say(d, directId);
    await say(d, roomId);
    await alertsOn(e);
    await plain.tell('room:read', { roomId: directId, seq: 1 });
    for (const device of [e, plain])
      // A plain client reads what is said in threads with the room.
      expect(await device.next('alerts:read')).toEqual({
        roomId: directId,
        seq: 1,
        threads: true,
        unread: 1,
      });
    expect((await listOf(emil)).alerts.map(({ isRead }) => isRead)).toEqual([false, true]);
    await as(emil).post('/api/alerts/read').expect(204);
    for (const device of [e, plain])
      expect(await device.next('alerts:read', ({ roomId: of }) => of === undefined)).toEqual({ unread: 0 });
    expect((await listOf(emil)).alerts.map(({ isRead }) => isRead)).toEqual([true, true]);
    expect((await mine(emil)).unread).toBe(0);
  });

  it('keeps ninety days, and nothing of rooms that are gone', async () => {
    const { emil, roomId, directId, d, e } = await scene();
    await setRoom(emil, roomId, { level: 'all' });
    await say(d, directId);
    await say(d, roomId);
    await alertsOn(e);
    await world.database.query('DELETE FROM "Room" WHERE id = $1', [roomId]);
    const left = 'SELECT 1 FROM "Alert" WHERE "userId" = $1';
    expect(await world.database.query(left, [emil.id])).toHaveLength(1);
    await world.database.query(
      `UPDATE "Alert" SET "createdAt" = now() - interval '90 days 1 hour' WHERE "userId" = $1`,
      [emil.id],
    );
    expect(await world.app.get(Alerts).forgetOld()).toBe(1);
    expect(await world.database.query(left, [emil.id])).toEqual([]);
  });

  it('is made once, however often the same is looked at, and by a server that comes later', async () => {
    const { emil, directId, d, e } = await scene();
    const messageId = await say(d, directId);
    expect(await alertsOn(e)).toHaveLength(1);
    // A crash between two commits would look like this.
    await world.database.query('UPDATE "NoticeCursor" SET seq = 0 WHERE "roomId" = $1', [directId]);
    expect(await alertsOn(e)).toHaveLength(1);
    await world.database.query('DELETE FROM "NoticeCursor" WHERE "roomId" = $1', [directId]);
    await world.database.query('DELETE FROM "Alert" WHERE "messageId" = $1', [messageId]);
    expect(await alertsOn(e)).toHaveLength(2);
    expect((await listOf(emil)).alerts).toHaveLength(1);
  });
});

describe('why', () => {
  it('names the rule that told somebody of a message, or that did not, and where the level is set', async () => {
    const { dora, emil, roomId, directId, d, e } = await scene();
    const direct = await say(d, directId);
    const talk = await say(d, roomId);
    await alertsOn(e);
    expect(await why(emil, direct)).toEqual({
      ...{ alert: true, badge: true, because: 'direct', at: expect.stringMatching(ISO) },
      ...{ level: 'all', levelOf: 'settings' },
    });
    expect(await why(emil, talk)).toEqual({
      ...{ alert: false, badge: false, because: 'level', level: 'mentions', levelOf: 'settings' },
    });
    await setRoom(emil, roomId, { level: 'none' });
    expect(await why(emil, talk)).toMatchObject({ because: 'level', level: 'none', levelOf: 'room' });
    expect(await why(dora, talk)).toMatchObject({ because: 'own' });
    await setRoom(emil, roomId, { level: 'all' });
    await e.tell('room:read', { roomId, seq: 1 });
    expect(await why(emil, talk)).toMatchObject({ alert: false, because: 'read' });
    const [mallory] = (await guests(world, 1)) as [Person];
    expectRefusal(await as(mallory).get(`/api/messages/${direct}/why`), 'MESSAGE_NOT_FOUND');
    expectRefusal(await as(mallory).get(`/api/messages/${talk}/why`), 'NOT_A_MEMBER');
    expectRefusal(await as(mallory).get(`/api/messages/${UNKNOWN_ID}/why`), 'MESSAGE_NOT_FOUND');
  });

  it('names the messages that make a room unread: those that are counted, the first twenty', async () => {
    const { emil, directId, d, e } = await scene();
    await say(d, directId, 'read');
    await e.tell('room:read', { roomId: directId, seq: 1 });
    const gone = await say(d, directId, 'gone');
    await d.tell('message:delete', { roomId: directId, messageId: gone });
    await say(e, directId, 'own');
    for (let n = 1; n <= 21; n += 1) await say(d, directId, `unread ${String(n)}`);
    const { lastReadSeq, unread, messages } = await whyUnread(emil, directId);
    expect({ lastReadSeq, unread }).toEqual({ lastReadSeq: 1, unread: 21 });
    expect(messages.map(({ message, because }) => [message.text, because])).toEqual(
      Array.from({ length: 20 }, (_, n) => [`unread ${String(n + 1)}`, 'direct']),
    );
  });
});
