import { setTimeout as delay } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import pg from 'pg';
import { BootError } from '../common/index.js';
import { isTransient } from './database.js';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 250;
const OLDEST = 150_000;

/**
 * Connects to the database before anything else happens, waiting for one that is not up yet, and looks whether it can
 * be used at all.
 * @param say is told, once, that it is waited for
 * @param patienceMs how long a database that cannot be reached is waited for
 * @throws BootError with what is wrong and what to do
 */
export async function connectAtBoot(
  url: string,
  say: (message: string) => void,
  patienceMs = PATIENCE_MS,
): Promise<pg.Client> {
  const client = await connect(url, say, patienceMs);
  try {
    await assertUsable(client);
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function connect(url: string, say: (message: string) => void, patienceMs: number): Promise<pg.Client> {
  const end = performance.now() + patienceMs;
  for (let isFirst = true; ; isFirst = false) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    try {
      // Without a listener, a connection that is lost later would end the process.
      client.on('error', () => undefined);
      await client.connect();
      return client;
    } catch (error) {
      const refused = refusalOf(error, url);
      if (refused) throw refused;
      if (!isTransient(error) || performance.now() > end) throw unreachable(error, url);
      if (isFirst) say(`${unreachable(error, url).message} Waiting for it.`);
      await delay(PAUSE_MS);
    }
  }
}

/** What waiting does not change. */
function refusalOf(error: unknown, url: string): BootError | undefined {
  const { username, pathname } = new URL(url);
  switch (codeOf(error)) {
    case '28P01':
      return new BootError(
        `The database at ${placeOf(url)} refuses the password of "${decodeURIComponent(username)}". ` +
          'PostgreSQL keeps the password that its volume was made with. Under compose, this gives it the one that ' +
          'is set now: docker compose exec postgres set-database-password',
      );
    case '28000':
      return new BootError(`The database at ${placeOf(url)} does not let us in: ${messageOf(error)}.`);
    case '3D000':
      return new BootError(
        `There is no database "${decodeURIComponent(pathname.slice(1))}" at ${placeOf(url)}: make it, or name another.`,
      );
    default:
      return undefined;
  }
}

function unreachable(error: unknown, url: string): BootError {
  return new BootError(`The database at ${placeOf(url)} cannot be reached: ${messageOf(error)}.`, {
    cause: error,
  });
}

async function assertUsable(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{
    version: number;
    encoding: string;
    readOnly: boolean;
    mayCreate: boolean | null;
    schema: string | null;
    person: string;
  }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
            current_setting('transaction_read_only') = 'on' AS "readOnly", current_schema() AS schema,
            has_schema_privilege(current_schema(), 'CREATE') AS "mayCreate", current_user AS person`,
  );
  const [found] = rows;
  if (!found) throw new BootError('The database does not answer what it is.');
  if (found.version < OLDEST)
    throw new BootError(
      `ChatKet needs PostgreSQL 15 or later, and this is ${Math.floor(found.version / 10_000)}.`,
    );
  if (found.encoding !== 'UTF8')
    throw new BootError(
      `The encoding of the database is ${found.encoding}, which cannot hold what people write: ` +
        "make one with ENCODING 'UTF8' TEMPLATE template0.",
    );
  if (found.readOnly)
    throw new BootError(
      'The database can only be read from: it is a standby, or was set so. Name the primary.',
    );
  if (found.schema === null || found.mayCreate !== true)
    throw new BootError(
      `"${found.person}" may not create tables in the schema "${found.schema ?? 'public'}": ` +
        `GRANT ALL ON SCHEMA "${found.schema ?? 'public'}" TO "${found.person}", or make it the owner of the database.`,
    );
}

/** Host, port and name, without the password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function codeOf(error: unknown): string {
  return isNativeError(error) && 'code' in error ? String(error.code) : '';
}

/** Node tells of several addresses of a name by an error of errors, whose own message is empty. */
function messageOf(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.map(messageOf).join(', ');
  return error.message;
}
