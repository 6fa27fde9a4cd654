-- chat_send_3 for batches in which nothing is special: no item answers a message, and no key comes twice. Nearly all are
-- so, and what the other function looks up and keeps ready for the rest is a tenth of what such a batch costs.
--
-- The guarantees, the outcomes and the order of locks are those of chat_send_3, to which a batch goes whose rooms do not
-- let everybody write. A key that comes twice all the same ends in an error of the unique key, and nothing is stored.
CREATE FUNCTION chat_send_plain(
    p_rooms uuid[], p_message_ids uuid[], p_senders uuid[], p_client_msg_ids text[], p_texts text[]
)
RETURNS TABLE (ord integer, outcome text, message_id uuid, seq bigint, created_at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_bitmapscan = off
AS $$
#variable_conflict use_column
DECLARE
    has_gates boolean;
BEGIN
    SELECT bool_or(g.is_gated) INTO has_gates FROM (
        SELECT r."postGate" > 0 OR r."slowSeconds" > 0 OR r."archivedAt" IS NOT NULL AS is_gated
        FROM "Room" r WHERE r.id = ANY (p_rooms) ORDER BY r.id FOR NO KEY UPDATE
    ) g;
    IF has_gates THEN
        RETURN QUERY SELECT * FROM chat_send_3(p_rooms, p_message_ids, p_senders, p_client_msg_ids, p_texts, NULL);
        RETURN;
    END IF;

    RETURN QUERY
    WITH numbered AS MATERIALIZED (
        SELECT k.*, sum(k.is_new::integer) OVER (PARTITION BY k.room_id ORDER BY k.ord) AS place
        FROM (
            SELECT i.room_id, i.message_id, i.sender_id, i.client_msg_id, i.body, i.ord::integer AS ord,
                   known.id AS known_id, known.seq AS known_seq, known."createdAt" AS known_at,
                   member.may_post IS NOT NULL AND known.id IS NOT NULL AS is_repeat,
                   coalesce(member.may_post, false) AND known.id IS NULL AS is_new
            FROM unnest(p_rooms, p_message_ids, p_senders, p_client_msg_ids, p_texts)
                WITH ORDINALITY AS i (room_id, message_id, sender_id, client_msg_id, body, ord)
            LEFT JOIN LATERAL (
                SELECT m."mutedUntil" IS NULL OR m."mutedUntil" <= clock_timestamp() OR m.role >= 1 AS may_post
                FROM "RoomMembership" m
                WHERE m."roomId" = i.room_id AND m."userId" = i.sender_id
                LIMIT 1
            ) member ON true
            LEFT JOIN LATERAL (
                SELECT x.id, x.seq, x."createdAt" FROM "Message" x
                WHERE x."senderId" = i.sender_id AND x."clientMsgId" = i.client_msg_id
                  AND x."roomId" IS NOT DISTINCT FROM i.room_id
                LIMIT 1
            ) known ON true
        ) k
    ), head AS MATERIALIZED (
        SELECT r.id, r."lastSeq" AS base,
               greatest(date_trunc('milliseconds', clock_timestamp()), r."lastMessageAt") AS at,
               n.added
        FROM (SELECT room_id, max(place) AS added FROM numbered GROUP BY room_id) n
        JOIN "Room" r ON r.id = n.room_id AND r.id = ANY (p_rooms)
        WHERE n.added > 0
    ), raised AS (
        UPDATE "Room" r SET "lastSeq" = h.base + h.added, "lastMessageAt" = h.at FROM head h
        WHERE r.id = h.id AND r.id = ANY (p_rooms)
    ), stored AS (
        INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
        SELECT n.message_id, n.room_id, h.base + n.place, n.sender_id, n.client_msg_id, n.body, h.at
        FROM numbered n JOIN head h ON h.id = n.room_id
        WHERE n.is_new
    )
    SELECT n.ord,
           CASE WHEN n.is_new THEN 'stored' WHEN n.is_repeat THEN 'duplicate' ELSE 'forbidden' END,
           CASE WHEN n.is_new THEN n.message_id WHEN n.is_repeat THEN n.known_id END,
           CASE WHEN n.is_new THEN h.base + n.place WHEN n.is_repeat THEN n.known_seq END,
           CASE WHEN n.is_new THEN h.at WHEN n.is_repeat THEN n.known_at END
    FROM numbered n LEFT JOIN head h ON h.id = n.room_id
    ORDER BY n.ord;
END
$$;
