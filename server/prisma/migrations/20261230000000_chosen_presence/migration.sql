-- Whoever is invisible looks offline to all others.
ALTER TABLE "User" ADD COLUMN "isInvisible" BOOLEAN NOT NULL DEFAULT false;

-- Every process keeps who is invisible, and who does not want to be disturbed: few of many.
CREATE INDEX "User_isInvisible_idx" ON "User" (id) WHERE "isInvisible";
CREATE INDEX "NoticePerson_quietUntil_idx" ON "NoticePerson" ("quietUntil") WHERE "quietUntil" IS NOT NULL;
