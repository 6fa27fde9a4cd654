import { describe, expect, it } from '@jest/globals';
import {
  type AlertPage,
  type MyNotices,
  type NewInvite,
  type NoticeWhy,
  type RequestAlert,
  type Room,
} from '@chatket/contract';
import { Memberships } from '../../src/members/index.js';
import { Pusher } from '../../src/push/pusher.js';
import type { Person } from '../support/people.js';
import { Browser, PUSH_SERVICE_ENV, PushService } from '../support/push-service.js';
import { callerWith, expectRefusal, promote } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { ...PUSH_SERVICE_ENV, WRITES_PER_USER: '1000' });

const as = (person: Person) => callerWith(world.url, person.token);

/** A room of Alice's into which one asks to come, with Carol as its moderator. */
async function askedRoom(kind: 'public' | 'private' = 'public'): Promise<Room> {
  const room = (await as(alice).post('/api/rooms', { name: 'Attic', kind }).expect(201)).body as Room;
  await world.app.get(Memberships).add(room.id, { user: carol });
  await promote(world, carol, room, 'moderator');
  await as(alice).patch(`/api/rooms/${room.id}`, { joinBy: 'request' }).expect(200);
  return room;
}
const ask = (person: Person, room: Room) => as(person).post(`/api/rooms/${room.id}/request`, {}).expect(202);
const answer = (room: Room, person: Person, what: 'accept' | 'refuse') =>
  as(alice).post(`/api/rooms/${room.id}/requests/${person.id}/${what}`).expect(204);
const listOf = async (person: Person) =>
  ((await as(person).get('/api/alerts').expect(200)).body as AlertPage).requests;
const unreadOf = async (person: Person) =>
  ((await as(person).get('/api/me/notifications').expect(200)).body as MyNotices).unread;
const why = async (person: Person, { id }: RequestAlert) =>
  (await as(person).get(`/api/messages/${id}/why`).expect(200)).body as NoticeWhy;
const choose = (person: Person, room: Room, body: object) =>
  as(person).patch(`/api/rooms/${room.id}/notifications`, body).expect(200);

describe('a request to come in', () => {
  it('S270 stands in the lists of those who may answer until one of them has, and nowhere else', async () => {
    const room = await askedRoom();
    const owner = await world.people.connect(alice);
    const moderator = await world.people.connect(carol);
    const sameModerator = await world.people.connect(carol);
    const asker = await world.people.connect(bob);
    await ask(bob, room);
    const request = {
      ...{ id: expect.any(String), at: expect.any(String), isRead: false },
      ...{ what: 'asked', roomId: room.id, roomName: 'Attic', user: { id: bob.id, username: 'bob' } },
    };
    for (const device of [owner, moderator, sameModerator]) {
      const told = await device.next('alert:new');
      expect(told).toEqual({ roomId: room.id, messageId: told.request?.id, because: 'request', request });
    }
    const [mine] = (await listOf(carol)) ?? [];
    if (!mine) throw new Error('nothing is listed');
    expect(mine).toEqual(request);
    expect(await why(carol, mine)).toMatchObject({
      ...{ alert: true, badge: true, because: 'request', level: 'mentions', levelOf: 'settings' },
    });
    for (const other of [bob, mallory]) {
      expect(await listOf(other)).toBeUndefined();
      expectRefusal(await as(other).get(`/api/messages/${mine.id}/why`), 'MESSAGE_NOT_FOUND');
    }

    // Read on one device, read on the other; whoever reads the room has not answered.
    await as(carol).post('/api/alerts/read', { messageId: mine.id }).expect(204);
    expect(await sameModerator.next('alerts:read')).toMatchObject({ messageId: mine.id, unread: 0 });
    expect(await listOf(carol)).toEqual([{ ...request, isRead: true }]);
    expect(await unreadOf(alice)).toBe(1);

    await answer(room, bob, 'accept');
    expect(await owner.next('alerts:read')).toMatchObject({ messageId: mine.id, unread: 0 });
    for (const person of [alice, carol]) expect(await listOf(person)).toBeUndefined();
    const told = await asker.next('alert:new');
    const accepted = { what: 'accepted', roomId: room.id, roomName: 'Attic', isRead: false };
    expect(told).toMatchObject({ roomId: room.id, because: 'answer', request: accepted });
    expect(await listOf(bob)).toEqual([expect.objectContaining(accepted)]);
    expect(await why(bob, told.request as RequestAlert)).toMatchObject({ alert: true, because: 'answer' });
    expect(await unreadOf(bob)).toBe(1);
    await as(bob).post('/api/alerts/read', {}).expect(204);
    expect(await unreadOf(bob)).toBe(0);
  });

  it('is told by the rule for messages: silent where muted, not at all where nothing is wanted or of whom one has blocked', async () => {
    const room = await askedRoom();
    await choose(alice, room, { level: 'none' });
    await choose(carol, room, { isMuted: true });
    const owner = await world.people.connect(alice);
    const moderator = await world.people.connect(carol);
    await ask(bob, room);
    expect(await moderator.next('alert:new')).toMatchObject({ because: 'request', isSilent: true });
    const [mine] = (await listOf(carol)) ?? [];
    expect(mine && (await why(carol, mine))).toMatchObject({
      ...{ alert: false, badge: true, because: 'muted', cause: 'request' },
    });
    expect(await listOf(alice)).toBeUndefined();
    expect(owner.all('alert:new')).toEqual([]);

    await as(carol).put(`/api/users/${mallory.id}/block`).expect(204);
    await choose(alice, room, { level: 'all' });
    await ask(mallory, room);
    expect(await owner.next('alert:new')).toMatchObject({ request: { user: { username: 'mallory' } } });
    expect((await listOf(carol))?.map(({ user }) => user?.username)).toEqual(['bob']);
    await as(carol).delete(`/api/users/${mallory.id}/block`).expect(204);

    // Whoever moderates no more is told of nothing any more.
    await promote(world, carol, room, 'member');
    expect(await listOf(carol)).toBeUndefined();
    expect(await unreadOf(carol)).toBe(0);
  });

  it('S271 that is refused tells of a private room no more than its name of then', async () => {
    const room = await askedRoom('private');
    const { token } = (await as(alice).post(`/api/rooms/${room.id}/invites`, { way: 'ask' }).expect(201))
      .body as NewInvite;
    await as(bob).post(`/api/invites/${token}/accept`, {}).expect(202);
    const asker = await world.people.connect(bob);
    await answer(room, bob, 'refuse');
    const told = await asker.next('alert:new');
    expect(told.request).toMatchObject({ what: 'refused', roomName: 'Attic' });
    await as(alice).patch(`/api/rooms/${room.id}`, { name: 'Vault' }).expect(200);
    const { body } = await as(bob).get('/api/alerts').expect(200);
    await as(bob).post('/api/alerts/read', { messageId: told.messageId }).expect(204);
    const everything = JSON.stringify([told, body, await asker.next('alerts:read')]);
    expect(everything).toContain('Attic');
    expect(everything).not.toContain('Vault');
    expect(everything).not.toContain(room.id);
  });

  it('is pushed, and so is its answer, each by itself', async () => {
    const service = new PushService();
    await service.start();
    try {
      const [hers, his] = [new Browser(service), new Browser(service)];
      for (const [person, browser] of [
        [carol, hers],
        [bob, his],
      ] as const)
        await as(person)
          .put('/api/me/push', browser.subscription)
          .set('Origin', 'https://chat.example')
          .expect(204);
      const room = await askedRoom();
      await ask(bob, room);
      const [asked] = await service.until(hers.subscription, 1);
      expect(asked && hers.read(asked)).toEqual({
        ...{ kind: 'request', id: expect.any(String), what: 'asked', language: 'en' },
        ...{ roomId: room.id, room: 'Attic', name: 'bob' },
      });
      await answer(room, bob, 'accept');
      const [accepted] = await service.until(his.subscription, 1);
      expect(accepted && his.read(accepted)).toMatchObject({
        kind: 'request',
        what: 'accepted',
        room: 'Attic',
      });
      await world.app.get(Pusher).catchUp();
      expect(service.for(hers.subscription)).toHaveLength(1);
    } finally {
      service.stop();
    }
  });
});
