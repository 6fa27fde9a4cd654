-- By which rule "nameKey" was folded. The rule lives in contract/src/fold.ts, where both ends share it: the server
-- folds at its start what was folded by an older one, that is, every row there is now.
ALTER TABLE "Room" ADD COLUMN "nameFold" SMALLINT NOT NULL DEFAULT 0;
