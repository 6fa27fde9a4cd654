-- Columns without a default: nothing is rewritten, and nobody waits.
ALTER TABLE "Attachment" ADD COLUMN "threat" VARCHAR(200);
ALTER TABLE "PersonalExport" ADD COLUMN "begunAt" TIMESTAMPTZ(3);
-- Those that were begun before are judged by when they were asked for, as until now.
UPDATE "PersonalExport" SET "begunAt" = "askedAt" WHERE key IS NOT NULL AND "readyAt" IS NULL;
