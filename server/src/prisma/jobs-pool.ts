import pg from 'pg';
import { takeMigrationLock } from './migration-lock.js';

/** One listens, one holds the lease of the process, the others take jobs and note what became of them. */
const CONNECTIONS = 4;
const PATIENCE_MS = 5_000;
const LOCK_PATIENCE_MS = 300_000;

/** The connections of the job queue: neither messages nor anything else wait for them. */
export function jobsPool(url: string, onIdleError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    keepAlive: true,
    application_name: 'chatket jobs',
  });
  pool.on('error', onIdleError);
  // One that is lost while it is lent to the queue: whoever asks it next is told. Nobody else listens, which would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Runs the work while nobody else changes the database's schema. @throws DatabaseRefusal when somebody does so for long */
export async function whileMigrating(url: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE_MS,
    application_name: 'chatket migrations',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await takeMigrationLock(client, { patienceMs: LOCK_PATIENCE_MS, say: () => undefined });
    await work();
  } finally {
    await client.end().catch(() => undefined);
  }
}
