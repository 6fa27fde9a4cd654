import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { MIGRATIONS_DIR, readMigrations } from '../../src/prisma/migration-files.js';
import { applyMigrations } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const COMPILED = fileURLToPath(new URL('../../dist/prisma/migrate.js', import.meta.url));
const LOCK = 72_707_369;

let database: TestDatabase;
let directory: string;
let holder: pg.Client;
beforeEach(async () => {
  database = await createDatabase();
  directory = mkdtempSync(join(tmpdir(), 'chatket-migrations-'));
  holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
});
afterEach(async () => {
  await holder.end();
  rmSync(directory, { recursive: true });
  await database.drop();
});

function write(name: string, sql: string): void {
  mkdirSync(join(directory, name));
  writeFileSync(join(directory, name, 'migration.sql'), sql);
}

const run = (warn?: (message: string) => void, options = {}) =>
  applyMigrations(database.url, warn, { directory, ...options });
const ledger = () =>
  database.query<{ migration_name: string }>(
    `SELECT migration_name, finished_at IS NOT NULL AS finished FROM "_prisma_migrations" ORDER BY 1`,
  );
const FINISHED = [{ migration_name: '1_first', finished: true }];

/** Resolves when as many sessions wait for the lock that `gate` holds. */
async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const rows = await database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
}

describe('a migration that is cut off', () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)('by %s is done by the next start', async (signal) => {
    await holder.query('BEGIN; SELECT pg_advisory_xact_lock(1)');
    write(
      '1_first',
      'CREATE TABLE first (id int);\nSELECT pg_advisory_xact_lock(1);\nCREATE TABLE second (id int);',
    );
    const script = `const { applyMigrations } = await import(process.env.MODULE);
      await applyMigrations(process.env.DATABASE, undefined, { directory: process.env.FOLDER, tableLockTimeoutMs: 0 });`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      env: { MODULE: COMPILED, DATABASE: database.url, FOLDER: directory },
      stdio: 'inherit',
    });
    const ended = once(child, 'exit');
    await untilSomebodyWaits();
    child.kill(signal);
    await ended;
    await holder.query('COMMIT');
    expect(await run()).toEqual(['1_first']);
    expect(await ledger()).toEqual(FINISHED);
    expect(await run()).toEqual([]);
  });

  it('by the end of its connection is done by the next start', async () => {
    await holder.query('BEGIN; SELECT pg_advisory_xact_lock(1)');
    write('1_first', 'CREATE TABLE first (id int);\nSELECT pg_advisory_xact_lock(1);');
    const cutOff = expect(run(undefined, { tableLockTimeoutMs: 0 })).rejects.toThrow(
      'Migration 1_first failed: ',
    );
    await untilSomebodyWaits();
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'chatket migrations'`,
    );
    await cutOff;
    await holder.query('COMMIT');
    expect(await run()).toEqual(['1_first']);
  });

  it('between commit and note, in an earlier version, is noted; before the commit it is done', async () => {
    write(
      '1_first',
      'CREATE TABLE "First" (id int CONSTRAINT first_pkey PRIMARY KEY);\nCREATE INDEX first_idx ON "First" (id);',
    );
    await run();
    const forget = `UPDATE "_prisma_migrations" SET finished_at = NULL, applied_steps_count = 0`;
    await database.query(forget);
    expect(await run()).toEqual([]);
    expect(await ledger()).toEqual(FINISHED);
    await database.query('DROP TABLE "First"');
    await database.query(forget);
    expect(await run()).toEqual(['1_first']);
    expect(await ledger()).toEqual(FINISHED);
  });

  it('outside a transaction is repeated, whatever was left of it', async () => {
    write('1_first', 'CREATE TABLE many (id int);\nINSERT INTO many VALUES (1), (1);');
    write(
      '2_index',
      `-- Not in a transaction: every statement can be repeated.
DROP INDEX CONCURRENTLY IF EXISTS many_idx;
CREATE UNIQUE INDEX CONCURRENTLY many_idx ON many (id);`,
    );
    await expect(run()).rejects.toThrow('Migration 2_index failed: could not create unique index');
    await database.query('DELETE FROM many');
    expect(await run()).toEqual(['2_index']);
    expect(
      await database.query(`SELECT indisvalid FROM pg_index WHERE indexrelid = 'many_idx'::regclass`),
    ).toEqual([{ indisvalid: true }]);
  });
});

describe('a migration that has to wait', () => {
  it('for a table says so, tries again, and is done when the table is free', async () => {
    write('1_first', 'CREATE TABLE busy (id int);');
    await run();
    await holder.query('BEGIN; LOCK TABLE busy');
    write('2_second', 'ALTER TABLE busy ADD COLUMN more int;');
    const said: string[] = [];
    const names = await run(
      (message) => {
        said.push(message);
        void holder.query('COMMIT');
      },
      { tableLockTimeoutMs: 500 },
    );
    expect(names).toEqual(['2_second']);
    expect(said[0]).toBe('Migration 2_second waits for a table that others use (1 of 6).');
  });

  it('for a table that stays in use gives up with a sentence, which does not stick', async () => {
    write('1_first', 'CREATE TABLE busy (id int);');
    await run();
    await holder.query('BEGIN; LOCK TABLE busy');
    write('2_second', 'ALTER TABLE busy ADD COLUMN more int;');
    await expect(run(undefined, { tableLockTimeoutMs: 5 })).rejects.toThrow('Migration 2_second failed: ');
    await holder.query('COMMIT');
    expect(await run()).toEqual(['2_second']);
  });

  it('for another process says so, has an end, and is done when the other has ended', async () => {
    write('1_first', 'CREATE TABLE first (id int);');
    await holder.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const said: string[] = [];
    await expect(run((message) => said.push(message), { lockPatienceMs: 10 })).rejects.toThrow(
      /^Another process has been changing the database's schema for .* \(PostgreSQL process \d+\)/,
    );
    expect(said[0]).toMatch(
      /^Waiting for another process that changes the database's schema \(PostgreSQL process/,
    );
    const names = await run(() => void holder.query('SELECT pg_advisory_unlock($1)', [LOCK]));
    expect(names).toEqual(['1_first']);
  });
});

describe('our own migrations', () => {
  it('leave their transaction to the runner, or say that they need none', () => {
    for (const { name, sql, steps } of readMigrations(MIGRATIONS_DIR)) {
      const code = sql.replace(/\$\$[\s\S]*?\$\$/g, '').replace(/^\s*--.*$/gm, '');
      expect({ name, found: /^\s*(BEGIN|COMMIT|ROLLBACK|START|END|SAVEPOINT)\b.*;/im.test(code) }).toEqual({
        name,
        found: false,
      });
      expect({ name, found: /CONCURRENTLY|VACUUM|ALTER SYSTEM/i.test(code) && !steps }).toEqual({
        name,
        found: false,
      });
    }
  });
});
