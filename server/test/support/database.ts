import { createDatabase as createDatabaseOn, type TestDatabase } from '../../../rig/database.mjs';
import { ensureTemplate } from './template.js';

export type { TestDatabase };

const serverOfTheRun = () => process.env.TEST_POSTGRES_URL ?? '';

/**
 * A new, empty database in the PostgreSQL of the test run.
 * @param options what follows the name in CREATE DATABASE
 */
export function createDatabase(server = serverOfTheRun(), options = ''): Promise<TestDatabase> {
  return createDatabaseOn(server, options);
}

/** A new database with the application's tables: a copy, which takes less time than the migrations. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  const server = serverOfTheRun();
  return createDatabaseOn(server, `TEMPLATE ${await ensureTemplate(server)}`);
}
