import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { applyMigrations, OrdinaryDatabase } from '../../src/prisma/index.js';
import { ANY_KEY, gramsOf, gramsOfTerm, hashesIn, roomKey } from '../../src/search/grams.js';
import { SearchRepository } from '../../src/search/search.repository.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const ALICE = '0193f1d2-0000-7000-8000-0000000000a1';
const ROOM = '0193f1d2-0000-7000-8000-000000000001';
/** Alice is not in it. */
const ELSEWHERE = '0193f1d2-0000-7000-8000-000000000002';
const KEYS = { roomId: ROOM, senderId: ALICE, hasLink: false, hasCode: false, isReply: false };
const MESSAGES = 20_000;
/** More than the planner looks at before it decides whether to keep a plan. */
const RUNS = 8;

let target: TestDatabase;
let ordinary: OrdinaryDatabase;
let search: SearchRepository;
beforeAll(async () => {
  target = await createDatabase();
  await applyMigrations(target.url);
  ordinary = new OrdinaryDatabase(target.url, 1, () => undefined);
  search = new SearchRepository(ordinary);
  await target.query(`INSERT INTO "User" (id, username) VALUES ('${ALICE}', 'alice')`);
  await target.query(
    `INSERT INTO "Room" (id, name, "nameKey", "createdById") VALUES ('${ROOM}', 'Plan', 'plan', '${ALICE}')`,
  );
  await target.query(`INSERT INTO "RoomMembership" ("roomId", "userId") VALUES ('${ROOM}', '${ALICE}')`);
  // While there is nothing to find: whatever is planned now must not be kept for good.
  for (let run = 0; run < RUNS; run += 1) await ask();
  for (let run = 0; run < RUNS; run += 1) await ask(['rare'], [roomKey(ROOM), roomKey(ALICE)]);
  for (let run = 0; run < RUNS; run += 1) for (const mark of MARKS) await marked(mark);
  await target.query(
    `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
     SELECT md5('m' || n)::uuid, '${ROOM}', n, '${ALICE}', 'plan-' || n, 'text ' || n, now() FROM generate_series(1, ${String(MESSAGES)}) n`,
  );
  await target.query(
    `INSERT INTO "SearchEntry" ("roomId", seq, doc, grams)
     SELECT '${ROOM}', n, n, CASE WHEN n % 100 = 0 THEN $1 ELSE $2 END::int[] FROM generate_series(1, ${String(MESSAGES)}) n`,
    [hashesIn(0, [ANY_KEY, roomKey(ROOM), 'rare']), hashesIn(0, [ANY_KEY, roomKey(ROOM)])],
  );
  await target.query(
    `INSERT INTO "Room" (id, name, "nameKey", "createdById") VALUES ('${ELSEWHERE}', 'Else', 'else', '${ALICE}')`,
  );
  await target.query(
    `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
     SELECT md5('e' || n)::uuid, '${ELSEWHERE}', n * 200, '${ALICE}', 'else-' || n, 'text ' || n, now() FROM generate_series(1, 1000) n`,
  );
  // Every message has the words of the phrase; in every hundredth they stand side by side.
  await target.query(
    `UPDATE "SearchEntry" SET grams = grams || CASE WHEN seq % 100 = 0 THEN $1 ELSE $2 END::int[]`,
    [hashesIn(0, gramsOf('is the red kettle', KEYS)), hashesIn(0, gramsOf('the kettle is red', KEYS))],
  );
  for (const [table, columns, values] of [
    ['Saved', '"userId", "messageId"', `'${ALICE}', x.id`],
    [
      'Pin',
      '"messageId", "roomId", seq, "pinnedById", "pinnedAt"',
      `x.id, x."roomId", x.seq, '${ALICE}', now()`,
    ],
    ['Poll', '"messageId", options, "isMultiple", "isAnonymous"', `x.id, '{a,b}', false, false`],
  ] as const)
    await target.query(
      `INSERT INTO "${table}" (${columns}) SELECT ${values} FROM "Message" x
       WHERE x.seq % 200 = 0 AND ('${table}' <> 'Saved' OR x."roomId" = '${ROOM}')`,
    );
  await target.query('ANALYZE');
  // What was read to make all this is counted by now, and not later.
  await target.query('SELECT pg_stat_force_next_flush()');
});
afterAll(async () => {
  await ordinary.close();
  await target.drop();
});

const ask = (grams = ['rare'], rooms = [roomKey(ROOM)]) =>
  search.candidates(ALICE, {
    sets: [hashesIn(0, [...grams, ...(rooms.length === 1 ? rooms : [])])],
    some: rooms.length === 1 ? [] : [hashesIn(0, rooms)],
    before: 1_000_000n,
    limit: 50,
  });

const MARKS = ['saved', 'pinned', 'poll'] as const;
const marked = (mark: (typeof MARKS)[number]) =>
  search.marked(ALICE, { mark, before: 1_000_000n, limit: 50 });

interface Reads {
  seqScans: number;
  walks: number;
  fetched: number;
}

async function reads(): Promise<Reads> {
  await ordinary.pool.query('SELECT pg_stat_force_next_flush()');
  const [row] = await target.query<Reads>(
    `SELECT (SELECT sum(seq_scan)::int FROM pg_stat_user_tables
        WHERE relname IN ('SearchEntry', 'Message', 'RoomMembership', 'Room', 'Saved', 'Pin', 'Poll')) AS "seqScans",
       (SELECT idx_scan::int FROM pg_stat_user_indexes WHERE indexrelname = 'SearchEntry_pkey') AS walks,
       (SELECT sum(idx_tup_fetch)::int FROM pg_stat_user_tables WHERE relname IN ('SearchEntry', 'Message')) AS fetched`,
  );
  if (!row) throw new Error('statistics are one row');
  return row;
}

it.each([
  ['a search', ['rare'], [roomKey(ROOM)]],
  ['a search in several rooms', ['rare'], [roomKey(ROOM), roomKey(ALICE)]],
  ['a phrase', gramsOfTerm('red kettle'), [roomKey(ROOM)]],
  ['a phrase in several rooms', gramsOfTerm('red kettle'), [roomKey(ROOM), roomKey(ALICE)]],
])(
  '%s reads what has its grams and nothing else, also when it was planned while there was nothing',
  async (_, grams, rooms) => {
    const before = await reads();
    for (let run = 0; run < RUNS; run += 1) expect(await ask(grams, rooms)).toHaveLength(50);
    const after = await reads();
    expect(after.seqScans).toBe(before.seqScans);
    // The room's entries are not walked: the index of the grams has found them.
    expect(after.walks).toBe(before.walks);
    expect((after.fetched - before.fetched) / RUNS).toBeLessThanOrEqual(200 + 50);
  },
);

it.each(MARKS)('what is %s is found where that is kept, and nothing else is read', async (mark) => {
  const before = await reads();
  for (let run = 0; run < RUNS; run += 1) expect(await marked(mark)).toHaveLength(50);
  const after = await reads();
  expect(after.seqScans).toBe(before.seqScans);
  // A message and its entry for each that is marked where they are; what is marked elsewhere is not looked at.
  expect((after.fetched - before.fetched) / RUNS).toBeLessThanOrEqual(2 * (MESSAGES / 200));
});
