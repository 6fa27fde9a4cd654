import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const MIGRATIONS_DIR = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
/** The first line of a migration that PostgreSQL does not run inside a transaction, such as CREATE INDEX CONCURRENTLY. */
const OUTSIDE_TRANSACTION = '-- Not in a transaction: every statement can be repeated.';

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
  /** Statements to run one by one, outside any transaction; undefined for the rule, one transaction. */
  steps?: string[];
}

/** The migrations of a folder, in order. Prisma's layout and checksums. */
export function readMigrations(directory: string): Migration[] {
  return readdirSync(directory)
    .sort()
    .filter((name) => existsSync(join(directory, name, 'migration.sql')))
    .map((name) => {
      const sql = readFileSync(join(directory, name, 'migration.sql'), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { name, sql, checksum, ...(sql.startsWith(OUTSIDE_TRANSACTION) && { steps: stepsOf(sql) }) };
    });
}

/** In such a migration each statement ends at the end of a line. */
function stepsOf(sql: string): string[] {
  return sql
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((step) => step.trim())
    .filter(Boolean);
}

/** What a migration makes: the names of its tables, indexes, functions and constraints. */
export function madeBy(sql: string): string[] {
  const code = sql.replace(/\$\$[\s\S]*?\$\$/g, '').replace(/^\s*--.*$/gm, '');
  const made =
    /\bCREATE\s+(?:UNIQUE\s+)?(?:TABLE|INDEX|FUNCTION)\s+"?(\w+)"?|\bADD\s+CONSTRAINT\s+"?(\w+)"?/gi;
  return [...code.matchAll(made)].map(([, created, added]) => created ?? added ?? '');
}
