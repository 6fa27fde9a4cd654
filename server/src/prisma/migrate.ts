import pg from 'pg';
import { reasonOf, sqlStateOf } from './database-error.js';
import { DatabaseRefusal } from './database-refusal.js';
import { type Migration, MIGRATIONS_DIR, readMigrations } from './migration-files.js';
import { isThere, type Ledger, noteFailed, noteFinished, readLedger } from './migration-ledger.js';
import { takeMigrationLock } from './migration-lock.js';

const LOCK_PATIENCE_MS = 300_000;
/** A change of a table waits so long for those who use it. While it waits, everybody waits behind it. */
const TABLE_LOCK_TIMEOUT_MS = 5_000;
const ATTEMPTS = 6;
const LOCK_NOT_AVAILABLE = '55P03';
/** A migration takes as long as it takes, whatever the role was told. */
const SETTINGS = `SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;
  SET client_encoding = 'UTF8'`;
/** PostgreSQL notices when this process is gone, and lets go of everything. Not every system can. */
const LET_GO = 'SET client_connection_check_interval = 1000';

export interface MigrateOptions {
  directory?: string;
  /** How long to wait for another process that migrates. */
  lockPatienceMs?: number;
  /** How long a statement waits for a table, each of the times that it is tried. */
  tableLockTimeoutMs?: number;
}

/**
 * Brings the database up to date. Processes that start together wait for each other. A migration and the note that it
 * is applied are one transaction: whenever it is cut off, the next start does it again, or goes on.
 * @param warn is told what takes long, and of a migration that was edited after it had been applied: it is not repeated
 * @returns the names of the migrations that were applied
 * @throws DatabaseRefusal naming the migration that failed, or why none may be applied
 */
export async function applyMigrations(
  url: string,
  warn: (message: string) => void = () => undefined,
  {
    directory = MIGRATIONS_DIR,
    lockPatienceMs = LOCK_PATIENCE_MS,
    tableLockTimeoutMs = TABLE_LOCK_TIMEOUT_MS,
  }: MigrateOptions = {},
): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'chatket migrations',
  });
  // A connection that ends by itself is told by the statement it was needed for.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(SETTINGS);
    await client.query(`SET lock_timeout = ${String(tableLockTimeoutMs)}`);
    await client.query(LET_GO).catch(() => undefined);
    await takeMigrationLock(client, { patienceMs: lockPatienceMs, say: warn });
    const ledger = await readLedger(client);
    const migrations = readMigrations(directory);
    refuseNewer(migrations, ledger);
    warnOfEdited(migrations, ledger, warn);
    const pending = migrations.filter(({ name }) => !ledger.finished.has(name));
    const applied: string[] = [];
    for (const migration of pending) {
      if (ledger.open.has(migration.name) && (await isThere(client, migration)))
        await noteFinished(client, migration);
      else applied.push(await apply(client, migration, warn));
    }
    return applied;
  } finally {
    await client.end();
  }
}

function refuseNewer(migrations: Migration[], { finished }: Ledger): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...finished.keys()].filter((name) => !known.has(name)).sort();
  if (unknown.length === 0) return;
  throw new DatabaseRefusal(
    `The database was brought up to date by a newer ChatKet (${unknown.join(', ')}), which this one does not know. Start that version, or restore a backup of before; see docs/migrations.md.`,
  );
}

function warnOfEdited(migrations: Migration[], { finished }: Ledger, warn: (message: string) => void): void {
  for (const { name, checksum } of migrations) {
    const known = finished.get(name);
    if (known !== undefined && known !== checksum)
      warn(`Migration ${name} was edited after it had been applied.`);
  }
}

async function apply(
  client: pg.Client,
  migration: Migration,
  warn: (message: string) => void,
): Promise<string> {
  const { name } = migration;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await (migration.steps ? runSteps(client, migration) : runWhole(client, migration));
      return name;
    } catch (error) {
      const isBusy = sqlStateOf(error) === LOCK_NOT_AVAILABLE;
      if (isBusy && attempt < ATTEMPTS) {
        warn(
          `Migration ${name} waits for a table that others use (${String(attempt)} of ${String(ATTEMPTS)}).`,
        );
        continue;
      }
      throw await failed(client, migration, error);
    }
  }
}

async function runWhole(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await noteFinished(client, migration);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined); // a lost connection has rolled back already
    throw error;
  }
}

/** Cut off between two steps, all of them are done again: that is what such a migration promises to allow. */
async function runSteps(client: pg.Client, migration: Migration): Promise<void> {
  for (const step of migration.steps ?? []) await client.query(step);
  await noteFinished(client, migration);
}

/** The reason is kept beside the migrations where that can be done, for whoever looks there. */
async function failed(client: pg.Client, migration: Migration, error: unknown): Promise<DatabaseRefusal> {
  const reason = reasonOf(error);
  await noteFailed(client, migration, reason).catch(() => undefined); // a full disk or a lost connection
  const kept = migration.steps ? 'Its steps can be repeated' : 'Nothing of it was kept';
  return new DatabaseRefusal(
    `Migration ${migration.name} failed: ${reason}. ${kept}; the next start tries it again (docs/migrations.md).`,
    { cause: error },
  );
}
