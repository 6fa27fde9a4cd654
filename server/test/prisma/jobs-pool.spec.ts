import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Lease } from '../../src/jobs/lease.repository.js';
import {
  applyMigrations,
  Database,
  jobsPool,
  OrdinaryDatabase,
  patientPool,
} from '../../src/prisma/index.js';
import { BreakableProxy } from '../support/breakable-proxy.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { within } from '../support/within.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.drop();
});

const POOLS = [
  ['the job queue', (url: string, note: (error: Error) => void) => jobsPool(url, note)],
  ['messages', (url: string, note: (error: Error) => void) => new Database(url, 1, note).pool],
  ['the rest', (url: string, note: (error: Error) => void) => new OrdinaryDatabase(url, 1, note).pool],
] as const;

it.each(POOLS)(
  'a connection of %s that is lost while it is lent ends nothing: whoever asks it next is told',
  async (_whose, open) => {
    const idle: Error[] = [];
    const pool = open(database.url, (error) => idle.push(error));
    const lent = await pool.connect();
    const { rows } = await lent.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise<void>((resolve) => lent.once('end', resolve));
    // Nobody waits for an answer just then. Without a listener the next line would be the last of the process.
    await database.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(lent.query('SELECT 1')).rejects.toThrow();
    lent.release(true);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(idle).toEqual([]);
    await pool.end();
  },
);

it.each(POOLS)(
  'a connection of %s that is lost while it is idle is told of in few words',
  async (_whose, open) => {
    let hear: (error: Error) => void = () => undefined;
    const heard = new Promise<Error>((resolve) => (hear = resolve));
    const pool = open(database.url, hear);
    const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await database.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    // The library puts the whole connection to it, with all statements that it knows.
    expect(JSON.stringify(await heard).length).toBeLessThan(500);
    await pool.end();
  },
);

it('a lease whose connection is lost gives it back, however often', async () => {
  await applyMigrations(database.url);
  const pool = jobsPool(database.url, () => undefined);
  const lease = new Lease(pool);
  for (let times = 0; times < 6; times += 1) {
    await lease.hold();
    const lost = new Promise((resolve) => pool.once('remove', resolve));
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    await within('giving a connection back', lost);
  }
  await lease.hold();
  await lease.letGo();
  await pool.end();
});

it('what the clock of the queue asks while the database is away waits for it, and finds nothing when the queue is closed', async () => {
  const proxy = await BreakableProxy.to(database.url);
  const pool = jobsPool(proxy.url, () => undefined);
  const closing = new AbortController();
  let tellFailed = (): void => undefined;
  const patient = patientPool(pool, { closed: closing.signal, onFailure: () => tellFailed() });
  const asked = () => {
    const failed = new Promise<void>((resolve) => (tellFailed = resolve));
    proxy.cut();
    return { answer: patient.query('SELECT 1 AS one'), failed };
  };
  const first = asked();
  await within('being refused', first.failed);
  proxy.mend();
  expect((await first.answer).rows).toEqual([{ one: 1 }]);
  const second = asked();
  await within('being refused again', second.failed);
  closing.abort();
  expect((await within('an answer', second.answer)).rows).toEqual([]);
  await pool.end();
  await proxy.close();
});
