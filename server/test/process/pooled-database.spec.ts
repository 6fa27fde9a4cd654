import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { awaitDatabase, Database, OrdinaryDatabase } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { People } from '../support/people.js';
import { type Pooler, pgbouncerPath, startPgbouncer } from '../support/pgbouncer.js';
import { ServerProcess } from '../../../rig/server-process.mjs';

const reason = pgbouncerPath === undefined ? ' (skipped: no PgBouncer was found, set PGBOUNCER_PATH)' : '';
const describeWithPooler = pgbouncerPath === undefined ? describe.skip : describe;

let database: TestDatabase;
let pooler: Pooler | undefined;
beforeAll(async () => {
  database = await createDatabase();
});
afterEach(async () => {
  await pooler?.stop();
  pooler = undefined;
});
afterAll(() => database.drop());

describeWithPooler(`a database behind PgBouncer${reason}`, () => {
  it('that keeps sessions is used as one without a pooler, from the first migration on', async () => {
    pooler = await startPgbouncer('session');
    const server = await ServerProcess.start({ DATABASE_URL: pooler.url(database.url) });
    const people = new People(server.url);
    const { roomId, a, b } = await people.conversation(
      await people.logIn('alice'),
      await people.logIn('bob'),
    );
    await a.tell('message:send', { roomId, text: 'through the pool', clientMsgId: 'pooled-0001' });
    expect(await b.untilMessages(roomId, 1)).toMatchObject([{ text: 'through the pool' }]);
    people.disconnect();
    expect(await server.stop()).toBe(0);
    expect(server.log).not.toMatch(/cannot|unsupported/);
  });

  it.each([
    ['hot', Database, ['force_generic_plan', 'off', 'off', '3s', '2s', 'UTF8']],
    ['ordinary', OrdinaryDatabase, ['auto', 'on', 'on', '3s', '2s', 'UTF8']],
  ])('has sessions with the settings of the %s pool', async (_name, Pool, expected) => {
    pooler = await startPgbouncer('session');
    const pool = new Pool(pooler.url(database.url), 1, () => undefined);
    const names = [
      'plan_cache_mode',
      'enable_seqscan',
      'jit',
      'statement_timeout',
      'lock_timeout',
      'client_encoding',
    ];
    const rows = await pool.query<{ value: string }>(
      'settings',
      'SELECT current_setting(name) AS value FROM unnest($1::text[]) WITH ORDINALITY AS n (name, place) ORDER BY place',
      [names],
    );
    await pool.close();
    expect(rows.map(({ value }) => value)).toEqual(expected);
  });

  it('serves transactions', async () => {
    pooler = await startPgbouncer('session');
    const pool = new OrdinaryDatabase(pooler.url(database.url), 1, () => undefined);
    await pool.query('table', 'CREATE TABLE kept (n int)');
    const insert = (n: number) =>
      pool.transaction((transaction) => transaction.query('insert', 'INSERT INTO kept VALUES ($1)', [n]));
    await insert(1);
    await expect(
      pool.transaction(async (transaction) => {
        await transaction.query('insert', 'INSERT INTO kept VALUES ($1)', [2]);
        throw new Error('on second thoughts');
      }),
    ).rejects.toThrow('on second thoughts');
    await insert(3);
    expect(await pool.query('read', 'SELECT n FROM kept ORDER BY n')).toEqual([{ n: 1 }, { n: 3 }]);
    await pool.close();
  });

  it.each(['transaction', 'statement'] as const)(
    'that keeps none (%s) is refused with a sentence',
    async (mode) => {
      pooler = await startPgbouncer(mode);
      const options = { waitMs: 30_000, poolMax: 10, say: () => undefined };
      await expect(awaitDatabase(pooler.url(database.url), options)).rejects.toThrow(
        'set pool_mode = session for its database, or connect to PostgreSQL itself',
      );
    },
  );
});
