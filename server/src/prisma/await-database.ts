import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { checkDatabase, isReadOnly } from './database-checks.js';
import { isTlsError, isTransient, reasonOf, sqlStateOf } from './database-error.js';
import { DatabaseRefusal } from './database-refusal.js';
import { refuseTransactionPooling } from './pooler.js';

const CONNECT_TIMEOUT_MS = 5_000;
const LOOK_EVERY_MS = 500;
const SAY_EVERY_MS = 10_000;
/** What waiting does not mend: the login, the name of the database, the encryption, the protocol. */
const LASTING = /^(28|3D|08P01$|0P)/;

export interface AwaitOptions {
  /** How long a database may take to come up and to take writes. */
  waitMs: number;
  poolMax: number;
  /** Is told what is waited for, and what works less well than it should. */
  say: (message: string) => void;
}

/**
 * Resolves when the database is up, takes writes and is one that ChatKet can work with. Nothing is written to it.
 * @throws DatabaseRefusal in one sentence, with the cause
 */
export async function awaitDatabase(url: string, { waitMs, poolMax, say }: AwaitOptions): Promise<void> {
  const client = await untilUsable(url, waitMs, say);
  try {
    await refuseTransactionPooling(client, url);
    await checkDatabase(client, { poolMax, warn: say });
  } catch (error) {
    if (error instanceof DatabaseRefusal) throw error;
    throw new DatabaseRefusal(`${nameOf(url)} cannot be used: ${reasonOf(error)}.`, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A connection to a database that takes writes. */
async function untilUsable(url: string, waitMs: number, say: AwaitOptions['say']): Promise<pg.Client> {
  const start = performance.now();
  for (let lastSaid = -SAY_EVERY_MS; ;) {
    const outcome = await tryOnce(url);
    if (typeof outcome !== 'string') return outcome;
    const waited = performance.now() - start;
    if (waited >= waitMs)
      throw new DatabaseRefusal(`${outcome}. Waited ${seconds(waitMs)} (DATABASE_WAIT_MS).`);
    if (waited - lastSaid >= SAY_EVERY_MS) {
      lastSaid = waited;
      say(`${outcome}. Waiting, at most ${seconds(waitMs)}.`);
    }
    await delay(Math.min(LOOK_EVERY_MS, waitMs - waited));
  }
}

/** The connection, or why there is none yet. @throws DatabaseRefusal when waiting would not help */
async function tryOnce(url: string): Promise<pg.Client | string> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
    application_name: 'chatket start',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (!(await isReadOnly(client))) return client;
    await client.end();
    return `${nameOf(url)} takes no writes: it is read-only or a standby`;
  } catch (error) {
    await client.end().catch(() => undefined);
    const lasting = lastingProblem(error, url);
    if (lasting !== undefined) throw new DatabaseRefusal(lasting, { cause: error });
    return `${nameOf(url)} cannot be reached: ${reasonOf(error)}`;
  }
}

function lastingProblem(error: unknown, url: string): string | undefined {
  const state = sqlStateOf(error) ?? '';
  if (state === '28P01')
    return `${nameOf(url)} refuses the password of "${userOf(url)}" (28P01). Set the one it knows in DATABASE_URL or POSTGRES_PASSWORD; a database that exists keeps the password it was made with (under compose: docker compose exec postgres set-database-password).`;
  const isEncryption = isTlsError(error) || /does not support SSL/.test(reasonOf(error));
  const isLasting = LASTING.test(state) || isEncryption || !isTransient(error);
  return isLasting ? `${nameOf(url)} cannot be used: ${reasonOf(error)}.` : undefined;
}

/** Where the database is, without anything secret. */
function nameOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  const host = hostname === '' ? 'its socket' : `${hostname}:${port || '5432'}`;
  return `The database "${decodeURIComponent(pathname.slice(1))}" at ${host}`;
}

function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

function seconds(ms: number): string {
  return `${String(Math.round(ms / 1000))} s`;
}
