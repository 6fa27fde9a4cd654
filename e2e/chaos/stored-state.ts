import type { TestDatabase } from '../../server/test/support/database';
import { presentIn } from './final-state';
import { type FinalState, markOf, type StoredEvent, type StoredMessage } from './history';
import { lineOf, shortId, versionOf } from './message-state';
import { readFiles } from './stored-files';
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
  thread: string | null;
  isInRoom: boolean;
  deletedBy: string | null;
  replyTo: string | null;
  pinnedBy: string | null;
  files: { id: string; alt: string | null }[] | null;
  previews: { url: string; title: string }[] | null;
}

interface ReactionRow {
  id: string;
  emoji: string;
  user: string;
}

/** Reads the database. */
export async function readFinalState(world: World, workload: Workload): Promise<FinalState> {
  const { database } = world;
  const reactions = await readReactions(database);
  const rooms = await database.query<Omit<FinalState['rooms'][number], 'lastSeq'> & { lastSeq: string }>(
    'SELECT id AS room, "lastSeq", "memberCount", kind, topic FROM "Room"',
  );
  const invites = await database.query<{ invite: string; uses: number }>(
    'SELECT id AS invite, uses FROM "Invite"',
  );
  const members = await database.query<FinalState['members'][number]>(
    `SELECT "roomId" AS room, "userId" AS "user", "lastReadSeq"::int, "threadsReadSeq"::int, "fromSeq"::int
     FROM "RoomMembership"`,
  );
  const follows = await database.query<FinalState['follows'][number]>(
    `SELECT "roomId" AS room, "userId" AS "user", right("rootId"::text, 12) AS root, "lastReadSeq"::int
     FROM "ThreadFollow" WHERE "isFollowing"`,
  );
  const people = await database.query<{ id: string; username: string }>('SELECT id, username FROM "User"');
  const idOf = new Map(people.map(({ id, username }) => [username, id]));
  const bans = await database.query<{ room: string; user: string }>(
    'SELECT "roomId" AS room, "userId" AS "user" FROM "RoomBan"',
  );
  return {
    messages: await readMessages(database, reactions, idOf),
    events: await readEvents(database),
    revisions: await readRevisions(database),
    reactions: reactions.map(({ id, emoji, user }) => ({ id: shortId(id), emoji, user })),
    rooms: rooms.map(({ lastSeq, ...rest }) => ({ ...rest, lastSeq: Number(lastSeq) })),
    members,
    follows,
    present: presentIn(workload),
    bans,
    invites,
    ...(await readFiles(world)),
    sessionsIdleInTransaction: await transactionsLeftOpen(database),
  };
}

async function readMessages(
  database: TestDatabase,
  reactions: readonly ReactionRow[],
  idOf: ReadonlyMap<string, string>,
): Promise<StoredMessage[]> {
  const rows = await database.query<MessageRow>(
    `SELECT "roomId" AS room, seq, id, "senderId" AS "user", "clientMsgId" AS key, left(text, 64) AS text,
            (extract(epoch FROM "createdAt") * 1000000)::bigint AS at, coalesce("changedSeq", seq) AS rev,
            "editedAt" IS NOT NULL AS "isEdited", right("threadId"::text, 12) AS thread, "inRoom" AS "isInRoom", "deletedById" AS "deletedBy", "replyToId" AS "replyTo",
            (SELECT p."pinnedById" FROM "Pin" p WHERE p."messageId" = m.id) AS "pinnedBy",
            (SELECT json_agg(json_build_object('id', a.id, 'alt', a.alt) ORDER BY a.place) FROM "Attachment" a
             WHERE a."messageId" = m.id AND a."removedAt" IS NULL) AS files,
            (SELECT json_agg(json_build_object('url', v.url, 'title', v.title) ORDER BY v.place) FROM "LinkPreview" v
             WHERE v."messageId" = m.id AND v."removedAt" IS NULL AND v."goneAt" IS NULL) AS previews
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
    ...(row.thread !== null && { thread: row.thread }),
    isInRoom: row.isInRoom,
    names: namesIn(row.text).flatMap((name) => idOf.get(name) ?? []),
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
      files: row.files ?? undefined,
      previews: row.previews ?? undefined,
    }),
  }));
}

/** Whom a text names, each once. */
function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/ @(person-\d+)/g)].map(([, name = '']) => name))];
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
