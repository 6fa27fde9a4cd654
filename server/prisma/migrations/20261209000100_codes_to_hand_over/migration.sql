-- The code itself, sealed, where people who run the server hand it over: see auth/codes/codes-to-hand-over.ts
ALTER TABLE "LoginCode" ADD COLUMN "sealed" BYTEA;
