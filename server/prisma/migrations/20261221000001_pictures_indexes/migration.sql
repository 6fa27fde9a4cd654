-- Not in a transaction: every statement can be repeated.
-- Whose a picture is.
DROP INDEX CONCURRENTLY IF EXISTS "Profile_picture_key";
CREATE UNIQUE INDEX CONCURRENTLY "Profile_picture_key" ON "Profile" ("picture") WHERE "picture" IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS "Room_picture_key";
CREATE UNIQUE INDEX CONCURRENTLY "Room_picture_key" ON "Room" ("picture") WHERE "picture" IS NOT NULL;
