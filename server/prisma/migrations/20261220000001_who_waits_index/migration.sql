-- Not in a transaction: every statement can be repeated.
-- Who may answer those who ask.
DROP INDEX CONCURRENTLY IF EXISTS "RoomMembership_moderator_idx";
CREATE INDEX CONCURRENTLY "RoomMembership_moderator_idx" ON "RoomMembership" ("roomId") WHERE role >= 1;
