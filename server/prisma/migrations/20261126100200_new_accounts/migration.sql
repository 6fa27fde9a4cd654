-- Not everything is done yet that is done for a new account. Whoever is there already is not new.
ALTER TABLE "User" ADD COLUMN "isNew" BOOLEAN NOT NULL DEFAULT false;
