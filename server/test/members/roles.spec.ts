import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RoleName, Room } from '@chatket/contract';
import { entriesOf, kitchenOf, nextMemberChange } from '../support/kitchen.js';
import type { Person } from '../support/people.js';
import { expectRefusal, guests, promote, UNKNOWN_ID } from '../support/rest.js';
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

describe('roles', () => {
  it('are changed, told as entries of the log, and the same again is no change', async () => {
    const room = await kitchen();
    const watcher = await following(bob, room);
    expect((await as(alice).patch(member(room, bob), { role: 1 }).expect(200)).body).toMatchObject({
      role: 1,
    });
    expect(await nextMemberChange(watcher, 'role')).toMatchObject({
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

  it('S076 the last owner stays one until there is another', async () => {
    const room = await kitchen();
    expectRefusal(await as(alice).patch(member(room, alice), { role: 2 }), 'LAST_OWNER');
    expectRefusal(await as(alice).delete(path(room, 'membership')), 'LAST_OWNER');
    await as(alice).patch(member(room, carol), { role: 3 }).expect(200);
    await as(alice).patch(member(room, alice), { role: 0 }).expect(200);
    expectRefusal(await as(carol).patch(member(room, carol), { role: 0 }), 'LAST_OWNER');
  });

  it('S076 two owners who step down at once: one stays', async () => {
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
