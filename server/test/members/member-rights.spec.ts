import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Action, decide, type Facts, type RoleName, ROLES, type Room } from '@chatket/contract';
import { MuteRepository } from '../../src/members/doors/mute.repository.js';
import { MembershipRepository } from '../../src/members/membership.repository.js';
import type { Person } from '../support/people.js';
import { guests, promote } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([]);
const roles = Object.keys(ROLES) as RoleName[];
const positions: (RoleName | null)[] = [null, ...roles];

let actor: Person;
let target: Person;
let keeper: Person;
let room: Room;
beforeAll(async () => {
  [keeper, actor, target] = (await guests(world, 3)) as [Person, Person, Person];
  room = await world.people.createRoom(keeper);
});

/** Puts both where they are to be; somebody else owns the room, so that nobody is the last owner. */
async function place(person: Person, role: RoleName | null): Promise<void> {
  await world.database.query('DELETE FROM "RoomBan" WHERE "roomId" = $1', [room.id]);
  await world.database.query('DELETE FROM "RoomMembership" WHERE "roomId" = $1 AND "userId" = $2', [
    room.id,
    person.id,
  ]);
  if (role === null) return;
  await world.database.query('INSERT INTO "RoomMembership" ("roomId", "userId") VALUES ($1, $2)', [
    room.id,
    person.id,
  ]);
  await promote(world, person, room, role);
}

const numberOf = (role: RoleName | null) => (role === null ? null : ROLES[role]);
const isAllowed = (action: Action, facts: Facts) => decide(action, facts).isAllowed;
const about = () => ({ roomId: room.id, userId: target.id, actorId: actor.id });
const memberships = () => world.app.get(MembershipRepository, { strict: false });

describe.each(positions)('S071 the statements, for %s', (actorRole) => {
  const role = numberOf(actorRole);

  it.each(positions)('put out a %s as the table says', async (targetRole) => {
    for (const what of ['kicked', 'banned'] as const) {
      await place(actor, actorRole);
      await place(target, targetRole);
      const { kind } = await memberships().remove(about(), { what });
      const may = isAllowed('remove', { role, targetRole: numberOf(targetRole) });
      expect(kind).toBe(may ? (targetRole === null ? 'not_member' : 'removed') : 'forbidden');
    }
  });

  it.each(positions)('take and give back the word of a %s as the table says', async (targetRole) => {
    await place(actor, actorRole);
    await place(target, targetRole);
    const mutes = world.app.get(MuteRepository, { strict: false });
    const may = isAllowed('mute', { role, targetRole: numberOf(targetRole) });
    const done = targetRole === null ? 'not_member' : 'changed';
    for (const seconds of [60, null])
      expect((await mutes.set(about(), { seconds })).kind).toBe(may ? done : 'forbidden');
  });

  it.each(roles)('make a %s anything as the table says', async (targetRole) => {
    for (const newRole of Object.values(ROLES)) {
      await place(actor, actorRole);
      await place(target, targetRole);
      const { kind } = await memberships().setRole(about(), newRole);
      const may = isAllowed('setRole', { role, targetRole: ROLES[targetRole], newRole });
      expect(kind).toBe(may ? (ROLES[targetRole] === newRole ? 'unchanged' : 'changed') : 'forbidden');
    }
  });

  it('make oneself something else as the table says', async () => {
    for (const newRole of Object.values(ROLES)) {
      await place(actor, actorRole);
      const { kind } = await memberships().setRole({ ...about(), userId: actor.id }, newRole);
      const may = isAllowed('setRole', { role, targetRole: role, newRole, isOwn: true });
      expect(kind).toBe(may ? (role === newRole ? 'unchanged' : 'changed') : 'forbidden');
    }
  });

  it.each(Object.values(ROLES))('bring somebody in at gate %s as the table says', async (inviteGate) => {
    await world.database.query('UPDATE "Room" SET "inviteGate" = $2 WHERE id = $1', [room.id, inviteGate]);
    for (const newRole of Object.values(ROLES)) {
      await place(actor, actorRole);
      await place(target, null);
      const may =
        isAllowed('invite', { role, inviteGate }) &&
        (newRole === ROLES.member || isAllowed('setRole', { role, newRole }));
      expect((await memberships().bring(about(), newRole)).kind).toBe(may ? 'added' : 'forbidden');
    }
  });
});
