import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { IdentityRepository } from '../../src/auth/sessions/identity.repository.js';
import { HistoryRepository } from '../../src/chat/history/history.repository.js';
import { MessageViewRepository } from '../../src/chat/message/message-view.repository.js';
import { MessageRepository } from '../../src/chat/send/message.repository.js';
import { ComingRepository } from '../../src/invites/coming.repository.js';
import { LogRepository } from '../../src/log/log.repository.js';
import { MembershipRepository } from '../../src/members/membership.repository.js';
import { ReadStateRepository } from '../../src/reads/read-state.repository.js';
import { AccessRepository } from '../../src/rooms/access/access.repository.js';
import { DiscoveryRepository } from '../../src/rooms/discovery.repository.js';
import { RoomRepository } from '../../src/rooms/room.repository.js';
import { RulesRepository } from '../../src/rooms/rules/rules.repository.js';
import { SettingsRepository } from '../../src/rooms/settings/settings.repository.js';
import { applyMigrations, Database, OrdinaryDatabase } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const ALICE = '0193f1d2-0000-7000-8000-0000000000a1';
const ROOM = '0193f1d2-0000-7000-8000-000000000001';
/** Into which one asks to come, of twenty thousand members without a moderator. */
const ASKING_ROOM = '0193f1d2-0000-7000-8000-000000000002';
const SESSION = '0193f1d2-0000-7000-8000-0000000000b1';
const MESSAGE = '0193f1d2-0000-7000-8000-000000000011';
const ROWS = 20_000;
/** A walk on an index of 20,000 rows reads some sixty pages, a lookup about three. */
const PAGES_OF_A_LOOKUP = 12;

let target: TestDatabase;
let database: Database;
/** One connection, so that every plan is that of the first time. */
let plans: string[] = [];

beforeAll(async () => {
  target = await createDatabase();
  await applyMigrations(target.url);
  database = new Database(target.url, 1, () => undefined);
  database.pool.on('connect', (client) => {
    (client as pg.Client).on('notice', ({ message }) => plans.push(message ?? ''));
  });
  const { pool } = database;
  await pool.query(`INSERT INTO "User" (id, username) VALUES ('${ALICE}', 'alice')`);
  await pool.query(
    `INSERT INTO "Room" (id, name, "nameKey", "createdById", "lastSeq") VALUES ('${ROOM}', 'Plan', 'plan', '${ALICE}', 1)`,
  );
  await pool.query(`INSERT INTO "RoomMembership" ("roomId", "userId") VALUES ('${ROOM}', '${ALICE}')`);
  await pool.query(
    `INSERT INTO "Room" (id, name, "nameKey", "createdById", "joinBy") VALUES ('${ASKING_ROOM}', 'Ask', 'ask', '${ALICE}', 'request')`,
  );
  await pool.query(
    `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
     VALUES ('${MESSAGE}', '${ROOM}', 1, '${ALICE}', 'first-key', 'first', now())`,
  );
  await pool.query(
    `INSERT INTO "Session" (id, "userId", kind, method, "idleUntil", "endsAt")
     VALUES ('${SESSION}', '${ALICE}', 'browser', 'code', now() + interval '1 day', now() + interval '1 day')`,
  );
  // Beside the pool, as all that takes long: there a statement has an end.
  await target.query('VACUUM ANALYZE');
  // Whatever was planned before, with more guesswork, is planned anew from here on.
  await pool.query('DISCARD PLANS');
  await everything();
  await grow();
  await explain();
});
afterAll(async () => {
  await database.close();
  await target.drop();
});

/** Every statement that looks something up by an id, the checks of foreign keys among them. */
async function everything(): Promise<void> {
  const rooms = new RoomRepository(database);
  const memberships = new MembershipRepository(database);
  const access = new AccessRepository(database);
  const comings = new ComingRepository(database, new OrdinaryDatabase(target.url, 1, () => undefined));
  const history = new HistoryRepository(database);
  const log = new LogRepository(database);
  const views = new MessageViewRepository(database);
  const claims = [SESSION, undefined].map((sessionId) => ({ userId: ALICE, sessionId }));
  expect((await new IdentityRepository(database).find(claims)).map((known) => known?.isLive)).toEqual([
    true,
    true,
  ]);
  await send();
  await access.standing(ROOM, ALICE);
  expect(await access.standing(ASKING_ROOM, ALICE)).toMatchObject({ isByRequest: false });
  await rooms.find(ROOM, ALICE);
  await new SettingsRepository(database).configure(ROOM, ALICE, { editWindowSeconds: 60 });
  await new RulesRepository(database).find(ROOM);
  await rooms.listOf(ALICE);
  await new DiscoveryRepository(database).page({ userId: ALICE, search: '', limit: 2 });
  await new DiscoveryRepository(database).page({ userId: ALICE, search: '', sort: 'activity', limit: 2 });
  await comings.use('0', ALICE, {});
  await comings.answer({ roomId: ROOM, userId: ALICE, actorId: ALICE }, true);
  const reads = new ReadStateRepository(database);
  await reads.advance(ALICE, [{ roomId: ROOM, seq: 1, threads: true }]);
  await reads.goBack(ROOM, ALICE, { seq: 1 });
  await new MessageRepository(database).findByKey(ROOM, ALICE, 'first-key');
  await memberships.members([ROOM]);
  await access.ranges([{ userId: ALICE, roomIds: [ROOM] }]);
  const place = { roomId: ROOM, readerId: ALICE, isBehindAnchor: false };
  await history.page({ ...place, anchorId: MESSAGE, older: 2, newer: 2 });
  await log.pagesAfter([{ roomId: ROOM, seq: 0, headSeq: 2 }], 2);
  await log.segmentAfter({ roomId: ROOM, seq: 0 }, 2);
  await views.byIds([MESSAGE]);
  await log.messagesSince([{ roomId: ROOM, fromSeq: 0, since: new Date(0) }], 2);
}

let sent = 0;
async function send(): Promise<void> {
  for (const name of ['chat_send', 'chat_send_plain']) {
    sent += 1;
    await database.pool.query({
      name,
      text: `SELECT outcome FROM ${name}($1::uuid[], ARRAY[gen_random_uuid()], $2::uuid[], $3::text[], $4::text[])`,
      values: [[ROOM], [ALICE], [`key-${String(sent)}`], ['text']],
    });
  }
}

/** Far more rows than the planner has counted; nothing counts them again. */
async function grow(): Promise<void> {
  const { pool } = database;
  for (const table of ['User', 'Room', 'RoomMembership', 'Message', 'Session'])
    await pool.query(`ALTER TABLE "${table}" SET (autovacuum_enabled = off)`);
  // Altering a table makes its plans anew, of what was counted before.
  await everything();
  await target.query(
    `INSERT INTO "User" (id, username) SELECT md5('u' || n)::uuid, 'u' || n FROM generate_series(1, ${String(ROWS)}) n`,
  );
  await target.query(
    `INSERT INTO "Session" (id, "userId", kind, method, "idleUntil", "endsAt")
     SELECT md5('s' || n)::uuid, md5('u' || n)::uuid, 'token', 'code', now(), now() FROM generate_series(1, ${String(ROWS)}) n`,
  );
  await target.query(
    `INSERT INTO "Room" (id, name, "nameKey", "createdById")
     SELECT md5('r' || n)::uuid, 'r' || n, 'r' || n, '${ALICE}' FROM generate_series(1, ${String(ROWS)}) n`,
  );
  await target.query(
    `INSERT INTO "RoomMembership" ("roomId", "userId") SELECT md5('r' || n)::uuid, md5('u' || n)::uuid FROM generate_series(1, ${String(ROWS)}) n`,
  );
  await target.query(
    `INSERT INTO "RoomMembership" ("roomId", "userId") SELECT '${ASKING_ROOM}', md5('u' || n)::uuid FROM generate_series(1, ${String(ROWS)}) n`,
  );
  await target.query(
    `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
     SELECT gen_random_uuid(), '${ROOM}', n + 1000, md5('u' || n)::uuid, 'message-' || n, 'text', now() FROM generate_series(1, ${String(ROWS)}) n`,
  );
}

/** From here on the connection tells the plan of every statement, also of those inside others. */
async function explain(): Promise<void> {
  const { pool } = database;
  await pool.query(`LOAD 'auto_explain'`);
  await pool.query(`SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
    SET auto_explain.log_analyze = on; SET auto_explain.log_buffers = on; SET auto_explain.log_timing = off;
    SET auto_explain.log_level = notice; SET client_min_messages = notice`);
}

/** The scans of a plan, each with the pages it read in one go. */
function scansOf(plan: string): { scan: string; pages: number }[] {
  const lines = plan.split('\n');
  return lines.flatMap((line, index) => {
    const [, scan, loops] = /(Index(?: Only)? Scan.* on .*?) {2}\(.*loops=(\d+)\)/.exec(line) ?? [];
    if (scan === undefined) return [];
    const buffers = lines.slice(index + 1).find((next) => next.includes('Buffers: '));
    const pages = [...(buffers ?? '').matchAll(/(?:hit|read)=(\d+)/g)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
    return [{ scan, pages: pages / Number(loops) }];
  });
}

describe('statements that were planned while the tables were small', () => {
  it('look up by the one index that can serve them when the tables have grown', async () => {
    plans = [];
    await everything();
    const checks = plans.filter((plan) => plan.includes('FOR KEY SHARE'));
    expect(checks.filter((plan) => plan.includes('using "Room_pkey"'))).toHaveLength(2);
    expect(checks.filter((plan) => plan.includes('using "User_pkey"'))).toHaveLength(2);
    expect(plans.filter((plan) => plan.includes('using "RoomMembership_moderator_idx"'))).toHaveLength(1);
    const scans = plans.flatMap(scansOf);
    expect(scans.length).toBeGreaterThan(15);
    expect(scans.filter(({ pages }) => pages > PAGES_OF_A_LOOKUP)).toEqual([]);
    expect(plans.join('\n')).not.toMatch(/Seq Scan|Bitmap|Hash Join/);
  });
});
