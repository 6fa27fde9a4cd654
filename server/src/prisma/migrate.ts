import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** The lock and the table are those of `prisma migrate deploy`, so either may run after the other. */
const MIGRATION_LOCK = 72_707_369;
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;
const MIGRATIONS_DIR = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Brings the database up to date. Processes that start together wait for each other.
 * @param warn is told of a migration that was edited after it had been applied: it is not applied again
 * @returns the names of the migrations that were applied
 * @throws Error naming the migration that failed, now or in an earlier run
 */
export async function applyMigrations(
  url: string,
  warn: (message: string) => void = () => undefined,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // Whoever waits for an answer hears of a lost connection; the event is for those who wait for none.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(CREATE_TABLE);
    const done = await finishedMigrations(client);
    const migrations = readMigrations();
    for (const { name, checksum } of migrations) {
      const known = done.get(name);
      if (known !== undefined && known !== checksum)
        warn(`Migration ${name} was edited after it had been applied.`);
    }
    const pending = migrations.filter(({ name }) => !done.has(name));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
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

/** The checksums of the finished migrations by name. */
async function finishedMigrations(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  );
  const failed = rows.find((row) => row.finished_at === null);
  if (failed)
    throw new Error(`Migration ${failed.migration_name} failed earlier: resolve it first (Prisma P3009).`);
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

/** Several statements sent at once are one transaction: a migration is there whole or not at all. */
async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query('INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  try {
    await client.query(sql);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await client.query('UPDATE "_prisma_migrations" SET logs = $2 WHERE id = $1', [id, reason]);
    throw new Error(`Migration ${name} failed: ${reason}`, { cause: error });
  }
  await client.query(
    'UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE id = $1',
    [id],
  );
}
