-- Whoever is invisible looks offline to all others.
ALTER TABLE "User" ADD COLUMN "isInvisible" BOOLEAN NOT NULL DEFAULT false;
