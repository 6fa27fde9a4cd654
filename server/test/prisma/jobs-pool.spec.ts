import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { jobsPool } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.drop();
});

it('a connection of the job queue that is lost while it is lent ends nothing: whoever asks it next is told', async () => {
  const idle: Error[] = [];
  const pool = jobsPool(database.url, (error) => idle.push(error));
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
});
