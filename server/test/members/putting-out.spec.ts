import { describe, expect, it } from '@jest/globals';
import type { Ban } from '@chatket/contract';
import { entriesOf, kitchenOf, nextMemberChange } from '../support/kitchen.js';
import { expectRefusal, guests, ISO, nextCursorOf, say, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { WRITES_PER_USER: '10000' });
const {
  as,
  path,
  member,
  open: kitchen,
  following,
} = kitchenOf(world, {
  host: alice,
  moderator: carol,
  guest: bob,
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
    expect(await nextMemberChange(watcher, 'kicked')).toMatchObject({ user: { id: bob.id }, role: null });
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
