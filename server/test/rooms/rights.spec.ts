import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Action, ACTIONS, decide, type RoleName, ROLES } from '@chatket/contract';
import { RoomAccess, may, memberWhoMay } from '../../src/rooms/access/index.js';
import type { MemberAction } from '../../src/rooms/access/may.js';
import { RoomRepository } from '../../src/rooms/room.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';
import { guests, promote, UNKNOWN_ID } from '../support/rest.js';

let world: TestApp;
let access: RoomAccess;
let roomId: string;
/** One person of each role. */
let members: Record<RoleName, Person>;
let outsider: Person;

beforeAll(async () => {
  world = await startApp();
  access = world.app.get(RoomAccess);
  const [owner, admin, moderator, member, other] = (await guests(world, 5)) as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ];
  members = { owner, admin, moderator, member };
  outsider = other;
  roomId = (await world.people.createRoom(owner)).id;
  for (const role of ['admin', 'moderator', 'member'] as const) {
    await world.people.join(members[role], roomId);
    await promote(world, members[role], { id: roomId }, role);
  }
});
afterAll(() => world.close());

const actions = Object.keys(ACTIONS) as Action[];
const memberActions = actions.filter((action): action is MemberAction => ACTIONS[action].role !== null);
const roles = Object.keys(ROLES) as RoleName[];

/** What `decide` leaves to the role alone: of a message of one's own that was written just now. */
const ofRole = (action: Action, role: number | null) => decide(action, { role, isOwn: true }).isAllowed;

describe('the same rule as SQL', () => {
  const people = (): [Person, number | null][] => [
    ...roles.map((name): [Person, number] => [members[name], ROLES[name]]),
    [outsider, null],
  ];

  it.each(memberActions)('%s is allowed to the same roles', async (action) => {
    for (const [person, role] of people()) {
      const rows = await world.database.query<{ role: number }>(
        `SELECT m.role FROM (SELECT $1::uuid AS room, $2::uuid AS person) w
         CROSS JOIN LATERAL ${memberWhoMay(action, 'w.room', 'w.person')} m`,
        [roomId, person.id],
      );
      expect(rows).toEqual(ofRole(action, role) ? [{ role }] : []);
    }
  });

  it.each(memberActions)('%s is a condition on a membership that may be missing', async (action) => {
    for (const [person, role] of people()) {
      const [row] = await world.database.query<{ may: boolean | null }>(
        `SELECT ${may(action, 'm')} AS may FROM (SELECT 1) one
         LEFT JOIN "RoomMembership" m ON m."roomId" = $1 AND m."userId" = $2`,
        [roomId, person.id],
      );
      expect(row?.may).toBe(role === null ? null : ofRole(action, role));
    }
  });
});

describe('S071 the gatekeeper', () => {
  it.each(actions)('answers as the table does: %s', async (action) => {
    for (const name of roles) {
      const asking = access.require(members[name], roomId, action, { isOwn: true });
      const decision = decide(action, { role: ROLES[name], isOwn: true });
      if (decision.isAllowed)
        expect(await asking).toMatchObject({ role: ROLES[name], editWindowSeconds: null });
      else
        await expect(asking).rejects.toMatchObject({
          code: decision.because,
          details: 'need' in decision ? { rights: { need: decision.need, have: name } } : {},
        });
    }
    const outside = access.require(outsider, roomId, action);
    if (ACTIONS[action].role === null) expect(await outside).toMatchObject({ role: null });
    else await expect(outside).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(access.require(members.owner, UNKNOWN_ID, action)).rejects.toMatchObject({
      code: 'ROOM_NOT_FOUND',
    });
  });

  it('knows the window of the room, and nothing in favour of whoever says nothing of the message', async () => {
    await world.app.get(RoomRepository).configure(roomId, members.owner.id, 60);
    const edit = (age: number) =>
      access.require(members.member, roomId, 'edit', { isOwn: true, ageSeconds: age });
    expect(await edit(60)).toMatchObject({ role: ROLES.member, editWindowSeconds: 60 });
    await expect(edit(61)).rejects.toMatchObject({ code: 'EDIT_WINDOW_OVER' });
    await expect(access.require(members.owner, roomId, 'edit')).rejects.toMatchObject({
      code: 'FORBIDDEN',
      details: { rights: { need: 'own', have: 'owner' } },
    });
  });

  it('explains what a statement has refused, also when it is allowed by now', async () => {
    await expect(access.explainRefusal(outsider, roomId, 'post')).rejects.toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    await expect(access.explainRefusal(members.member, roomId, 'configure')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(access.explainRefusal(members.member, roomId, 'post')).rejects.toMatchObject({
      code: 'NOT_A_MEMBER',
    });
  });

  it('S075 a change is made only by whoever may at the moment of the change', async () => {
    const rooms = world.app.get(RoomRepository);
    for (const name of roles)
      expect(await rooms.configure(roomId, members[name].id, 70)).toBe(ofRole('configure', ROLES[name]));
    expect(await rooms.configure(roomId, outsider.id, 70)).toBe(false);
  });
});
