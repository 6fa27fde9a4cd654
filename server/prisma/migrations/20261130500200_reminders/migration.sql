-- When somebody wants to be told of a message that they have saved, and when they were.
ALTER TABLE "Saved" ADD COLUMN "remindAt" TIMESTAMPTZ(3), ADD COLUMN "remindedAt" TIMESTAMPTZ(3);
CREATE INDEX "Saved_remindAt_idx" ON "Saved" ("remindAt");
