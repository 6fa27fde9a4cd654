import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { applyMigrations, connectAtBoot } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const ALL = readdirSync(new URL('../../prisma/migrations', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const ROOM_MEMBERS = ALL.filter((name) => name.endsWith('_room_members'));

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.drop());

const applied = () =>
  database.query<{ migration_name: string; finished: boolean; logs: string | null }>(
    `SELECT migration_name, finished_at IS NOT NULL AS finished, logs FROM "_prisma_migrations" ORDER BY migration_name`,
  );

describe('bringing a database up to date', () => {
  it('applies everything in order, the second time nothing', async () => {
    expect(await applyMigrations(database.url)).toEqual(ALL);
    expect(await applyMigrations(database.url)).toEqual([]);
    expect(await applied()).toEqual(
      ALL.map((migration_name) => ({ migration_name, finished: true, logs: null })),
    );
  });

  it('tells of a migration that was edited after it had been applied', async () => {
    await applyMigrations(database.url);
    await database.query(`UPDATE "_prisma_migrations" SET checksum = 'another' WHERE migration_name = $1`, [
      ALL[0],
    ]);
    const warnings: string[] = [];
    expect(await applyMigrations(database.url, (message) => warnings.push(message))).toEqual([]);
    expect(warnings).toEqual([`Migration ${ALL[0] ?? ''} was edited after it had been applied.`]);
  });

  it('is done once when several processes start together', async () => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => applyMigrations(database.url)));
    expect(runs.filter((names) => names.length > 0)).toEqual([ALL]);
    expect(await applied()).toHaveLength(ALL.length);
  });

  it('goes on where an earlier version has stopped', async () => {
    await applyMigrations(database.url);
    await database.query('DROP FUNCTION room_add_member, room_remove_member');
    await database.query(`DELETE FROM "_prisma_migrations" WHERE migration_name LIKE '%_room_members'`);
    expect(await applyMigrations(database.url)).toEqual(ROOM_MEMBERS);
  });

  it('applies a migration again that was marked as rolled back', async () => {
    await applyMigrations(database.url);
    await database.query('DROP FUNCTION room_add_member, room_remove_member');
    await database.query(
      `UPDATE "_prisma_migrations" SET rolled_back_at = now(), finished_at = NULL WHERE migration_name LIKE '%_room_members'`,
    );
    expect(await applyMigrations(database.url)).toEqual(ROOM_MEMBERS);
  });

  it('names the migration that failed, and leaves nothing of it behind', async () => {
    await database.query('CREATE TABLE "RoomMembership" (other int)');
    await expect(applyMigrations(database.url)).rejects.toThrow(
      `${ALL[0] ?? ''} failed: relation "RoomMembership" already exists`,
    );
    expect(await applied()).toEqual([]);
    const tables = await database.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = 'User'`,
    );
    expect(tables).toEqual([]);
  });

  it('goes on as soon as what was in the way is gone', async () => {
    await database.query('CREATE TABLE "RoomMembership" (other int)');
    await expect(applyMigrations(database.url)).rejects.toThrow('failed: ');
    await database.query('DROP TABLE "RoomMembership"');
    expect(await applyMigrations(database.url)).toEqual(ALL);
  });

  /** What a version before this one left behind: it noted a migration first, applied it, and noted that. */
  const leaveUnfinished = (logs: string | null) =>
    database.query(
      `UPDATE "_prisma_migrations" SET finished_at = NULL, logs = $1 WHERE migration_name = $2`,
      [logs, ALL[0]],
    );

  it('finds a migration applied that an earlier version was cut off from noting', async () => {
    await applyMigrations(database.url);
    await leaveUnfinished(null);
    expect(await applyMigrations(database.url)).toEqual([ALL[0]]);
    expect(await applied()).toHaveLength(ALL.length);
    expect((await applied()).every(({ finished }) => finished)).toBe(true);
  });

  it('does not take a migration for applied that has failed', async () => {
    await applyMigrations(database.url);
    await leaveUnfinished('relation "RoomMembership" already exists');
    await expect(applyMigrations(database.url)).rejects.toThrow('Nothing of it is applied');
  });

  it('repeats a migration that was noted and never applied', async () => {
    const [first = ''] = ALL;
    await applyMigrations(database.url);
    await database.query('DROP SCHEMA public CASCADE');
    await database.query('CREATE SCHEMA public');
    await database.query(
      `CREATE TABLE "_prisma_migrations" (id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL,
         finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
         started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`,
    );
    await database.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ('cut off', 'x', $1)`,
      [first],
    );
    expect(await applyMigrations(database.url)).toEqual(ALL);
    expect(await applied()).toHaveLength(ALL.length);
  });

  it('leaves nothing behind when it is killed in the middle, whenever that is', async () => {
    const hold = `SELECT pg_advisory_lock(42)`;
    await database.query('CREATE TABLE "Room" (held int)'); // the first migration waits and then fails here
    await expect(applyMigrations(database.url)).rejects.toThrow('already exists');
    await database.query('DROP TABLE "Room"');
    const running = applyMigrations(database.url);
    await database.query(hold);
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await running.catch(() => undefined);
    await applyMigrations(database.url);
    expect((await applied()).map(({ migration_name, finished }) => ({ migration_name, finished }))).toEqual(
      ALL.map((migration_name) => ({ migration_name, finished: true })),
    );
  });

  it('refuses the database of a newer version with a sentence', async () => {
    await applyMigrations(database.url);
    await database.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at) VALUES ('n', 'x', '20990101000000_next', now())`,
    );
    await expect(applyMigrations(database.url)).rejects.toThrow(
      'belongs to a newer version of ChatKet (it knows the migration 20990101000000_next)',
    );
  });

  it('says that it waits for another process', async () => {
    const said: string[] = [];
    await Promise.all(
      Array.from({ length: 4 }, () => applyMigrations(database.url, (message) => said.push(message))),
    );
    expect(new Set(said)).toEqual(
      new Set(['Another process is bringing the database up to date: waiting for it.']),
    );
  });
});

describe('a database that cannot be used', () => {
  it('has another encoding', async () => {
    const latin = await createDatabase(
      undefined,
      `ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`,
    );
    await expect(applyMigrations(latin.url)).rejects.toThrow('The encoding of the database is LATIN1');
    await latin.drop();
  });

  it('gives no right to create tables', async () => {
    await database.query('CREATE ROLE chatket_guest LOGIN PASSWORD $$guest$$').catch(() => undefined);
    const url = new URL(database.url);
    url.username = 'chatket_guest';
    url.password = 'guest';
    await expect(applyMigrations(url.href)).rejects.toThrow(
      '"chatket_guest" may not create tables in the schema',
    );
  });

  it('can only be read from', async () => {
    await database.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$`,
    );
    await expect(applyMigrations(database.url)).rejects.toThrow('can only be read from');
  });

  it('does not know the password, or is not there', async () => {
    const wrong = new URL(database.url);
    wrong.password = 'wrong';
    await expect(applyMigrations(wrong.href)).rejects.toThrow('refuses the password of');
    const missing = new URL(database.url);
    missing.pathname = '/nowhere';
    await expect(applyMigrations(missing.href)).rejects.toThrow('There is no database "nowhere"');
  });

  it('is not up: it is waited for, which is said, and then named with the reason', async () => {
    const said: string[] = [];
    const nowhere = 'postgresql://a:b@127.0.0.1:1/chat';
    await expect(connectAtBoot(nowhere, (message) => said.push(message), 5_000)).rejects.toThrow(
      /^The database at 127\.0\.0\.1:1\/chat cannot be reached: .*ECONNREFUSED/,
    );
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/ECONNREFUSED.* Waiting for it\.$/);
  });
});
