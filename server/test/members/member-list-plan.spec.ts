import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BanRepository } from '../../src/members/doors/ban.repository.js';
import { MemberListRepository } from '../../src/members/doors/member-list.repository.js';
import { applyMigrations, OrdinaryDatabase } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const ALICE = '0193f1d2-0000-7000-8000-0000000000a1';
const ROOM = '0193f1d2-0000-7000-8000-000000000001';
const MEMBERS = 10_000;
const OTHERS = 30_000;
/** More than the planner looks at before it decides whether to keep a plan. */
const RUNS = 8;

let target: TestDatabase;
let ordinary: OrdinaryDatabase;
beforeAll(async () => {
  target = await createDatabase();
  await applyMigrations(target.url);
  ordinary = new OrdinaryDatabase(target.url, 1, () => undefined);
  await target.query(`INSERT INTO "User" (id, username) VALUES ('${ALICE}', 'alice')`);
  await target.query(
    `INSERT INTO "Room" (id, name, "nameKey", "createdById") VALUES ('${ROOM}', 'Plan', 'plan', '${ALICE}')`,
  );
  // While there is nobody: whatever is planned now must not be kept for good.
  for (let run = 0; run < RUNS; run += 1) await readAll();
  await target.query(
    `INSERT INTO "User" (id, username) SELECT md5('u' || n)::uuid, 'user-' || lpad(n::text, 6, '0') FROM generate_series(1, ${String(MEMBERS + OTHERS)}) n`,
  );
  await target.query(
    `INSERT INTO "Room" (id, name, "nameKey", "createdById")
     SELECT md5('r' || n)::uuid, 'r' || n, 'r' || n, '${ALICE}' FROM generate_series(1, 300) n`,
  );
  await target.query(
    `INSERT INTO "RoomMembership" ("roomId", "userId", role)
     SELECT '${ROOM}'::uuid, md5('u' || n)::uuid, CASE WHEN n % 1000 = 0 THEN 1 ELSE 0 END FROM generate_series(1, ${String(MEMBERS)}) n
     UNION ALL SELECT md5('r' || (n % 300 + 1))::uuid, md5('u' || n)::uuid, 0 FROM generate_series(1, ${String(MEMBERS + OTHERS)}) n`,
  );
  await target.query(
    `INSERT INTO "RoomBan" ("roomId", "userId", "bannedById")
     SELECT '${ROOM}'::uuid, md5('u' || n)::uuid, '${ALICE}'::uuid FROM generate_series(1, ${String(MEMBERS)}) n
     UNION ALL SELECT md5('r' || (n % 300 + 1))::uuid, md5('u' || n)::uuid, '${ALICE}'::uuid FROM generate_series(1, ${String(OTHERS)}) n`,
  );
  await target.query('ANALYZE');
});
afterAll(async () => {
  await ordinary.close();
  await target.drop();
});

async function readAll(): Promise<{ members: number; bans: number }> {
  const list = new MemberListRepository(ordinary);
  const page = { roomId: ROOM, search: '', limit: 101 };
  const first = await list.page(page);
  const last = first.at(-1);
  const second = await list.page({ ...page, after: last });
  await list.page({ ...page, search: 'user-0099' });
  await list.page({ ...page, role: 1 });
  await list.find(ROOM, ALICE);
  const bans = await new BanRepository(ordinary).page(ROOM, undefined, 51);
  return { members: first.length + second.length, bans: bans.length };
}

interface Reads {
  table: string;
  scans: number;
  fetched: number;
}

async function readsOf(): Promise<Reads[]> {
  await ordinary.pool.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await ordinary.pool.query<Reads>(
    `SELECT relname AS table, seq_scan::int AS scans, idx_tup_fetch::int AS fetched FROM pg_stat_user_tables
     WHERE relname IN ('User', 'RoomMembership', 'RoomBan') ORDER BY relname`,
  );
  return rows;
}

describe('a page of ten thousand members', () => {
  it('walks that room and looks its people up, whenever it was planned and whatever else there is', async () => {
    expect(await readAll()).toEqual({ members: 202, bans: 51 });
    const before = await readsOf();
    await readAll();
    const after = await readsOf();
    const reads = after.map(({ table, scans, fetched }, place) => ({
      table,
      scans: scans - (before[place]?.scans ?? 0),
      fetched: fetched - (before[place]?.fetched ?? 0),
    }));
    for (const { scans } of reads) expect(scans).toBe(0);
    const of = (name: string) => reads.find(({ table }) => table === name)?.fetched ?? Infinity;
    // Four pages, each of the whole room; a page of bans ends with its limit.
    expect(of('RoomMembership')).toBeLessThanOrEqual(4 * MEMBERS + 100);
    expect(of('User')).toBeLessThanOrEqual(4 * MEMBERS + 500);
    expect(of('RoomBan')).toBeLessThan(500);
  });
});
