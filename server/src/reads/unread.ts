import { LIMITS } from '@chatket/contract';
import { visible } from '../rooms/access/index.js';

/**
 * SQL that counts the messages of others behind where the membership has read, up to the limit; a deleted one is not
 * unread.
 */
export function unreadOf(membership: string): string {
  return `SELECT count(*)::int AS unread FROM (
    ${unreadRows(membership, '1', LIMITS.unreadCountMax)}
  ) counted`;
}

/**
 * SQL: the first of the messages that are counted, in their order. It walks Message_roomId_seq_key from the position on, so
 * it is cheap for whoever has read nearly everything and bounded for whoever has not.
 * @param columns of the message `u`
 */
export function unreadRows(membership: string, columns: string, limit: number): string {
  const column = (name: string) => `${membership}."${name}"`;
  return `SELECT ${columns} FROM "Message" u
    WHERE u."roomId" = ${column('roomId')} AND u.seq > ${column('lastReadSeq')} AND ${visible('u.seq', column('fromSeq'))}
      AND u."senderId" <> ${column('userId')} AND u."deletedAt" IS NULL
    ORDER BY u.seq LIMIT ${String(limit)}`;
}

/**
 * SQL that finds the messages, by their seqs, behind where the membership has read that speak to its person: to them by name, to all, or
 * to those who were here, or with a word of theirs; none of their own or of whom they have blocked. What a message was
 * deleted with is no row any more. Walks Mention_pkey and RoomMention_pkey from the position on.
 */
export function mentionsUnreadOf(membership: string): string {
  const column = (name: string) => `${membership}."${name}"`;
  const behind = `n."roomId" = ${column('roomId')} AND n.seq > ${column('lastReadSeq')}
      AND ${visible('n.seq', column('fromSeq'))} AND n."senderId" <> ${column('userId')}`;
  const limit = String(LIMITS.unreadCountMax);
  return `SELECT coalesce(array_agg(counted.seq ORDER BY counted.seq), '{}') AS mentions FROM (
    SELECT f.seq FROM (
      (SELECT n.seq, n."senderId" FROM "Mention" n
        WHERE n."userId" = ${column('userId')} AND ${behind} ORDER BY n.seq LIMIT ${limit})
      UNION
      (SELECT n.seq, n."senderId" FROM "RoomMention" n
        WHERE ${behind} AND (n.audience IS NULL OR ${column('userId')} = ANY (n.audience)) ORDER BY n.seq LIMIT ${limit})
    ) f
    WHERE NOT EXISTS (
      SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = ${column('userId')} AND b."blockedId" = f."senderId"
    ) ORDER BY f.seq LIMIT ${limit}
  ) counted`;
}
