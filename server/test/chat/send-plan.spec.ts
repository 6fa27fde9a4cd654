import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { applyMigrations } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const ROOM = '0193f1d2-0000-7000-8000-000000000001';
const PEOPLE = 200;
const SENDER = `md5('person 1')::uuid`;

let database: TestDatabase;
let session: pg.Client;
let plans: string[];

beforeAll(async () => {
  database = await createDatabase();
  await applyMigrations(database.url);
  session = new pg.Client({ connectionString: database.url });
  await session.connect();
  session.on('notice', ({ message }) => plans.push(message ?? ''));
});
afterAll(async () => {
  await session.end();
  await database.drop();
});

/** From here on the session tells the plan of every statement that runs inside a function. */
async function explain(): Promise<void> {
  plans = [];
  await session.query(`LOAD 'auto_explain'`);
  await session.query(`SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on`);
  await session.query(`SET auto_explain.log_level = notice; SET client_min_messages = notice`);
}

/** Sends so many messages in one batch and returns the plan of the statement that stored them. */
async function planOfSending(sending: string, name: string, count: number): Promise<string> {
  plans = [];
  const { rows } = await session.query<{ outcome: string }>(
    `SELECT outcome FROM ${sending}(
       array_fill($1::uuid, ARRAY[$3::int]), ARRAY(SELECT gen_random_uuid() FROM generate_series(1, $3)),
       array_fill(${SENDER}, ARRAY[$3::int]), ARRAY(SELECT $2 || '-' || n FROM generate_series(1, $3) n),
       array_fill('text'::text, ARRAY[$3::int]))`,
    [ROOM, `${sending} ${name}`, count],
  );
  expect(rows).toHaveLength(count);
  expect(rows.every(({ outcome }) => outcome === 'stored')).toBe(true);
  return plans.find((plan) => plan.includes('Insert on "Message"')) ?? '';
}

function expectIntendedIndexes(plan: string): void {
  expect(plan).toContain('using "Message_senderId_clientMsgId_roomId_key"');
  expect(plan).not.toContain('Message_roomId_seq_key');
  expect(plan).toMatch(
    /on "RoomMembership" .*\n\s+Index Cond: .*"roomId" = .*"userId" = |on "RoomMembership" .*\n\s+Index Cond: .*"userId" = .*"roomId" = /,
  );
  const scansOfRooms = plan.match(/Scan using "Room_pkey" .*\n.*/g) ?? [];
  expect(scansOfRooms.length).toBeGreaterThan(0);
  for (const scan of scansOfRooms) expect(scan).toContain('Index Cond: ');
  expect(plan).not.toMatch(/Seq Scan|Bitmap|Hash/);
}

const FUNCTIONS = ['chat_send', 'chat_send_plain'];

describe('the statements that store messages', () => {
  it('use the intended indexes on empty tables, and keep to them when the tables have grown', async () => {
    await session.query(
      `INSERT INTO "User" (id, username) SELECT md5('person ' || n)::uuid, 'person-' || n FROM generate_series(1, ${String(PEOPLE)}) n`,
    );
    await session.query(
      `INSERT INTO "Room" (id, name, "nameKey", "createdById") VALUES ($1, 'Plan', 'plan', ${SENDER})`,
      [ROOM],
    );
    await session.query(`SELECT room_add_member($1, id) FROM "User"`, [ROOM]);
    await explain();
    // The session keeps the plan it makes now, while there is nothing to count.
    const expectOfAll = async (name: string, times: number, count: number) => {
      for (const sending of FUNCTIONS)
        for (let n = 0; n < times; n += 1)
          expectIntendedIndexes(await planOfSending(sending, `${name}-${String(n)}`, count));
    };
    await expectOfAll('empty', 10, 3);
    await planOfSending('chat_send_plain', 'filling', 20_000);
    await expectOfAll('full', 3, 50);
    await session.query('ANALYZE');
    await expectOfAll('analyzed', 10, 50);
  });
});
