import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { BootError } from '../common/index.js';
import { connectAtBoot } from './connect-at-boot.js';

/** The lock and the table are those of `prisma migrate deploy`, so either may run after the other. */
const MIGRATION_LOCK = 72_707_369;
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;
const LOCK_PATIENCE_MS = 60_000;
const LOCK_PAUSE_MS = 200;
/** Duplicate table or index, object, column, function, schema. */
const DUPLICATES = new Set(['42P07', '42710', '42701', '42723', '42P06']);
/**
 * The first line of a migration that PostgreSQL refuses to run in a transaction (CREATE INDEX CONCURRENTLY). Such a file
 * holds one statement, and one that does no harm a second time.
 */
const ALONE = '-- not in a transaction: one statement that may be repeated';
const MIGRATIONS_DIR = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Brings the database up to date. Processes that start together wait for each other. Each migration and the row that
 * tells of it are one transaction: a start that is cut off, or that fails for a passing reason, leaves nothing behind,
 * and the next one goes on. docs/migrations.md says how to repair by hand.
 * @param say is told what is waited for, and of a migration that was edited after it had been applied
 * @returns the names of the migrations that were applied
 * @throws BootError when the database cannot be used, a migration fails, or a newer version was here before
 */
export async function applyMigrations(
  url: string,
  say: (message: string) => void = () => undefined,
): Promise<string[]> {
  const client = await connectAtBoot(url, say);
  try {
    await takeLock(client, say);
    await client.query(CREATE_TABLE);
    const known = await knownMigrations(client);
    const ours = readMigrations();
    assertNotNewer(known, ours);
    for (const { name, checksum } of ours) {
      const before = known.get(name);
      if (before?.isFinished && before.checksum !== checksum)
        say(`Migration ${name} was edited after it had been applied.`);
    }
    const pending = ours.filter(({ name }) => !known.get(name)?.isFinished);
    for (const migration of pending) await apply(client, migration, known.get(migration.name));
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Polled, so that waiting is said and has an end. */
async function takeLock(client: pg.Client, say: (message: string) => void): Promise<void> {
  const end = performance.now() + LOCK_PATIENCE_MS;
  for (let isFirst = true; ; isFirst = false) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      MIGRATION_LOCK,
    ]);
    if (rows[0]?.taken) return;
    if (performance.now() > end)
      throw new BootError(
        `Another process has been bringing the database up to date for ${LOCK_PATIENCE_MS / 1000} s. ` +
          'Wait for it, or end it, and start again.',
      );
    if (isFirst) say('Another process is bringing the database up to date: waiting for it.');
    await delay(LOCK_PAUSE_MS);
  }
}

function readMigrations(): Migration[] {
  return readdirSync(MIGRATIONS_DIR)
    .sort()
    .filter((name) => existsSync(join(MIGRATIONS_DIR, name, 'migration.sql')))
    .map((name) => {
      const sql = readFileSync(join(MIGRATIONS_DIR, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

interface Known {
  id: string;
  checksum: string;
  isFinished: boolean;
  /** It failed for a reason that was noted; otherwise it was cut off. */
  hasFailed: boolean;
}

/** What earlier starts have done, by name. Those before this version noted a migration before they applied it. */
async function knownMigrations(client: pg.Client): Promise<Map<string, Known>> {
  const { rows } = await client.query<Known & { name: string }>(
    `SELECT id, migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished", logs IS NOT NULL AS "hasFailed"
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return new Map(rows.map((row) => [row.name, row]));
}

function assertNotNewer(known: Map<string, Known>, ours: Migration[]): void {
  const names = new Set(ours.map(({ name }) => name));
  const foreign = [...known].find(([name, { isFinished }]) => isFinished && !names.has(name));
  if (!foreign) return;
  throw new BootError(
    `The database belongs to a newer version of ChatKet (it knows the migration ${foreign[0]}). ` +
      'Start that version, or restore the backup that was made before it.',
  );
}

async function apply(client: pg.Client, migration: Migration, before: Known | undefined): Promise<void> {
  const { name, sql } = migration;
  try {
    if (!sql.startsWith(ALONE)) return await inTransaction(client, () => write(client, migration, before));
    await client.query(sql);
    await inTransaction(client, () => note(client, migration, before));
  } catch (error) {
    const wasCutOff = before && !before.hasFailed;
    if (wasCutOff && isThereAlready(error))
      return inTransaction(client, () => note(client, migration, before));
    throw new BootError(`Migration ${name} failed: ${messageOf(error)}. Nothing of it is applied.`, {
      cause: error,
    });
  }
}

async function write(client: pg.Client, migration: Migration, before: Known | undefined): Promise<void> {
  await client.query(`SET LOCAL lock_timeout = '${LOCK_PATIENCE_MS}ms'`);
  await client.query(migration.sql);
  await note(client, migration, before);
}

async function note(
  client: pg.Client,
  { name, checksum }: Migration,
  before: Known | undefined,
): Promise<void> {
  if (before) await client.query('DELETE FROM "_prisma_migrations" WHERE id = $1', [before.id]);
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), 1)`,
    [randomUUID(), checksum, name],
  );
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined); // the connection may be what failed
    throw error;
  }
}

/** Earlier versions applied a migration whole and then noted it: whatever it makes is there, so it was applied. */
function isThereAlready(error: unknown): boolean {
  return error instanceof Error && 'code' in error && DUPLICATES.has(String(error.code));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
