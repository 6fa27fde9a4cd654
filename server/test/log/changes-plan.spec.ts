import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { MessageViewRepository } from '../../src/chat/message/message-view.repository.js';
import { HistoryRepository } from '../../src/chat/history/history.repository.js';
import { MyReactionsRepository } from '../../src/chat/sync/my-reactions.repository.js';
import { MyVotesRepository } from '../../src/chat/sync/my-votes.repository.js';
import { MessageRepository } from '../../src/chat/send/message.repository.js';
import { EditsRepository } from '../../src/edits/edits.repository.js';
import { ForwardsRepository } from '../../src/forwards/forwards.repository.js';
import { LogRepository } from '../../src/log/log.repository.js';
import { PinsRepository } from '../../src/pins/pins.repository.js';
import { PollsRepository } from '../../src/polls/polls.repository.js';
import { applyMigrations, Database } from '../../src/prisma/index.js';
import { ReactionsRepository } from '../../src/reactions/reactions.repository.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const ALICE = { id: '0193f1d2-0000-7000-8000-0000000000a1', username: 'alice' };
const ROOM = '0193f1d2-0000-7000-8000-000000000001';
const SPOKEN_TO = {
  names: [['alice.', 'alice'], ['u7'], ['nobody']],
  everyone: 'here' as const,
  audience: [ALICE.id],
  keywords: [ALICE.id],
  mayFind: true,
};
const ROWS = 20_000;
/** A walk on an index of 20,000 rows reads some sixty pages, a lookup about three. */
const PAGES_OF_A_LOOKUP = 12;

let target: TestDatabase;
let database: Database;
let plans: string[] = [];
let headSeq = 0;
const rowCount = String(ROWS);

beforeAll(async () => {
  target = await createDatabase();
  await applyMigrations(target.url);
  database = new Database(target.url, 1, () => undefined);
  database.pool.on('connect', (client) => {
    (client as pg.Client).on('notice', ({ message }) => plans.push(message ?? ''));
  });
  await database.pool.query(
    `INSERT INTO "User" (id, username) VALUES ('${ALICE.id}', 'alice');
     INSERT INTO "Room" (id, name, "nameKey", "createdById") VALUES ('${ROOM}', 'Plan', 'plan', '${ALICE.id}');
     INSERT INTO "RoomMembership" ("roomId", "userId", role) VALUES ('${ROOM}', '${ALICE.id}', 3)`,
  );
  // Beside the pool, as all that takes long: there a statement has an end.
  await target.query('VACUUM ANALYZE');
  for (const table of [
    'User',
    'RoomMembership',
    'Message',
    'RoomEvent',
    'MessageRevision',
    'MessageReaction',
    'Pin',
    'Forward',
    'Mention',
    'RoomMention',
    'Poll',
    'PollVote',
  ])
    await database.pool.query(`ALTER TABLE "${table}" SET (autovacuum_enabled = off)`);
  // Planned here, with nothing in the tables.
  await everything();
  await grow();
  await explain();
});
afterAll(async () => {
  await database.close();
  await target.drop();
});

let sent = 0;
async function say(): Promise<string> {
  sent += 1;
  const { rows } = await database.pool.query<{ message_id: string }>({
    name: 'chat-send',
    text: 'SELECT message_id FROM chat_send_2(ARRAY[$1::uuid], ARRAY[gen_random_uuid()], ARRAY[$2::uuid], ARRAY[$3::text], ARRAY[$4::text], ARRAY[NULL::uuid])',
    values: [ROOM, ALICE.id, `plan-key-${String(sent)}`, 'text'],
  });
  return rows[0]?.message_id ?? '';
}

/** Every statement about changes, and the checks of foreign keys in them. */
async function everything(): Promise<void> {
  const edits = new EditsRepository(database);
  const reactions = new ReactionsRepository(database);
  const log = new LogRepository(database);
  const messageId = await say();
  const change = { roomId: ROOM, messageId, actor: ALICE };
  const wish = { roomId: ROOM, messageId, user: ALICE, kind: '👍', variant: '👍' };
  const outcomes: { kind: string }[] = [
    await edits.edit(change, { text: 'other', rev: Number.MAX_SAFE_INTEGER }),
    await edits.edit(change, { text: 'to all', rev: Number.MAX_SAFE_INTEGER, spokenTo: SPOKEN_TO }),
    await edits.edit(change, { text: 'to none', rev: Number.MAX_SAFE_INTEGER }),
    ...(await reactions.set([{ ...wish, isOn: true }])),
    ...(await reactions.set([
      { ...wish, isOn: false },
      { ...wish, isOn: true, kind: '❤️' },
    ])),
  ];
  const pins = new PinsRepository(database);
  outcomes.push(await pins.set(change, true), await pins.set(change, false), await pins.set(change, true));
  expect(await pins.list(ROOM, ALICE.id)).toMatchObject([{ messageId }]);
  sent += 1;
  const brought = { sourceId: messageId, roomId: ROOM, messageId: randomUUID(), senderId: ALICE.id };
  const clientMsgId = `plan-forward-${String(sent)}`;
  const forwards = new ForwardsRepository(database);
  expect(await forwards.add({ ...brought, clientMsgId })).toMatchObject({ kind: 'stored' });
  expect(await forwards.add({ ...brought, clientMsgId })).toMatchObject({ kind: 'duplicate' });
  sent += 1;
  const said = { roomId: ROOM, messageId: randomUUID(), senderId: ALICE.id, text: '@u7' };
  const speaking = { ...said, clientMsgId: `plan-speak-${String(sent)}`, spokenTo: SPOKEN_TO };
  expect(await new MessageRepository(database).send([speaking])).toMatchObject([{ kind: 'stored' }]);
  await new MessageViewRepository(database).byIds([said.messageId]);
  await edits.revisions(messageId, 5);
  outcomes.push(...(await polled()));
  await reactions.list(messageId, 5);
  await target.query(
    `INSERT INTO "MessageReaction" ("messageId", emoji, "userId", variant, seq)
     SELECT $1, '🎉', id, '🎉', 1 FROM "User" ORDER BY id LIMIT 30`,
    [messageId],
  );
  const page = { roomId: ROOM, readerId: ALICE.id, anchorId: messageId, isBehindAnchor: false };
  await new HistoryRepository(database).page({ ...page, older: 2, newer: 2 });
  const mine = new MyReactionsRepository(database);
  expect(await mine.at([{ userId: ALICE.id, messageId, emoji: '👍' }])).toMatchObject([{ isMine: false }]);
  await new MessageViewRepository(database).byIds([messageId]);
  const behind = { roomId: ROOM, seq: Math.max(0, headSeq - 3), headSeq };
  await log.pagesAfter([behind], 2);
  await log.segmentAfter(behind, 2);
  await log.messagesSince([{ roomId: ROOM, fromSeq: 0, since: new Date(0) }], 2);
  await log.linesBetween([{ roomId: ROOM, seq: Math.max(0, headSeq - 2), lastSeq: headSeq }], 2);
  outcomes.push(await edits.delete(change, undefined));
  expect(outcomes.map(({ kind }) => kind)).toEqual(outcomes.map(() => 'changed'));
}

/** Asks, votes for one option and the other, reads it on every way, and ends it. */
async function polled(): Promise<{ kind: string }[]> {
  const polls = new PollsRepository(database);
  sent += 1;
  const asked = { roomId: ROOM, messageId: randomUUID() };
  const key = { senderId: ALICE.id, clientMsgId: `plan-poll-${String(sent)}` };
  const fresh = { ...asked, ...key, question: '@u7?', options: ['a', 'b'], endsAt: '2100-01-01T00:00:00Z' };
  expect(await polls.add({ ...fresh, spokenTo: SPOKEN_TO })).toMatchObject({ kind: 'stored' });
  expect(await polls.add(fresh)).toMatchObject({ kind: 'duplicate' });
  const outcomes: { kind: string }[] = [
    ...(await polls.vote([{ ...asked, user: ALICE, option: 0, isOn: true }])),
    ...(await polls.vote([{ ...asked, user: ALICE, option: 1, isOn: true }])),
  ];
  const page = { roomId: ROOM, readerId: ALICE.id, anchorId: asked.messageId, isBehindAnchor: false };
  await new HistoryRepository(database).page({ ...page, older: 1, newer: 1 });
  const [told] = await new MessageViewRepository(database).byIds([asked.messageId]);
  expect(told?.poll?.options).toMatchObject([{ count: 0 }, { count: 1, users: [ALICE] }]);
  const mine = await new MyVotesRepository(database).at([{ userId: ALICE.id, messageId: asked.messageId }]);
  expect(mine).toMatchObject([{ options: [1] }]);
  return [...outcomes, await polls.end(asked, ALICE)];
}

/** Far more rows than the planner has counted; nothing counts them again. */
async function grow(): Promise<void> {
  await target.query(
    `INSERT INTO "User" (id, username) SELECT md5('u' || n)::uuid, 'u' || n FROM generate_series(1, ${rowCount}) n`,
  );
  await target.query(
    `INSERT INTO "RoomMembership" ("roomId", "userId") SELECT '${ROOM}', md5('u' || n)::uuid FROM generate_series(1, ${rowCount}) n`,
  );
  await target.query(
    `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt", flags, "changedSeq")
     SELECT md5('m' || n)::uuid, '${ROOM}', 1000 + 2 * n, md5('u' || n)::uuid, 'message-' || n, 'text', now(), 3, 1001 + 2 * n
     FROM generate_series(1, ${rowCount}) n`,
  );
  await target.query(
    `INSERT INTO "RoomEvent" ("roomId", seq, kind, what, "actorId", "targetId", "createdAt")
     SELECT '${ROOM}', 1001 + 2 * n, 'message', 'reacted', md5('u' || n)::uuid, md5('m' || n)::uuid, now()
     FROM generate_series(1, ${rowCount}) n`,
  );
  await target.query(
    `INSERT INTO "MessageRevision" ("messageId", seq, text, "writtenAt")
     SELECT md5('m' || n)::uuid, 1000 + 2 * n, 'before', now() FROM generate_series(1, ${rowCount}) n`,
  );
  await target.query(
    `INSERT INTO "MessageReaction" ("messageId", emoji, "userId", variant, seq)
     SELECT md5('m' || n)::uuid, '👍', md5('u' || n)::uuid, '👍', 1001 + 2 * n FROM generate_series(1, ${rowCount}) n`,
  );
  await target.query(
    `INSERT INTO "Pin" ("messageId", "roomId", seq, "pinnedById", "pinnedAt")
     SELECT md5('m' || n)::uuid, md5('r' || n)::uuid, n, md5('u' || n)::uuid, now() FROM generate_series(1, ${rowCount}) n`,
  );
  await target.query(
    `INSERT INTO "Mention" ("userId", "roomId", seq, "messageId", "senderId", kind, "sinceSeq")
     SELECT md5('u' || n)::uuid, '${ROOM}', 1000 + 2 * n, md5('m' || n)::uuid, '${ALICE.id}', 'person', 1000 + 2 * n
     FROM generate_series(1, ${rowCount}) n`,
  );
  await target.query(
    `INSERT INTO "RoomMention" ("roomId", seq, "messageId", "senderId", kind, "sinceSeq")
     SELECT '${ROOM}', 1000 + 2 * n, md5('m' || n)::uuid, '${ALICE.id}', 'all', 1000 + 2 * n
     FROM generate_series(1, ${rowCount}) n`,
  );
  await target.query(
    `INSERT INTO "Forward" ("messageId", "sourceId", "sourceRoomId", "sourceSenderId", "sourceAt")
     SELECT md5('m' || n)::uuid, md5('m' || n)::uuid, '${ROOM}', md5('u' || n)::uuid, now() FROM generate_series(1, ${rowCount}) n`,
  );
  await target.query(
    `INSERT INTO "Poll" ("messageId", options, "isMultiple", "isAnonymous")
     SELECT md5('m' || n)::uuid, '{a,b}', false, false FROM generate_series(1, ${rowCount}) n`,
  );
  await target.query(
    `INSERT INTO "PollVote" ("messageId", "userId", option, seq)
     SELECT md5('m' || n)::uuid, md5('u' || n)::uuid, 0, 1001 + 2 * n FROM generate_series(1, ${rowCount}) n`,
  );
  headSeq = 1_001 + 2 * ROWS;
  await target.query(`UPDATE "Room" SET "lastSeq" = ${String(headSeq)} WHERE id = '${ROOM}'`);
}

/** From here on the connection tells the plan of every statement, also of those inside others. */
async function explain(): Promise<void> {
  await database.pool.query(`LOAD 'auto_explain'`);
  await database.pool
    .query(`SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
    SET auto_explain.log_analyze = on; SET auto_explain.log_buffers = on; SET auto_explain.log_timing = off;
    SET auto_explain.log_level = notice; SET client_min_messages = notice`);
}

/** The scans of a plan, each with the pages it read in one go. */
function scansOf(plan: string): { scan: string; pages: number }[] {
  const lines = plan.split('\n');
  return lines.flatMap((line, index) => {
    const [, scan, loops] = /((?:Index|Seq|Bitmap)(?: Only)? .*on .*?) {2}\(.*loops=(\d+)\)/.exec(line) ?? [];
    if (scan === undefined) return [];
    const buffers = lines.slice(index + 1).find((next) => next.includes('Buffers: '));
    const pages = [...(buffers ?? '').matchAll(/(?:hit|read)=(\d+)/g)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
    return [{ scan, pages: pages / Number(loops) }];
  });
}

describe('statements about changes that were planned while the tables were small', () => {
  it('look up by the one index that can serve them when the tables have grown', async () => {
    plans = [];
    await everything();
    const scans = plans.flatMap(scansOf);
    for (const table of [
      'RoomEvent',
      'MessageRevision',
      'MessageReaction',
      'Message',
      'RoomMembership',
      'Pin',
      'Forward',
      'Mention',
      'RoomMention',
      'Poll',
      'PollVote',
    ])
      expect(scans.some(({ scan }) => scan.includes(`"${table}"`))).toBe(true);
    expect(scans.filter(({ pages }) => pages > PAGES_OF_A_LOOKUP)).toEqual([]);
    expect(plans.join('\n')).not.toMatch(/Seq Scan|Bitmap|Hash Join/);
  });
});
