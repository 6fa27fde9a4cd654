import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { AppError } from '../../src/common/index.js';
import { applyMigrations, OrdinaryDatabase, type Statements } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let target: TestDatabase;
/** One connection: a transaction that does not give it back keeps it from everybody. */
let database: OrdinaryDatabase;
beforeAll(async () => {
  target = await createDatabase();
  await applyMigrations(target.url);
  database = new OrdinaryDatabase(target.url, 1, () => undefined);
});
afterEach(async () => {
  expect(await database.query('free-again', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(database.pool.totalCount).toBe(1);
  expect(database.pool.idleCount).toBe(1);
});
afterAll(async () => {
  await database.close();
  await target.drop();
});

const insert = (statements: Statements, name: string) =>
  statements.query(
    'insert-user',
    'INSERT INTO "User" (id, username) VALUES (gen_random_uuid(), $1) RETURNING username',
    [name],
  );
const names = async () =>
  (await target.query<{ username: string }>('SELECT username FROM "User" ORDER BY username')).map(
    ({ username }) => username,
  );
const never = () => new Promise<never>(() => undefined);

describe('a transaction', () => {
  it('keeps all of its work and answers what the work answers', async () => {
    const answer = await database.transaction(async (transaction) => {
      await insert(transaction, 'kept-1');
      expect(await names()).not.toContain('kept-1');
      return insert(transaction, 'kept-2');
    });
    expect(answer).toEqual([{ username: 'kept-2' }]);
    expect(await names()).toEqual(['kept-1', 'kept-2']);
  });

  it('keeps nothing when the work fails, and throws what it threw', async () => {
    const reason = new AppError('ROOM_NOT_FOUND', 'There is no such room.');
    const work = async (transaction: Statements) => {
      await insert(transaction, 'rolled-back');
      throw reason;
    };
    await expect(database.transaction(work)).rejects.toBe(reason);
    expect(await names()).not.toContain('rolled-back');
  });

  it('keeps nothing when a statement fails, even if the work goes on as if it had not', async () => {
    const work = async (transaction: Statements) => {
      await insert(transaction, 'twice');
      await insert(transaction, 'twice').catch(() => undefined);
      return 'done';
    };
    await expect(database.transaction(work)).rejects.toThrow('nothing of it is kept');
    expect(await names()).not.toContain('twice');
  });

  it('that takes too long between its statements is rolled back', async () => {
    const work = async (transaction: Statements) => {
      await insert(transaction, 'too-slow');
      return never();
    };
    await expect(database.transaction(work, 50)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      isRetryable: true,
    });
    expect(await names()).not.toContain('too-slow');
  });

  it('that takes too long in a statement is rolled back, and its locks are free', async () => {
    const work = async (transaction: Statements) => {
      await insert(transaction, 'locked-out');
      return transaction.query('sleep', 'SELECT pg_sleep(2.5)');
    };
    await expect(database.transaction(work, 50)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    // Waits for the other one's key, were it still there; longer than a lock may be waited for it is not.
    let isFree = false;
    while (!isFree)
      isFree = await insert(database, 'locked-out').then(
        () => true,
        (error: unknown) => {
          if (error instanceof AppError && error.code === 'UNAVAILABLE') return false;
          throw error;
        },
      );
    expect(await names()).toContain('locked-out');
  });

  it('takes no statement after its end', async () => {
    const kept: Statements[] = [];
    await database.transaction((transaction) => {
      kept.push(transaction);
      return Promise.resolve();
    });
    for (const transaction of kept) await expect(insert(transaction, 'too-late')).rejects.toThrow('is over');
    expect(kept).toHaveLength(1);
    expect(await names()).not.toContain('too-late');
  });

  it('whose connection is lost is rolled back, may be tried again, and the next has a new one', async () => {
    const work = async (transaction: Statements) => {
      await insert(transaction, 'cut-off');
      await transaction.query('cut', 'SELECT pg_terminate_backend(pg_backend_pid())');
    };
    await expect(database.transaction(work)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      isRetryable: true,
    });
    expect(await names()).not.toContain('cut-off');
    await database.transaction((transaction) => insert(transaction, 'after-the-cut'));
    expect(await names()).toContain('after-the-cut');
  });

  it('whose connection is lost between its statements fails at the next one, and the process goes on', async () => {
    const isLost = new Promise<void>((resolve) => {
      database.pool.once('acquire', (client) => (client as pg.PoolClient).once('end', resolve));
    });
    const work = async (transaction: Statements) => {
      const [own] = await transaction.query<{ pid: number }>('own-pid', 'SELECT pg_backend_pid() AS pid');
      await target.query('SELECT pg_terminate_backend($1)', [own?.pid]);
      await isLost;
      return insert(transaction, 'lost-between');
    };
    await expect(database.transaction(work)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      isRetryable: true,
    });
    expect(await names()).not.toContain('lost-between');
  });

  it('that finds no connection free waits for a bounded time, and may be tried again', async () => {
    const held = await database.pool.connect();
    const outcome = await database
      .transaction(() => Promise.resolve('never'))
      .catch((error: unknown) => error);
    held.release();
    expect(outcome).toMatchObject({ code: 'UNAVAILABLE', isRetryable: true });
  });
});
