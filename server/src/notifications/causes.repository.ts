import { isOfFew, type NoticeCause } from '@chatket/contract';
import type { Statements } from '../prisma/index.js';
import type { NoticedMessage, RoomBehind } from './facts.repository.js';

/** What in some messages speaks for telling somebody of them. */
export interface Causes {
  /** By message and person. */
  named: ReadonlyMap<string, ReadonlyMap<string, readonly NoticeCause[]>>;
  /** By message: what speaks to everybody in the room, or to those in the audience. */
  everybody: ReadonlyMap<string, { cause: NoticeCause; audience: ReadonlySet<string> | null }>;
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
  return { named, everybody };
}

/** All that speaks for telling one person of a message. That it was edited is no news by itself. */
export function causesFor(
  { named, everybody }: Causes,
  {
    message,
    userId,
    room,
  }: {
    message: Pick<NoticedMessage, 'id' | 'since'>;
    userId: string;
    room: Pick<RoomBehind, 'kind'>;
  },
): NoticeCause[] {
  const whole = everybody.get(message.id);
  const isNew = message.since === undefined;
  return [
    ...(isNew && isOfFew(room) ? (['direct'] as const) : []),
    ...(named.get(message.id)?.get(userId) ?? []),
    ...(whole && (whole.audience === null || whole.audience.has(userId)) ? [whole.cause] : []),
    ...(isNew ? (['any'] as const) : []),
  ];
}
