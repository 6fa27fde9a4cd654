-- As before (search_marked), but polls are found by the rooms of whoever asks, by Poll_roomId_seq_idx: not all of the server are
-- looked at before it is known which of them they may read.
CREATE OR REPLACE FUNCTION search_docs_marked(p_user uuid, p_least integer, p_mark text, p_before bigint, p_limit integer)
RETURNS TABLE (doc bigint, id uuid, "roomId" uuid, seq bigint, "senderId" uuid, text text, flags smallint,
    "createdAt" timestamptz, "editedAt" timestamptz)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET jit = off
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT e.doc, m.id, m."roomId", m.seq, m."senderId", m.text, m.flags, m."createdAt", m."editedAt"
    FROM (
        SELECT s."messageId" FROM "Saved" s WHERE p_mark = 'saved' AND s."userId" = p_user
        UNION ALL
        SELECT n."messageId" FROM "RoomMembership" o
        CROSS JOIN LATERAL (SELECT x."messageId" FROM "Pin" x WHERE x."roomId" = o."roomId" ORDER BY x.seq DESC) n
        WHERE p_mark = 'pinned' AND o."userId" = p_user
        UNION ALL
        SELECT n."messageId" FROM "RoomMembership" o
        CROSS JOIN LATERAL (
            SELECT x."messageId" FROM "Poll" x WHERE x."roomId" = o."roomId" AND x.seq > o."fromSeq" ORDER BY x.seq DESC
        ) n
        WHERE p_mark = 'poll' AND o."userId" = p_user AND o.role >= p_least
        OFFSET 0
    ) w
    CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = w."messageId" AND x."deletedAt" IS NULL LIMIT 1) m
    CROSS JOIN LATERAL (
        SELECT k."fromSeq" FROM "RoomMembership" k
        WHERE k."roomId" = m."roomId" AND k."userId" = p_user AND k.role >= p_least LIMIT 1
    ) k
    CROSS JOIN LATERAL (SELECT r."expiredSeq" FROM "Room" r WHERE r.id = m."roomId" LIMIT 1) r
    CROSS JOIN LATERAL (
        SELECT x.doc FROM "SearchEntry" x WHERE x."roomId" = m."roomId" AND x.seq = m.seq LIMIT 1
    ) e
    WHERE m.seq > greatest(k."fromSeq", r."expiredSeq") AND e.doc < p_before
    ORDER BY e.doc DESC LIMIT p_limit;
END
$$;

ALTER TABLE "Poll" ALTER COLUMN "roomId" SET NOT NULL, ALTER COLUMN "seq" SET NOT NULL;
