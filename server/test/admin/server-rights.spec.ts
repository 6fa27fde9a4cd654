import { describe, expect, it } from '@jest/globals';
import {
  type Action,
  ACTIONS,
  type AuditEntry,
  decideAsServer,
  type Room,
  ROLES,
  SERVER_ROLES,
} from '@chatket/contract';
import { ROUTES } from '../support/permission-table.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guestAccount, guests, messagesOf, UNKNOWN_ID } from '../support/rest.js';
import { peopleOf } from '../support/server-people.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { WRITES_PER_USER: '10000', RATE_LIMIT_MESSAGES: '1000' });
const as = (person: Person) => callerWith(world.url, person.token);
const inServer = ({ id }: Pick<Room, 'id'>, rest: string) => `/api/server/rooms/${id}/${rest}`;

/** A room of an owner with one more member, and one who runs the server and is not in it. */
async function scene(kind: 'public' | 'private' = 'private') {
  const [admin, owner, member] = (await peopleOf(world, 'admin', 'person', 'person')) as [
    Person,
    Person,
    Person,
  ];
  const { body } = await as(owner).post('/api/rooms', { name: 'Cellar', kind }).expect(201);
  const room = body as Room;
  await as(owner).put(`/api/rooms/${room.id}/members/${member.id}`, {}).expect(201);
  return { admin, owner, member, room };
}

const auditOf = async (admin: Person, room: Room) =>
  (await as(admin).get(`/api/audit?roomId=${room.id}`).expect(200)).body as AuditEntry[];

describe('the table', () => {
  const admin = { role: null, serverRole: SERVER_ROLES.admin };

  it('lets those who run the server end, ban, come in and appoint, and nothing else', () => {
    const about = { kind: 'private', newRole: ROLES.owner, hasOwner: false } as const;
    const allowed = (Object.keys(ACTIONS) as Action[]).filter(
      (action) => decideAsServer(action, { ...admin, ...about }).isAllowed,
    );
    expect(allowed).toEqual(['join', 'remove', 'setRole', 'archive']);
    for (const action of allowed) {
      const asPerson = { ...admin, ...about, serverRole: SERVER_ROLES.person };
      expect(decideAsServer(action, asPerson)).toMatchObject({ because: 'FORBIDDEN' });
      for (const kind of ['direct', 'group'] as const)
        expect(decideAsServer(action, { ...admin, ...about, kind })).toMatchObject({
          because: 'ROOM_NOT_FOUND',
        });
    }
  });

  it('has an owner appointed only where there is none, and nobody banned who is as much on the server', () => {
    const owner = { ...admin, newRole: ROLES.owner };
    expect(decideAsServer('setRole', { ...owner, hasOwner: true })).toMatchObject({ because: 'FORBIDDEN' });
    expect(decideAsServer('setRole', { ...admin, newRole: ROLES.admin })).toMatchObject({
      because: 'FORBIDDEN',
    });
    expect(decideAsServer('setRole', { ...owner, isTargetGuest: true })).toMatchObject({
      because: 'NOT_FOR_GUESTS',
    });
    expect(decideAsServer('remove', { ...admin, targetServerRole: 1 })).toMatchObject({
      because: 'FORBIDDEN',
    });
    expect(decideAsServer('join', { ...admin, isBanned: true })).toMatchObject({ because: 'BANNED' });
    expect(decideAsServer('join', { ...admin, isArchived: true })).toMatchObject({
      because: 'ROOM_ARCHIVED',
    });
  });
});

describe('those who run the server, in a room that they are not in', () => {
  it('S152 find a private room as little as anybody at every door that is not theirs', async () => {
    const { admin, room } = await scene();
    const withoutTrace = (text: string) => text.replace(/"traceId":"[^"]*"/, '');
    const doors = Object.keys(ROUTES)
      .map((name) => name.split('#')[0] ?? '')
      .filter((name) => name.includes('/rooms/{id}') && !name.includes('/server/'));
    expect(doors.length).toBeGreaterThan(30);
    for (const door of new Set(doors)) {
      const [method = '', path = ''] = door.split(' ');
      const ask = (id: string) =>
        as(admin)[method.toLowerCase() as 'post'](
          path.replace('{id}', id).replaceAll(/\{\w+\}/g, UNKNOWN_ID),
          // Good at each of them, as far as it takes one.
          {
            seconds: 60,
            role: 1,
            on: true,
            kind: 'word',
            pattern: 'turnip',
            act: 'block',
            outcome: 'dismissed',
          },
        );
      const [there, nowhere] = [await ask(room.id), await ask(UNKNOWN_ID)];
      expect([door, there.status]).toEqual([door, nowhere.status]);
      expect(withoutTrace(there.text)).toBe(withoutTrace(nowhere.text));
    }
    const device = await world.people.connectLog(admin);
    for (const event of ['room:join', 'room:page'] as const)
      expect(await device.refused(event, { roomId: room.id })).toMatchObject({ code: 'ROOM_NOT_FOUND' });
  });

  it('S152 come in as all see, are audited, and read then only', async () => {
    const { admin, owner, room } = await scene();
    const device = await world.people.connectLog(owner);
    await device.tell('room:join', { roomId: room.id });
    await as(admin).post(inServer(room, 'join')).expect(204);
    const { entries } = await device.next('room:log');
    expect(entries).toMatchObject([
      { kind: 'member', what: 'joined', user: { id: admin.id }, by: { id: admin.id }, role: 0 },
    ]);
    await as(admin).post(inServer(room, 'join')).expect(204);
    expect(messagesOf(await as(admin).get(`/api/rooms/${room.id}/messages`))).toEqual([]);
    expect((await auditOf(admin, room))[0]).toMatchObject({
      action: 'member.joined',
      actor: { id: admin.id },
      after: { byServer: true },
    });
    await as(owner).delete(`/api/rooms/${room.id}/members/${admin.id}`, { ban: true }).expect(204);
    expectRefusal(await as(admin).post(inServer(room, 'join')), 'BANNED');
  });

  it('S153 archive and restore it, which members see and its owner cannot take back', async () => {
    const { admin, owner, member, room } = await scene();
    const device = await world.people.connectLog(member);
    await device.tell('room:join', { roomId: room.id });
    const next = async () => (await device.next('room:log')).entries;
    await as(admin).post(inServer(room, 'archive')).expect(204);
    await as(admin).post(inServer(room, 'archive')).expect(204);
    expect(await next()).toMatchObject([{ kind: 'room', what: 'archived', by: { id: admin.id } }]);
    expect(
      await device.refused('message:send', {
        roomId: room.id,
        text: 'hello',
        clientMsgId: 'archived-by-them',
      }),
    ).toMatchObject({ code: 'ROOM_ARCHIVED' });
    expectRefusal(await as(owner).delete(`/api/rooms/${room.id}/archive`), 'FORBIDDEN');
    await as(admin).delete(inServer(room, 'archive')).expect(204);
    await device.next('room:log', ({ entries }) => JSON.stringify(entries).includes('restored'));
    expect((await auditOf(admin, room)).map(({ action }) => action)).toEqual([
      'room.restored',
      'room.archived',
      'member.added',
    ]);
    // What the owner has archived can be held, which is no news in the room, and what is to be deleted is the owner's.
    await as(owner).post(`/api/rooms/${room.id}/archive`).expect(200);
    await as(admin).post(inServer(room, 'archive')).expect(204);
    expectRefusal(await as(owner).delete(`/api/rooms/${room.id}/archive`), 'FORBIDDEN');
    await as(owner).delete(`/api/rooms/${room.id}`).expect(200);
    expectRefusal(await as(admin).delete(inServer(room, 'archive')), 'CONFLICT');
  });

  it('S153 ban anybody who is less on the server, also its only owner, and give it an owner then', async () => {
    const { admin, owner, member, room } = await scene();
    const [ofOwner, ofMember] = [await world.people.connectLog(owner), await world.people.connectLog(member)];
    await ofMember.tell('room:join', { roomId: room.id });
    const appoint = (person: Pick<Person, 'id'>) => as(admin).put(inServer(room, `owner/${person.id}`));
    expectRefusal(await appoint(member), 'FORBIDDEN');

    const ban = (actor: Person, person: Pick<Person, 'id'>, body: object = {}) =>
      as(actor).put(inServer(room, `bans/${person.id}`), body);
    await ban(admin, owner, { reason: 'spam' }).expect(204);
    expect(await ofOwner.next('room:removed')).toMatchObject({
      roomId: room.id,
      what: 'banned',
      by: { id: admin.id },
      reason: 'spam',
    });
    expect((await ofMember.next('room:log')).entries).toMatchObject([
      { kind: 'member', what: 'banned', user: { id: owner.id }, by: { id: admin.id }, role: null },
    ]);
    expectRefusal(await as(owner).get(`/api/rooms/${room.id}`), 'ROOM_NOT_FOUND');

    expectRefusal(await appoint(owner), 'NOT_FOUND');
    await appoint(member).expect(204);
    await appoint(member).expect(403);
    await ofMember.next('room:log', ({ entries }) => JSON.stringify(entries).includes('"role":3'));
    expect((await as(member).get(`/api/rooms/${room.id}`).expect(200)).body).toMatchObject({
      role: ROLES.owner,
    });

    await as(admin)
      .delete(inServer(room, `bans/${owner.id}`))
      .expect(204);
    await as(admin)
      .delete(inServer(room, `bans/${owner.id}`))
      .expect(204);
    await as(member).put(`/api/rooms/${room.id}/members/${owner.id}`, {}).expect(201);
    const actions = (await auditOf(admin, room)).map(({ action, actor, after }) => [
      action,
      actor?.id === admin.id,
      after?.byServer ?? false,
    ]);
    expect(actions.slice(1, 4)).toEqual([
      ['member.unbanned', true, false],
      ['member.role', true, true],
      ['member.banned', true, true],
    ]);
    // Who is as much, oneself among them.
    const [other, first] = (await peopleOf(world, 'admin', 'owner')) as [Person, Person];
    for (const person of [admin, other, first]) expectRefusal(await ban(admin, person), 'FORBIDDEN');
    await ban(first, other).expect(204);
    expectRefusal(await ban(admin, { id: UNKNOWN_ID }), 'NOT_FOUND');
    expectRefusal(await ban(admin, owner, { until: '2000-01-01T00:00:00Z' }), 'VALIDATION', ['until']);
  });

  it('bring no direct room, no group and no guest into their hands', async () => {
    const [admin, one, two, three] = (await peopleOf(world, 'owner', 'person', 'person', 'person')) as [
      Person,
      Person,
      Person,
      Person,
    ];
    for (const userIds of [[two.id], [two.id, three.id]]) {
      const { body } = await as(one).post('/api/direct', { userIds }).expect(201);
      const room = body as Room;
      for (const asking of [
        as(admin).post(inServer(room, 'archive')),
        as(admin).delete(inServer(room, 'archive')),
        as(admin).post(inServer(room, 'join')),
        as(admin).put(inServer(room, `bans/${two.id}`), {}),
        as(admin).delete(inServer(room, `bans/${two.id}`)),
        as(admin).put(inServer(room, `owner/${two.id}`)),
      ])
        expectRefusal(await asking, 'ROOM_NOT_FOUND');
    }
    const { room, member } = await scene();
    await world.database.query(`UPDATE "RoomMembership" SET role = 0 WHERE "roomId" = $1`, [room.id]);
    const guest = await guestAccount(world);
    await world.database.query(`INSERT INTO "RoomMembership" ("roomId", "userId") VALUES ($1, $2)`, [
      room.id,
      guest.id,
    ]);
    const refused = await as(admin).put(inServer(room, `owner/${guest.id}`));
    expectRefusal(refused, 'NOT_FOR_GUESTS');
    await as(admin)
      .put(inServer(room, `owner/${member.id}`))
      .expect(204);
  });

  it('S153 are nobody any more at the moment that they are no admins', async () => {
    const { admin, member, room } = await scene();
    const [boss] = (await peopleOf(world, 'owner')) as [Person];
    await as(boss).put(`/api/users/${admin.id}/server-role`, { role: 0 }).expect(200);
    for (const asking of [
      as(admin).post(inServer(room, 'archive')),
      as(admin).post(inServer(room, 'join')),
      as(admin).put(inServer(room, `bans/${member.id}`), {}),
      as(admin).get('/api/server/rooms'),
      as(admin).get('/api/server/people'),
    ])
      expectRefusal(await asking, 'FORBIDDEN');
    // And the statements say the same, whatever was asked before.
    const [row] = await world.database.query<{ archive: string; ban: string; appoint: string; join: string }>(
      `SELECT (server_room_archive($1, $2, true, 1)).outcome AS archive,
         (server_room_ban($1, $3, $2, NULL, NULL, 1)).outcome AS ban,
         (server_room_appoint($1, $3, $2, 1)).outcome AS appoint, (server_room_join($1, $2, 1)).outcome AS join`,
      [room.id, admin.id, member.id],
    );
    expect(Object.values(row ?? {})).toEqual(['forbidden', 'forbidden', 'forbidden', 'forbidden']);
  });
});

describe('the lists of those who run the server', () => {
  it('S152 tell of rooms that they are there and no more, and of no direct room', async () => {
    // Midnight may pass meanwhile.
    const today = () => `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`;
    const before = today();
    const { admin, owner, member, room } = await scene();
    await as(owner).patch(`/api/rooms/${room.id}`, { name: 'Wine cellar', topic: 'a secret' }).expect(200);
    await as(owner)
      .post('/api/direct', { userIds: [member.id] })
      .expect(201);
    const device = await world.people.connectLog(owner);
    await device.tell('message:send', { roomId: room.id, text: 'a secret', clientMsgId: 'wine-cellar-1' });
    const { body, text } = await as(admin).get('/api/server/rooms?search=wine').expect(200);
    expect(body).toEqual([
      {
        id: room.id,
        name: 'Wine cellar',
        kind: 'private',
        createdAt: room.createdAt,
        memberCount: 2,
        activeAt: expect.stringMatching(`^(${before}|${today()})$`),
        hasOwner: true,
      },
    ]);
    expect(text).not.toContain('a secret');
    const all = (await as(admin).get('/api/server/rooms?limit=200').expect(200)).body as Room[];
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['private', 'public']));
  });

  it('come page by page, searched and filtered', async () => {
    const { admin, owner } = await scene();
    for (const name of ['Page one', 'Page two', 'Page three'])
      await as(owner).post('/api/rooms', { name, kind: 'private' }).expect(201);
    const namesOf = async (query: string) => {
      const answer = await as(admin).get(`/api/server/rooms?search=page&${query}`).expect(200);
      return {
        names: (answer.body as Room[]).map(({ name }) => name),
        cursor: answer.get('X-Next-Cursor'),
      };
    };
    const first = await namesOf('limit=2');
    expect(first.names).toEqual(['Page one', 'Page three']);
    expect(await namesOf(`limit=2&cursor=${first.cursor ?? ''}`)).toEqual({
      names: ['Page two'],
      cursor: undefined,
    });
    await world.database.query(
      `UPDATE "RoomMembership" m SET role = 2 FROM "Room" r WHERE r.id = m."roomId" AND r.name = 'Page two'`,
    );
    expect((await namesOf('only=ownerless')).names).toEqual(['Page two']);
    expect((await namesOf('only=archived')).names).toEqual([]);
    expectRefusal(await as(admin).get('/api/server/rooms?cursor=x'), 'VALIDATION', ['cursor']);
    expectRefusal(await as(admin).get('/api/server/rooms?only=secret'), 'VALIDATION', ['only']);
  });

  it('tell of people what they are on the server, and who is muted and why', async () => {
    const [admin, dora] = (await peopleOf(world, 'admin', 'person')) as [Person, Person];
    await guests(world, 3);
    await as(admin).put(`/api/users/${dora.id}/server-mute`, { seconds: 60, reason: 'spam' }).expect(200);
    const people = async (query: string) => {
      const answer = await as(admin).get(`/api/server/people?${query}`).expect(200);
      return { people: answer.body as Person[], cursor: answer.get('X-Next-Cursor') };
    };
    expect((await people(`search=${dora.username}`)).people).toEqual([
      {
        id: dora.id,
        username: dora.username,
        createdAt: expect.any(String),
        serverRole: 0,
        mutedUntil: expect.any(String),
        muteReason: 'spam',
      },
    ]);
    expect((await people('only=muted')).people.map(({ id }) => id)).toEqual([dora.id]);
    expect((await people('only=running&limit=200')).people.map(({ id }) => id)).toContain(admin.id);
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const page: Awaited<ReturnType<typeof people>> = await people(`limit=2&cursor=${cursor}`);
      seen.push(...page.people.map(({ username }) => username));
      ({ cursor } = page);
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen.length).toBeGreaterThan(5);
    expect(seen).not.toContain('system');
    expectRefusal(await as(admin).get('/api/server/people?cursor=AA'), 'VALIDATION', ['cursor']);
    expectRefusal(await as(admin).get('/api/server/people?only=x'), 'VALIDATION', ['only']);
  });
});
