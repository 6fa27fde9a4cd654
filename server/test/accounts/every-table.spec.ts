import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { deletedName, deleteWholly } from '../support/living.js';
import type { Person } from '../support/people.js';
import { callerWith, say } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice']);

type Fate =
  /** Rows go that name the person in this column. */
  | { goes: string }
  /** Rows go with those of another table, which this column names. */
  | { goesWith: string; by: string }
  /** Rows stay, and speak of a deleted account. */
  | { stays: string }
  /** It names nobody. */
  | 'nobody';

/** What becomes of every table when somebody deletes their account. A new table is added here, and to `account_wipe`. */
const FATES: Record<string, Fate> = {
  Alert: { goes: 'userId' },
  ApiToken: { goesWith: 'Session', by: 'id' },
  Bot: { goes: 'ownerId' },
  Draft: { goes: 'userId' },
  FormerName: { goes: 'userId' },
  HeldMessage: { goes: 'senderId' },
  Hook: { goes: 'createdById' },
  Invite: { goes: 'createdById' },
  JoinRequest: { goes: 'userId' },
  Keywords: { goes: 'userId' },
  NoticePerson: { goes: 'userId' },
  NoticeRoom: { goes: 'userId' },
  Passkey: { goes: 'userId' },
  Password: { goes: 'userId' },
  PersonBlock: { goes: 'blockerId' },
  Profile: { goes: 'userId' },
  PushJob: { goesWith: 'PushSubscription', by: 'subscriptionId' },
  PushSubscription: { goes: 'userId' },
  RecoveryCode: { goes: 'userId' },
  RoomBan: { goes: 'userId' },
  RoomMembership: { goes: 'userId' },
  RoomMute: { goes: 'userId' },
  Saved: { goes: 'userId' },
  Scheduled: { goes: 'userId' },
  Session: { goes: 'userId' },
  Sidebar: { goes: 'userId' },
  ThreadFollow: { goes: 'userId' },
  Totp: { goes: 'userId' },
  UserEmail: { goes: 'userId' },

  AccountDeletion: { stays: 'until all is done' },
  Attachment: { stays: 'with its message; what was not sent goes' },
  AuditEntry: { stays: 'ids only: nobody takes an entry out of the chain' },
  Challenge: { stays: 'a few minutes; those that name the person go' },
  Forward: { stays: 'with its message' },
  HeldName: { stays: 'for thirty days, and names nobody' },
  LoginTries: { stays: 'of others: those of the name go' },
  LoginCode: { stays: 'of others: the one of the name goes' },
  Mention: { stays: 'with its message; keywords of theirs go' },
  Message: { stays: 'unless they want it to go' },
  MessageReaction: { stays: 'with its message' },
  Pin: { stays: 'with its message' },
  Poll: { stays: 'with its message' },
  PollVote: { stays: 'with its message' },
  Report: { stays: 'moderators decide' },
  Room: { stays: 'its first person' },
  RoomEvent: { stays: 'the log has no holes' },
  RoomMention: { stays: 'with its message' },
  RoomRule: { stays: 'the room’s' },
  Thread: { stays: 'with its root' },
  User: { stays: 'with another name, and nothing else' },

  AuditHead: 'nobody',
  DatabaseEpoch: 'nobody',
  FailedMail: 'nobody',
  Heartbeat: 'nobody',
  HiddenMessage: 'nobody',
  InstanceSecret: 'nobody',
  JobWorker: 'nobody',
  MessageRevision: 'nobody',
  NewAccountLimits: 'nobody',
  NoticeCursor: 'nobody',
  SearchCursor: 'nobody',
  SearchEntry: 'nobody',
  SearchSegment: 'nobody',
  SearchState: 'nobody',
  ServerRaid: 'nobody',
  ServerSettings: 'nobody',
  SetupLink: 'nobody',
};

/** Those of the server’s own start. */
const IS_OURS = `table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name ~ '^[A-Z]'`;

interface Column {
  name: string;
  type: string;
  length: number | null;
}

const columnsOf = (table: string): Promise<Column[]> =>
  world.database.query<Column>(
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

async function insert(table: string, known: Record<string, string>): Promise<void> {
  const columns = await columnsOf(table);
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

const rowsOf = async (table: string, column: string, id: string): Promise<number> => {
  const [row] = await world.database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "${table}" WHERE "${column}" = $1`,
    [id],
  );
  return row?.count ?? 0;
};

/** Somebody who has a row in every table that can have one of theirs. */
async function everywhere(person: Person): Promise<Map<string, string>> {
  const room = await world.people.createRoom(alice);
  await world.people.join(person, room.id);
  const [messageId = ''] = await say(world, room, person, ['I was here']);
  const around = { roomId: room.id, messageId, rootId: messageId, threadId: messageId };
  for (const [table, fate] of Object.entries(FATES)) {
    if (typeof fate === 'string' || !('goes' in fate) || ['Session', 'RoomMembership'].includes(table))
      continue;
    const others = { userId: alice.id, blockedId: alice.id, bannedById: alice.id, createdById: alice.id };
    const own = table === 'Bot' ? { userId: (await world.people.crowd(1))[0]?.id ?? '' } : {};
    await insert(table, { ...others, ...around, ...own, [fate.goes]: person.id });
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
  await insert('PushJob', { ...around, subscriptionId: push?.id ?? '' });
  return ids.set('Session', token?.id ?? '').set('PushSubscription', push?.id ?? '');
}

describe('when an account is deleted', () => {
  it('S213 it is said of every table what becomes of it', async () => {
    const tables = await world.database.query<{ table_name: string }>(
      `SELECT table_name FROM information_schema.tables WHERE ${IS_OURS} ORDER BY table_name`,
    );
    expect(Object.keys(FATES).sort()).toEqual(tables.map(({ table_name }) => table_name).sort());
  });

  it('S131 S213 nothing that was only theirs is left, and the name stands nowhere', async () => {
    const person = await world.people.logIn('somebody-unmistakable');
    const parents = await everywhere(person);
    await world.database.query('INSERT INTO "LoginTries" VALUES ($1, 0, CURRENT_DATE)', [
      `password:${person.username}`,
    ]);
    const left = async () => {
      const counts: Record<string, number> = {};
      for (const [table, fate] of Object.entries(FATES)) {
        if (typeof fate === 'string' || 'stays' in fate) continue;
        counts[table] =
          'goes' in fate
            ? await rowsOf(table, fate.goes, person.id)
            : await rowsOf(table, fate.by, parents.get(fate.goesWith) ?? '');
      }
      return counts;
    };
    for (const [table, count] of Object.entries(await left()))
      expect({ table, some: count > 0 }).toEqual({ table, some: true });
    await deleteWholly(world, person);
    for (const [table, count] of Object.entries(await left()))
      expect({ table, count }).toEqual({ table, count: 0 });

    for (const table of Object.keys(FATES)) {
      const [row] = await world.database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM "${table}" t WHERE position($1 IN to_jsonb(t)::text) > 0`,
        [person.username],
      );
      expect({ table, count: row?.count }).toEqual({ table, count: table === 'HeldName' ? 1 : 0 });
    }
    const [user] = await world.database.query<Record<string, unknown>>('SELECT * FROM "User" WHERE id = $1', [
      person.id,
    ]);
    expect(user).toMatchObject({ username: deletedName(person), serverRole: 0, mutedUntil: null });
  });
});
