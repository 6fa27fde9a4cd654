-- Whoever has chosen so looks away to all others, even while they are there.
ALTER TABLE "User" ADD COLUMN "looksAway" BOOLEAN NOT NULL DEFAULT false;

-- As for who is invisible: every process keeps them.
CREATE INDEX "User_looksAway_idx" ON "User" (id) WHERE "looksAway";
