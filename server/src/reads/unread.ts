import { LIMITS } from '@chatket/contract';
import { visible } from '../rooms/access/index.js';

/**
 * SQL that counts the messages of others behind where the membership has read, up to the limit; a deleted one is not
 * unread, and what is said in a thread only is unread there.
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
      AND u."senderId" <> ${column('userId')} AND u."deletedAt" IS NULL AND u."inRoom"
    ORDER BY u.seq LIMIT ${String(limit)}`;
}

/** SQL: a thread, and up to where it is read. */
interface ThreadPlace {
  rootId: string;
  readTo: string;
}

/**
 * SQL that finds the messages, by their seqs, behind where the membership has read that speak to its person: to them by name, to all, or
 * to those who were here, or with a word of theirs; none of their own or of whom they have blocked. What a message was
 * deleted with is no row any more. Walks Mention_pkey and RoomMention_pkey from the position on; in a thread
 * Mention_userId_threadId_seq_idx and RoomMention_threadId_seq_idx.
 * @param thread only what is said there, behind where it is read; left out, what is said in the room and all its threads
 */
export function mentionsUnreadOf(membership: string, thread?: ThreadPlace): string {
  const column = (name: string) => `${membership}."${name}"`;
  const place = thread
    ? `n."threadId" = ${thread.rootId} AND n.seq > ${thread.readTo}`
    : `n."roomId" = ${column('roomId')} AND n.seq > ${column('lastReadSeq')}`;
  const behind = `${place} AND ${visible('n.seq', column('fromSeq'))} AND n."senderId" <> ${column('userId')}`;
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
