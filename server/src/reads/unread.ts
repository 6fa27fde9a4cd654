import { LIMITS } from '@chatket/contract';
import { visible } from '../rooms/access/index.js';

/**
 * SQL that counts the messages of others behind where the membership has read, up to the limit; a deleted one is not
 * unread, and what is said in a thread only is unread there. It walks Message_roomId_seq_key from the position on, so it is cheap for whoever has read nearly everything and bounded for whoever has not.
 */
export function unreadOf(membership: string): string {
  const column = (name: string) => `${membership}."${name}"`;
  return `SELECT count(*)::int AS unread FROM (
    SELECT 1 FROM "Message" u
    WHERE u."roomId" = ${column('roomId')} AND u.seq > ${column('lastReadSeq')} AND ${visible('u.seq', column('fromSeq'))}
      AND u."senderId" <> ${column('userId')} AND u."deletedAt" IS NULL AND u."inRoom"
    ORDER BY u.seq LIMIT ${String(LIMITS.unreadCountMax)}
  ) counted`;
}
