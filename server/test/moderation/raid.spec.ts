import { describe, expect, it } from '@jest/globals';
import type { NewInvite, RaidMode, Room } from '@chatket/contract';
import { Memberships } from '../../src/members/index.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, promote } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { RATE_LIMIT_MESSAGES: '1000', WRITES_PER_USER: '1000' });
const as = (person: Person) => callerWith(world.url, person.token);
const raid = (person: Person, { id }: Pick<Room, 'id'>, on: unknown) =>
  as(person).put(`/api/rooms/${id}/raid`, { on });
const read = async (person: Person, { id }: Room) =>
  (await as(person).get(`/api/rooms/${id}`).expect(200)).body as Room;
let count = 0;
const say = async (person: Person, { id: roomId }: Room, text = 'hello') => {
  const device = await world.people.connectLog(person);
  return device.ask('message:send', {
    roomId,
    text,
    clientMsgId: `raid-${String((count += 1)).padStart(6, '0')}`,
  });
};

/** A room with an owner, a moderator and a member who have been there for long, and somebody who has an old account. */
async function scene() {
  const [owner, moderator, member, stranger] = (await guests(world, 4)) as [Person, Person, Person, Person];
  await world.database.query(
    `UPDATE "User" SET "createdAt" = now() - interval '2 days' WHERE id = ANY ($1)`,
    [[owner, moderator, member, stranger].map(({ id }) => id)],
  );
  const room = await world.people.createRoom(owner);
  for (const person of [moderator, member]) await world.people.join(person, room.id);
  await promote(world, moderator, room, 'moderator');
  return { room, owner, moderator, member, stranger };
}

describe('raid mode', () => {
  it('lets newcomers read only, from its beginning to its end, and is told to all and audited', async () => {
    const { room, owner, moderator, member, stranger } = await scene();
    const [young] = (await guests(world, 1)) as [Person];
    await world.people.join(young, room.id);
    const watching = await world.people.connectLog(member);
    await watching.tell('room:join', { roomId: room.id });
    const mine = await say(young, room);
    expect(mine).toMatchObject({ success: true });
    const { body } = await raid(moderator, room, true).expect(200);
    expect(body).toEqual({ isOn: true, since: expect.any(String) });
    const { entries } = await watching.next('room:log', (log) =>
      log.entries.some((entry) => 'room' in entry),
    );
    expect(entries).toMatchObject([
      {
        kind: 'room',
        what: 'configured',
        by: { id: moderator.id },
        room: { raidSince: (body as RaidMode).since, slowSeconds: 10 },
      },
    ]);
    // Twice is once.
    expect((await raid(owner, room, true).expect(200)).body).toEqual(body);

    // Who comes now, and who has a new account.
    await world.people.join(stranger, room.id);
    for (const person of [stranger, young])
      expect(await say(person, room)).toMatchObject({ code: 'READ_ONLY', need: 'moderator', have: 'member' });
    const device = await world.people.connectLog(young);
    if (mine.success) {
      const edit = { roomId: room.id, messageId: mine.messageId, text: 'other', rev: mine.seq };
      expect(await device.ask('message:edit', edit)).toMatchObject({ code: 'READ_ONLY' });
      await device.tell('message:delete', { roomId: room.id, messageId: mine.messageId });
    }
    for (const person of [member, moderator, owner])
      expect(await say(person, room)).toMatchObject({ success: true });

    expect((await raid(owner, room, false).expect(200)).body).toEqual({ isOn: false });
    for (const person of [stranger, young]) expect(await say(person, room)).toMatchObject({ success: true });
    expect(await read(owner, room)).not.toHaveProperty('raidSince');
    const log = await as(owner).get(`/api/rooms/${room.id}/audit?action=raid`).expect(200);
    expect(log.body).toMatchObject([
      { action: 'raid.off', actor: { id: owner.id } },
      { action: 'raid.on', actor: { id: moderator.id } },
    ]);
  });

  it('makes the room slow, by ten seconds at least, and gives back what was set', async () => {
    const { room, owner, moderator, member } = await scene();
    const slow = async () => (await read(owner, room)).slowSeconds;
    const set = (slowSeconds: number | null) =>
      as(owner).patch(`/api/rooms/${room.id}`, { slowSeconds }).expect(200);
    await raid(moderator, room, true).expect(200);
    expect(await slow()).toBe(10);
    expect(await say(member, room)).toMatchObject({ success: true });
    expect(await say(member, room)).toMatchObject({ code: 'SLOW_MODE' });
    expect(await say(moderator, room)).toMatchObject({ success: true });
    expect(await say(moderator, room)).toMatchObject({ success: true });
    // It cannot be taken away meanwhile; other settings leave it alone.
    await set(5);
    await as(owner).patch(`/api/rooms/${room.id}`, { topic: 'a raid' }).expect(200);
    expect(await slow()).toBe(10);
    await raid(moderator, room, false).expect(200);
    expect(await slow()).toBe(5);
    await set(60);
    await raid(moderator, room, true).expect(200);
    expect(await slow()).toBe(60);
    await set(null);
    expect(await slow()).toBe(10);
    await raid(moderator, room, false).expect(200);
    expect(await slow()).toBeUndefined();
  });

  it('S128 lets nobody in by a link while it is on; moderators still bring people in', async () => {
    const { room, owner, moderator, member, stranger } = await scene();
    const links = await Promise.all(
      (['join', 'ask', 'guest'] as const).map(
        async (way) =>
          (await as(owner).post(`/api/rooms/${room.id}/invites`, { way }).expect(201)).body as NewInvite,
      ),
    );
    const [join, ask, guest] = links.map(({ token }) => `/api/invites/${token}`) as [string, string, string];
    await raid(moderator, room, true).expect(200);
    for (const link of [join, ask])
      expectRefusal(await as(stranger).post(`${link}/accept`, {}), 'INVITES_PAUSED');
    expectRefusal(await as(stranger).post(`${guest}/guest`, { name: 'jo' }), 'INVITES_PAUSED');
    // A member is one already.
    await as(member).post(`${join}/accept`, {}).expect(200);
    expectRefusal(await as(member).post(`/api/rooms/${room.id}/invites`, {}), 'INVITES_PAUSED');
    expectRefusal(await as(member).put(`/api/rooms/${room.id}/members/${stranger.id}`, {}), 'INVITES_PAUSED');
    await as(moderator).post(`/api/rooms/${room.id}/invites`, {}).expect(201);
    await as(moderator).put(`/api/rooms/${room.id}/members/${stranger.id}`, {}).expect(201);
    await raid(moderator, room, false).expect(200);
    const [other] = (await guests(world, 1)) as [Person];
    // Nothing of the link was used up, and asking was not noted.
    await as(other).post(`${ask}/accept`, {}).expect(202);
    await as(other).post(`${join}/accept`, {}).expect(201);
  });

  it('is not for members, nor said in another way than on or off', async () => {
    const { room, owner, member } = await scene();
    expect((await raid(member, room, true).expect(403)).body).toMatchObject({
      code: 'FORBIDDEN',
      need: 'moderator',
    });
    for (const on of [undefined, 'true', 1, null])
      expectRefusal(await raid(owner, room, on), 'VALIDATION', ['on']);
    await as(owner).post(`/api/rooms/${room.id}/archive`).expect(200);
    expectRefusal(await raid(owner, room, true), 'ROOM_ARCHIVED');
  });
});

describe('a rush of people', () => {
  it('S126 is told to the moderators, once while it lasts, and to nobody else', async () => {
    const { room, owner, moderator, member } = await scene();
    const [atOwner, atModerator, atMember] = [
      await world.people.connect(owner),
      await world.people.connect(moderator),
      await world.people.connect(member),
    ];
    const come = async (people: Person[]) => {
      for (const user of people) await world.app.get(Memberships).add(room.id, { user });
    };
    const people = await guests(world, 30);
    // Two who are there already, and ten within a minute, are no rush: the next one is.
    world.clock.advance(61_000);
    await come(people.slice(0, 10));
    await atOwner.settled();
    expect(atOwner.all('raid:alarm')).toEqual([]);
    await come(people.slice(10, 11));
    for (const device of [atOwner, atModerator])
      expect(await device.next('raid:alarm')).toEqual({ roomId: room.id, joinCount: 11, forMs: 300_000 });
    await come(people.slice(11, 25));
    for (const device of [atOwner, atMember]) await device.settled();
    expect(atOwner.all('raid:alarm')).toHaveLength(1);
    expect(atMember.all('raid:alarm')).toEqual([]);
    // Those who came more than a minute ago do not count.
    world.clock.advance(300_000);
    await come(people.slice(25));
    await atOwner.settled();
    expect(atOwner.all('raid:alarm')).toHaveLength(1);
  });
});
