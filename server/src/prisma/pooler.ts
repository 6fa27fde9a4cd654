import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { reasonOf, sqlStateOf } from './database-error.js';
import { DatabaseRefusal } from './database-refusal.js';

const LOOKS = 4;
const CONNECT_TIMEOUT_MS = 3_000;
const MARK = 'chatket.mark';

/**
 * Refuses a pooler that gives each transaction another session, such as PgBouncer with pool_mode=transaction: settings,
 * named statements and the lock of the migrations belong to a session. A pooler that keeps sessions is fine.
 * @param client freshly connected
 * @throws DatabaseRefusal saying what to change
 */
export async function refuseTransactionPooling(client: pg.Client, url: string): Promise<void> {
  if (!(await isPooled(client))) return;
  const mark = randomUUID();
  await client.query(`SELECT set_config('${MARK}', $1, false)`, [mark]);
  const others: pg.Client[] = [];
  try {
    for (let look = 0; look < LOOKS; look += 1) {
      const other = await occupy(url);
      if (!other) return; // the pooler has no session to spare: it keeps one for each connection
      others.push(other);
      if ((await markOf(other)) === mark || (await markOf(client)) !== mark) throw refusal();
    }
  } finally {
    await Promise.all(others.map((other) => other.end().catch(() => undefined)));
    await client.query(`SELECT set_config('${MARK}', '', false)`).catch(() => undefined);
  }
}

/** PostgreSQL gives a connection the number of its process; a pooler makes one up. */
async function isPooled(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid !== (client as unknown as { processID: number | null }).processID;
}

/** Another connection, in the middle of a transaction: whatever session it was given is taken. */
async function occupy(url: string): Promise<pg.Client | undefined> {
  const other = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
  });
  other.on('error', () => undefined);
  try {
    await other.connect();
    await other.query('BEGIN');
    return other;
  } catch (error) {
    await other.end().catch(() => undefined);
    if (sqlStateOf(error) === '08P01' && /transaction/i.test(reasonOf(error))) throw refusal();
    return undefined;
  }
}

async function markOf(client: pg.Client): Promise<string | null | undefined> {
  const { rows } = await client.query<{ mark: string | null }>(
    `SELECT current_setting('${MARK}', true) AS mark`,
  );
  return rows[0]?.mark;
}

function refusal(): DatabaseRefusal {
  return new DatabaseRefusal(
    'DATABASE_URL leads to a pooler that gives each transaction another session (as PgBouncer with pool_mode = transaction or statement). ChatKet needs sessions of its own: set pool_mode = session for its database, or connect to PostgreSQL itself.',
  );
}
