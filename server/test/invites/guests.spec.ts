import { describe, expect, it } from '@jest/globals';
import {
  isGuestName,
  type NewInvite,
  type Permissions,
  type RequestCodeAnswer,
  type Room,
  type Session,
} from '@chatket/contract';
import { JwtService } from '@nestjs/jwt';
import request from 'supertest';
import { MembershipRepository } from '../../src/members/membership.repository.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, messagesOf, roomsOf } from '../support/rest.js';
import { startApp } from '../support/app.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob],
} = useWorld(['alice', 'bob']);

const as = (person: Pick<Person, 'token'>) => callerWith(world.url, person.token);

async function guestLink(body: object = {}): Promise<{ room: Room; invite: NewInvite }> {
  const room = (await as(alice).post('/api/rooms', { name: 'Attic', kind: 'private' }).expect(201))
    .body as Room;
  const made = await as(alice)
    .post(`/api/rooms/${room.id}/invites`, { way: 'guest', ...body })
    .expect(201);
  return { room, invite: made.body as NewInvite };
}

const enter = (invite: NewInvite, name: unknown, url = world.url) =>
  request(url).post(`/api/invites/${invite.token}/guest`).send({ name });

async function guest(invite: NewInvite, name = 'jo'): Promise<Person> {
  const { body } = await enter(invite, name).expect(201);
  const { accessToken, user } = body as Session;
  return { ...user, token: accessToken };
}

async function codeFor(username: string): Promise<string> {
  const { body } = await request(world.url).post('/api/auth/request-code').send({ username }).expect(201);
  return (body as Required<RequestCodeAnswer>).code;
}

const upgrade = async (person: Person, username: string, code?: string) =>
  as(person).post('/api/auth/upgrade', { username, code: code ?? (await codeFor(username)) });

const say = async (person: Person, room: Room, text: string) => {
  const device = await world.people.connectLog(person);
  await device.tell('message:send', {
    roomId: room.id,
    text,
    clientMsgId: `${text.replace(' ', '-')}-message`,
  });
};

describe('a guest', () => {
  it('comes in with a name only, for a short time, and is told apart from everybody else', async () => {
    const { room, invite } = await guestLink();
    const jo = await guest(invite, ' Jo Ann ');
    expect(jo.username).toMatch(/^jo-ann~[a-z2-7]{4}$/);
    const claims = new JwtService().decode<{ exp: number; iat: number }>(jo.token);
    expect(claims.exp - claims.iat).toBe(12 * 3_600);
    await say(jo, room, 'hello');
    const seen = messagesOf(await as(alice).get(`/api/rooms/${room.id}/messages`));
    expect(seen.map(({ sender }) => isGuestName(sender.username))).toEqual([true]);
    expect((await guest(invite, 'jo ann')).username).not.toBe(jo.username);
  });

  it('sees that room and nothing else', async () => {
    const { room, invite } = await guestLink();
    const hall = (await as(bob).post('/api/rooms', { name: 'Hall' })).body as Room;
    const jo = await guest(invite);
    expect(roomsOf(await as(jo).get('/api/rooms')).map(({ id }) => id)).toEqual([room.id]);
    expectRefusal(await as(jo).get('/api/rooms?all=true'), 'NOT_FOR_GUESTS');
    expectRefusal(await as(jo).post('/api/rooms', { name: 'Mine' }), 'NOT_FOR_GUESTS');
    for (const path of [
      `/api/rooms/${hall.id}`,
      `/api/rooms/${hall.id}/messages`,
      `/api/rooms/${hall.id}/glimpse`,
    ])
      expectRefusal(await as(jo).get(path), 'ROOM_NOT_FOUND');
    expectRefusal(await as(jo).post(`/api/rooms/${hall.id}/join`), 'ROOM_NOT_FOUND');
    expectRefusal(await as(jo).post(`/api/rooms/${room.id}/invites`), 'NOT_FOR_GUESTS');
    const other = await guestLink();
    expectRefusal(await as(jo).post(`/api/invites/${other.invite.token}/accept`), 'NOT_FOR_GUESTS');
  });

  it('stays a member of that room: nobody makes them more, brings them into another one or opens one with them', async () => {
    const { room, invite } = await guestLink();
    const { room: other } = await guestLink();
    const jo = await guest(invite);
    for (const role of [1, 2, 3])
      expectRefusal(
        await as(alice).patch(`/api/rooms/${room.id}/members/${jo.id}`, { role }),
        'NOT_FOR_GUESTS',
      );
    await as(alice).patch(`/api/rooms/${room.id}/members/${jo.id}`, { role: 0 }).expect(200);
    expectRefusal(await as(alice).put(`/api/rooms/${other.id}/members/${jo.id}`), 'NOT_FOR_GUESTS');
    expectRefusal(await as(alice).post('/api/direct', { userIds: [jo.id] }), 'VALIDATION', ['userIds[0]']);
    const group = await as(alice).post('/api/direct', { userIds: [bob.id, jo.id] });
    expectRefusal(group, 'VALIDATION', ['userIds[1]']);
    expectRefusal(await as(jo).post('/api/direct', { userIds: [alice.id] }), 'NOT_FOR_GUESTS');
    const { body } = await as(jo).get(`/api/rooms/${room.id}/permissions`).expect(200);
    expect((body as Permissions).permissions.invite).toEqual({ isAllowed: false, because: 'NOT_FOR_GUESTS' });
  });

  it('is looked at once more under the lock of the room, however they were named before', async () => {
    const { room, invite } = await guestLink();
    const { room: other } = await guestLink();
    const jo = await guest(invite);
    const memberships = world.app.get(MembershipRepository);
    const target = { roomId: room.id, userId: jo.id, actorId: alice.id };
    expect(await memberships.setRole(target, 1)).toEqual({ kind: 'forbidden' });
    expect(await memberships.setRole(target, 0)).toEqual({ kind: 'unchanged' });
    expect(await memberships.bring({ ...target, roomId: other.id }, 0)).toEqual({ kind: 'forbidden' });
    await upgrade(jo, 'jolene');
    expect(await memberships.setRole(target, 1)).toMatchObject({ kind: 'changed' });
    expect(await memberships.bring({ ...target, roomId: other.id }, 0)).toMatchObject({ kind: 'added' });
  });

  it('S114 takes neither the name of somebody nor one that somebody will have', async () => {
    const { invite } = await guestLink();
    const jo = await guest(invite, 'alice');
    expect(jo.id).not.toBe(alice.id);
    expectRefusal(await enter(invite, 'admin'), 'VALIDATION', ['name']);
    const { code } = (await request(world.url).post('/api/auth/request-code').send({ username: jo.username }))
      .body as { code: string };
    expect(code).toBe('VALIDATION');
  });

  it('S115 has a name of the letters that accounts have', async () => {
    const { invite } = await guestLink();
    for (const name of ['', 'j', 'jo~', 'a~bcde', 'x'.repeat(28), null, 7, ['jo'], 'jo\0', '<jo>'])
      expectRefusal(await enter(invite, name), 'VALIDATION', ['name']);
  });

  it('comes by a guest link only, and five of twenty by one for five', async () => {
    const { room, invite } = await guestLink({ maxUses: 5 });
    const made = await as(alice).post(`/api/rooms/${room.id}/invites`).expect(201);
    expectRefusal(await enter(made.body as NewInvite, 'jo'), 'INVITE_INVALID');
    const before = await accounts();
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(invite, 'jo')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect((await accounts()) - before).toBe(5);
  });

  it('is not let in where the server does not want any, by links of before neither', async () => {
    const { room, invite } = await guestLink();
    const strict = await startApp({ DATABASE_URL: world.database.url, GUEST_LINKS: 'off' });
    try {
      expectRefusal(await enter(invite, 'jo', strict.url), 'INVITE_INVALID');
      expectRefusal(await request(strict.url).get(`/api/invites/${invite.token}`), 'INVITE_INVALID');
      const make = callerWith(strict.url, alice.token).post(`/api/rooms/${room.id}/invites`, {
        way: 'guest',
      });
      expectRefusal(await make, 'VALIDATION', ['way']);
      expect((await request(strict.url).get('/api/config')).body).toMatchObject({ guestLinks: false });
    } finally {
      await strict.close();
    }
  });
});

describe('a guest who logs in with a name of their own', () => {
  it('stays who they are: what was written is theirs, the rooms too, and everything is open', async () => {
    const { room, invite } = await guestLink();
    const jo = await guest(invite);
    await say(jo, room, 'from before');
    const { accessToken, user } = (await upgrade(jo, 'joanna')).body as Session;
    expect(user).toEqual({ id: jo.id, username: 'joanna' });
    const joanna: Person = { ...user, token: accessToken };
    const mine = roomsOf(await as(joanna).get('/api/rooms')).map(({ name }) => name);
    expect(mine.sort()).toEqual(['Attic', 'General']);
    const [message] = messagesOf(await as(alice).get(`/api/rooms/${room.id}/messages`));
    expect(message).toMatchObject({ text: 'from before', sender: user });
    await as(joanna).get('/api/rooms?all=true').expect(200);
    expect(await world.people.logIn('joanna')).toMatchObject({ id: jo.id });
  });

  it('needs the code for that name, and cannot have a name that somebody has', async () => {
    const { invite } = await guestLink();
    const jo = await guest(invite);
    expectRefusal(await upgrade(jo, 'joseph', '000000'), 'INVALID_CODE');
    expectRefusal(await upgrade(jo, 'bob'), 'CONFLICT');
    expectRefusal(await upgrade(bob, 'bobby'), 'CONFLICT');
    expect(await world.people.logIn('bob')).toMatchObject({ id: bob.id });
    expect(roomsOf(await as(jo).get('/api/rooms'))).toHaveLength(1);
  });
});

async function accounts(): Promise<number> {
  const rows = await world.database.query<{ count: number }>('SELECT count(*)::int AS count FROM "User"');
  return rows[0]?.count ?? 0;
}
