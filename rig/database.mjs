// @ts-check
import { randomBytes } from 'node:crypto';
import pg from 'pg';

/**
 * @typedef {object} TestDatabase
 * @property {string} url
 * @property {<Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>} query runs SQL beside the
 *   server, as somebody who looks into the tables
 * @property {() => Promise<void>} drop
 */

/**
 * A new database.
 * @param {string} server address of any database of the PostgreSQL server
 * @param {string} [options] what follows the name in CREATE DATABASE, such as `TEMPLATE another`
 * @returns {Promise<TestDatabase>}
 */
export async function createDatabase(server, options = '') {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runSql(server, `CREATE DATABASE ${name} ${options}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  pool.on('error', () => undefined);
  return {
    url: url.href,
    query: async (text, values = []) => (await pool.query(text, values)).rows,
    drop: async () => {
      await pool.end();
      await runSql(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/**
 * Runs one statement on a connection of its own.
 * @param {string} url @param {string} sql @param {unknown[]} [values]
 * @returns {Promise<any[]>} the rows
 */
export async function runSql(url, sql, values = []) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}
