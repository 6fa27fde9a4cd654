import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { applyMigrations } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let session: pg.Client;

const id = (name: string) => `md5('${name}')::uuid`;
const PEOPLE = ['owner', 'member', 'muted', 'heard again', 'muted moderator', 'stranger'];
/** Two rooms in which everybody may write, and those in which not everybody may. */
const ROOMS = ['open', 'also open', 'slow', 'announcements', 'archived', 'no room at all'];
const STORED_KEYS = ['stored-1', 'stored-2'];

beforeAll(async () => {
  database = await createDatabase();
  await applyMigrations(database.url);
  session = new pg.Client({ connectionString: database.url });
  await session.connect();
  for (const person of PEOPLE)
    await session.query(`INSERT INTO "User" (id, username) VALUES (${id(person)}, $1)`, [person]);
  for (const room of ROOMS.slice(0, -1)) {
    await session.query(
      `INSERT INTO "Room" (id, name, "nameKey", "createdById") VALUES (${id(room)}, $1, $1, ${id('owner')})`,
      [room],
    );
    for (const person of PEOPLE.slice(0, -1))
      await session.query(`SELECT room_add_member(${id(room)}, ${id(person)})`);
  }
  // What was stored before, one of them by somebody who is not a member any more.
  for (const person of ['member', 'muted', 'owner'])
    for (const key of STORED_KEYS)
      await session.query(
        `SELECT * FROM chat_send_3(ARRAY[${id('open')}], ARRAY[gen_random_uuid()], ARRAY[${id(person)}],
        ARRAY[$1], ARRAY['text'], NULL)`,
        [key],
      );
  await session.query(`UPDATE "Room" SET "slowSeconds" = 60 WHERE id = ${id('slow')}`);
  await session.query(`UPDATE "Room" SET "postGate" = 1 WHERE id = ${id('announcements')}`);
  await session.query(`UPDATE "Room" SET "archivedAt" = now() WHERE id = ${id('archived')}`);
  const mute = (person: string, until: string, role: number) =>
    session.query(
      `UPDATE "RoomMembership" SET "mutedUntil" = now() + $1::interval, role = $2 WHERE "userId" = ${id(person)}`,
      [until, role],
    );
  await mute('muted', '1 day', 0);
  await mute('heard again', '-1 second', 0);
  await mute('muted moderator', '1 day', 1);
  await session.query(
    `DELETE FROM "RoomMembership" WHERE "userId" = ${id('owner')} AND "roomId" = ${id('open')}`,
  );
});
afterAll(async () => {
  await session.end();
  await database.drop();
});

interface Item {
  room: string;
  sender: string;
  key: string;
}

/** What a statement makes of a batch: its answers, and what stands in the tables then. Nothing of it stays. */
async function outcome(statement: string, batch: readonly Item[]) {
  await session.query('BEGIN');
  try {
    const { rows } = await session.query<Record<string, unknown>>(
      `WITH input AS (
         SELECT array_agg(md5(room)::uuid ORDER BY n) AS rooms, array_agg(md5('message ' || n)::uuid ORDER BY n) AS ids,
                array_agg(md5(sender)::uuid ORDER BY n) AS senders, array_agg(key ORDER BY n) AS keys
         FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS i (room, sender, key, n)
       )
       SELECT s.ord, s.outcome, s.message_id, s.seq FROM input, ${statement} s ORDER BY s.ord`,
      [batch.map(({ room }) => room), batch.map(({ sender }) => sender), batch.map(({ key }) => key)],
    );
    const { rows: rooms } = await session.query(`SELECT id, "lastSeq" FROM "Room" ORDER BY id`);
    const { rows: messages } = await session.query(
      `SELECT id, "roomId", seq, "senderId", "clientMsgId", text, flags FROM "Message" ORDER BY "roomId", seq`,
    );
    return { rows, rooms, messages };
  } finally {
    await session.query('ROLLBACK');
  }
}

const item = (key: fc.Arbitrary<string>): fc.Arbitrary<Item> =>
  fc.record({ room: fc.constantFrom(...ROOMS), sender: fc.constantFrom(...PEOPLE), key });
/** No key comes twice in it. */
const plainBatch = fc.uniqueArray(
  item(
    fc.oneof(
      fc.constantFrom(...STORED_KEYS),
      fc.string({ minLength: 8, maxLength: 12, unit: fc.constantFrom(...'abc') }),
    ),
  ),
  { minLength: 1, maxLength: 12, selector: ({ key }) => key },
);
/** As most batches are: all of it in rooms without gates. */
const openBatch = plainBatch.map((batch) =>
  batch.map((one, n) => ({ ...one, room: ROOMS[n % 2] ?? one.room })),
);

const TEXTS = `array_fill('text'::text, ARRAY[cardinality(keys)])`;

describe('chat_send_plain', () => {
  it('makes of any batch without answers and repeats what chat_send_3 makes of it', async () => {
    const seen = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(fc.oneof(plainBatch, openBatch), async (batch) => {
        const plain = await outcome(`chat_send_plain(rooms, ids, senders, keys, ${TEXTS})`, batch);
        expect(plain).toEqual(await outcome(`chat_send_3(rooms, ids, senders, keys, ${TEXTS}, NULL)`, batch));
        for (const row of plain.rows) seen.add(row.outcome);
      }),
      { numRuns: 150 },
    );
    expect([...seen].sort()).toEqual(['duplicate', 'forbidden', 'stored']);
  });

  it('stores nothing of a batch in which a key comes twice', async () => {
    const one: Item = { room: 'open', sender: 'member', key: 'comes twice' };
    await expect(
      outcome(`chat_send_plain(rooms, ids, senders, keys, ${TEXTS})`, [one, one]),
    ).rejects.toMatchObject({ code: '23505' });
  });
});
