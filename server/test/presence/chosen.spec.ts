import { describe, expect, it } from '@jest/globals';
import type { LastSeenAt, Member, RoomRosterDelta } from '@chatket/contract';
import { LastSeen } from '../../src/members/index.js';
import type { Person } from '../support/people.js';
import { callerWith } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob],
} = useWorld(['alice', 'bob'], { PRESENCE_GRACE_MS: '100' });
const as = (person: Person) => callerWith(world.url, person.token);

/** A room in which alice watches, and bob is, by a client that takes the log. */
async function both() {
  const { id: roomId } = await world.people.createRoom(alice);
  await world.people.join(bob, roomId);
  const a = await world.people.connectLog(alice);
  await a.tell('room:join', { roomId });
  await a.next('room:roster');
  const b = await world.people.connectLog(bob);
  await b.tell('room:join', { roomId });
  await a.next('room:roster:delta', is(bob, 'online'));
  return { roomId, a, b };
}
const is =
  (person: Person, status: string, kind?: string) =>
  ({ changed }: RoomRosterDelta) =>
    changed.some((user) => user.id === person.id && user.status === status && user.kind === kind);
const setInvisible = (isInvisible: boolean) =>
  as(bob).patch('/api/users/me/privacy', { isInvisible }).expect(200);
/** When alice is told that bob was last there. */
async function lastSeen(roomId: string) {
  await world.app.get(LastSeen).flush();
  const { body } = await as(alice).get(`/api/rooms/${roomId}/members/${bob.id}/last-seen`).expect(200);
  return body as LastSeenAt;
}

describe('whoever is invisible', () => {
  it('S269 leaves for all others on every way, hears the room on, and is back when they want', async () => {
    const { roomId, a, b } = await both();
    a.forget();
    expect((await setInvisible(true)).body).toMatchObject({ isInvisible: true });
    await a.next('room:roster:delta', is(bob, 'offline'));
    const left = await lastSeen(roomId);
    await b.tell('typing:update', { roomId, isTyping: true });
    await b.tell('presence:ping', { roomId, isIdle: false });
    const tablet = await world.people.connectLog(bob);
    await tablet.tell('room:join', { roomId });
    const { users } = await tablet.next('room:roster');
    expect(users.find(({ id }) => id === bob.id)).toMatchObject({ status: 'offline' });
    const { body } = await as(alice).get(`/api/rooms/${roomId}/members`).expect(200);
    expect((body as Member[]).find(({ id }) => id === bob.id)).toMatchObject({ status: 'offline' });
    expect(await lastSeen(roomId)).toEqual(left);
    // What is said reaches them, and `@here` does not speak to them.
    await a.tell('message:send', { roomId, clientMsgId: 'invisible-0001', text: '@here hello' });
    await b.next('room:log', (told) => told.roomId === roomId);
    await a.settled();
    expect(a.all('typing:update')).toEqual([]);
    expect(a.all('room:roster:delta').some(is(bob, 'online'))).toBe(false);
    expect(a.all('room:system').map(({ type }) => type)).toEqual(['leave']);
    const mentions = await as(bob).get('/api/mentions').expect(200);
    expect(JSON.stringify(mentions.body)).not.toContain('@here hello');

    await setInvisible(false);
    await a.next('room:roster:delta', is(bob, 'online'));
  });
});

describe('the kind of online', () => {
  it('is idle when every device is, and told to clients that take the log alone', async () => {
    const { roomId, a, b } = await both();
    const batch = await world.people.connect(alice);
    await batch.tell('room:join', { roomId });
    const plain = await world.people.connectPlain(alice);
    await plain.tell('room:join', { roomId });
    const tablet = await world.people.connectLog(bob);
    await tablet.tell('room:join', { roomId });
    await plain.next('room:roster');
    plain.forget();
    await b.tell('presence:ping', { roomId, isIdle: true });
    await a.settled();
    expect(a.all('room:roster:delta').some(is(bob, 'online', 'idle'))).toBe(false);
    await tablet.tell('presence:ping', { roomId, isIdle: true });
    await a.next('room:roster:delta', is(bob, 'online', 'idle'));
    a.forget();
    await b.tell('presence:ping', { roomId, isIdle: false });
    await a.next('room:roster:delta', is(bob, 'online'));
    expect(JSON.stringify(batch.heard)).not.toContain('"kind":"idle"');
    expect(plain.all('room:roster')).toEqual([]);
  });

  it('is idle from the start on a device that says so before it comes into a room', async () => {
    const { roomId, a, b } = await both();
    await b.tell('presence:ping', { isIdle: true });
    await a.next('room:roster:delta', is(bob, 'online', 'idle'));
    a.forget();
    const tablet = await world.people.connectLog(bob);
    await tablet.tell('presence:ping', { isIdle: true });
    await tablet.tell('room:join', { roomId });
    const { users } = await tablet.next('room:roster');
    expect(users.find(({ id }) => id === bob.id)).toMatchObject({ status: 'online', kind: 'idle' });
    await a.settled();
    expect(a.all('room:roster:delta').some(is(bob, 'online'))).toBe(false);
  });

  it('is idle by choice, whatever the devices say, and all of them hear of the choice', async () => {
    const { roomId, a, b } = await both();
    const tablet = await world.people.connectLog(bob);
    await as(bob).patch('/api/users/me/privacy', { looksAway: true }).expect(200);
    await a.next('room:roster:delta', is(bob, 'online', 'idle'));
    for (const device of [b, tablet])
      expect(await device.next('privacy:changed')).toMatchObject({ isInvisible: false, looksAway: true });
    a.forget();
    await b.tell('presence:ping', { roomId, isIdle: false });
    await a.settled();
    expect(a.all('room:roster:delta').some(is(bob, 'online'))).toBe(false);
    expect(a.all('privacy:changed')).toEqual([]);
    await as(bob).patch('/api/users/me/privacy', { looksAway: false }).expect(200);
    await a.next('room:roster:delta', is(bob, 'online'));
  });

  it('is do not disturb as long as somebody has said so', async () => {
    const { a } = await both();
    await as(bob).patch('/api/me/notifications', { quietSeconds: 3600 }).expect(200);
    await a.next('room:roster:delta', is(bob, 'online', 'dnd'));
    a.forget();
    await as(bob).patch('/api/me/notifications', { quietSeconds: 0 }).expect(200);
    await a.next('room:roster:delta', is(bob, 'online'));
  });
});
