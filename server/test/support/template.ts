import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { applyMigrations } from '../../src/prisma/index.js';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
/** Of the advisory lock under which the workers of a run make the template once. */
const LOCK = 7_305_114;

/** Sees to it that the server has a database with all migrations applied, which others copy. @returns its name */
export async function ensureTemplate(server: string): Promise<string> {
  const name = `template_${fingerprint()}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await client.query(
      'SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate',
      [name],
    );
    if (rowCount === 0) await makeTemplate(client, server, name);
  } finally {
    await client.end();
  }
  return name;
}

/** Marked as a template last, so that one that was broken off is made anew. */
async function makeTemplate(client: pg.Client, server: string, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  await applyMigrations(url.href);
  await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
}

/** A server that is kept for many runs never hands out the tables of other migrations. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const folder of readdirSync(MIGRATIONS, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (!folder.isDirectory()) continue;
    hash.update(folder.name).update(readFileSync(join(MIGRATIONS, folder.name, 'migration.sql')));
  }
  return hash.digest('hex').slice(0, 12);
}
