import { describe, expect, it } from '@jest/globals';
import { ROLES } from '@chatket/contract';
import { entriesOf, kitchenOf, nextMemberChange } from '../support/kitchen.js';
import type { Person } from '../support/people.js';
import { expectRefusal, guests, UNKNOWN_ID } from '../support/rest.js';
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
    expect(await nextMemberChange(watcher, 'added')).toMatchObject({
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
