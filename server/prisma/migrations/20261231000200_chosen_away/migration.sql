-- Whoever has chosen so looks away to all others, even while they are there.
ALTER TABLE "User" ADD COLUMN "looksAway" BOOLEAN NOT NULL DEFAULT false;
