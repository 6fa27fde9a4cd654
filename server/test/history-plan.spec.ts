import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LIMITS } from '@chatket/contract';
import { HistoryRepository } from '../src/chat/history.repository.js';
import { applyMigrations, Database } from '../src/prisma/index.js';
import { createDatabase, type TestDatabase } from './support/database.js';

const ROOM = '0193f1d2-0000-7000-8000-000000000001';
const READER = '0193f1d2-0000-7000-8000-000000000002';
const MESSAGES = 20_000;
const PAGES = 20;

let target: TestDatabase;
let database: Database;

beforeAll(async () => {
  target = await createDatabase();
  await applyMigrations(target.url);
  database = new Database(target.url, 1, () => undefined);
  await database.pool.query(`INSERT INTO "User" (id, username) VALUES ('${READER}', 'alice')`);
  await database.pool.query(
    `INSERT INTO "Room" (id, name, "nameKey", "createdById", "lastSeq") VALUES ('${ROOM}', 'Long', 'long', '${READER}', ${String(MESSAGES)})`,
  );
  await database.pool.query(
    `INSERT INTO "RoomMembership" ("roomId", "userId") VALUES ('${ROOM}', '${READER}')`,
  );
  await database.pool.query(
    `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
     SELECT gen_random_uuid(), '${ROOM}', n, '${READER}', 'message-' || n, 'text', now() FROM generate_series(1, ${String(MESSAGES)}) n`,
  );
  await database.pool.query('ANALYZE');
});
afterAll(async () => {
  await database.close();
  await target.drop();
});

it('pages of the history are planned once, not each time anew', async () => {
  const history = new HistoryRepository(database);
  const { historyPageDefault: limit } = LIMITS;
  for (let page = 0; page < PAGES; page += 1) {
    const { older } = await history.page({
      roomId: ROOM,
      readerId: READER,
      isBehindAnchor: false,
      older: limit,
      newer: 0,
    });
    expect(older).toHaveLength(limit);
  }
  const { rows } = await database.pool.query<{ generic: number; custom: number }>(
    `SELECT generic_plans::int AS generic, custom_plans::int AS custom
     FROM pg_prepared_statements WHERE name = 'history-page'`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.generic).toBeGreaterThanOrEqual(PAGES - 5);
});
