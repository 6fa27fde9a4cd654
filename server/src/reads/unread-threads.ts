import { LIMITS } from '@chatket/contract';
import { rowOf } from '../prisma/index.js';
import { mentionsUnreadOf } from './unread.js';
import { visible } from '../rooms/access/index.js';

/**
 * SQL: up to where a thread is read: what was read in it, and what was said of the whole room. Of the row `f` of
 * ThreadFollow, and of a membership.
 */
export function threadIsReadTo(membership: string): string {
  return `greatest(f."lastReadSeq", ${membership}."threadsReadSeq")`;
}

const unreadReplies = (membership: string, rootId: string, readTo: string) => `SELECT 1 FROM "Message" u
    WHERE u."threadId" = ${rootId} AND u.seq > ${readTo} AND u."senderId" <> ${membership}."userId" AND u."deletedAt" IS NULL`;

/** SQL that counts the replies of others behind a place, up to the limit. It walks Message_threadId_seq_idx from there. */
export function unreadRepliesOf(membership: string, rootId: string, readTo: string): string {
  return `SELECT count(*)::int AS unread FROM (
    ${unreadReplies(membership, rootId, readTo)} ORDER BY u.seq LIMIT ${String(LIMITS.unreadCountMax)}
  ) counted`;
}

/**
 * SQL: the seqs of those replies that speak to the person of the membership, by the rule for rooms. Where nothing is unread
 * nothing is looked at.
 */
export function unreadThreadMentionsOf(
  membership: string,
  { unread, ...thread }: { rootId: string; readTo: string; unread: string },
): string {
  return `CASE WHEN ${unread} > 0 THEN (${mentionsUnreadOf(membership, thread)}) ELSE '{}' END`;
}

/**
 * SQL that counts the threads which somebody follows, and in which others have said something that they have not read.
 * It walks ThreadFollow_userId_roomId_idx; of threads with nothing new the row in Thread is looked at, and no message.
 */
export function unreadThreadsOf(membership: string): string {
  const readTo = threadIsReadTo(membership);
  return `SELECT count(*)::int AS "unreadThreads" FROM "ThreadFollow" f
    CROSS JOIN LATERAL (SELECT * FROM "Thread" x WHERE x."rootId" = f."rootId" LIMIT 1) t
    CROSS JOIN LATERAL ${rowOf('Room', 'f."roomId"')} o
    WHERE f."userId" = ${membership}."userId" AND f."roomId" = ${membership}."roomId" AND f."isFollowing"
      AND t."lastReplySeq" > ${readTo}
      AND ${visible('(SELECT x.seq FROM "Message" x WHERE x.id = f."rootId")', `greatest(${membership}."fromSeq", o."expiredSeq")`)}
      AND EXISTS (${unreadReplies(membership, 'f."rootId"', readTo)})`;
}
