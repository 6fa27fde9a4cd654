-- Search: for each message the hashes of its letters, three by three, behind a GIN index; see server/src/search. It needs no
-- extension and knows no language, and everything in it can be made anew from the messages.

-- No foreign key to the room: it would lock the room's row, which senders do, with every message that is taken in.
CREATE TABLE "SearchEntry" (
    "roomId" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    -- Newer messages have greater numbers. Those that were there before the index have numbers below zero.
    "doc" BIGINT NOT NULL,
    -- Each is mixed with the segment of the doc, so that the newest segments can be asked first. Empty: the message is deleted.
    "grams" INTEGER[] NOT NULL,

    CONSTRAINT "SearchEntry_pkey" PRIMARY KEY ("roomId", "seq")
);
-- What waits to be sorted in is read whole by every search, so it is kept short (in kB).
CREATE INDEX "SearchEntry_grams_idx" ON "SearchEntry" USING gin ("grams") WITH (fastupdate = on, gin_pending_list_limit = 1024);

-- What of each room's log has been taken in.
CREATE TABLE "SearchCursor" (
    "roomId" UUID NOT NULL,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "SearchCursor_pkey" PRIMARY KEY ("roomId"),
    CONSTRAINT "SearchCursor_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- When what is in a segment was said.
CREATE TABLE "SearchSegment" (
    "segment" INTEGER NOT NULL,
    "oldest" TIMESTAMPTZ(3) NOT NULL,
    "newest" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SearchSegment_pkey" PRIMARY KEY ("segment")
);

-- One row. Whoever takes messages in locks it: one at a time, of however many servers.
CREATE TABLE "SearchState" (
    "id" SMALLINT NOT NULL,
    -- By which rules the grams were made; another number than the server's: all are made anew.
    "rules" INTEGER NOT NULL,
    "nextDoc" BIGINT NOT NULL,
    -- Older messages are taken in from here backwards, by id; null when all of them are.
    "backId" UUID,
    "backDoc" BIGINT NOT NULL,

    CONSTRAINT "SearchState_pkey" PRIMARY KEY ("id")
);
INSERT INTO "SearchState" ("id", "rules", "nextDoc", "backId", "backDoc") VALUES (1, 0, 0, NULL, -1);

-- What goes with its room goes from here as well, as many at a time as messages do.
CREATE FUNCTION search_forget() RETURNS trigger
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
BEGIN
    DELETE FROM "SearchEntry" e USING gone g WHERE e."roomId" = g."roomId" AND e.seq = g.seq;
    RETURN NULL;
END
$$;
CREATE TRIGGER "Message_search_forget" AFTER DELETE ON "Message"
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION search_forget();

-- Messages that may be what somebody looks for, the newest first: those that have all grams of one of the sets, of rooms in
-- which the person is at least p_least now, and of what they may read there. What is found has to be compared with the text:
-- different letters can have the same hash. Plans: bitmaps on the GIN index, then lookups by key, in the order of docs; the
-- fences keep the planner from walking a room's entries instead.
CREATE FUNCTION search_docs(p_user uuid, p_least integer, p_sets text[], p_before bigint, p_limit integer)
RETURNS TABLE (doc bigint, id uuid, "roomId" uuid, seq bigint, "senderId" uuid, text text, flags smallint,
    "createdAt" timestamptz, "editedAt" timestamptz)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_indexscan = on
SET enable_bitmapscan = on
SET enable_hashjoin = off
SET enable_mergejoin = off
SET jit = off
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT c.doc, m.id, m."roomId", m.seq, m."senderId", m.text, m.flags, m."createdAt", m."editedAt"
    FROM (
        SELECT e.doc, e."roomId", e.seq FROM unnest(p_sets) AS s (grams) CROSS JOIN LATERAL (
            SELECT x.doc, x."roomId", x.seq FROM "SearchEntry" x WHERE x.grams @> s.grams::integer[] OFFSET 0
        ) e WHERE e.doc < p_before ORDER BY e.doc DESC OFFSET 0
    ) c
    CROSS JOIN LATERAL (
        SELECT k."fromSeq" FROM "RoomMembership" k
        WHERE k."roomId" = c."roomId" AND k."userId" = p_user AND k.role >= p_least LIMIT 1
    ) k
    CROSS JOIN LATERAL (SELECT r."expiredSeq" FROM "Room" r WHERE r.id = c."roomId" LIMIT 1) r
    CROSS JOIN LATERAL (
        SELECT * FROM "Message" x WHERE x."roomId" = c."roomId" AND x.seq = c.seq AND x."deletedAt" IS NULL LIMIT 1
    ) m
    WHERE c.seq > greatest(k."fromSeq", r."expiredSeq")
    ORDER BY c.doc DESC LIMIT p_limit;
END
$$;
