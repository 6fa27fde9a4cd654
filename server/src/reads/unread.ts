import { LIMITS } from '@chatket/contract';

/**
 * SQL that counts the messages of others behind a position, up to the limit; a deleted one is not unread. It walks Message_roomId_seq_key from the
 * position on, so it is cheap for whoever has read nearly everything and bounded for whoever has not.
 */
export function unreadOf(roomId: string, userId: string, lastReadSeq: string): string {
  return `SELECT count(*)::int AS unread FROM (
    SELECT 1 FROM "Message" u
    WHERE u."roomId" = ${roomId} AND u.seq > ${lastReadSeq} AND u."senderId" <> ${userId} AND u."deletedAt" IS NULL
    ORDER BY u.seq LIMIT ${String(LIMITS.unreadCountMax)}
  ) counted`;
}
