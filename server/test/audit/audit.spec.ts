import { describe, expect, it } from '@jest/globals';
import { type AuditCheck, type AuditEntry, SERVER_ROLES } from '@chatket/contract';
import { AuditRepository, walkChain } from '../../src/audit/index.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, promote } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world, cast } = useWorld(['first', 'second', 'third']);
const [first, second, third] = cast;
const as = (person: Person) => callerWith(world.url, person.token);
const setRole = (actor: Person, person: Pick<Person, 'id'>, role: number) =>
  as(actor).put(`/api/users/${person.id}/server-role`, { role });
const list = async (actor: Person, query = ''): Promise<AuditEntry[]> => {
  const response = await as(actor).get(`/api/audit${query}`).expect(200);
  return response.body as AuditEntry[];
};
const check = async (expected?: string): Promise<AuditCheck> =>
  walkChain(world.app.get(AuditRepository), expected);

/** Something done in a room of the person's, written as the statements do it. */
async function note(actor: Person, roomId: string, person: Person, reason: string): Promise<void> {
  await world.database.query(`SELECT audit_add($1, 'member.kicked', $2, $3, NULL, $4, '{"role": 0}', NULL)`, [
    actor.id,
    roomId,
    person.id,
    reason,
  ]);
}

/** Changes what cannot be changed, as somebody would who owns the database, and takes it back. */
async function tampered(change: string, undo: string): Promise<AuditCheck> {
  const run = async (statement: string) => {
    await world.database.query('ALTER TABLE "AuditEntry" DISABLE TRIGGER "AuditEntry_kept"');
    await world.database.query(statement);
    await world.database.query('ALTER TABLE "AuditEntry" ENABLE TRIGGER "AuditEntry_kept"');
  };
  await run(change);
  const found = await check();
  await run(undo);
  expect(await check()).toMatchObject({ isIntact: true });
  return found;
}

describe('what people are on the server', () => {
  it('the first account of all owns it, and nobody else does', async () => {
    const rolesOf = async (person: Person) => {
      const { body } = await as(person).get('/api/users/me').expect(200);
      return (body as { serverRole: number }).serverRole;
    };
    const roles = await Promise.all([first, second, third].map(rolesOf));
    expect(roles.filter((role) => role === SERVER_ROLES.owner)).toHaveLength(1);
    expect(roles.filter((role) => role === SERVER_ROLES.person)).toHaveLength(2);
  });

  it('S142 is said by its owners only, audited, and never leaves it without one', async () => {
    const owner = await ownerOf();
    const [guest, other] = (await guests(world, 2)) as [Person, Person];
    for (const person of [guest, other]) {
      expectRefusal(await setRole(person, guest, SERVER_ROLES.owner), 'FORBIDDEN');
    }
    const before = (await list(owner)).length;
    expect((await setRole(owner, guest, SERVER_ROLES.admin).expect(200)).body).toMatchObject({
      serverRole: 1,
    });
    await setRole(owner, guest, SERVER_ROLES.admin).expect(200);
    // An admin is no owner.
    expectRefusal(await setRole(guest, guest, SERVER_ROLES.owner), 'FORBIDDEN');
    expectRefusal(await setRole(owner, owner, SERVER_ROLES.person), 'LAST_OWNER');
    const [entry, ...older] = await list(owner);
    expect(older).toHaveLength(before);
    expect(entry).toMatchObject({
      action: 'server.role',
      actor: { id: owner.id },
      person: { id: guest.id },
      before: { serverRole: 0 },
      after: { serverRole: 1 },
    });
    await setRole(owner, guest, SERVER_ROLES.owner).expect(200);
    // Two owners who take it from each other at once: one stays.
    const [one, two] = await Promise.all([setRole(owner, guest, 0), setRole(guest, owner, 0)]);
    expect([one.status, two.status].filter((status) => status === 200)).toHaveLength(1);
    const winner = one.status === 200 ? owner : guest;
    await setRole(winner, owner, SERVER_ROLES.owner);
    if (winner === guest) await setRole(owner, guest, SERVER_ROLES.person).expect(200);
    expect(await check()).toMatchObject({ isIntact: true });
  });

  it('refuses what is no role, and who is not there', async () => {
    const owner = await ownerOf();
    for (const role of [3, -1, '1', null, 0.5])
      expectRefusal(await as(owner).put(`/api/users/${second.id}/server-role`, { role }), 'VALIDATION', [
        'role',
      ]);
    expectRefusal(await setRole(owner, { id: '0193f1d2-0000-7000-8000-00000000dead' }, 1), 'NOT_FOUND');
  });
});

describe('the audit log', () => {
  it('S143 is for those who run the server, and of one room for its admins', async () => {
    const owner = await ownerOf();
    const [host, admin, member, outsider] = (await guests(world, 4)) as [Person, Person, Person, Person];
    const room = await world.people.createRoom(host);
    for (const person of [admin, member]) await world.people.join(person, room.id);
    await promote(world, admin, room, 'admin');
    await note(host, room.id, member, 'was rude');
    const { body } = await as(admin).get(`/api/rooms/${room.id}/audit`).expect(200);
    expect(body).toMatchObject([{ action: 'member.kicked', reason: 'was rude', roomId: room.id }]);
    expectRefusal(await as(outsider).get(`/api/rooms/${room.id}/audit`), 'NOT_A_MEMBER');
    for (const person of [host, member, outsider]) {
      expectRefusal(await as(person).get('/api/audit'), 'FORBIDDEN');
      expectRefusal(await as(person).get('/api/audit/check'), 'FORBIDDEN');
    }
    // Whoever runs the server is no member of the room, and reads what was done in it.
    expect((await list(owner, `?roomId=${room.id}`)).map(({ reason }) => reason)).toEqual(['was rude']);
  });

  it('is filtered, and paged from the newest', async () => {
    const owner = await ownerOf();
    const [host, member] = (await guests(world, 2)) as [Person, Person];
    const room = await world.people.createRoom(host);
    for (const reason of ['one', 'two', 'three']) await note(host, room.id, member, reason);
    const reasons = async (query: string) => (await list(owner, query)).map(({ reason }) => reason);
    expect(await reasons(`?actorId=${host.id}`)).toEqual(['three', 'two', 'one']);
    expect(await reasons(`?personId=${member.id}&action=member.kicked`)).toEqual(['three', 'two', 'one']);
    expect(await reasons(`?personId=${member.id}&action=member`)).toEqual(['three', 'two', 'one']);
    expect(await reasons(`?personId=${member.id}&action=memb`)).toEqual([]);
    expect(await reasons(`?personId=${host.id}`)).toEqual([]);
    const [newest, middle] = await list(owner, `?actorId=${host.id}&limit=2`);
    expect(await reasons(`?actorId=${host.id}&before=${String(middle?.id)}`)).toEqual(['one']);
    expect(await reasons(`?actorId=${host.id}&from=${String(newest?.at)}`)).toContain('three');
    expect(await reasons(`?actorId=${host.id}&until=2020-01-01T00:00:00.000Z`)).toEqual([]);
    for (const [query, field] of [
      ['?limit=0', 'limit'],
      ['?before=x', 'before'],
      ['?actorId=x', 'actorId'],
      ['?from=yesterday', 'from'],
      ['?action=DROP%20TABLE', 'action'],
      ['?format=xml', 'format'],
    ] as const)
      expectRefusal(await as(owner).get(`/api/audit${query}`), 'VALIDATION', [field]);
  });

  it('S122 is a table for other programs, in which nothing is a formula', async () => {
    const owner = await ownerOf();
    const [host, member] = (await guests(world, 2)) as [Person, Person];
    const room = await world.people.createRoom(host);
    await note(host, room.id, member, '=HYPERLINK("https://evil.example","click"), really\nso');
    const response = await as(owner).get(`/api/audit?actorId=${host.id}&format=csv`).expect(200);
    expect(response.get('Content-Type')).toMatch(/^text\/csv/);
    expect(response.get('Content-Disposition')).toContain('audit.csv');
    const [head, ...lines] = response.text.split('\r\n');
    expect(head).toMatch(/^id,at,action,actor,/);
    expect(lines.join('\r\n')).toContain(`"'=HYPERLINK(""https://evil.example"",""click""), really\nso"`);
  });

  it('is a table of all there is, of a server and of a room, however long that is', async () => {
    const owner = await ownerOf();
    const [host] = (await guests(world, 1)) as [Person];
    const room = await world.people.createRoom(host);
    const MANY = 2_345;
    await world.database.query(
      `SELECT audit_add($1, 'member.kicked', $2, NULL, NULL, 'of many ' || n, NULL, NULL) FROM generate_series(1, $3) n`,
      [host.id, room.id, MANY],
    );
    const numbers = async (person: Person, path: string) => {
      const { text } = await as(person).get(path).expect(200);
      expect(text.split('\r\n').filter((line) => line.startsWith('id,'))).toHaveLength(1);
      return [...text.matchAll(/of many (\d+)/g)].map(([, n]) => Number(n));
    };
    const all = Array.from({ length: MANY }, (_, index) => MANY - index);
    expect(await numbers(owner, `/api/audit?actorId=${host.id}&format=csv`)).toEqual(all);
    expect(await numbers(host, `/api/rooms/${room.id}/audit?format=csv`)).toEqual(all);
    expect(await numbers(host, `/api/rooms/${room.id}/audit?format=csv&limit=7`)).toEqual(all.slice(0, 7));
  });

  it('S144 is only ever added to', async () => {
    for (const statement of [
      `UPDATE "AuditEntry" SET reason = 'nothing happened'`,
      'DELETE FROM "AuditEntry"',
      'TRUNCATE "AuditEntry"',
    ])
      await expect(world.database.query(statement)).rejects.toThrow('only ever added to');
  });

  it('S144 shows what somebody who owns the database has changed, taken out or cut off', async () => {
    const [host, member] = (await guests(world, 2)) as [Person, Person];
    const room = await world.people.createRoom(host);
    for (const reason of ['one', 'tŵo "quoted" \\ \u2028', 'three', ''])
      await note(host, room.id, member, reason);
    const whole = await check();
    expect(whole.isIntact).toBe(true);
    const target = whole.entryCount - 2;
    const at = String(target);
    const keep = `CREATE TABLE kept_entry AS SELECT * FROM "AuditEntry" WHERE id = ${at}`;
    await world.database.query(keep);
    expect(
      await tampered(
        `UPDATE "AuditEntry" SET reason = 'another' WHERE id = ${at}`,
        `UPDATE "AuditEntry" e SET reason = k.reason FROM kept_entry k WHERE e.id = k.id`,
      ),
    ).toMatchObject({ isIntact: false, brokenAt: target });
    expect(
      await tampered(
        `DELETE FROM "AuditEntry" WHERE id = ${at}`,
        'INSERT INTO "AuditEntry" SELECT * FROM kept_entry',
      ),
    ).toMatchObject({ isIntact: false, brokenAt: target });
    await world.database.query('DROP TABLE kept_entry');
    // Cut off at the end, with the head put right: only who has kept a hash can tell.
    expect(await check(whole.headHash)).toMatchObject({ isIntact: true, hasExpected: true });
    expect(await check('ab'.repeat(32))).toMatchObject({ isIntact: true, hasExpected: false });
  });

  it('has one order, however many write at once', async () => {
    const people = await guests(world, 8);
    const room = await world.people.createRoom(first);
    await Promise.all(people.map((person) => note(person, room.id, person, 'at once')));
    expect(await check()).toMatchObject({ isIntact: true });
  });
});

/** Whoever of the cast was there first. */
async function ownerOf(): Promise<Person> {
  const rows = await world.database.query<{ id: string }>('SELECT id FROM "User" WHERE "serverRole" = 2');
  const owner = cast.find(({ id }) => rows.some((row) => row.id === id));
  if (!owner) throw new Error('nobody owns the server');
  return owner;
}
