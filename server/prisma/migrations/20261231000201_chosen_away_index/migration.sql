-- Not in a transaction: every statement can be repeated.
-- As for who is invisible: every process keeps them.
DROP INDEX CONCURRENTLY IF EXISTS "User_looksAway_idx";
CREATE INDEX CONCURRENTLY "User_looksAway_idx" ON "User" (id) WHERE "looksAway";
