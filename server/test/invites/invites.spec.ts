import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AcceptInviteAnswer,
  type CreateInviteBody,
  type Invite,
  type NewInvite,
  type Room,
  ROLES,
  type RoleName,
} from '@chatket/contract';
import request, { type Response } from 'supertest';
import { Memberships } from '../../src/members/index.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, promote, roomsOf, say, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { WRITES_PER_USER: '1000' });

const as = (person: Person) => callerWith(world.url, person.token);

async function privateRoom(people: [Person, RoleName][] = [], more: object = {}): Promise<Room> {
  const { body } = await as(alice)
    .post('/api/rooms', { name: 'Attic', kind: 'private', ...more })
    .expect(201);
  const room = body as Room;
  for (const [person, role] of people) {
    await world.app.get(Memberships).add(room.id, { user: person });
    await promote(world, person, room, role);
  }
  return room;
}

async function link(room: Room, body: CreateInviteBody = {}, maker = alice): Promise<NewInvite> {
  const response = await as(maker).post(`/api/rooms/${room.id}/invites`, body).expect(201);
  return response.body as NewInvite;
}

const accept = (person: Person, { token }: { token: string }, body: object = {}) =>
  as(person).post(`/api/invites/${token}/accept`, body);
const preview = ({ token }: { token: string }) => request(world.url).get(`/api/invites/${token}`);
const membersOf = async (room: Room) =>
  (
    await as(alice)
      .get(`/api/rooms/${room.id}`)
      .then(({ body }) => body as Room)
  ).memberCount;
const withoutTrace = ({ status, text }: Response) => [status, text.replace(/"traceId":"[^"]*"/, '')];

/** One that never existed: everything that does not work is answered as it is. */
let unknown: unknown[];
beforeAll(async () => {
  unknown = withoutTrace(await accept(bob, { token: 'AAAAAAAAAAAAAAAAAAAAAA' }));
  expectRefusal(await accept(bob, { token: 'AAAAAAAAAAAAAAAAAAAAAA' }), 'INVITE_INVALID');
});

async function expectDead(invite: { token: string }, person = mallory): Promise<void> {
  expect(withoutTrace(await accept(person, invite))).toEqual(unknown);
}

describe('a link into a room', () => {
  it('lets somebody in, who hears of the room, and whose coming is in its log', async () => {
    const room = await privateRoom();
    const invite = await link(room, { maxUses: 2 });
    const [device, host] = await Promise.all([world.people.connect(bob), world.people.connectLog(alice)]);
    await host.tell('room:join', { roomId: room.id });
    const answer = await accept(bob, invite).expect(201);
    expect(answer.body).toEqual({ state: 'member', roomId: room.id } satisfies AcceptInviteAnswer);
    expect(await device.next('room:added')).toMatchObject({ roomId: room.id, room: { role: ROLES.member } });
    const heard = await host.next('room:log');
    expect(heard.entries).toEqual([
      expect.objectContaining({
        kind: 'member',
        what: 'joined',
        role: 0,
        user: { id: bob.id, username: 'bob' },
      }),
    ]);
  });

  it('tells its token to its maker once; neither the list nor the database has it', async () => {
    const room = await privateRoom();
    const { token, ...invite } = await link(room, { maxUses: 3 });
    expect(token).toMatch(/^[\w-]{22}$/);
    const listed = await as(alice).get(`/api/rooms/${room.id}/invites`).expect(200);
    expect(listed.body).toEqual([invite] satisfies Invite[]);
    const rows = await world.database.query('SELECT * FROM "Invite" WHERE id = $1', [invite.id]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('shows what it leads to, to anybody who has it, and no more than that', async () => {
    const room = await privateRoom([], { topic: 'What is up here' });
    await say(world, room, alice, ['a secret']);
    const response = await preview(await link(room)).expect(200);
    expect(response.body).toEqual({
      way: 'join',
      invitedBy: { id: alice.id, username: 'alice' },
      room: { name: 'Attic', kind: 'private', memberCount: 1, topic: 'What is up here' },
    });
  });

  it('is not used up by members, and coming twice is coming once', async () => {
    const room = await privateRoom();
    const invite = await link(room, { maxUses: 1 });
    await accept(alice, invite).expect(200);
    await accept(bob, invite).expect(201);
    const again = await accept(bob, invite).expect(200);
    expect(again.body).toEqual({ state: 'member', roomId: room.id });
    await expectDead(invite);
    expect(await membersOf(room)).toBe(2);
  });

  it('S077 for five people lets in five of twenty who come at once', async () => {
    const room = await privateRoom();
    const invite = await link(room, { maxUses: 5 });
    const crowd = await guests(world, 20);
    const answers = await Promise.all(crowd.map((person) => accept(person, invite)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([
      ...Array.from({ length: 5 }, () => 201),
      ...Array.from({ length: 15 }, () => 404),
    ]);
    expect(await membersOf(room)).toBe(6);
    const [listed] = (await as(alice).get(`/api/rooms/${room.id}/invites`)).body as Invite[];
    expect(listed).toMatchObject({ uses: 5, maxUses: 5 });
  });

  it('gives the role it says, and what was said before as the room has it', async () => {
    const room = await privateRoom();
    await world.database.query(`UPDATE "Room" SET history = 'sinceJoin' WHERE id = $1`, [room.id]);
    await say(world, room, alice, ['before']);
    await accept(bob, await link(room, { role: ROLES.moderator })).expect(201);
    const mine = roomsOf(await as(bob).get('/api/rooms')).find(({ id }) => id === room.id);
    expect(mine).toMatchObject({ role: ROLES.moderator, unread: 0 });
    const rows = await world.database.query(
      'SELECT "fromSeq"::int FROM "RoomMembership" WHERE "roomId" = $1 AND "userId" = $2',
      [room.id, bob.id],
    );
    expect(rows).toEqual([{ fromSeq: 1 }]);
  });
});

describe('a link that does not work', () => {
  it('S077 is answered by the same bytes whatever is wrong', async () => {
    const room = await privateRoom([[carol, 'admin']]);
    const expired = await link(room);
    await world.database.query(`UPDATE "Invite" SET "expiresAt" = now() WHERE id = $1`, [expired.id]);
    await expectDead(expired);

    const revoked = await link(room);
    await as(carol).delete(`/api/rooms/${room.id}/invites/${revoked.id}`).expect(204);
    await as(carol).delete(`/api/rooms/${room.id}/invites/${revoked.id}`).expect(204);
    await expectDead(revoked);

    const ofOneWhoLeft = await link(room, {}, carol);
    const ofOneWhoIsLess = await link(room, { role: ROLES.moderator }, carol);
    await promote(world, carol, room, 'member');
    await expectDead(ofOneWhoIsLess);
    await world.people.leaveForGood(carol, room.id);
    await expectDead(ofOneWhoLeft);

    const ofAnArchive = await link(room);
    await world.database.query(`UPDATE "Room" SET "archivedAt" = now() WHERE id = $1`, [room.id]);
    await expectDead(ofAnArchive);

    const gone = await privateRoom();
    const intoNothing = await link(gone);
    await world.database.query('DELETE FROM "Room" WHERE id = $1', [gone.id]);
    await expectDead(intoNothing);

    for (const token of ['x', '%00', 'a'.repeat(500), `${expired.token}=`]) await expectDead({ token });
    for (const invite of [expired, revoked, ofOneWhoIsLess, ofOneWhoLeft, ofAnArchive, intoNothing])
      expect(withoutTrace(await preview(invite))).toEqual(unknown);
  });

  it('S077 is every link for who was banned, also while they use it', async () => {
    const room = await privateRoom();
    const invite = await link(room);
    const ban = (user: Person) =>
      world.app.get(Memberships).remove(room.id, { user, by: alice, what: 'banned' });
    await ban(mallory);
    await expectDead(invite);
    await expectDead(await link(room, { way: 'ask' }));

    for (const person of await guests(world, 10)) {
      const [answer] = await Promise.all([accept(person, invite), ban(person)]);
      expect([201, 404]).toContain(answer.status);
      expectRefusal(await as(person).get(`/api/rooms/${room.id}`), 'ROOM_NOT_FOUND');
      await expectDead(invite, person);
    }
    expect(await membersOf(room)).toBe(1);
  });
});

describe('making a link', () => {
  it('needs the right to bring others in, and gives no more than its maker may', async () => {
    const room = await privateRoom([
      [bob, 'member'],
      [carol, 'admin'],
    ]);
    const make = (person: Person, body: CreateInviteBody) =>
      as(person).post(`/api/rooms/${room.id}/invites`, body);
    await make(bob, {}).expect(201);
    expect((await make(bob, { role: ROLES.moderator })).body).toMatchObject({
      code: 'FORBIDDEN',
      need: 'admin',
    });
    await make(carol, { role: ROLES.moderator }).expect(201);
    expect((await make(carol, { role: ROLES.admin })).body).toMatchObject({
      code: 'FORBIDDEN',
      need: 'owner',
    });
    await make(alice, { role: ROLES.admin }).expect(201);
    expect((await make(carol, { way: 'guest' })).body).toMatchObject({ code: 'FORBIDDEN', need: 'owner' });
    await world.database.query('UPDATE "Room" SET "inviteGate" = 1 WHERE id = $1', [room.id]);
    expect((await make(bob, {})).body).toMatchObject({ code: 'FORBIDDEN', need: 'moderator' });
    expectRefusal(await make(mallory, {}), 'ROOM_NOT_FOUND');
  });

  it.each<[string, object]>([
    ['expiresIn', { expiresIn: 30 * 86_400 + 1 }],
    ['expiresIn', { expiresIn: 59 }],
    ['expiresIn', { expiresIn: '3600' }],
    ['maxUses', { maxUses: 0 }],
    ['maxUses', { maxUses: 1_001 }],
    ['role', { role: ROLES.owner }],
    ['role', { role: -1 }],
    ['role', { role: ROLES.moderator, way: 'ask' }],
    ['way', { way: 'fly' }],
  ])('refuses a wrong %s: %j', async (field, body) => {
    const room = await privateRoom();
    expectRefusal(await as(alice).post(`/api/rooms/${room.id}/invites`, body), 'VALIDATION', [field]);
  });

  it('ends at a hundred that are good at the same time', async () => {
    const room = await privateRoom();
    await world.database.query(
      `INSERT INTO "Invite" (id, "roomId", "tokenHash", way, "createdById", "expiresAt")
       SELECT gen_random_uuid(), $1::uuid, md5(n::text || $1::text), 'join', $2, now() + interval '1 day' FROM generate_series(1, 100) n`,
      [room.id, alice.id],
    );
    expectRefusal(await as(alice).post(`/api/rooms/${room.id}/invites`), 'LIMIT_REACHED');
    const [first] = (await as(alice).get(`/api/rooms/${room.id}/invites`)).body as Invite[];
    await as(alice)
      .delete(`/api/rooms/${room.id}/invites/${first?.id ?? ''}`)
      .expect(204);
    await link(room);
  });

  it('shows and lets revoke one’s own, and a moderator those of all', async () => {
    const room = await privateRoom([
      [bob, 'member'],
      [carol, 'moderator'],
    ]);
    const hers = await link(room);
    const his = await link(room, {}, bob);
    const seenBy = async (person: Person) =>
      ((await as(person).get(`/api/rooms/${room.id}/invites`).expect(200)).body as Invite[]).map(
        ({ id }) => id,
      );
    expect(await seenBy(bob)).toEqual([his.id]);
    expect(await seenBy(carol)).toEqual([his.id, hers.id]);
    expectRefusal(await as(bob).delete(`/api/rooms/${room.id}/invites/${hers.id}`), 'NOT_FOUND');
    expectRefusal(await as(bob).delete(`/api/rooms/${room.id}/invites/${UNKNOWN_ID}`), 'NOT_FOUND');
    await as(bob).delete(`/api/rooms/${room.id}/invites/${his.id}`).expect(204);
    await as(carol).delete(`/api/rooms/${room.id}/invites/${hers.id}`).expect(204);
    expect(await seenBy(alice)).toEqual([]);
  });
});

describe('asking to be let in', () => {
  it('tells the moderators, and whoever is let in hears of the room', async () => {
    const room = await privateRoom([
      [bob, 'member'],
      [carol, 'moderator'],
    ]);
    const invite = await link(room, { way: 'ask' });
    const [moderator, member, asker] = await Promise.all(
      [carol, bob, mallory].map((p) => world.people.connect(p)),
    );
    const answer = await accept(mallory, invite, { text: '  I sit next to Bob. ' }).expect(202);
    expect(answer.body).toEqual({ state: 'asked' });
    const told = await moderator?.next('request:added');
    const asking = { user: { id: mallory.id, username: 'mallory' }, text: 'I sit next to Bob.' };
    expect(told).toMatchObject({ roomId: room.id, request: asking });
    expectRefusal(await as(mallory).get(`/api/rooms/${room.id}`), 'ROOM_NOT_FOUND');

    await accept(mallory, invite, { text: 'again' }).expect(202);
    const listed = await as(carol).get(`/api/rooms/${room.id}/requests`).expect(200);
    expect(listed.body).toEqual([expect.objectContaining(asking)]);

    const path = `/api/rooms/${room.id}/requests/${mallory.id}/accept`;
    await as(carol).post(path).expect(204);
    await as(carol).post(path).expect(204);
    expect(await asker?.next('room:added')).toMatchObject({ roomId: room.id, room: { role: ROLES.member } });
    expect(await moderator?.next('request:answered')).toEqual({
      roomId: room.id,
      userId: mallory.id,
      count: 0,
    });
    expect((await as(carol).get(`/api/rooms/${room.id}/requests`)).body).toEqual([]);
    await member?.settled();
    expect(member?.all('request:added')).toEqual([]);
  });

  it('S128 can be refused, which the asker is told, and asking again at once does not help', async () => {
    const room = await privateRoom();
    const invite = await link(room, { way: 'ask' });
    const asker = await world.people.connect(bob);
    await accept(bob, invite).expect(202);
    const path = `/api/rooms/${room.id}/requests/${bob.id}/refuse`;
    await as(alice).post(path).expect(204);
    await as(alice).post(path).expect(204);
    expect(await asker.next('request:refused')).toEqual({ roomName: 'Attic' });
    await expectDead(invite, bob);
    expect((await as(alice).get(`/api/rooms/${room.id}/requests`)).body).toEqual([]);
    expectRefusal(await as(bob).get(`/api/rooms/${room.id}`), 'ROOM_NOT_FOUND');
  });

  it('is one request when somebody asks many times at once, and one coming when two moderators answer', async () => {
    const room = await privateRoom([[carol, 'moderator']]);
    const invite = await link(room, { way: 'ask', maxUses: 2 });
    const asked = await Promise.all(Array.from({ length: 10 }, () => accept(bob, invite)));
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([202]));
    await accept(mallory, invite).expect(202);
    const answers = await Promise.all(
      [alice, carol, alice, carol].map((person) =>
        as(person).post(`/api/rooms/${room.id}/requests/${bob.id}/accept`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(await membersOf(room)).toBe(3);
  });

  it('takes a text of two hundred characters and no more', async () => {
    const room = await privateRoom();
    const invite = await link(room, { way: 'ask' });
    expectRefusal(await accept(bob, invite, { text: 'x'.repeat(201) }), 'VALIDATION', ['text']);
    await accept(bob, invite, { text: '🙂'.repeat(200) }).expect(202);
  });
});
