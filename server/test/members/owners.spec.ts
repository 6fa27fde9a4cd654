import { describe, expect, it } from '@jest/globals';
import { type AuditEntry, ROLES, type Room } from '@chatket/contract';
import { JwtService } from '@nestjs/jwt';
import { v7 } from 'uuid';
import { Memberships } from '../../src/members/index.js';
import { GENERAL_ID } from '../../src/rooms/index.js';
import { TEST_SECRET } from '../support/app.js';
import { deleteWholly } from '../support/living.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guestAccount, guests, promote } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { WRITES_PER_USER: '1000' });
const as = (person: Person) => callerWith(world.url, person.token);
const join = (person: Person, room: { id: string }) =>
  world.app.get(Memberships).add(room.id, { user: person });
const roleIn = async (room: { id: string }, { id }: Person) => {
  const [row] = await world.database.query<{ role: number }>(
    'SELECT role FROM "RoomMembership" WHERE "roomId" = $1 AND "userId" = $2',
    [room.id, id],
  );
  return row?.role;
};

async function bot(): Promise<Person> {
  const id = v7();
  const username = `b${id.slice(-8)}~bot`;
  await world.database.query('INSERT INTO "User" (id, username, "isBot") VALUES ($1, $2, true)', [
    id,
    username,
  ]);
  const jwt = new JwtService({ secret: TEST_SECRET, signOptions: { expiresIn: '1h' } });
  return { id, username, token: jwt.sign({ sub: id, username }) };
}

/** Somebody whose account was closed. */
async function closed(): Promise<Person> {
  const [person] = (await guests(world, 1)) as [Person];
  await close(person);
  return person;
}
const close = ({ id }: Person) =>
  world.database.query('UPDATE "User" SET "deactivatedAt" = now() WHERE id = $1', [id]);

/** A room of an owner with a member, and an admin of the server who is not in it. */
async function scene() {
  const [owner, member, admin] = (await guests(world, 3)) as [Person, Person, Person];
  await world.database.query('UPDATE "User" SET "serverRole" = 1 WHERE id = $1', [admin.id]);
  const room = (await as(owner).post('/api/rooms', { name: 'Attic', kind: 'private' }).expect(201))
    .body as Room;
  await join(member, room);
  return { owner, member, admin, room };
}

/** Who may not own a room, and with which word. */
const NOT_OWNERS = [
  ['a guest', () => guestAccount(world), 'NOT_FOR_GUESTS'],
  ['a program', bot, 'CANNOT_OWN'],
  ['somebody whose account is closed', closed, 'CANNOT_OWN'],
] as const;

describe('S222 the owner of a room', () => {
  it.each(NOT_OWNERS)('does not become %s by a role', async (_who, make, code) => {
    const { owner, room } = await scene();
    const person = await make();
    await join(person, room);
    const set = (role: number) => as(owner).patch(`/api/rooms/${room.id}/members/${person.id}`, { role });
    expectRefusal(await set(ROLES.owner), code);
    expect(await roleIn(room, person)).toBe(ROLES.member);
    if (code === 'CANNOT_OWN') await set(ROLES.moderator).expect(200);
  });

  it.each(NOT_OWNERS)('does not become %s by being brought in', async (_who, make, code) => {
    const { owner, room } = await scene();
    const person = await make();
    const brought = await as(owner).put(`/api/rooms/${room.id}/members/${person.id}`, { role: ROLES.owner });
    expectRefusal(brought, code);
    expect(await roleIn(room, person)).toBeUndefined();
  });

  it.each(NOT_OWNERS)('is not chosen to be %s by those who run the server', async (_who, make, code) => {
    const { owner, member, admin, room } = await scene();
    const person = await make();
    await join(person, room);
    await promote(world, owner, room, 'admin');
    const appoint = ({ id }: Person) => as(admin).put(`/api/server/rooms/${room.id}/owner/${id}`);
    expectRefusal(await appoint(person), code);
    await appoint(member).expect(204);
  });

  it.each(NOT_OWNERS)('leaves no room behind with %s as its only other owner', async (...[, make]) => {
    const { owner, member, room } = await scene();
    const person = await make();
    await join(person, room);
    await promote(world, person, room, 'owner');
    expectRefusal(await as(owner).delete(`/api/rooms/${room.id}/membership`), 'LAST_OWNER');
    const down = await as(owner).patch(`/api/rooms/${room.id}/members/${owner.id}`, { role: ROLES.member });
    expectRefusal(down, 'LAST_OWNER');
    await as(owner).patch(`/api/rooms/${room.id}/members/${member.id}`, { role: ROLES.owner }).expect(200);
    await as(owner).delete(`/api/rooms/${room.id}/membership`).expect(204);
  });

  it('is missed by those who run the server where their account is closed, and replaced', async () => {
    const { owner, member, admin, room } = await scene();
    const appoint = () => as(admin).put(`/api/server/rooms/${room.id}/owner/${member.id}`);
    expectRefusal(await appoint(), 'FORBIDDEN');
    await close(owner);
    const listed = await as(admin).get('/api/server/rooms?only=ownerless&limit=200').expect(200);
    expect((listed.body as Room[]).map(({ id }) => id)).toContain(room.id);
    await appoint().expect(204);
    expect(await roleIn(room, member)).toBe(ROLES.owner);
  });

  it('does not become a program that comes first into an empty room, or makes one', async () => {
    const { room } = await scene();
    await world.database.query(`UPDATE "Room" SET kind = 'public', "memberCount" = 0 WHERE id = $1`, [
      room.id,
    ]);
    await world.database.query('DELETE FROM "RoomMembership" WHERE "roomId" = $1', [room.id]);
    const program = await bot();
    await join(program, room);
    expect(await roleIn(room, program)).toBe(ROLES.member);
    expectRefusal(await as(program).post('/api/rooms', { name: 'Mine' }), 'CANNOT_OWN');
  });
});

describe('S222 a public room in which nobody may own it any more', () => {
  /** One into which one asks to come, of a program and a guest. */
  async function left() {
    const [comer] = (await guests(world, 1)) as [Person];
    const owner = await world.people.logIn(`owner-${comer.username}`);
    const room = (await as(owner).post('/api/rooms', { name: 'Attic' }).expect(201)).body as Room;
    await as(owner).patch(`/api/rooms/${room.id}`, { joinBy: 'request' }).expect(200);
    for (const person of [await bot(), await guestAccount(world)]) await join(person, room);
    return { owner, comer, room };
  }

  it('belongs to whoever comes first, of those who may own it', async () => {
    const { owner, comer, room } = await left();
    await deleteWholly(world, owner);
    const program = await bot();
    await join(program, room);
    expect(await roleIn(room, program)).toBe(ROLES.member);
    await as(comer).post(`/api/rooms/${room.id}/join`).expect(201);
    expect(await roleIn(room, comer)).toBe(ROLES.owner);
    // There it asks again, and belongs to one only.
    const [later] = (await guests(world, 1)) as [Person];
    expectRefusal(await as(later).post(`/api/rooms/${room.id}/join`), 'ASK_FIRST');
    await join(later, room);
    expect(await roleIn(room, later)).toBe(ROLES.member);
  });

  it('is nobody’s to take whose account is closed for a while', async () => {
    const { owner, comer, room } = await left();
    await close(owner);
    expectRefusal(await as(comer).post(`/api/rooms/${room.id}/join`), 'ASK_FIRST');
    await join(comer, room);
    expect(await roleIn(room, comer)).toBe(ROLES.member);
  });
});

describe('the first room', () => {
  it('S222 is owned, when its owner goes, by whoever is most on the server, then in it, then the longest', async () => {
    const [first, second, third, admin] = (await guests(world, 4)) as [Person, Person, Person, Person];
    const program = await bot();
    for (const person of [first, program, second, third]) await join(person, { id: GENERAL_ID });
    await world.database.query(
      `UPDATE "RoomMembership" SET role = CASE "userId" WHEN $2::uuid THEN 3 WHEN $3::uuid THEN 1 ELSE 0 END
       WHERE "roomId" = $1`,
      [GENERAL_ID, first.id, third.id],
    );
    await world.database.query('UPDATE "User" SET "serverRole" = 2 WHERE id = $1', [admin.id]);
    const device = await world.people.connectLog(second);
    await device.tell('room:join', { roomId: GENERAL_ID });
    device.forget();
    const shut = (person: Person) =>
      as(admin).put(`/api/server/people/${person.id}/deactivation`, {}).expect(204);
    await shut(first);
    expect(await device.next('room:log')).toMatchObject({
      entries: [{ what: 'role', user: { id: third.id }, role: ROLES.owner, by: { id: admin.id } }],
    });
    expect(await roleIn({ id: GENERAL_ID }, third)).toBe(ROLES.owner);
    const audit = await as(admin).get(`/api/audit?personId=${third.id}`).expect(200);
    expect((audit.body as AuditEntry[])[0]).toMatchObject({
      action: 'member.role',
      after: { role: ROLES.owner, byServer: true },
    });
    // Nobody is put in the place of an owner who is there.
    await shut(second);
    expect(await roleIn({ id: GENERAL_ID }, third)).toBe(ROLES.owner);
    await join(admin, { id: GENERAL_ID });
    await shut(third);
    expect(await roleIn({ id: GENERAL_ID }, admin)).toBe(ROLES.owner);
    expect(await roleIn({ id: GENERAL_ID }, program)).toBe(ROLES.member);
  });
});
