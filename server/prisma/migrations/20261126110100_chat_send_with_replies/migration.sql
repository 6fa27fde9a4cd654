-- chat_send with replies: the same guarantees, and one more array. It stores a batch of messages, of one room or of
-- several, and answers one row per item. The older name stays for servers that do not know of replies, while an update
-- goes round.
--
-- Guarantees
--   * It locks the rooms (in id order) before anything else and holds the locks until commit. Every statement
--     after that sees what earlier holders committed, so the seqs of a room have no hole, commit order is seq
--     order, and a repeated (room, sender, client message id) finds the first row, from whichever process it came.
--   * Membership is read under the same lock under which it is changed.
--   * The time of a message is never before that of the message before it.
--
-- Outcomes: 'stored', 'duplicate' (with the first answer's id, seq and time), 'forbidden' (not a member),
-- 'no_target' (the answered message is not in the room, or was deleted; a repeated key is answered all the same).
--
-- Plans: sessions plan these statements once, often while the tables are still empty, and keep the plan when they have
-- grown. So each lookup is written such that only one index can serve it, and sequential, bitmap, hash and merge plans are off:
--   * known: Message_senderId_clientMsgId_roomId_key. The room is compared by IS NOT DISTINCT FROM, which no index can
--     serve: with "=" an empty table makes Message_roomId_seq_key look as good, and that one walks the whole room.
--   * member: either of the two indexes on room and person, as a lateral lookup per item; an EXISTS may become a scan
--     of all memberships.
--   * plan_cache_mode: planning takes several times as long as running, and knowing the arrays would not help it.
--   * target: Message_pkey, and not looked up at all where nothing is answered.
--   * rooms: Room_pkey by the rooms of the batch; by the join alone it would be walked whole.
CREATE FUNCTION chat_send_2(
    p_rooms uuid[], p_message_ids uuid[], p_senders uuid[], p_client_msg_ids text[], p_texts text[], p_reply_tos uuid[]
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
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = ANY (p_rooms) ORDER BY r.id FOR NO KEY UPDATE;

    RETURN QUERY
    WITH item AS MATERIALIZED (
        SELECT i.room_id, i.message_id, i.sender_id, i.client_msg_id, i.body, i.reply_to, i.ord::integer AS ord,
               known.id AS known_id, known.seq AS known_seq, known."createdAt" AS known_at,
               member.found IS NOT NULL AS is_member,
               i.reply_to IS NULL OR target.found IS NOT NULL AS has_target
        FROM unnest(p_rooms, p_message_ids, p_senders, p_client_msg_ids, p_texts, p_reply_tos)
            WITH ORDINALITY AS i (room_id, message_id, sender_id, client_msg_id, body, reply_to, ord)
        LEFT JOIN LATERAL (
            SELECT true AS found FROM "RoomMembership" m
            WHERE m."roomId" = i.room_id AND m."userId" = i.sender_id
            LIMIT 1
        ) member ON true
        LEFT JOIN LATERAL (
            SELECT x.id, x.seq, x."createdAt" FROM "Message" x
            WHERE x."senderId" = i.sender_id AND x."clientMsgId" = i.client_msg_id
              AND x."roomId" IS NOT DISTINCT FROM i.room_id
            LIMIT 1
        ) known ON true
        LEFT JOIN LATERAL (
            SELECT true AS found FROM "Message" t
            WHERE t.id = i.reply_to AND t."roomId" IS NOT DISTINCT FROM i.room_id AND t."deletedAt" IS NULL
            LIMIT 1
        ) target ON true
    ), marked AS (
        -- Of items with the same key in one batch the first is stored, the others are its duplicates.
        SELECT i.*,
               i.is_member AND i.has_target AND i.known_id IS NULL AND lag(i.ord) OVER same_key IS NULL AS is_new,
               first_value(i.message_id) OVER same_key AS first_id
        FROM item i
        WINDOW same_key AS (PARTITION BY i.room_id, i.sender_id, i.client_msg_id, i.has_target ORDER BY i.ord)
    ), counted AS (
        SELECT k.*, sum(k.is_new::integer) OVER (PARTITION BY k.room_id ORDER BY k.ord) AS place FROM marked k
    ), numbered AS MATERIALIZED (
        SELECT c.*,
               first_value(c.place) OVER (
                   PARTITION BY c.room_id, c.sender_id, c.client_msg_id, c.has_target ORDER BY c.ord
               ) AS first_place
        FROM counted c
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
        INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt", flags, "replyToId")
        SELECT n.message_id, n.room_id, h.base + n.place, n.sender_id, n.client_msg_id, n.body, h.at,
               CASE WHEN n.reply_to IS NULL THEN 0 ELSE 4 END, n.reply_to
        FROM numbered n JOIN head h ON h.id = n.room_id
        WHERE n.is_new
        ORDER BY n.room_id, n.place
    )
    SELECT n.ord,
           CASE WHEN NOT n.is_member THEN 'forbidden' WHEN n.is_new THEN 'stored'
                WHEN n.known_id IS NULL AND NOT n.has_target THEN 'no_target' ELSE 'duplicate' END,
           CASE WHEN n.is_member THEN coalesce(n.known_id, n.first_id) END,
           CASE WHEN n.is_member THEN coalesce(n.known_seq, h.base + n.first_place) END,
           CASE WHEN n.is_member THEN coalesce(n.known_at, h.at) END
    FROM numbered n LEFT JOIN head h ON h.id = n.room_id
    ORDER BY n.ord;
END
$$;

-- For whoever knows nothing of replies.
CREATE OR REPLACE FUNCTION chat_send(
    p_rooms uuid[], p_message_ids uuid[], p_senders uuid[], p_client_msg_ids text[], p_texts text[]
)
RETURNS TABLE (ord integer, outcome text, message_id uuid, seq bigint, created_at timestamptz)
LANGUAGE sql
AS $$
    SELECT * FROM chat_send_2(p_rooms, p_message_ids, p_senders, p_client_msg_ids, p_texts, NULL)
$$;
