import { isOfFew, type NoticeCause, type NoticeLevel } from '@chatket/contract';
import { safeInteger, type Statements } from '../prisma/index.js';
import { threadIsReadTo } from '../reads/index.js';
import type { NoticedMessage } from './facts.repository.js';
import type { RoomBehind } from './rooms-behind.repository.js';

/** What in some messages speaks for telling somebody of them. */
export interface Causes {
  /** By message and person. */
  named: ReadonlyMap<string, ReadonlyMap<string, readonly NoticeCause[]>>;
  /** By message: what speaks to everybody in the room, or to those in the audience. */
  everybody: ReadonlyMap<string, { cause: NoticeCause; audience: ReadonlySet<string> | null }>;
  /** By message and person: what holds in its thread for those who have looked into it. */
  threads: ReadonlyMap<string, ReadonlyMap<string, InThread>>;
}

export interface InThread {
  /** Up to where they have read it. */
  readTo: number;
  /** Of what in it they want to be told, where they have chosen that. */
  level?: NoticeLevel | undefined;
}

interface NamedRow {
  messageId: string;
  userId: string;
  cause: NoticeCause;
}

/**
 * What the messages say of people: mentions and keywords, @here and @all, and threads that somebody follows. Of a message that
 * was edited only what the edit has brought. Walks Mention_roomId_seq_idx and RoomMention_pkey.
 */
export async function causesIn(statements: Statements, messages: readonly NoticedMessage[]): Promise<Causes> {
  const columns = [
    messages.map(({ roomId }) => roomId),
    messages.map(({ seq }) => seq),
    messages.map(({ since }) => since ?? 0),
  ];
  const rows = await statements.query<NamedRow>(
    'notices-named',
    `SELECT n."messageId", n."userId", CASE n.kind WHEN 'person' THEN 'mention' ELSE 'keyword' END AS cause
     FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS w (room, seq, since)
     CROSS JOIN LATERAL (
       SELECT * FROM "Mention" x WHERE x."roomId" = w.room AND x.seq = w.seq AND x."sinceSeq" > w.since
     ) n`,
    columns,
  );
  const whole = await statements.query<{ messageId: string; cause: NoticeCause; audience: string[] | null }>(
    'notices-everybody',
    `SELECT n."messageId", n.kind AS cause, n.audience
     FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS w (room, seq, since)
     CROSS JOIN LATERAL (
       SELECT * FROM "RoomMention" x WHERE x."roomId" = w.room AND x.seq = w.seq AND x."sinceSeq" > w.since LIMIT 1
     ) n`,
    columns,
  );
  const named = new Map<string, Map<string, NoticeCause[]>>();
  for (const { messageId, userId, cause } of rows) {
    const people = named.get(messageId) ?? new Map<string, NoticeCause[]>();
    named.set(messageId, people.set(userId, [...(people.get(userId) ?? []), cause]));
  }
  const everybody = new Map(
    whole.map(({ messageId, cause, audience }) => [
      messageId,
      { cause, audience: audience && new Set(audience) },
    ]),
  );
  const threads = await positionsIn(statements, messages);
  for (const { messageId, userId, isFollowing } of threads) {
    if (!isFollowing) continue;
    const people = named.get(messageId) ?? new Map<string, NoticeCause[]>();
    named.set(messageId, people.set(userId, [...(people.get(userId) ?? []), 'thread']));
  }
  return { named, everybody, threads: byMessage(threads) };
}

interface ThreadPosition extends InThread {
  messageId: string;
  userId: string;
  isFollowing: boolean;
}

/** Who has looked into the threads of some messages. Walks ThreadFollow_pkey; hardly any message is said in a thread. */
async function positionsIn(
  statements: Statements,
  messages: readonly NoticedMessage[],
): Promise<ThreadPosition[]> {
  const replies = messages.filter(({ threadId }) => threadId);
  if (replies.length === 0) return [];
  const rows = await statements.query<{
    messageId: string;
    userId: string;
    isFollowing: boolean;
    level: NoticeLevel | null;
    readTo: string;
  }>(
    'notices-threads',
    `SELECT w.id AS "messageId", f."userId", f."isFollowing", f.level, ${threadIsReadTo('k')} AS "readTo"
     FROM unnest($1::uuid[], $2::uuid[]) AS w (id, root)
     CROSS JOIN LATERAL (SELECT * FROM "ThreadFollow" x WHERE x."rootId" = w.root) f
     CROSS JOIN LATERAL (
       SELECT * FROM "RoomMembership" x WHERE x."roomId" = f."roomId" AND x."userId" = f."userId" LIMIT 1
     ) k`,
    [replies.map(({ id }) => id), replies.map(({ threadId }) => threadId ?? null)],
  );
  return rows.map(({ level, readTo, ...row }) => ({
    ...row,
    level: level ?? undefined,
    readTo: safeInteger(readTo),
  }));
}

function byMessage(positions: readonly ThreadPosition[]): Map<string, Map<string, InThread>> {
  const threads = new Map<string, Map<string, InThread>>();
  for (const { messageId, userId, readTo, level } of positions) {
    const people = threads.get(messageId) ?? new Map<string, InThread>();
    threads.set(messageId, people.set(userId, { readTo, level }));
  }
  return threads;
}

/** All that speaks for telling one person of a message. That it was edited is no news by itself. */
export function causesFor(
  { named, everybody }: Causes,
  {
    message,
    userId,
    room,
  }: {
    message: Pick<NoticedMessage, 'id' | 'since' | 'inRoom'>;
    userId: string;
    room: Pick<RoomBehind, 'kind'>;
  },
): NoticeCause[] {
  const whole = everybody.get(message.id);
  const isNew = message.since === undefined;
  // What is said in a thread only is no talk of the room: who follows it is told.
  const isInRoom = message.inRoom !== false;
  return [
    ...(isNew && isOfFew(room) ? (['direct'] as const) : []),
    ...(named.get(message.id)?.get(userId) ?? []),
    ...(whole && (whole.audience === null || whole.audience.has(userId)) ? [whole.cause] : []),
    ...(isNew && isInRoom ? (['any'] as const) : []),
  ];
}
