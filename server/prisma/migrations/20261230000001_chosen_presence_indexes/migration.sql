-- Not in a transaction: every statement can be repeated.
-- Every process keeps who is invisible, and who does not want to be disturbed: few of many.
DROP INDEX CONCURRENTLY IF EXISTS "User_isInvisible_idx";
CREATE INDEX CONCURRENTLY "User_isInvisible_idx" ON "User" (id) WHERE "isInvisible";
DROP INDEX CONCURRENTLY IF EXISTS "NoticePerson_quietUntil_idx";
CREATE INDEX CONCURRENTLY "NoticePerson_quietUntil_idx" ON "NoticePerson" ("quietUntil") WHERE "quietUntil" IS NOT NULL;
