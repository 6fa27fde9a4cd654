import { randomBytes } from 'node:crypto';
import net, { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { applyMigrations, awaitDatabase, DatabaseRefusal } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { freePort } from '../../../scripts/lib/free-port.mjs';

const SERVER = process.env.TEST_POSTGRES_URL ?? '';
let admin: pg.Client;
let database: TestDatabase;
const undo: string[] = [];
beforeAll(async () => {
  admin = new pg.Client({ connectionString: SERVER });
  await admin.connect();
  database = await createDatabase();
});
afterEach(async () => {
  for (const sql of undo.splice(0).reverse()) await admin.query(sql);
});
afterAll(async () => {
  await database.drop();
  await admin.end();
});

const name = () => `test_${randomBytes(6).toString('hex')}`;

function at(
  url: string,
  changes: { user?: string; password?: string; database?: string; port?: number },
): string {
  const result = new URL(url);
  result.username = changes.user ?? result.username;
  result.password = changes.password ?? result.password;
  if (changes.database !== undefined) result.pathname = `/${changes.database}`;
  if (changes.port !== undefined) result.port = String(changes.port);
  return result.href;
}

/** What a start with this database says before it gives up. */
async function refusalOf(url: string, waitMs = 0): Promise<string> {
  const outcome = await awaitDatabase(url, { waitMs, poolMax: 10, say: () => undefined }).catch(
    (error: unknown) => error,
  );
  if (!(outcome instanceof DatabaseRefusal)) throw new Error(`it was not refused: ${String(outcome)}`);
  expect(outcome.message).not.toContain(new URL(url).password || 'nothing');
  expect(outcome.message.split('\n')).toHaveLength(1);
  return outcome.message;
}

async function role(): Promise<{ user: string; password: string }> {
  const [user, password] = [name(), 'only-for-this-test'];
  await admin.query(`CREATE ROLE ${user} LOGIN PASSWORD '${password}'`);
  undo.push(`DROP ROLE ${user}`);
  return { user, password };
}

describe('a start with a database that cannot be used', () => {
  it('says that the encoding is another one', async () => {
    const latin = name();
    await admin.query(
      `CREATE DATABASE ${latin} ENCODING 'LATIN1' TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'`,
    );
    undo.push(`DROP DATABASE ${latin} WITH (FORCE)`);
    expect(await refusalOf(at(SERVER, { database: latin }))).toContain(`"${latin}" has the encoding LATIN1`);
  });

  it('says which right is missing to make tables, and makes none', async () => {
    const { user, password } = await role();
    expect(await refusalOf(at(database.url, { user, password }))).toContain(
      `GRANT CREATE ON SCHEMA public TO "${user}"`,
    );
    expect(await database.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
  });

  it('says which right is missing to use the tables', async () => {
    const own = await createDatabase();
    const { user, password } = await role();
    await applyMigrations(own.url);
    await own.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${user}`);
    const url = at(own.url, { user, password });
    await awaitDatabase(url, { waitMs: 0, poolMax: 10, say: () => undefined });
    await own.query(`REVOKE INSERT ON "Message" FROM ${user}`);
    expect(await refusalOf(url)).toContain(`"${user}" may not read and write "Message"`);
    await own.query(`DROP OWNED BY ${user}`);
    await own.drop();
  });

  it('says that no schema can be used', async () => {
    const { user, password } = await role();
    await admin.query(`ALTER ROLE ${user} SET search_path = 'nowhere'`);
    expect(await refusalOf(at(database.url, { user, password }))).toContain(
      'has no schema to put its tables into',
    );
  });

  it('says that the password is wrong, for whom and where, at once', async () => {
    const message = await refusalOf(at(database.url, { password: 'of-somebody-else' }), 60_000);
    expect(message).toMatch(
      /^The database "test_\w+" at 127\.0\.0\.1:\d+ refuses the password of "chatket" \(28P01\)/,
    );
  });

  it('says that there is no such database, and no such role, at once', async () => {
    expect(await refusalOf(at(SERVER, { database: 'nobody_made_it' }), 60_000)).toContain(
      'does not exist (3D000)',
    );
    expect(await refusalOf(at(SERVER, { user: 'nobody' }), 60_000)).toContain('"nobody"');
  });

  it('says that it does not speak TLS, at once', async () => {
    expect(await refusalOf(`${database.url}?sslmode=require`, 60_000)).toContain('does not support SSL');
  });

  it('says that it takes no writes', async () => {
    const own = await createDatabase();
    const { pathname } = new URL(own.url);
    await admin.query(`ALTER DATABASE ${pathname.slice(1)} SET default_transaction_read_only = on`);
    expect(await refusalOf(own.url)).toContain('takes no writes: it is read-only or a standby');
    await own.drop();
  });
});

describe('a start with a database that is not up yet', () => {
  it('says what it waits for, and goes on when it is there', async () => {
    const port = await freePort();
    const said: string[] = [];
    const starting = new Promise<void>((resolve) => {
      void awaitDatabase(at(database.url, { port }), {
        waitMs: 60_000,
        poolMax: 10,
        say: (message) => {
          said.push(message);
          // Only now somebody listens there.
          proxy.listen(port, '127.0.0.1');
        },
      }).then(resolve);
    });
    const target = new URL(database.url);
    const proxy = createServer((near) => {
      const far = new net.Socket();
      far.connect(Number(target.port), target.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const)
        one.on('error', () => other.destroy()).pipe(other);
    });
    await starting;
    proxy.close();
    expect(said).toEqual([
      expect.stringMatching(/cannot be reached: connect ECONNREFUSED .*\. Waiting, at most 60 s\.$/),
    ]);
  });

  it('gives up when it has waited long enough, with the cause', async () => {
    const port = await freePort();
    expect(await refusalOf(at(database.url, { port }), 1)).toMatch(/ECONNREFUSED.*\(DATABASE_WAIT_MS\)\.$/);
    expect(await refusalOf('postgresql://chat:own@no-such-host.invalid/chat', 1)).toMatch(
      /ENOTFOUND|EAI_AGAIN/,
    );
  });

  it('says what works less well than it should', async () => {
    const own = await createDatabase();
    await admin.query(`ALTER DATABASE ${new URL(own.url).pathname.slice(1)} SET synchronous_commit = off`);
    const said: string[] = [];
    await awaitDatabase(own.url, { waitMs: 0, poolMax: 1_000, say: (message) => said.push(message) });
    expect(said).toEqual([
      expect.stringContaining('synchronous_commit is off'),
      expect.stringContaining('DATABASE_POOL_MAX is 1000, and PostgreSQL takes 100'),
    ]);
    await own.drop();
  });
});
