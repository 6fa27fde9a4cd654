-- Not in a transaction: every statement can be repeated.
-- Logins by what their provider calls them.
DROP INDEX CONCURRENTLY IF EXISTS "Session_idpSub_idx";
CREATE INDEX CONCURRENTLY "Session_idpSub_idx" ON "Session" ("idpSub") WHERE "idpSub" IS NOT NULL AND "revokedAt" IS NULL;
DROP INDEX CONCURRENTLY IF EXISTS "Session_idpSid_idx";
CREATE INDEX CONCURRENTLY "Session_idpSid_idx" ON "Session" ("idpSid") WHERE "idpSid" IS NOT NULL AND "revokedAt" IS NULL;
