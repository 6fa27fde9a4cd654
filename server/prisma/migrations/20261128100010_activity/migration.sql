-- The rooms to discover, latest activity first. An index on lastMessageAt would be written with every message, and make
-- each of them a row version in all indexes of the room; by the hour it is written once an hour. The id is a text there for
-- the reason that the migration one_index_by_id tells.
ALTER TABLE "Room" ADD COLUMN "activeHour" TIMESTAMP(3)
    GENERATED ALWAYS AS (date_trunc('hour', "lastMessageAt" AT TIME ZONE 'UTC')) STORED;
CREATE INDEX "Room_activeHour_idText_idx" ON "Room" ("activeHour" DESC, (id::text) DESC)
    WHERE kind = 'public' AND "archivedAt" IS NULL;
