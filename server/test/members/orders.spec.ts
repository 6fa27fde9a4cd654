import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Ban, type LogEntry, type Member, type Room, type RoleName, ROLES } from '@chatket/contract';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import {
  type Caller,
  callerWith,
  expectRefusal,
  guests,
  ISO,
  nextCursorOf,
  promote,
  say,
  UNKNOWN_ID,
} from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { WRITES_PER_USER: '10000' });

const as = (person: Person): Caller => callerWith(world.url, person.token);
const path = (room: Pick<Room, 'id'>, ...rest: string[]) => ['/api/rooms', room.id, ...rest].join('/');
const member = (room: Pick<Room, 'id'>, { id }: Person, ...rest: string[]) =>
  path(room, 'members', id, ...rest);

/** A room of alice's with carol as moderator and bob as member. */
async function kitchen(): Promise<Room> {
  const room = await world.people.createRoom(alice, 'Kitchen');
  for (const person of [bob, carol]) await world.people.join(person, room.id);
  await promote(world, carol, room, 'moderator');
  return room;
}

const entriesOf = (device: Device): LogEntry[] => device.all('room:log').flatMap(({ entries }) => entries);
const nextChange = async (device: Device, what: string) => {
  const { entries } = await device.next('room:log', (log) =>
    log.entries.some((entry) => 'what' in entry && entry.what === what),
  );
  return entries.find((entry) => 'what' in entry && entry.what === what);
};
async function following(person: Person, room: Room): Promise<Device> {
  const device = await world.people.connectLog(person);
  await device.tell('room:join', { roomId: room.id });
  return device;
}

describe('the members of a room', () => {
  it('are listed by role, the highest first, then by name, with who is here', async () => {
    const room = await kitchen();
    await following(bob, room);
    const { body } = await as(bob).get(path(room, 'members')).expect(200);
    expect(body).toEqual([
      { id: alice.id, username: 'alice', role: 3, joinedAt: expect.stringMatching(ISO), status: 'offline' },
      { id: carol.id, username: 'carol', role: 1, joinedAt: expect.stringMatching(ISO), status: 'offline' },
      { id: bob.id, username: 'bob', role: 0, joinedAt: expect.stringMatching(ISO), status: 'online' },
    ]);
    expect((await as(bob).get(member(room, carol)).expect(200)).body).toEqual((body as Member[])[1]);
    expectRefusal(await as(bob).get(member(room, mallory)), 'NOT_FOUND');
  });

  it('are found by a part of their name, however it is written, and by their role', async () => {
    const room = await kitchen();
    const names = async (query: string) =>
      (
        (
          await as(bob)
            .get(`${path(room, 'members')}?${query}`)
            .expect(200)
        ).body as Member[]
      ).map(({ username }) => username);
    expect(await names('search=CÁR')).toEqual(['carol']);
    expect(await names('search=%25')).toEqual([]);
    expect(await names('role=3')).toEqual(['alice']);
    expect(await names('role=0')).toEqual(['bob']);
  });

  it('come in pages that leave nobody out, whatever the size', async () => {
    const room = await kitchen();
    const crowd = await guests(world, 25);
    await world.database.query(
      `INSERT INTO "RoomMembership" ("roomId", "userId", role) SELECT $1, u, n % 3 FROM unnest($2::uuid[]) WITH ORDINALITY AS c (u, n)`,
      [room.id, crowd.map(({ id }) => id)],
    );
    const whole = (await as(bob).get(path(room, 'members')).expect(200)).body as Member[];
    expect(whole).toHaveLength(28);
    const paged: Member[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const page = await as(bob).get(`${path(room, 'members')}?limit=4${cursor && `&cursor=${cursor}`}`);
      paged.push(...(page.body as Member[]));
      cursor = nextCursorOf(page);
    }
    expect(paged).toEqual(whole);
  });

  it.each([
    ['role=4', 'role'],
    ['role=-1', 'role'],
    ['role=x', 'role'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['search=%00', 'search'],
    ['cursor=x', 'cursor'],
    [`cursor=${Buffer.from('[7,"x"]').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('[0,"a\\u0000"]').toString('base64url')}`, 'cursor'],
  ])('refuses %s', async (query, field) => {
    const room = await kitchen();
    expectRefusal(await as(bob).get(`${path(room, 'members')}?${query}`), 'VALIDATION', [field]);
  });
});

describe('bringing somebody in', () => {
  it('makes a member, tells all their devices and the log, and doing it again changes nothing', async () => {
    const room = await kitchen();
    const devices = await Promise.all([
      world.people.connectLog(mallory),
      world.people.connect(mallory),
      world.people.connectPlain(mallory),
    ]);
    const watcher = await following(bob, room);
    const { body } = await as(bob).put(member(room, mallory)).expect(201);
    expect(body).toMatchObject({ id: mallory.id, role: ROLES.member });
    for (const device of devices)
      expect(await device.next('room:added')).toMatchObject({
        roomId: room.id,
        room: { role: 0, unread: 0 },
      });
    expect(await nextChange(watcher, 'added')).toMatchObject({
      by: { id: bob.id },
      user: { id: mallory.id, username: 'mallory' },
      role: 0,
    });
    expect((await as(bob).put(member(room, mallory)).expect(200)).body).toMatchObject({ id: mallory.id });
    await watcher.settled();
    expect(entriesOf(watcher)).toHaveLength(1);
  });

  it('with a role takes the right to give it', async () => {
    const room = await kitchen();
    const refused = await as(carol).put(member(room, mallory), { role: ROLES.moderator });
    expect(refused.body).toMatchObject({ code: 'FORBIDDEN', need: 'admin', have: 'moderator' });
    const { body } = await as(alice).put(member(room, mallory), { role: ROLES.admin }).expect(201);
    expect(body).toMatchObject({ role: ROLES.admin });
    expect(
      (await as(alice).put(member(room, mallory), { role: ROLES.member }).expect(200)).body,
    ).toMatchObject({
      role: ROLES.admin,
    });
  });

  it('is refused for whoever is banned, for nobody, and by whoever may not invite', async () => {
    const room = await kitchen();
    await as(carol).delete(member(room, mallory), { ban: true }).expect(204);
    expectRefusal(await as(bob).put(member(room, mallory)), 'BANNED');
    expectRefusal(await as(bob).put(path(room, 'members', UNKNOWN_ID)), 'NOT_FOUND');
    await world.database.query(`UPDATE "Room" SET "inviteGate" = 1 WHERE id = $1`, [room.id]);
    const [guest] = (await guests(world, 1)) as [Person];
    expect((await as(bob).put(member(room, guest))).body).toMatchObject({
      code: 'FORBIDDEN',
      need: 'moderator',
    });
    await as(carol).put(member(room, guest)).expect(201);
  });

  it('is not possible in a direct room', async () => {
    const room = await kitchen();
    await world.database.query(`UPDATE "Room" SET kind = 'direct' WHERE id = $1`, [room.id]);
    expectRefusal(await as(alice).put(member(room, mallory)), 'FIXED_PEOPLE');
  });

  it('against a ban has one order: whoever is banned is not in', async () => {
    for (let round = 0; round < 8; round += 1) {
      const room = await kitchen();
      const [added] = await Promise.all([
        as(bob).put(member(room, mallory)),
        as(carol).delete(member(room, mallory), { ban: true }).expect(204),
        as(mallory).post(path(room, 'join')),
      ]);
      expect([200, 201, 403, 404]).toContain(added.status);
      const rows = await world.database.query(
        `SELECT 1 FROM "RoomMembership" WHERE "roomId" = $1 AND "userId" = $2`,
        [room.id, mallory.id],
      );
      expect(rows).toEqual([]);
    }
  });
});

describe('roles', () => {
  it('are changed, told as entries of the log, and the same again is no change', async () => {
    const room = await kitchen();
    const watcher = await following(bob, room);
    expect((await as(alice).patch(member(room, bob), { role: 1 }).expect(200)).body).toMatchObject({
      role: 1,
    });
    expect(await nextChange(watcher, 'role')).toMatchObject({
      user: { id: bob.id },
      role: 1,
      by: { id: alice.id },
    });
    await as(alice).patch(member(room, bob), { role: 1 }).expect(200);
    await watcher.settled();
    expect(entriesOf(watcher)).toHaveLength(1);
  });

  it.each(['4', -1, 1.5, null, 'owner'])('refuse %p', async (role) => {
    const room = await kitchen();
    expectRefusal(await as(alice).patch(member(room, bob), { role }), 'VALIDATION', ['role']);
  });

  it('of somebody who is not a member are not there', async () => {
    const room = await kitchen();
    expectRefusal(await as(alice).patch(member(room, mallory), { role: 1 }), 'NOT_FOUND');
    expectRefusal(await as(alice).patch(path(room, 'members', UNKNOWN_ID), { role: 1 }), 'NOT_FOUND');
  });

  it('the last owner stays one until there is another', async () => {
    const room = await kitchen();
    expectRefusal(await as(alice).patch(member(room, alice), { role: 2 }), 'LAST_OWNER');
    expectRefusal(await as(alice).delete(path(room, 'membership')), 'LAST_OWNER');
    await as(alice).patch(member(room, carol), { role: 3 }).expect(200);
    await as(alice).patch(member(room, alice), { role: 0 }).expect(200);
    expectRefusal(await as(carol).patch(member(room, carol), { role: 0 }), 'LAST_OWNER');
  });

  it('two owners who step down at once: one stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const room = await kitchen();
      await promote(world, carol, room, 'owner');
      const answers = await Promise.all(
        [alice, carol].map((person) => as(person).patch(member(room, person), { role: 0 })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });

  it('two owners who demote each other at once: one of them does', async () => {
    for (let round = 0; round < 5; round += 1) {
      const room = await kitchen();
      await promote(world, carol, room, 'owner');
      const answers = await Promise.all([
        as(alice).patch(member(room, carol), { role: 0 }),
        as(carol).patch(member(room, alice), { role: 0 }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    }
  });

  it('two admins cannot demote each other', async () => {
    const room = await kitchen();
    for (const person of [bob, carol]) await promote(world, person, room, 'admin');
    const answers = await Promise.all([
      as(bob).patch(member(room, carol), { role: 0 }),
      as(carol).patch(member(room, bob), { role: 0 }),
    ]);
    for (const { body } of answers)
      expect(body).toMatchObject({ code: 'FORBIDDEN', need: 'owner', have: 'admin' });
  });

  it('a gate that closes meanwhile decides at the moment of storing', async () => {
    const room = await kitchen();
    await world.database.query(`UPDATE "Room" SET "postGate" = 1 WHERE id = $1`, [room.id]);
    await as(alice).patch(member(room, bob), { role: 1 }).expect(200);
    const device = await following(bob, room);
    const send = (n: number) =>
      device.ask('message:send', {
        roomId: room.id,
        text: 'hello',
        clientMsgId: `gate-${room.id}-${String(n)}`,
      });
    const [acks] = await Promise.all([
      Promise.all([1, 2, 3].map(send)),
      as(alice).patch(member(room, bob), { role: 0 }).expect(200),
    ]);
    expect(await send(4)).toMatchObject({
      success: false,
      code: 'READ_ONLY',
      need: 'moderator',
      have: 'member',
    });
    const [entry] = await world.database.query<{ seq: string }>(
      `SELECT max(seq) AS seq FROM "RoomEvent" WHERE "roomId" = $1 AND what = 'role'`,
      [room.id],
    );
    for (const ack of acks)
      if (ack.success) expect(ack.seq).toBeLessThan(Number(entry?.seq));
      else expect(ack.code).toBe('READ_ONLY');
  });
});

describe('putting somebody out', () => {
  it('ends the membership, tells the person why, and the room; twice is once', async () => {
    const room = await kitchen();
    const [theirs, watcher] = [await following(bob, room), await following(alice, room)];
    await as(carol).delete(member(room, bob), { reason: ' Too loud. ' }).expect(204);
    expect(await theirs.next('room:removed')).toEqual({
      roomId: room.id,
      what: 'kicked',
      by: { id: carol.id, username: 'carol' },
      reason: 'Too loud.',
    });
    expect(await nextChange(watcher, 'kicked')).toMatchObject({ user: { id: bob.id }, role: null });
    await as(carol).delete(member(room, bob)).expect(204);
    await watcher.settled();
    expect(entriesOf(watcher)).toHaveLength(1);
    expectRefusal(await as(bob).get(path(room, 'members')), 'NOT_A_MEMBER');
    await as(bob).post(path(room, 'join')).expect(201);
  });

  it('takes a person off the roster of those who are there', async () => {
    const room = await kitchen();
    const watcher = await world.people.connect(alice);
    await watcher.tell('room:join', { roomId: room.id });
    await watcher.next('room:roster');
    await as(carol).delete(member(room, bob)).expect(204);
    await watcher.next('room:roster:delta', ({ removed }) => removed.includes(bob.id));
  });

  it('needs somebody below', async () => {
    const room = await kitchen();
    expect((await as(carol).delete(member(room, alice))).body).toMatchObject({
      code: 'FORBIDDEN',
      need: 'own',
    });
    expect((await as(carol).delete(member(room, carol))).body).toMatchObject({
      code: 'FORBIDDEN',
      need: 'admin',
    });
    expect((await as(bob).delete(member(room, carol))).body).toMatchObject({
      code: 'FORBIDDEN',
      need: 'moderator',
    });
    expectRefusal(await as(carol).delete(path(room, 'members', UNKNOWN_ID)), 'NOT_FOUND');
  });

  it('S075 a moderator who no longer is one cannot, whatever was asked before', async () => {
    const room = await kitchen();
    const answers = await Promise.all([
      as(alice).patch(member(room, carol), { role: 0 }).expect(200),
      as(carol).delete(member(room, bob)),
    ]);
    const isStillIn =
      (
        await world.database.query(`SELECT 1 FROM "RoomMembership" WHERE "roomId" = $1 AND "userId" = $2`, [
          room.id,
          bob.id,
        ])
      ).length === 1;
    expect(answers[1].status).toBe(isStillIn ? 403 : 204);
  });

  it.each([
    [{ ban: 'yes' }, 'ban'],
    [{ ban: true, until: 'tomorrow' }, 'until'],
    [{ ban: true, until: '2020-01-01T00:00:00.000Z' }, 'until'],
    [{ until: '2999-01-01T00:00:00.000Z' }, 'until'],
    [{ reason: '' }, 'reason'],
    [{ reason: 'x'.repeat(201) }, 'reason'],
    [{ reason: 7 }, 'reason'],
    [{ deleteMessages: 1 }, 'deleteMessages'],
  ])('refuses %j', async (body, field) => {
    const room = await kitchen();
    expectRefusal(await as(carol).delete(member(room, bob), body), 'VALIDATION', [field]);
    await as(bob).get(path(room, 'members')).expect(200);
  });

  it('deletes what they wrote in the last day, everywhere, and what others wrote stays', async () => {
    const room = await kitchen();
    const [old = ''] = await say(world, room, bob, ['an old word']);
    await say(world, room, alice, ['before']);
    await world.database.query(
      `UPDATE "Message" SET "createdAt" = now() - interval '25 hours' WHERE "roomId" = $1`,
      [room.id],
    );
    const recent = await say(
      world,
      room,
      bob,
      Array.from({ length: 120 }, (_, n) => `secret ${String(n)}`),
    );
    await say(world, room, alice, ['after']);
    const watcher = await following(alice, room);
    await as(carol).delete(member(room, bob), { deleteMessages: true, reason: 'Spam' }).expect(204);
    const rows = await world.database.query<{ id: string; text: string }>(
      `SELECT id, text FROM "Message" WHERE "roomId" = $1 AND text <> '' ORDER BY seq`,
      [room.id],
    );
    expect(rows.map(({ text }) => text)).toEqual(['an old word', 'before', 'after']);
    expect(rows[0]?.id).toBe(old);
    await watcher.next('room:log', ({ entries }) => entries.some((entry) => 'message' in entry));
    await Promise.all(
      recent.map((id) =>
        watcher.next('room:log', ({ entries }) =>
          entries.some(
            (entry) => 'message' in entry && entry.message.messageId === id && entry.what === 'deleted',
          ),
        ),
      ),
    );
    const told = entriesOf(watcher).find((entry) => 'message' in entry);
    expect(told).toMatchObject({ by: { id: carol.id }, message: { text: '', deleted: { reason: 'Spam' } } });
    // What was cut off is gone on with, also when they are not there any more.
    await as(carol).delete(member(room, bob), { deleteMessages: true }).expect(204);
  });
});

describe('a ban', () => {
  it('keeps a person out until it ends, is listed with who, why and until when, and can be lifted', async () => {
    const room = await kitchen();
    const until = '2999-01-31T12:00:00.000Z';
    await as(carol).delete(member(room, bob), { ban: true, until, reason: 'Spam' }).expect(204);
    await as(carol).delete(member(room, mallory), { ban: true }).expect(204);
    expectRefusal(await as(bob).post(path(room, 'join')), 'BANNED');
    expectRefusal(await as(bob).get(path(room, 'messages')), 'BANNED');
    const device = await world.people.connect(bob);
    expect(
      await device.refused('message:send', { roomId: room.id, text: 'x', clientMsgId: 'banned-send-1' }),
    ).toMatchObject({ code: 'BANNED', retryable: false });
    const { body } = await as(carol).get(path(room, 'bans')).expect(200);
    expect(body).toEqual([
      {
        user: { id: mallory.id, username: 'mallory' },
        by: { id: carol.id, username: 'carol' },
        createdAt: expect.stringMatching(ISO),
      },
      {
        user: { id: bob.id, username: 'bob' },
        by: { id: carol.id, username: 'carol' },
        createdAt: expect.stringMatching(ISO),
        until,
        reason: 'Spam',
      },
    ]);
    await as(carol)
      .delete(path(room, 'bans', bob.id))
      .expect(204);
    await as(carol)
      .delete(path(room, 'bans', bob.id))
      .expect(204);
    await as(bob).post(path(room, 'join')).expect(201);
  });

  it('that has ended is none, and another one takes its place', async () => {
    const room = await kitchen();
    await as(carol).delete(member(room, bob), { ban: true, until: '2999-01-01T00:00:00.000Z' }).expect(204);
    await world.database.query(
      `UPDATE "RoomBan" SET until = now() - interval '1 second' WHERE "roomId" = $1`,
      [room.id],
    );
    expect((await as(carol).get(path(room, 'bans'))).body).toEqual([]);
    await as(bob).post(path(room, 'join')).expect(201);
    await as(carol).delete(member(room, bob), { ban: true }).expect(204);
    expect((await as(carol).get(path(room, 'bans'))).body).toMatchObject([{ user: { id: bob.id } }]);
  });

  it('is listed in pages, also of those who were banned at the same moment', async () => {
    const room = await kitchen();
    const crowd = await guests(world, 9);
    await world.database.query(
      `INSERT INTO "RoomBan" ("roomId", "userId", "bannedById") SELECT $1, u, $3 FROM unnest($2::uuid[]) u`,
      [room.id, crowd.map(({ id }) => id), alice.id],
    );
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const page = await as(carol).get(`${path(room, 'bans')}?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...(page.body as Ban[]).map(({ user }) => user.id));
      cursor = nextCursorOf(page);
    }
    expect(seen.sort()).toEqual(crowd.map(({ id }) => id).sort());
    for (const cursor of ['x', Buffer.from('["+275760-01-01","x"]').toString('base64url')])
      expectRefusal(await as(carol).get(`${path(room, 'bans')}?cursor=${cursor}`), 'VALIDATION', ['cursor']);
  });
});

describe('taking somebody’s word', () => {
  const send = (device: Device, room: Room, n: number) =>
    device.ask('message:send', {
      roomId: room.id,
      text: 'hello',
      clientMsgId: `mute-${room.id}-${String(n)}`,
    });

  it('is told to their devices and nobody else, and ends by itself or is given back', async () => {
    const room = await kitchen();
    const [log, plain] = [await following(bob, room), await world.people.connectPlain(bob)];
    const watcher = await following(alice, room);
    const { body } = await as(carol)
      .put(member(room, bob, 'mute'), { seconds: 600, reason: 'Calm down' })
      .expect(200);
    const { mutedUntil } = body as { mutedUntil: string };
    for (const device of [log, plain])
      expect(await device.next('room:system', ({ type }) => type === 'muted')).toMatchObject({
        roomId: room.id,
        user: { id: bob.id },
        until: mutedUntil,
        forMs: 600_000,
      });
    const refusal = await send(log, room, 1);
    expect(refusal).toMatchObject({ success: false, code: 'MUTED', retryable: false, mutedUntil });
    expect((await as(carol).get(member(room, bob))).body).toMatchObject({
      mutedUntil,
      muteReason: 'Calm down',
    });
    expect((await as(bob).get(member(room, bob))).body).toMatchObject({ mutedUntil });
    const [guest] = (await guests(world, 1)) as [Person];
    await world.people.join(guest, room.id);
    expect((await as(guest).get(member(room, bob))).body).not.toHaveProperty('mutedUntil');
    log.forget();
    await as(carol)
      .delete(member(room, bob, 'mute'))
      .expect(204);
    expect(await log.next('room:system')).toMatchObject({ type: 'muted', forMs: 0 });
    expect(await send(log, room, 2)).toMatchObject({ success: true });
    await as(carol)
      .delete(member(room, bob, 'mute'))
      .expect(204);
    await watcher.settled();
    expect(watcher.all('room:system').filter(({ type }) => type === 'muted')).toEqual([]);
    expect(entriesOf(watcher).filter((entry) => 'what' in entry)).toEqual([]);
  });

  it('goes on for whoever leaves and comes back', async () => {
    const room = await kitchen();
    await as(carol)
      .put(member(room, bob, 'mute'), { seconds: 600 })
      .expect(200);
    await world.people.leaveForGood(bob, room.id);
    await world.people.join(bob, room.id);
    const device = await following(bob, room);
    expect(await send(device, room, 1)).toMatchObject({ code: 'MUTED' });
    await world.people.leaveForGood(bob, room.id);
    await as(carol)
      .delete(member(room, bob, 'mute'))
      .expect(204);
    await world.people.join(bob, room.id);
    expect(await send(device, room, 2)).toMatchObject({ success: true });
  });

  it('goes with a room that is deleted', async () => {
    const room = await kitchen();
    await as(carol)
      .put(member(room, bob, 'mute'), { seconds: 600 })
      .expect(200);
    await world.database.query('DELETE FROM "Room" WHERE id = $1', [room.id]);
    expect(await world.database.query('SELECT 1 FROM "RoomMute" WHERE "roomId" = $1', [room.id])).toEqual([]);
  });

  it('needs somebody below who is a member', async () => {
    const room = await kitchen();
    expectRefusal(await as(carol).put(member(room, mallory, 'mute'), { seconds: 60 }), 'NOT_FOUND');
    expect((await as(carol).put(member(room, alice, 'mute'), { seconds: 60 })).body).toMatchObject({
      code: 'FORBIDDEN',
      need: 'own',
    });
  });

  it.each([0, -1, 28 * 86_400 + 1, 1.5, '60', null])('refuses %p seconds', async (seconds) => {
    const room = await kitchen();
    expectRefusal(await as(carol).put(member(room, bob, 'mute'), { seconds }), 'VALIDATION', ['seconds']);
  });
});

describe('what somebody may do', () => {
  let room: Room;
  beforeAll(async () => {
    room = await kitchen();
  });
  const ask = (person: Person, about?: Person) =>
    as(person).get(`${path(room, 'permissions')}${about ? `?userId=${about.id}` : ''}`);

  it('is told to everybody of themselves, with the rule that says no', async () => {
    const { body } = await ask(bob).expect(200);
    expect(body).toMatchObject({
      userId: bob.id,
      role: 'member',
      permissions: {
        post: { isAllowed: true },
        edit: { isAllowed: true },
        delete: { isAllowed: false, because: 'FORBIDDEN', need: 'moderator' },
        setRole: { isAllowed: false, because: 'FORBIDDEN', need: 'admin' },
      },
    });
    expect((await ask(mallory).expect(200)).body).toMatchObject({
      role: null,
      permissions: { join: { isAllowed: true }, post: { isAllowed: false, because: 'NOT_A_MEMBER' } },
    });
  });

  it.each<[RoleName, boolean]>([
    ['member', false],
    ['moderator', true],
    ['admin', true],
    ['owner', true],
  ])('of others is told to a %s: %p', async (role, isTold) => {
    const [person] = (await guests(world, 1)) as [Person];
    await world.people.join(person, room.id);
    await promote(world, person, room, role);
    const answer = await ask(person, bob);
    if (isTold) expect(answer.body).toMatchObject({ userId: bob.id, role: 'member' });
    else expect(answer.body).toMatchObject({ code: 'FORBIDDEN', need: 'moderator' });
  });

  it('knows of a mute', async () => {
    await as(carol)
      .put(member(room, bob, 'mute'), { seconds: 60 })
      .expect(200);
    expect((await ask(carol, bob)).body).toMatchObject({
      permissions: { post: { isAllowed: false, because: 'MUTED' }, react: { isAllowed: true } },
    });
  });
});
