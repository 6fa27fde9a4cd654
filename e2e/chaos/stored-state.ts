import type { TestDatabase } from '../../server/test/support/database';
import { presentIn } from './final-state';
import { type FinalState, markOf, type StoredEvent, type StoredMessage } from './history';
import { lineOf, shortId, versionOf } from './message-state';
import { transactionsLeftOpen } from './open-transactions';
import type { World } from './world/world';
import type { Workload } from './workload';

interface MessageRow {
  room: string;
  seq: string;
  id: string;
  user: string;
  key: string;
  text: string;
  at: string;
  rev: string;
  isEdited: boolean;
  deletedBy: string | null;
  replyTo: string | null;
  pinnedBy: string | null;
}

interface ReactionRow {
  id: string;
  emoji: string;
  user: string;
}

/** Reads the database. */
export async function readFinalState({ database }: World, workload: Workload): Promise<FinalState> {
  const reactions = await readReactions(database);
  const rooms = await database.query<Omit<FinalState['rooms'][number], 'lastSeq'> & { lastSeq: string }>(
    'SELECT id AS room, "lastSeq", "memberCount", kind, topic FROM "Room"',
  );
  const invites = await database.query<{ invite: string; uses: number }>(
    'SELECT id AS invite, uses FROM "Invite"',
  );
  const members = await database.query<{ room: string; user: string; lastReadSeq: string }>(
    'SELECT "roomId" AS room, "userId" AS "user", "lastReadSeq" FROM "RoomMembership"',
  );
  const bans = await database.query<{ room: string; user: string }>(
    'SELECT "roomId" AS room, "userId" AS "user" FROM "RoomBan"',
  );
  return {
    messages: await readMessages(database, reactions),
    events: await readEvents(database),
    revisions: await readRevisions(database),
    reactions: reactions.map(({ id, emoji, user }) => ({ id: shortId(id), emoji, user })),
    rooms: rooms.map(({ lastSeq, ...rest }) => ({ ...rest, lastSeq: Number(lastSeq) })),
    members: members.map(({ lastReadSeq, ...rest }) => ({ ...rest, lastReadSeq: Number(lastReadSeq) })),
    present: presentIn(workload),
    bans,
    invites,
    sessionsIdleInTransaction: await transactionsLeftOpen(database),
  };
}

async function readMessages(
  database: TestDatabase,
  reactions: readonly ReactionRow[],
): Promise<StoredMessage[]> {
  const rows = await database.query<MessageRow>(
    `SELECT "roomId" AS room, seq, id, "senderId" AS "user", "clientMsgId" AS key, left(text, 64) AS text,
            (extract(epoch FROM "createdAt") * 1000000)::bigint AS at, coalesce("changedSeq", seq) AS rev,
            "editedAt" IS NOT NULL AS "isEdited", "deletedById" AS "deletedBy", "replyToId" AS "replyTo",
            (SELECT p."pinnedById" FROM "Pin" p WHERE p."messageId" = m.id) AS "pinnedBy"
     FROM "Message" m ORDER BY "roomId", seq`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ofMessage = byMessage(reactions);
  return rows.map((row) => ({
    room: row.room,
    seq: Number(row.seq),
    id: shortId(row.id),
    user: row.user,
    key: row.key,
    mark: markOf(row.text),
    version: versionOf(row.text),
    isDeleted: row.deletedBy !== null,
    at: Number(row.at),
    line: lineOf({
      rev: Number(row.rev),
      id: row.id,
      text: row.text,
      isEdited: row.isEdited,
      deletedBy: row.deletedBy ?? undefined,
      reactions: ofMessage.get(row.id) ?? [],
      pinnedBy: row.pinnedBy ?? undefined,
      quote: quoteOf(row.replyTo === null ? undefined : byId.get(row.replyTo)),
    }),
  }));
}

function quoteOf(row: MessageRow | undefined) {
  return row && { id: row.id, rev: Number(row.rev), text: row.text, isDeleted: row.deletedBy !== null };
}

/** Kinds in the order in which each was first used, people in the order in which they came. */
async function readReactions(database: TestDatabase): Promise<ReactionRow[]> {
  return database.query<ReactionRow>(
    `SELECT r."messageId" AS id, r.emoji, r."userId" AS "user" FROM "MessageReaction" r
     JOIN (SELECT "messageId", emoji, min(seq) AS first FROM "MessageReaction" GROUP BY 1, 2) k
       ON k."messageId" = r."messageId" AND k.emoji = r.emoji
     ORDER BY r."messageId", k.first, r.emoji, r.seq, r."userId"`,
  );
}

function byMessage(rows: readonly ReactionRow[]): Map<string, { emoji: string; users: string[] }[]> {
  const kinds = new Map<string, { emoji: string; users: string[] }[]>();
  for (const { id, emoji, user } of rows) {
    const ofMessage = kinds.get(id) ?? [];
    kinds.set(id, ofMessage);
    const kind = ofMessage.find((one) => one.emoji === emoji);
    if (kind) kind.users.push(user);
    else ofMessage.push({ emoji, users: [user] });
  }
  return kinds;
}

async function readEvents(database: TestDatabase): Promise<StoredEvent[]> {
  const rows = await database.query<Omit<StoredEvent, 'seq'> & { seq: string }>(
    `SELECT "roomId" AS room, seq, kind, what, right("targetId"::text, 12) AS id FROM "RoomEvent" ORDER BY "roomId", seq`,
  );
  return rows.map(({ seq, ...rest }) => ({ ...rest, seq: Number(seq) }));
}

async function readRevisions(database: TestDatabase): Promise<FinalState['revisions']> {
  const rows = await database.query<{ id: string; seq: string; text: string }>(
    `SELECT right("messageId"::text, 12) AS id, seq, left(text, 64) AS text FROM "MessageRevision" ORDER BY 1, 2`,
  );
  return rows.map(({ id, seq, text }) => ({
    id,
    seq: Number(seq),
    mark: markOf(text),
    version: versionOf(text),
  }));
}
