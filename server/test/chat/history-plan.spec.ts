import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '@chatket/contract';
import { HistoryRepository } from '../../src/chat/history/history.repository.js';
import { applyMigrations, Database } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const ROOM = '0193f1d2-0000-7000-8000-000000000001';
const READER = '0193f1d2-0000-7000-8000-000000000002';
const MESSAGES = 20_000;
const OTHER_ROOMS = 500;
const MESSAGES_PER_OTHER_ROOM = 20;
const PAGES = 20;

let target: TestDatabase;
/** One connection, which has planned its statements when the planner knew that there was no message. */
let early: Database;
/** Another one, of the time when everything is there and the planner knows it. */
let late: Database;

beforeAll(async () => {
  target = await createDatabase();
  await applyMigrations(target.url);
  // They connect when they are asked for the first time.
  early = new Database(target.url, 1, () => undefined);
  late = new Database(target.url, 1, () => undefined);
  // Beside the pools: there a statement has an end, and these take long.
  await target.query(`INSERT INTO "User" (id, username) VALUES ('${READER}', 'alice')`);
  await target.query(
    `INSERT INTO "Room" (id, name, "nameKey", "createdById")
     SELECT id, 'Room', 'room', '${READER}' FROM (
       SELECT '${ROOM}'::uuid AS id UNION ALL SELECT gen_random_uuid() FROM generate_series(1, ${String(OTHER_ROOMS)})
     ) ids`,
  );
  await target.query(`INSERT INTO "RoomMembership" ("roomId", "userId") VALUES ('${ROOM}', '${READER}')`);
  await target.query('ANALYZE');
  expect(await newestPage(early)).toBe(0);
  await target.query(
    `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
     SELECT gen_random_uuid(), r.id, n, '${READER}', 'message-' || n, 'text', now()
     FROM "Room" r, LATERAL generate_series(
       1, CASE WHEN r.id = '${ROOM}' THEN ${String(MESSAGES)} ELSE ${String(MESSAGES_PER_OTHER_ROOM)} END
     ) n`,
  );
});
afterAll(async () => {
  await late.close();
  await early.close();
  await target.drop();
});

/** How many messages the newest page of the long room has. */
async function newestPage(database: Database): Promise<number> {
  const history = new HistoryRepository(database);
  const place = { roomId: ROOM, readerId: READER, isBehindAnchor: false };
  const query = { ...place, older: LIMITS.historyPageDefault, newer: 0 };
  const { older } = await history.page(query);
  // With lines it is the same page here: there are none.
  expect((await history.logPage(query)).older).toEqual(older);
  return older.length;
}

async function readPages(database: Database): Promise<void> {
  for (let page = 0; page < PAGES; page += 1)
    expect(await newestPage(database)).toBe(LIMITS.historyPageDefault);
}

describe('pages of the history', () => {
  it('are found by the index, though they were planned while there was no message', async () => {
    const sequentialScans = async () => {
      await early.pool.query('SELECT pg_stat_force_next_flush()');
      const { rows } = await early.pool.query<{ scans: string }>(
        `SELECT sum(seq_scan) AS scans FROM pg_stat_user_tables WHERE relname IN ('Message', 'RoomEvent')`,
      );
      return Number(rows[0]?.scans);
    };
    const before = await sequentialScans();
    await readPages(early);
    expect(await sequentialScans()).toBe(before);
  });

  it('are planned once, not each time anew, and be the room much longer than others', async () => {
    await target.query('ANALYZE');
    await readPages(late);
    const { rows } = await late.pool.query<{ generic: number; custom: number }>(
      `SELECT generic_plans::int AS generic, custom_plans::int AS custom
       FROM pg_prepared_statements WHERE name IN ('history-page', 'history-log-page')`,
    );
    const once = { generic: PAGES, custom: 0 };
    expect(rows).toEqual([once, once]);
  });
});
