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
