import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transactionsLeftOpen } from './open-transactions';
import { createDatabase, type TestDatabase } from '../../rig/database.mjs';
import { PostgresUnderTest } from './world/postgres';

/** Nobody is taken for gone who takes a while from one statement to the next. */
const NOT_MEANWHILE_MS = 3_600_000;

let postgres: PostgresUnderTest;
let database: TestDatabase;
beforeAll(async () => {
  postgres = await PostgresUnderTest.start();
  database = await createDatabase(postgres.url());
});
afterAll(async () => {
  await database.drop();
  await postgres.stop();
});

/** Somebody in the middle of a transaction. */
async function begun(): Promise<pg.Client> {
  const session = new pg.Client({ connectionString: database.url });
  await session.connect();
  await session.query('BEGIN');
  await session.query('SELECT 1');
  return session;
}

describe('transactions that are left open', () => {
  it('are counted, also those that have failed', async () => {
    const sessions = [await begun(), await begun()];
    await sessions[0]?.query('SELECT 1 / 0').catch(() => undefined);
    expect(await transactionsLeftOpen(database, 0)).toBe(2);
    for (const session of sessions) await session.end();
  });

  it('are not those that go on: they only look so between two statements', async () => {
    const session = await begun();
    const looks: number[] = [];
    const left = await transactionsLeftOpen(
      {
        query: async (text, values) => {
          const rows = await database.query<never>(text, values);
          looks.push(rows.length);
          await session.query(looks.length === 1 ? 'SELECT 2' : 'COMMIT');
          return rows;
        },
      },
      NOT_MEANWHILE_MS,
    );
    await session.end();
    expect(left).toBe(0);
    expect(looks).toEqual([1, 1, 0]);
  });
});
