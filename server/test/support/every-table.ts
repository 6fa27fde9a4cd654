import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { TestApp } from './app.js';
import type { Person } from './people.js';
import { callerWith, say } from './rest.js';

/** Those of the server’s own start. */
const IS_OURS = `table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name ~ '^[A-Z]'`;

/** All tables there are, by their names. */
export async function everyTable({ database }: Pick<TestApp, 'database'>): Promise<string[]> {
  const tables = await database.query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.tables WHERE ${IS_OURS} ORDER BY table_name`,
  );
  return tables.map(({ table_name }) => table_name).sort();
}

type World = Pick<TestApp, 'database' | 'people' | 'url' | 'app'>;

interface Column {
  name: string;
  type: string;
  length: number | null;
}

const columnsOf = ({ database }: World, table: string): Promise<Column[]> =>
  database.query<Column>(
    `SELECT column_name AS name, data_type AS type, character_maximum_length AS length FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'NO' AND column_default IS NULL`,
    [table],
  );

/** A value for a column that must have one. */
function valueFor({ name, type, length }: Column, known: Record<string, string>): unknown {
  if (name in known) return known[name];
  if (type === 'uuid') return v7();
  if (type.startsWith('timestamp')) return new Date(Date.now() + 3_600_000);
  if (type === 'boolean') return false;
  if (type === 'bytea') return randomBytes(16);
  if (type === 'ARRAY') return [];
  if (type.startsWith('json')) return '{}';
  return type === 'text' || type === 'character varying'
    ? randomBytes(32)
        .toString('hex')
        .slice(0, length ?? 8)
    : 0;
}

async function insert(world: World, table: string, known: Record<string, string>): Promise<void> {
  const columns = await columnsOf(world, table);
  const given = Object.keys(known).filter((name) => !columns.some((column) => column.name === name));
  const extra = await world.database.query<Column>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND column_name = ANY($2)`,
    [table, given],
  );
  const all = [...columns, ...extra];
  await world.database.query(
    `INSERT INTO "${table}" (${all.map(({ name }) => `"${name}"`).join(', ')})
     VALUES (${all.map((_, n) => `$${String(n + 1)}`).join(', ')}) ON CONFLICT DO NOTHING`,
    all.map((column) => valueFor(column, known)),
  );
}

/** Where somebody may have a row: the table, and the column that names them. */
export type Places = readonly (readonly [table: string, column: string])[];

/**
 * Gives somebody a row in each of the places.
 * @param host another person, who has a room
 * @returns what of theirs other rows name, by its table
 */
export async function everywhere(
  world: TestApp,
  { person, host: alice, places }: { person: Person; host: Person; places: Places },
): Promise<Map<string, string>> {
  const room = await world.people.createRoom(alice);
  await world.people.join(person, room.id);
  const [messageId = ''] = await say(world, room, person, ['I was here']);
  const around = { roomId: room.id, messageId, rootId: messageId, threadId: messageId };
  for (const [table, column] of places) {
    if (['Session', 'RoomMembership'].includes(table)) continue;
    const others = { userId: alice.id, blockedId: alice.id, bannedById: alice.id, createdById: alice.id };
    const own = table === 'Bot' ? { userId: (await world.people.crowd(1))[0]?.id ?? '' } : {};
    await insert(world, table, { ...others, ...around, ...own, [column]: person.id });
  }
  await callerWith(world.url, person.token)
    .post('/api/tokens', { name: 'A program', scope: 'read' })
    .expect(201);
  const ids = new Map<string, string>();
  const [token] = await world.database.query<{ id: string }>(
    `SELECT t.id FROM "ApiToken" t JOIN "Session" s ON s.id = t.id WHERE s."userId" = $1`,
    [person.id],
  );
  const [push] = await world.database.query<{ id: string }>(
    'SELECT id FROM "PushSubscription" WHERE "userId" = $1',
    [person.id],
  );
  await insert(world, 'PushJob', { ...around, subscriptionId: push?.id ?? '' });
  return ids.set('Session', token?.id ?? '').set('PushSubscription', push?.id ?? '');
}
