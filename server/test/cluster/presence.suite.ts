import { expect, it } from '@jest/globals';
import type { Member, RoomRosterDelta } from '@chatket/contract';
import { ClusterBus } from '../../src/cluster/index.js';
import { RoomMembers } from '../../src/members/index.js';
import { Elsewhere } from '../../src/presence/elsewhere.js';
import type { TestApp } from '../support/app.js';
import type { Device } from '../support/device.js';
import { type Person, People } from '../support/people.js';
import { callerWith } from '../support/rest.js';

interface Two {
  here: TestApp;
  there: TestApp;
  alice: Person;
  bob: Person;
}

const shows = (person: Person, status: string) => (delta: RoomRosterDelta) =>
  delta.changed.some((user) => user.id === person.id && user.status === status);
const noticesOf = (device: Device, person: Person) =>
  device.all('room:system').flatMap(({ type, user }) => (user?.id === person.id ? [type] : []));

/** What two processes show of who is there: as one does. */
export function describePresence(two: () => Two): void {
  /** A room of alice's and bob's, in which alice is watching here. */
  async function watched() {
    const { here, there, alice, bob } = two();
    const { id: roomId } = await here.people.createRoom(alice);
    await here.people.join(bob, roomId);
    const a = await here.people.connectLog(alice);
    await a.tell('room:join', { roomId });
    await a.next('room:roster');
    return { here, there, alice, bob, roomId, a };
  }
  async function enter({ people }: Pick<TestApp, 'people'>, person: Person, roomId: string): Promise<Device> {
    const device = await people.connectLog(person);
    await device.tell('room:join', { roomId });
    return device;
  }

  it('show who comes and goes on the other, and tell of it once', async () => {
    const { there, alice, bob, roomId, a } = await watched();
    const b = await enter(there, bob, roomId);
    await a.next('room:roster:delta', shows(bob, 'online'));
    const { users } = await b.next('room:roster');
    expect(users.map(({ id, status }) => [id, status])).toEqual(
      expect.arrayContaining([
        [alice.id, 'online'],
        [bob.id, 'online'],
      ]),
    );
    b.close();
    await a.next('room:roster:delta', shows(bob, 'offline'));
    await a.settled();
    expect(noticesOf(a, bob)).toEqual(['join', 'leave']);
    expect(noticesOf(b, bob)).toEqual(['join']);
    const { body } = await callerWith(there.url, bob.token).get(`/api/rooms/${roomId}/members`).expect(200);
    expect((body as Member[]).find(({ id }) => id === alice.id)).toMatchObject({ status: 'online' });
  });

  it('do not let somebody flicker who goes from one to the other', async () => {
    const { here, there, bob, roomId, a } = await watched();
    const b = await enter(there, bob, roomId);
    await a.next('room:roster:delta', shows(bob, 'online'));
    b.close();
    const moved = await enter(here, bob, roomId);
    await moved.next('room:roster');
    // Behind this there would have been time enough.
    const carol = await there.people.logIn('carol');
    await there.people.join(carol, roomId);
    const c = await enter(there, carol, roomId);
    await a.next('room:roster:delta', shows(carol, 'online'));
    c.close();
    await a.next('room:roster:delta', shows(carol, 'offline'));
    expect(noticesOf(a, bob)).toEqual(['join']);
    expect(a.all('room:roster:delta').some(shows(bob, 'offline'))).toBe(false);
  });

  it('know of members who come and go by another', async () => {
    const { there, roomId, a } = await watched();
    const people = new People(there.url);
    const dan = await there.people.logIn('dan');
    await people.join(dan, roomId);
    await a.next('room:roster:delta', shows(dan, 'offline'));
    await people.leaveForGood(dan, roomId);
    await a.next('room:roster:delta', ({ removed }) => removed.includes(dan.id));
  });

  it('do not believe what comes late of members', async () => {
    const { here, there, bob, roomId, a } = await watched();
    const b = await enter(here, bob, roomId);
    await a.next('room:roster:delta', shows(bob, 'online'));
    const carol = await there.people.logIn('carol');
    const elsewhere = there.app.get(Elsewhere);
    elsewhere.tellMember({ what: 'ended', roomId, user: bob });
    elsewhere.tellMember({ what: 'joined', roomId, user: carol });
    // What is told behind it.
    const dan = await there.people.logIn('dan');
    await there.people.join(dan, roomId);
    await a.next('room:roster:delta', shows(dan, 'offline'));
    const tablet = await enter(here, bob, roomId);
    const { users } = await tablet.next('room:roster');
    expect(users.map(({ id }) => id)).not.toContain(carol.id);
    expect(a.all('room:roster:delta').flatMap(({ removed }) => removed)).toEqual([]);
    const { body } = await callerWith(here.url, bob.token).get(`/api/rooms/${roomId}/members`).expect(200);
    expect((body as Member[]).find(({ id }) => id === bob.id)).toMatchObject({ status: 'online' });
    expect(b.all('room:removed')).toEqual([]);
  });

  it('believe what they are told of members while nobody can be asked', async () => {
    const { here, there, roomId, a } = await watched();
    const members = here.app.get(RoomMembers);
    const has = members.has.bind(members);
    members.has = () => Promise.reject(new Error('the database is away'));
    try {
      const fay = await there.people.logIn('fay');
      await there.people.join(fay, roomId);
      await a.next('room:roster:delta', shows(fay, 'offline'));
      await there.people.leaveForGood(fay, roomId);
      await a.next('room:roster:delta', ({ removed }) => removed.includes(fay.id));
    } finally {
      members.has = has;
    }
  });

  it('show before long whoever is there, though nobody has told that they are a member', async () => {
    const { here, there, roomId, a } = await watched();
    const eve = await there.people.logIn('eve');
    await here.database.query(
      `INSERT INTO "RoomMembership" ("roomId", "userId") VALUES ('${roomId}', '${eve.id}')`,
    );
    await enter(there, eve, roomId);
    await a.next('room:roster:delta', shows(eve, 'online'));
  });

  it('speak with @here to those who are on another', async () => {
    const { there, bob, roomId, a } = await watched();
    const b = await enter(there, bob, roomId);
    await a.next('room:roster:delta', shows(bob, 'online'));
    await a.tell('message:send', {
      roomId,
      clientMsgId: `here-${String(process.pid)}-1`,
      text: '@here look',
    });
    await b.next('alert:new', (alert) => alert.roomId === roomId);
  });

  it('hide who is invisible on each of them, and know that somebody is idle by all alone', async () => {
    const { here, there, bob, roomId, a } = await watched();
    const b = await enter(there, bob, roomId);
    await a.next('room:roster:delta', shows(bob, 'online'));
    const tablet = await enter(here, bob, roomId);
    const isIdle = (kind?: string) => (delta: RoomRosterDelta) =>
      delta.changed.some((user) => user.id === bob.id && user.kind === kind);
    await tablet.tell('presence:ping', { roomId, isIdle: true });
    await a.settled();
    expect(a.all('room:roster:delta').some(isIdle('idle'))).toBe(false);
    await b.tell('presence:ping', { roomId, isIdle: true });
    await a.next('room:roster:delta', isIdle('idle'));

    const as = callerWith(here.url, bob.token);
    await as.patch('/api/users/me/privacy', { isInvisible: true }).expect(200);
    await a.next('room:roster:delta', shows(bob, 'offline'));
    a.forget();
    const phone = await enter(there, bob, roomId);
    const { users } = await phone.next('room:roster');
    expect(users.find(({ id }) => id === bob.id)).toMatchObject({ status: 'offline' });
    await a.settled();
    expect(a.all('room:roster:delta').some(shows(bob, 'online'))).toBe(false);
    await as.patch('/api/users/me/privacy', { isInvisible: false }).expect(200);
    await a.next('room:roster:delta', shows(bob, 'online'));
  });

  it('show what was not heard before long', async () => {
    const { here, there, bob, roomId, a } = await watched();
    const bus = there.app.get(ClusterBus);
    const tellOthers = bus.tellOthers.bind(bus);
    bus.tellOthers = (topic, text) =>
      topic === 'presence' && text.includes('"came"') ? Promise.resolve() : tellOthers(topic, text);
    try {
      await enter(there, bob, roomId);
      await a.next('room:roster:delta', shows(bob, 'online'));
    } finally {
      bus.tellOthers = tellOthers;
    }
    expect(here.app.get(ClusterBus).hasPeers).toBe(true);
  });
}
