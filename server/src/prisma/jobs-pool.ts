import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { hearLost } from './lost-connections.js';
import { takeMigrationLock } from './migration-lock.js';

/** One listens, one holds the lease of the process, the others take jobs and note what became of them. */
const CONNECTIONS = 4;
const PATIENCE_MS = 5_000;
const TRY_AGAIN_MS = 1_000;
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
  hearLost(pool, onIdleError);
  return pool;
}

/**
 * The same pool for the clock of the queue, which leaves what it is refused to nobody, and that would end the process: its
 * statements wait for the database until the queue is closed, and find nothing then.
 */
export function patientPool(
  pool: pg.Pool,
  { closed, onFailure }: { closed: AbortSignal; onFailure: (error: unknown) => void },
): pg.Pool {
  const ask = pool.query.bind(pool) as (...statement: unknown[]) => Promise<unknown>;
  const query = async (...statement: unknown[]): Promise<unknown> => {
    while (!closed.aborted) {
      try {
        return await ask(...statement);
      } catch (error) {
        if (!closed.aborted) onFailure(error);
        await delay(TRY_AGAIN_MS, undefined, { ref: false, signal: closed }).catch(() => undefined);
      }
    }
    return { rows: [], rowCount: 0 };
  };
  return new Proxy(pool, {
    get: (target, name): unknown => (name === 'query' ? query : Reflect.get(target, name)),
  });
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
