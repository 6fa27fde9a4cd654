import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyMigrations, Database, OrdinaryDatabase, PrismaService } from '../../src/prisma/index.js';
import { GlimpseRepository } from '../../src/rooms/glimpse.repository.js';
import { DiscoveryRepository } from '../../src/rooms/discovery.repository.js';
import { RoomRepository } from '../../src/rooms/room.repository.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const ALICE = '0193f1d2-0000-7000-8000-0000000000a1';
const ROWS = 20_000;
const ROOMS = 100;
/** More than the planner looks at before it decides whether to keep a plan. */
const RUNS = 8;

/** Reads much of two tables, as a job or a statistic would. */
const READS_MUCH = `EXPLAIN SELECT count(*) FROM "RoomMembership" m JOIN "User" u ON u.id = m."userId"`;
/** Reads rows that lie here and there in the table, as a search would. */
const READS_HERE_AND_THERE = `EXPLAIN SELECT text FROM "Message" WHERE "roomId" = md5('r1')::uuid OR "roomId" = md5('r2')::uuid`;

let target: TestDatabase;
let hot: Database;
let ordinary: OrdinaryDatabase;
let prisma: PrismaService;
beforeAll(async () => {
  target = await createDatabase();
  await applyMigrations(target.url);
  hot = new Database(target.url, 1, () => undefined);
  ordinary = new OrdinaryDatabase(target.url, 1, () => undefined);
  prisma = new PrismaService(ordinary);
  await target.query(`INSERT INTO "User" (id, username) VALUES ('${ALICE}', 'alice')`);
  // While there is nothing to read: whatever is planned now must not be kept for good.
  for (let run = 0; run < RUNS; run += 1) await readRooms();
  await target.query(
    `INSERT INTO "User" (id, username) SELECT md5('u' || n)::uuid, 'u' || n FROM generate_series(1, ${String(ROWS)}) n`,
  );
  await target.query(
    `INSERT INTO "Room" (id, name, "nameKey", "createdById", "lastSeq")
     SELECT md5('r' || n)::uuid, 'r' || n, 'r' || n, '${ALICE}', ${String(ROWS / ROOMS)} FROM generate_series(1, ${String(ROWS)}) n`,
  );
  await target.query(
    `INSERT INTO "RoomMembership" ("roomId", "userId") SELECT md5('r' || n)::uuid, md5('u' || n)::uuid FROM generate_series(1, ${String(ROWS)}) n
     UNION ALL SELECT md5('r' || n)::uuid, '${ALICE}' FROM generate_series(1, 10) n`,
  );
  await target.query(
    `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
     SELECT gen_random_uuid(), md5('r' || (n % ${String(ROOMS)} + 1))::uuid, n / ${String(ROOMS)} + 1, md5('u' || (n + 1))::uuid, 'message-' || n, repeat('text ', 40), now()
     FROM generate_series(0, ${String(ROWS - 1)}) n`,
  );
  // PostgreSQL does so by itself within a minute; whatever was planned before is then planned anew.
  await target.query('ANALYZE');
});
afterAll(async () => {
  await prisma.close();
  await Promise.all([ordinary.close(), hot.close()]);
  await target.drop();
});

async function readRooms(): Promise<void> {
  const rooms = new RoomRepository(ordinary);
  await rooms.find(ALICE, ALICE);
  await rooms.listOf(ALICE);
  await new DiscoveryRepository(ordinary).page({ userId: ALICE, search: '', limit: 5 });
  await new DiscoveryRepository(ordinary).page({ userId: ALICE, search: '', sort: 'activity', limit: 5 });
  await new GlimpseRepository(ordinary).known(ALICE, ALICE);
}

const planOf = (rows: object[]) => rows.map((row) => Object.values(row).join()).join('\n');
const onHot = async (sql: string) => planOf((await hot.pool.query<object>(sql)).rows);
const onOrdinary = async (sql: string) => planOf((await ordinary.pool.query<object>(sql)).rows);
const byPrisma = async (sql: string) => planOf(await prisma.db.$queryRawUnsafe<object[]>(sql));

describe('the ordinary pool', () => {
  it('may use hashes and read tables whole, and so may Prisma, which is on it; the hot pool may not', async () => {
    expect(await onOrdinary(READS_MUCH)).toMatch(/Hash Join[^]*Seq Scan/);
    expect(await byPrisma(READS_MUCH)).toMatch(/Hash Join[^]*Seq Scan/);
    expect(await onHot(READS_MUCH)).not.toMatch(/Hash|Seq Scan|Bitmap/);
  });

  it('may use bitmaps, and so may Prisma; the hot pool may not', async () => {
    expect(await onOrdinary(READS_HERE_AND_THERE)).toContain('Bitmap Heap Scan');
    expect(await byPrisma(READS_HERE_AND_THERE)).toContain('Bitmap Heap Scan');
    expect(await onHot(READS_HERE_AND_THERE)).not.toContain('Bitmap');
  });

  it('waits no longer than the hot one, and speaks the same language', async () => {
    const settings = `SELECT current_setting(name) AS value FROM unnest(ARRAY[
      'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'client_encoding', 'datestyle'
    ]) WITH ORDINALITY AS n (name, place) ORDER BY place`;
    expect((await onOrdinary(settings)).split('\n')).toEqual(['3s', '2s', '5s', 'UTF8', 'ISO, MDY']);
    expect(await byPrisma(settings)).toBe(await onOrdinary(settings));
    expect(await onHot(settings)).toBe(await onOrdinary(settings));
  });

  it('still finds the rooms of a person by their indexes, also those it had planned while there were none', async () => {
    const walks = async () => {
      await ordinary.pool.query('SELECT pg_stat_force_next_flush()');
      const { rows } = await ordinary.pool.query<{ scans: number }>(
        `SELECT sum(seq_scan)::int AS scans FROM pg_stat_user_tables WHERE relname IN ('Message', 'Room', 'RoomMembership', 'User')`,
      );
      return rows[0]?.scans;
    };
    const before = await walks();
    for (let run = 0; run < RUNS; run += 1) await readRooms();
    expect(await walks()).toBe(before);
  });
});
