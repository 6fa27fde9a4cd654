import { describe, expect, it } from '@jest/globals';
import type { RoomRoster, RoomRosterDelta } from '@chatket/contract';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { useWorld } from '../support/world.js';

/** Whoever comes back within it must be able to, on a machine that is busy too. */
const GRACE_MS = 10_000;
const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory'], { PRESENCE_GRACE_MS: String(GRACE_MS) });

/** A room of alice's and bob's, in which alice is watching. */
async function watchedRoom() {
  const { id: roomId } = await world.people.createRoom(alice);
  await world.people.join(bob, roomId);
  const watcher = await world.people.connect(alice);
  await watcher.tell('room:join', { roomId });
  await watcher.next('room:roster');
  return { roomId, watcher };
}

async function enter(person: Person, roomId: string): Promise<Device> {
  const device = await world.people.connect(person);
  await device.tell('room:join', { roomId });
  return device;
}

const tells = (username: string, status: string) => (delta: RoomRosterDelta) =>
  delta.changed.some((user) => user.username === username && user.status === status);
const notices = (device: Device) =>
  device.all('room:system').map(({ type, user }) => `${user?.username ?? ''} ${type}`);

describe('the roster', () => {
  it('comes whole to whoever enters and as deltas to the others', async () => {
    const { roomId, watcher } = await watchedRoom();
    const b = await enter(bob, roomId);
    const whole = await b.next('room:roster');
    expect(whole.users.map(({ username, status }) => `${username} ${status}`)).toEqual([
      'alice online',
      'bob online',
    ]);
    const delta = await watcher.next('room:roster:delta', tells('bob', 'online'));
    expect(delta).toMatchObject({ roomId, version: 1, removed: [] });
    expect(watcher.all('room:roster')).toHaveLength(1);
  });

  it('shows who joins and who gives up the membership', async () => {
    const { roomId, watcher } = await watchedRoom();
    const carol = await world.people.logIn('carol');
    await world.people.join(carol, roomId);
    await watcher.next('room:roster:delta', tells('carol', 'offline'));
    await world.people.leaveForGood(carol, roomId);
    await watcher.next('room:roster:delta', ({ removed }) => removed.includes(carol.id));
  });

  it('told in deltas is the same as told whole', async () => {
    const { roomId, watcher } = await watchedRoom();
    const crowd = await world.people.crowd(12);
    await Promise.all(crowd.map((person) => world.people.join(person, roomId)));
    const devices = await Promise.all(crowd.map((person) => enter(person, roomId)));
    for (const device of devices.slice(0, 6)) device.close();
    await Promise.all(crowd.slice(9).map((person) => world.people.leaveForGood(person, roomId)));
    await Promise.all(
      crowd.slice(0, 6).map(({ username }) => watcher.next('room:roster:delta', tells(username, 'offline'))),
    );
    const late = await enter(bob, roomId);
    const whole = await late.next('room:roster');
    await watcher.next('room:roster:delta', tells('bob', 'online'));
    expect(applied(watcher)).toEqual(statuses(whole));
    const versions = watcher.all('room:roster:delta').map(({ version }) => version);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
  });

  it('comes to each of a crowd once, and deltas lead on from it', async () => {
    const { roomId, watcher } = await watchedRoom();
    const crowd = await world.people.crowd(30);
    await Promise.all(crowd.map((person) => world.people.join(person, roomId)));
    const devices = await Promise.all(crowd.map((person) => enter(person, roomId)));
    const wholes = await Promise.all(devices.map((device) => device.next('room:roster')));
    const b = await enter(bob, roomId);
    const whole = await b.next('room:roster');
    expect(whole.users.filter(({ status }) => status === 'online')).toHaveLength(32);
    for (const device of [watcher, ...devices]) {
      await device.next('room:roster:delta', tells('bob', 'online'));
      expect(applied(device)).toEqual(statuses(whole));
      expect(device.all('room:roster')).toHaveLength(1);
    }
    for (const [index, device] of devices.entries()) {
      const before = wholes[index]?.version ?? Number.NaN;
      const versions = device.all('room:roster:delta').map(({ version }) => version);
      expect(versions).toEqual(versions.map((_, place) => before + 1 + place));
    }
  });

  it('of a crowd is not shown to whoever has given up the membership meanwhile', async () => {
    const { roomId, watcher } = await watchedRoom();
    const crowd = await world.people.crowd(12);
    await Promise.all(crowd.map((person) => world.people.join(person, roomId)));
    const devices = await Promise.all(crowd.map((person) => enter(person, roomId)));
    await Promise.all(crowd.slice(6).map((person) => world.people.leaveForGood(person, roomId)));
    for (const { id } of crowd.slice(6))
      await watcher.next('room:roster:delta', ({ removed }) => removed.includes(id));
    for (const [index, device] of devices.entries()) {
      await device.settled();
      const knowsItself = ({ users }: RoomRoster) => users.some(({ id }) => id === crowd[index]?.id);
      expect(device.all('room:roster').every(knowsItself)).toBe(true);
    }
  });

  it('stays true for a client that knows only whole rosters', async () => {
    const { roomId } = await watchedRoom();
    const plain = await world.people.connectPlain(alice);
    await plain.tell('room:join', { roomId });
    const b = await enter(bob, roomId);
    const isBob = (status: string) => (roster: RoomRoster) =>
      roster.users.some((user) => user.username === 'bob' && user.status === status);
    await plain.next('room:roster', isBob('online'));
    plain.forget();
    b.close();
    await plain.next('room:roster', isBob('offline'));
    expect(plain.all('room:roster:delta')).toEqual([]);
  });
});

describe('room:system', () => {
  it('marks the first connection and the last, and no reconnect within the grace', async () => {
    const { roomId, watcher } = await watchedRoom();
    const first = await enter(bob, roomId);
    const second = await enter(bob, roomId);
    first.close();
    second.close();
    const third = await enter(bob, roomId);
    await watcher.settled();
    expect(notices(watcher)).toEqual(['alice join', 'bob join']);
    third.close();
    await watcher.next('room:system', ({ type }) => type === 'leave');
    expect(notices(watcher)).toEqual(['alice join', 'bob join', 'bob leave']);
  });

  it('tells at once of somebody who leaves the room on purpose', async () => {
    const { roomId, watcher } = await watchedRoom();
    const b = await enter(bob, roomId);
    await b.tell('room:leave', { roomId });
    await watcher.settled();
    expect(notices(watcher)).toEqual(['alice join', 'bob join', 'bob leave']);
  });
});

describe('a room with very many people', () => {
  it('hears of who comes and goes by the roster only', async () => {
    const { roomId, watcher } = await watchedRoom();
    const crowd = await world.people.crowd(53);
    await Promise.all(crowd.map((person) => world.people.join(person, roomId)));
    await Promise.all(crowd.map((person) => enter(person, roomId)));
    for (const { username } of crowd) await watcher.next('room:roster:delta', tells(username, 'online'));
    const notices = watcher.all('room:system').length;
    expect(notices).toBeGreaterThan(0);
    expect(notices).toBeLessThanOrEqual(50);
  });
});

describe('presence:ping', () => {
  it('tells the heads of the rooms the connection follows', async () => {
    const { roomId, watcher } = await watchedRoom();
    await watcher.tell('message:send', { roomId, text: 'one', clientMsgId: 'heads-0001' });
    expect((await watcher.tell('presence:ping', { roomId })).heads).toEqual({ [roomId]: 1 });
    expect((await watcher.tell('presence:ping', {})).heads).toEqual({ [roomId]: 1 });
  });

  it('S130 tells an outsider nothing about the room it names', async () => {
    const { roomId } = await watchedRoom();
    const m = await world.people.connect(mallory);
    expect((await m.tell('presence:ping', { roomId })).heads).toEqual({});
  });

  it('refuses a bad room id', async () => {
    const m = await world.people.connect(mallory);
    const ack = await m.askAnything('presence:ping', { roomId: 'here' });
    expect(ack).toMatchObject({ code: 'VALIDATION', fields: [{ field: 'roomId' }] });
  });
});

/** The roster a device has put together from the snapshot and the deltas it heard. */
function applied(device: Device): Record<string, string> {
  const [snapshot] = device.all('room:roster') as [RoomRoster];
  const users = new Map(snapshot.users.map((user) => [user.id, user]));
  for (const { changed, removed } of device.all('room:roster:delta')) {
    for (const user of changed) users.set(user.id, user);
    for (const id of removed) users.delete(id);
  }
  return statuses({ ...snapshot, users: [...users.values()] });
}

function statuses({ users }: RoomRoster): Record<string, string> {
  return Object.fromEntries(users.map(({ username, status }) => [username, status]));
}
