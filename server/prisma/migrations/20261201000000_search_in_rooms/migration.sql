-- As search_docs, which stays for servers that are not updated yet, with one question for all rooms that are meant: what is
-- found has all grams of a set and, where there is one beside it, at least one of the other (its rooms). A set for each room
-- would look up every gram as often as there are rooms. Plans: bitmaps on the GIN index, then lookups by key.
CREATE FUNCTION search_docs_in(p_user uuid, p_least integer, p_sets text[], p_any text[], p_before bigint, p_limit integer)
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
        SELECT e.doc, e."roomId", e.seq FROM unnest(p_sets, p_any) AS s (grams, one) CROSS JOIN LATERAL (
            SELECT x.doc, x."roomId", x.seq FROM "SearchEntry" x
            WHERE s.one IS NULL AND x.grams @> s.grams::integer[]
            UNION ALL
            SELECT x.doc, x."roomId", x.seq FROM "SearchEntry" x
            WHERE s.one IS NOT NULL AND x.grams @> s.grams::integer[] AND x.grams && s.one::integer[]
            OFFSET 0
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
