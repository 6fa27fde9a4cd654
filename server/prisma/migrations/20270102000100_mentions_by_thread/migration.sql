-- Not in a transaction: every statement can be repeated.
-- What speaks to somebody in a thread is counted for that thread: where it speaks to them, and where to all, from a position on.
DROP INDEX CONCURRENTLY IF EXISTS "Mention_userId_threadId_seq_idx";
CREATE INDEX CONCURRENTLY "Mention_userId_threadId_seq_idx" ON "Mention" ("userId", "threadId", seq) WHERE "threadId" IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS "RoomMention_threadId_seq_idx";
CREATE INDEX CONCURRENTLY "RoomMention_threadId_seq_idx" ON "RoomMention" ("threadId", seq) WHERE "threadId" IS NOT NULL;
