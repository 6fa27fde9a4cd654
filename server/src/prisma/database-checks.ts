import type pg from 'pg';
import { DatabaseRefusal } from './database-refusal.js';

const OLDEST = { number: 150_000, name: '15' };

interface Facts {
  version_number: number;
  version: string;
  encoding: string;
  is_read_only: boolean;
  commits: string;
  max_connections: number;
  schema: string | null;
  role: string;
  database: string;
  may_create: boolean | null;
  has_tables: boolean;
}

const READ_FACTS = `
  SELECT current_setting('server_version_num')::int AS version_number, current_setting('server_version') AS version,
    current_setting('server_encoding') AS encoding, current_setting('synchronous_commit') AS commits,
    current_setting('transaction_read_only')::boolean OR pg_is_in_recovery() AS is_read_only,
    current_setting('max_connections')::int AS max_connections,
    current_schema() AS schema, current_user AS role, current_database() AS database,
    has_schema_privilege(current_schema(), 'CREATE') AS may_create,
    to_regclass('"_prisma_migrations"') IS NOT NULL AS has_tables`;

/** What each table is used for. The rights of the others follow from being the owner. */
const WITHOUT_RIGHTS = `
  SELECT c.relname AS name FROM pg_class c
  WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
    AND c.relname IN ('User', 'LoginCode', 'Room', 'RoomMembership', 'Message', 'Heartbeat', '_prisma_migrations')
    AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
      AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))
  ORDER BY 1`;

/** Whether the database takes writes; one that does not may be about to. */
export async function isReadOnly(client: pg.Client): Promise<boolean> {
  return (await readFacts(client)).is_read_only;
}

/**
 * Refuses a database that ChatKet could not work with, before anything is written to it.
 * @param warn is told what works, yet not as well as it should
 * @throws DatabaseRefusal saying what to change
 */
export async function checkDatabase(
  client: pg.Client,
  { poolMax, warn }: { poolMax: number; warn: (message: string) => void },
): Promise<void> {
  const facts = await readFacts(client);
  const problem = problemWith(facts) ?? (await problemWithRights(client, facts));
  if (problem !== undefined) throw new DatabaseRefusal(problem);
  if (facts.commits === 'off')
    warn(
      'synchronous_commit is off in this database: messages that were acknowledged may be lost in a crash.',
    );
  if (poolMax > facts.max_connections)
    warn(
      `DATABASE_POOL_MAX is ${String(poolMax)}, and PostgreSQL takes ${String(facts.max_connections)} connections (max_connections).`,
    );
}

async function readFacts(client: pg.Client): Promise<Facts> {
  const { rows } = await client.query<Facts>(READ_FACTS);
  const [facts] = rows;
  if (!facts) throw new Error('settings are one row');
  return facts;
}

function problemWith({
  version_number,
  version,
  encoding,
  schema,
  role,
  database,
}: Facts): string | undefined {
  if (version_number < OLDEST.number)
    return `PostgreSQL ${version} is too old: ChatKet needs ${OLDEST.name} or later.`;
  if (encoding !== 'UTF8')
    return `The database "${database}" has the encoding ${encoding}, which cannot hold every message. Make one with UTF8: CREATE DATABASE ${database} ENCODING 'UTF8' TEMPLATE template0.`;
  if (schema === null)
    return `The role "${role}" has no schema to put its tables into: its search_path names none that exists and that it may use. Create one, or GRANT USAGE, CREATE ON SCHEMA public TO "${role}".`;
  return undefined;
}

async function problemWithRights(client: pg.Client, facts: Facts): Promise<string | undefined> {
  const { role, schema, may_create, has_tables } = facts;
  if (!has_tables && may_create !== true)
    return `The role "${role}" may not create tables in the schema "${schema ?? ''}". As an administrator: GRANT CREATE ON SCHEMA ${schema ?? ''} TO "${role}", or make "${role}" the owner of the database.`;
  const { rows } = await client.query<{ name: string }>(WITHOUT_RIGHTS);
  if (rows.length === 0) return undefined;
  const tables = rows.map(({ name }) => `"${name}"`).join(', ');
  return `The role "${role}" may not read and write ${tables}. As an administrator: GRANT SELECT, INSERT, UPDATE, DELETE ON ${tables} TO "${role}", or make "${role}" their owner.`;
}
