import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { madeBy, type Migration } from './migration-files.js';

/** The table of `prisma migrate deploy`, so either may run after the other. */
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

/** What a database remembers of its migrations. */
export interface Ledger {
  /** The checksums of those that are applied, by name. */
  finished: Map<string, string>;
  /** Those that were begun and of which it is not written down whether they were applied. */
  open: Set<string>;
}

export async function readLedger(client: pg.Client): Promise<Ledger> {
  const known = await client.query<{ table: string | null }>(
    `SELECT to_regclass('"_prisma_migrations"')::text AS table`,
  );
  if (typeof known.rows[0]?.table !== 'string') await client.query(CREATE_TABLE);
  const { rows } = await client.query<{ migration_name: string; checksum: string; is_finished: boolean }>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS is_finished
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  const finished = rows.filter((row) => row.is_finished);
  const names = new Map(finished.map((row) => [row.migration_name, row.checksum]));
  const open = rows.map((row) => row.migration_name).filter((name) => !names.has(name));
  return { finished: names, open: new Set(open) };
}

/** Writes down that a migration is applied. Inside its transaction, both are there or neither is. */
export async function noteFinished(client: pg.Client, { name, checksum }: Migration): Promise<void> {
  await forgetUnfinished(client, name);
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), 1)`,
    [randomUUID(), checksum, name],
  );
}

/** Keeps why a migration failed, marked as rolled back: nothing of it is there, and it will be tried again. */
export async function noteFailed(
  client: pg.Client,
  { name, checksum }: Migration,
  reason: string,
): Promise<void> {
  await forgetUnfinished(client, name);
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, logs, rolled_back_at)
     VALUES ($1, $2, $3, $4, now())`,
    [randomUUID(), checksum, name, reason],
  );
}

/**
 * Whether everything a migration makes is there. Each was applied as a whole or not at all, so of one that an earlier
 * version of ChatKet was stopped in, between its commit and its note, this tells which.
 */
export async function isThere(client: pg.Client, { sql }: Migration): Promise<boolean> {
  const names = madeBy(sql);
  const { rows } = await client.query<{ missing: number }>(
    `SELECT count(*)::int AS missing FROM unnest($1::text[]) AS made (name)
     WHERE NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = made.name AND pg_table_is_visible(oid))
       AND NOT EXISTS (SELECT 1 FROM pg_proc WHERE proname = made.name AND pg_function_is_visible(oid))
       AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = made.name)`,
    [names],
  );
  return names.length > 0 && rows[0]?.missing === 0;
}

async function forgetUnfinished(client: pg.Client, name: string): Promise<void> {
  await client.query(`DELETE FROM "_prisma_migrations" WHERE migration_name = $1 AND finished_at IS NULL`, [
    name,
  ]);
}
