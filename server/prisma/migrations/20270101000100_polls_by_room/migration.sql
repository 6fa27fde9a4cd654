-- Not in a transaction: every statement can be repeated.
UPDATE "Poll" p SET "roomId" = m."roomId", seq = m.seq FROM "Message" m WHERE m.id = p."messageId" AND p."roomId" IS NULL;
DROP INDEX CONCURRENTLY IF EXISTS "Poll_roomId_seq_idx";
CREATE INDEX CONCURRENTLY "Poll_roomId_seq_idx" ON "Poll" ("roomId", "seq" DESC);
