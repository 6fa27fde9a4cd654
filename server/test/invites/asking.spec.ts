import { describe, expect, it } from '@jest/globals';
import {
  type ChangeRoomBody,
  type JoinRequest,
  LIMITS,
  type NewInvite,
  type Room,
  ROLES,
} from '@chatket/contract';
import { Memberships } from '../../src/members/index.js';
import type { Person } from '../support/people.js';
import {
  callerWith,
  expectRefusal,
  guestAccount,
  guests,
  promote,
  roomsOf,
  UNKNOWN_ID,
} from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { WRITES_PER_USER: '1000' });

const as = (person: Person) => callerWith(world.url, person.token);
const set = (room: Room, body: ChangeRoomBody, by = alice) => as(by).patch(`/api/rooms/${room.id}`, body);

/** A room of Alice's into which one asks to come, with Carol as its moderator. */
async function askedRoom(kind: 'public' | 'private' = 'public'): Promise<Room> {
  const room = (await as(alice).post('/api/rooms', { name: 'Attic', kind }).expect(201)).body as Room;
  await world.app.get(Memberships).add(room.id, { user: carol });
  await promote(world, carol, room, 'moderator');
  await set(room, { joinBy: 'request' }).expect(200);
  return room;
}
const ask = (person: Person, room: { id: string }, text?: string) =>
  as(person).post(`/api/rooms/${room.id}/request`, text === undefined ? {} : { text });
const takeBack = (person: Person, room: { id: string }) => as(person).delete(`/api/rooms/${room.id}/request`);
const answer = (room: Room, person: Person, what: 'accept' | 'refuse', by = carol) =>
  as(by).post(`/api/rooms/${room.id}/requests/${person.id}/${what}`);
const waiting = async (room: Room) =>
  ((await as(carol).get(`/api/rooms/${room.id}/requests`).expect(200)).body as JoinRequest[]).map(
    ({ user }) => user.username,
  );
const seen = async (person: Person, room: Room) =>
  (await as(person).get(`/api/rooms/${room.id}`).expect(200)).body as Room;

describe('asking to come in', () => {
  it('is told to the moderators with the words, and answered by one of them', async () => {
    const room = await askedRoom();
    const [owner, moderator, asker] = await Promise.all(
      [alice, carol, bob].map((who) => world.people.connect(who)),
    );
    const asked = await ask(bob, room, '  I sit next to Alice.  ').expect(202);
    expect(asked.body).toEqual({ state: 'asked' });
    for (const device of [owner, moderator])
      expect(await device?.next('request:added')).toEqual({
        roomId: room.id,
        request: {
          user: { id: bob.id, username: 'bob' },
          createdAt: expect.any(String),
          text: 'I sit next to Alice.',
        },
        count: 1,
      });
    expect(await seen(bob, room)).toMatchObject({ joinBy: 'request', request: 'waiting' });
    const found = roomsOf(await as(bob).get('/api/rooms?all=true&search=attic')).find(
      ({ id }) => id === room.id,
    );
    expect(found).toMatchObject({ joinBy: 'request', request: 'waiting' });
    expect((await ask(bob, room).expect(202)).body).toEqual({ state: 'asked' });
    expect(await waiting(room)).toEqual(['bob']);
    await answer(room, bob, 'accept').expect(204);
    expect(await owner?.next('request:answered')).toEqual({ roomId: room.id, userId: bob.id, count: 0 });
    expect(await asker?.next('request:accepted')).toEqual({ roomId: room.id, roomName: 'Attic' });
    expect(await asker?.next('room:added')).toMatchObject({ roomId: room.id, room: { role: ROLES.member } });
    expect((await ask(bob, room).expect(200)).body).toEqual({ state: 'member', roomId: room.id });
    const { body } = await as(alice).get(`/api/rooms/${room.id}/audit`);
    expect(body).toContainEqual(expect.objectContaining({ action: 'request.accepted' }));
  });

  it('S220 is refused for a day after a no, which the asker hears of', async () => {
    const room = await askedRoom();
    await ask(bob, room).expect(202);
    const asker = await world.people.connect(bob);
    await answer(room, bob, 'refuse').expect(204);
    expect(await asker.next('request:refused')).toEqual({ roomId: room.id, roomName: 'Attic' });
    expect(await seen(bob, room)).toMatchObject({ request: 'refused' });
    expectRefusal(await ask(bob, room), 'ASKED_BEFORE');
    await takeBack(bob, room).expect(204);
    expectRefusal(await ask(bob, room), 'ASKED_BEFORE');
    await world.database.query(
      `UPDATE "JoinRequest" SET "refusedAt" = now() - interval '25 hours' WHERE "roomId" = $1`,
      [room.id],
    );
    expect(await seen(bob, room)).not.toHaveProperty('request');
    await ask(bob, room).expect(202);
  });

  it('is taken back, once or twice, and the moderators hear that nobody waits', async () => {
    const room = await askedRoom();
    await ask(bob, room).expect(202);
    const moderator = await world.people.connect(carol);
    await takeBack(bob, room).expect(204);
    expect(await moderator.next('request:answered')).toEqual({ roomId: room.id, userId: bob.id, count: 0 });
    await takeBack(bob, room).expect(204);
    expect(await waiting(room)).toEqual([]);
    expectRefusal(await answer(room, bob, 'accept'), 'NOT_FOUND');
    expect(await seen(bob, room)).not.toHaveProperty('request');
  });

  it('lets in at once where nobody asks any more', async () => {
    const room = await askedRoom();
    await set(room, { joinBy: 'open' }).expect(200);
    expect((await ask(bob, room).expect(201)).body).toEqual({ state: 'member', roomId: room.id });
  });

  it('is over for whoever was brought in meanwhile', async () => {
    const room = await askedRoom();
    await ask(bob, room).expect(202);
    const moderator = await world.people.connect(carol);
    await as(alice).put(`/api/rooms/${room.id}/members/${bob.id}`, {}).expect(201);
    expect(await moderator.next('request:answered')).toEqual({ roomId: room.id, userId: bob.id, count: 0 });
    expect(await waiting(room)).toEqual([]);
  });

  it('S220 is not for the banned, the muted, guests, an archived room, or one in raid mode', async () => {
    const room = await askedRoom();
    await as(alice).delete(`/api/rooms/${room.id}/members/${mallory.id}`, { ban: true }).expect(204);
    expectRefusal(await ask(mallory, room), 'BANNED');
    const [muted, late] = (await guests(world, 2)) as [Person, Person];
    await world.database.query(`UPDATE "User" SET "serverRole" = 2 WHERE id = $1`, [alice.id]);
    await as(alice).put(`/api/users/${muted.id}/server-mute`, { seconds: 60 }).expect(200);
    expect((await ask(muted, room)).body).toMatchObject({ code: 'MUTED' });
    expectRefusal(await ask(await guestAccount(world), room), 'ROOM_NOT_FOUND');
    await as(alice).put(`/api/rooms/${room.id}/raid`, { on: true }).expect(200);
    expectRefusal(await ask(late, room), 'INVITES_PAUSED');
    await as(alice).put(`/api/rooms/${room.id}/raid`, { on: false }).expect(200);
    await ask(late, room).expect(202);
    await as(alice).post(`/api/rooms/${room.id}/archive`).expect(200);
    expectRefusal(await ask(bob, room), 'ROOM_ARCHIVED');
    expectRefusal(await answer(room, late, 'accept'), 'ROOM_ARCHIVED');
  });

  it('S220 is not shown of somebody who was banned after it, and is answered to nobody', async () => {
    const room = await askedRoom();
    await ask(bob, room).expect(202);
    await as(alice).delete(`/api/rooms/${room.id}/members/${bob.id}`, { ban: true }).expect(204);
    expect(await waiting(room)).toEqual([]);
    expectRefusal(await answer(room, bob, 'accept'), 'BANNED');
  });

  it('S220 is answered by nobody below a moderator, and shown to nobody else', async () => {
    const room = await askedRoom();
    await ask(bob, room).expect(202);
    await world.app.get(Memberships).add(room.id, { user: mallory });
    expect((await answer(room, bob, 'accept', mallory)).body).toMatchObject({ code: 'FORBIDDEN' });
    expect((await as(mallory).get(`/api/rooms/${room.id}/requests`)).body).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await seen(mallory, room)).not.toHaveProperty('request');
  });

  it('S220 is so often, and in so many rooms at once', async () => {
    const [eager] = (await guests(world, 1)) as [Person];
    const rooms = [];
    for (let n = 0; n < LIMITS.requestsPerPerson; n += 1) rooms.push(await askedRoom());
    for (const room of rooms) await ask(eager, room).expect(202);
    expect((await ask(eager, await askedRoom())).body).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    const [calm] = (await guests(world, 1)) as [Person];
    await world.database.query(
      `INSERT INTO "JoinRequest" ("roomId", "userId") SELECT id, $2 FROM unnest($1::uuid[]) AS id`,
      [rooms.map(({ id }) => id), calm.id],
    );
    expectRefusal(await ask(calm, await askedRoom()), 'LIMIT_REACHED');
  });
});

describe('a private room into which one asks to come', () => {
  const link = async (room: Room, by: Person) =>
    (await as(by).post(`/api/rooms/${room.id}/invites`, {}).expect(201)).body as NewInvite;

  it('S220 is not there for who is no member, whatever they do', async () => {
    const room = await askedRoom('private');
    const bytes = ({ text }: { text: string }) => text.replace(/"traceId":"[^"]*"/, '');
    for (const call of [ask, takeBack])
      expect(bytes(await call(mallory, room).expect(404))).toBe(
        bytes(await call(mallory, { id: UNKNOWN_ID })),
      );
  });

  it('lets in by links of who may answer; those of others lead to asking', async () => {
    const room = await askedRoom('private');
    const [member, comer] = (await guests(world, 2)) as [Person, Person];
    await world.app.get(Memberships).add(room.id, { user: member });
    const { token } = await link(room, member);
    expect((await as(comer).get(`/api/invites/${token}`)).body).toMatchObject({ way: 'ask' });
    const asked = await as(comer).post(`/api/invites/${token}/accept`, { text: 'Me too.' }).expect(202);
    expect(asked.body).toEqual({ state: 'asked' });
    expect(await waiting(room)).toEqual([comer.username]);
    await as(comer).delete(`/api/invites/${token}/request`).expect(204);
    expect(await waiting(room)).toEqual([]);
    expectRefusal(await as(comer).delete(`/api/invites/${token}/request`), 'INVITE_INVALID');
    const better = await link(room, carol);
    await as(comer).post(`/api/invites/${better.token}/accept`, {}).expect(201);
  });

  it('S220 is not told by its id to who was refused', async () => {
    const room = await askedRoom('private');
    const [comer] = (await guests(world, 1)) as [Person];
    const { body } = await as(carol).post(`/api/rooms/${room.id}/invites`, { way: 'ask' }).expect(201);
    await as(comer)
      .post(`/api/invites/${(body as NewInvite).token}/accept`, {})
      .expect(202);
    const device = await world.people.connect(comer);
    await answer(room, comer, 'refuse').expect(204);
    expect(await device.next('request:refused')).toEqual({ roomName: 'Attic' });
  });
});
