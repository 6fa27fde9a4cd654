-- Not in a transaction: every statement can be repeated.
-- What goes when nobody waits any more; the list, and what of it is unread.
DROP INDEX CONCURRENTLY IF EXISTS "Alert_roomId_askerId_idx";
CREATE INDEX CONCURRENTLY "Alert_roomId_askerId_idx" ON "Alert" ("roomId", "askerId") WHERE "askerId" IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS "Alert_requests_idx";
CREATE INDEX CONCURRENTLY "Alert_requests_idx" ON "Alert" ("userId", "createdAt" DESC) WHERE because IN ('request', 'answer');
