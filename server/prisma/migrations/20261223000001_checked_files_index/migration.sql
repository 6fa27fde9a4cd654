-- Not in a transaction: every statement can be repeated.
-- What the scanner has not looked at.
DROP INDEX CONCURRENTLY IF EXISTS "Attachment_unchecked_idx";
CREATE INDEX CONCURRENTLY "Attachment_unchecked_idx" ON "Attachment"("uncheckedAt") WHERE "uncheckedAt" IS NOT NULL;
