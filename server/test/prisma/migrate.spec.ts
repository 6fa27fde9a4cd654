import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ROLES } from '@chatket/contract';
import { applyMigrations } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const ROLES_MIGRATION = '20261126100000_roles';
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

  it('makes owners of those who have made a room and are still in it, and of nobody else', async () => {
    await applyMigrations(database.url);
    await database.query('ALTER TABLE "RoomMembership" DROP COLUMN role');
    await database.query(`DELETE FROM "_prisma_migrations" WHERE migration_name = '${ROLES_MIGRATION}'`);
    await database.query(
      `INSERT INTO "User" (id, username) SELECT md5(name)::uuid, name FROM unnest(ARRAY['alice', 'bob']) name`,
    );
    await database.query(
      `INSERT INTO "Room" (id, name, "nameKey", "createdById")
       SELECT md5(name)::uuid, name, name, md5('alice')::uuid FROM unnest(ARRAY['hers', 'left']) name`,
    );
    await database.query(
      `INSERT INTO "RoomMembership" ("roomId", "userId") SELECT md5(room)::uuid, md5(member)::uuid
       FROM (VALUES ('hers', 'alice'), ('hers', 'bob'), ('left', 'bob')) m (room, member)`,
    );
    expect(await applyMigrations(database.url)).toEqual([ROLES_MIGRATION]);
    const roles = await database.query(
      `SELECT r.name AS room, u.username AS member, m.role FROM "RoomMembership" m
       JOIN "Room" r ON r.id = m."roomId" JOIN "User" u ON u.id = m."userId" ORDER BY 1, 2`,
    );
    expect(roles).toEqual([
      { room: 'hers', member: 'alice', role: ROLES.owner },
      { room: 'hers', member: 'bob', role: ROLES.member },
      { room: 'left', member: 'bob', role: ROLES.member },
    ]);
  });

  it('names the migration that failed, and leaves nothing of it behind', async () => {
    await database.query('CREATE TABLE "RoomMembership" (other int)');
    await expect(applyMigrations(database.url)).rejects.toThrow(
      `${ALL[0] ?? ''} failed: relation "RoomMembership" already exists`,
    );
    expect(await applied()).toEqual([
      { migration_name: ALL[0], finished: false, logs: expect.stringContaining('already exists') },
    ]);
    const tables = await database.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = 'User'`,
    );
    expect(tables).toEqual([]);
  });

  it('does not go on behind a migration that fails, and tries it again once its cause is gone', async () => {
    await database.query('CREATE TABLE "RoomMembership" (other int)');
    await expect(applyMigrations(database.url)).rejects.toThrow('failed: ');
    await expect(applyMigrations(database.url)).rejects.toThrow('failed: ');
    expect(await applied()).toHaveLength(1);
    await database.query('DROP TABLE "RoomMembership"');
    expect(await applyMigrations(database.url)).toEqual(ALL);
    expect(await applied()).toEqual(
      ALL.map((migration_name) => ({ migration_name, finished: true, logs: null })),
    );
  });

  it('refuses a database that a newer version has brought up to date, and changes nothing', async () => {
    await applyMigrations(database.url);
    await database.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at) VALUES ('1', 'x', '20990101000000_later', now())`,
    );
    await expect(applyMigrations(database.url)).rejects.toThrow(
      'brought up to date by a newer ChatKet (20990101000000_later)',
    );
  });
});
