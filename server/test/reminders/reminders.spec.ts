import { describe, expect, it } from '@jest/globals';
import type { AlertPage, MyNotices, NoticeWhy, SavedMessage } from '@chatket/contract';
import { newId } from '../../src/common/index.js';
import { defineJob, Jobs } from '../../src/jobs/index.js';
import { OrdinaryDatabase } from '../../src/prisma/index.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, ISO, say, TOMORROW, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice']);

const SOON_MS = 300;
const soon = () => new Date(Date.now() + SOON_MS).toISOString();
const as = (person: Person) => callerWith(world.url, person.token);

/** A room of alice's with bob in it, who is new, and messages of hers. */
async function scene() {
  const [bob] = (await guests(world, 1)) as [Person];
  const room = await world.people.createRoom(alice);
  await world.people.join(bob, room.id);
  const [one = '', two = ''] = await say(world, room, alice, ['Cake!', 'Tea?']);
  return { bob, room, one, two };
}

const speak = async (device: Device, roomId: string, text: string) =>
  (await device.tell('message:send', { roomId, text, clientMsgId: newId() })).messageId;
const alertsOf = async (person: Person, query = '') =>
  (await as(person).get(`/api/alerts${query}`).expect(200)).body as AlertPage;
const unreadOf = async (person: Person) =>
  ((await as(person).get('/api/me/notifications').expect(200)).body as MyNotices).unread;

/** The time for which a reminder waits comes now. @returns it */
async function comeDue({ id: userId }: Person, messageId: string): Promise<string> {
  const [row] = await world.database.query<{ at: Date }>(
    'UPDATE "Saved" SET "remindAt" = now() WHERE "userId" = $1 AND "messageId" = $2 RETURNING "remindAt" AS at',
    [userId, messageId],
  );
  const terms = { key: `reminder:${userId}:${messageId}` };
  const job = defineJob<{ userId: string; messageId: string }>('reminder:due');
  await world.app.get(Jobs).put(world.app.get(OrdinaryDatabase), job, { userId, messageId }, terms);
  return row?.at.toISOString() ?? '';
}

const listOf = async (person: Person) =>
  (await as(person).get('/api/saved').expect(200)).body as SavedMessage[];

describe('a reminder', () => {
  it('saves the message, and tells all devices of its person when it is due, and nobody else', async () => {
    const { bob, room, one, two } = await scene();
    const [phone, laptop] = [await world.people.connectLog(bob), await world.people.connect(bob)];
    const hers = await world.people.connectLog(alice);
    const saved = await as(bob).put(`/api/reminders/${one}`, { at: TOMORROW }).expect(200);
    expect(saved.body).toMatchObject({ messageId: one, remindAt: TOMORROW, message: { text: 'Cake!' } });
    await as(bob).put(`/api/saved/${one}`, { isDone: true }).expect(200);
    await as(bob).put(`/api/saved/${two}`, {}).expect(200);
    const at = await comeDue(bob, one);
    for (const device of [phone, laptop])
      expect(await device.next('reminder:due')).toEqual({
        messageId: one,
        at,
        message: expect.objectContaining({ roomId: room.id, text: 'Cake!' }),
      });
    await phone.next('saved:changed');
    expect(await listOf(bob)).toMatchObject([
      { messageId: one, remindedAt: expect.stringMatching(ISO) },
      { messageId: two },
    ]);
    expect((await listOf(bob))[0]).not.toHaveProperty('isDone');
    expect(hers.all('reminder:due')).toEqual([]);
  });

  it('is moved by another time, and given up', async () => {
    const { bob, one, two } = await scene();
    const phone = await world.people.connectLog(bob);
    const at = soon();
    await as(bob).put(`/api/reminders/${one}`, { at: TOMORROW }).expect(200);
    await as(bob).put(`/api/reminders/${one}`, { at }).expect(200);
    await as(bob).put(`/api/reminders/${two}`, { at: TOMORROW }).expect(200);
    expect(await phone.next('reminder:due')).toMatchObject({ messageId: one, at });
    for (let twice = 0; twice < 2; twice += 1) await as(bob).delete(`/api/reminders/${two}`).expect(204);
    expect((await listOf(bob)).find(({ messageId }) => messageId === two)).not.toHaveProperty('remindAt');
    const jobs = 'SELECT 1 FROM graphile_worker.jobs j WHERE j.key = $1';
    expect(await world.database.query(jobs, [`reminder:${bob.id}:${two}`])).toEqual([]);
    expect(phone.all('reminder:due')).toHaveLength(1);
  });

  it('S165 tells nothing of a message that its person may not read any more', async () => {
    const { bob, room, one } = await scene();
    const phone = await world.people.connectLog(bob);
    await as(bob).put(`/api/reminders/${one}`, { at: TOMORROW }).expect(200);
    await as(alice).delete(`/api/rooms/${room.id}/members/${bob.id}`).expect(204);
    await as(alice).patch(`/api/rooms/${room.id}`, { kind: 'private' });
    await comeDue(bob, one);
    expect(await phone.next('reminder:due')).toEqual({ messageId: one, at: expect.stringMatching(ISO) });
    await phone.next('saved:changed');
    expect(await alertsOf(bob)).toEqual({ alerts: [] });
    expect(phone.all('alert:new')).toEqual([]);
  });

  it('is an alert, before what was said later, of a message that was read, in a muted room', async () => {
    const { bob, room, one } = await scene();
    const phone = await world.people.connectLog(bob);
    await as(bob).patch(`/api/rooms/${room.id}/notifications`, { isMuted: true }).expect(200);
    const hers = await world.people.connectLog(alice);
    await speak(hers, room.id, `Soup, @${bob.username}?`);
    const three = await speak(hers, room.id, `@${bob.username}!`);
    await phone.next('alert:new', ({ messageId }) => messageId === three);
    await phone.tell('room:read', { roomId: room.id, seq: 4 });
    await phone.next('alerts:read');
    await as(bob).put(`/api/reminders/${one}`, { at: soon() }).expect(200);
    const told = await phone.next('alert:new', ({ because }) => because === 'reminder');
    expect(told).toEqual({ roomId: room.id, messageId: one, because: 'reminder' });
    const first = await alertsOf(bob, '?limit=1');
    expect(first.alerts).toMatchObject([{ because: 'reminder', isRead: false, message: { text: 'Cake!' } }]);
    const { alerts } = await alertsOf(bob, `?cursor=${first.nextCursor ?? ''}`);
    expect(alerts.map(({ message }) => message.seq)).toEqual([4, 3]);
    const why = (await as(bob).get(`/api/messages/${one}/why`).expect(200)).body as NoticeWhy;
    expect(why).toMatchObject({ alert: true, because: 'reminder' });
  });

  it('is read by itself, not by reading on; and is an alert once more at another time', async () => {
    const { bob, room, one } = await scene();
    const phone = await world.people.connectLog(bob);
    await as(bob).put(`/api/reminders/${one}`, { at: soon() }).expect(200);
    await phone.next('alert:new');
    const hers = await world.people.connectLog(alice);
    const three = await speak(hers, room.id, `Soup, @${bob.username}?`);
    await phone.next('alert:new', ({ messageId }) => messageId === three);
    await phone.tell('room:read', { roomId: room.id, seq: 3 });
    expect(await phone.next('alerts:read')).toEqual({ roomId: room.id, seq: 3, unread: 1 });
    for (let twice = 0; twice < 2; twice += 1)
      await as(bob).post('/api/alerts/read', { messageId: one }).expect(204);
    expect(await phone.next('alerts:read', ({ messageId }) => messageId === one)).toEqual({
      ...{ roomId: room.id, seq: 0, messageId: one },
      unread: 0,
    });
    await as(bob).post('/api/alerts/read', { messageId: UNKNOWN_ID }).expect(204);
    expectRefusal(await as(bob).post('/api/alerts/read', { messageId: 'one' }), 'VALIDATION', ['messageId']);
    const before = phone.all('alert:new').length;
    await as(bob).put(`/api/reminders/${one}`, { at: soon() }).expect(200);
    await phone.next('reminder:due', ({ messageId }) => messageId === one);
    await phone.next('alert:new', () => phone.all('alert:new').length > before);
    expect(await unreadOf(bob)).toBe(1);
  });

  it('is silent while its person does not want to be disturbed', async () => {
    const { bob, room, one } = await scene();
    const phone = await world.people.connectLog(bob);
    await as(bob).patch('/api/me/notifications', { quietSeconds: 600 }).expect(200);
    await as(bob).put(`/api/reminders/${one}`, { at: soon() }).expect(200);
    expect(await phone.next('alert:new')).toEqual({
      ...{ roomId: room.id, messageId: one, because: 'reminder', isSilent: true },
    });
    const why = (await as(bob).get(`/api/messages/${one}/why`).expect(200)).body as NoticeWhy;
    expect(why).toMatchObject({ alert: false, badge: true, because: 'doNotDisturb', cause: 'reminder' });
  });

  it('is refused for what is not there to be read, and for times that are over', async () => {
    const { bob, one } = await scene();
    const [outsider] = (await guests(world, 1)) as [Person];
    expectRefusal(await as(outsider).put(`/api/reminders/${one}`, { at: TOMORROW }), 'NOT_A_MEMBER');
    expectRefusal(await as(bob).put(`/api/reminders/${UNKNOWN_ID}`, { at: TOMORROW }), 'MESSAGE_NOT_FOUND');
    for (const at of [new Date(Date.now() - 120_000).toISOString(), 'soon', null])
      expectRefusal(await as(bob).put(`/api/reminders/${one}`, { at }), 'VALIDATION', ['at']);
    expect(await listOf(bob)).toEqual([]);
  });
});
