-- Stores a batch of messages, of one room or of several, and answers one row per item.
--
-- Guarantees
--   * It locks the rooms (in id order) before anything else and holds the locks until commit. Every statement
--     after that sees what earlier holders committed, so the seqs of a room have no hole, commit order is seq
--     order, and a repeated (room, sender, client message id) finds the first row, from whichever process it came.
--   * Membership is read under the same lock under which it is changed.
--   * The time of a message is never before that of the message before it.
--
-- Outcomes: 'stored', 'duplicate' (with the first answer's id, seq and time), 'forbidden' (not a member).
--
-- Indexes: Room_pkey, RoomMembership_pkey, Message_roomId_senderId_clientMsgId_key. Sequential and hash plans are
-- switched off inside: a plan made while the tables are empty would otherwise be kept when they have grown.
CREATE FUNCTION chat_send(
    p_rooms uuid[], p_message_ids uuid[], p_senders uuid[], p_client_msg_ids text[], p_texts text[]
)
RETURNS TABLE (ord integer, outcome text, message_id uuid, seq bigint, created_at timestamptz)
LANGUAGE plpgsql
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = ANY (p_rooms) ORDER BY r.id FOR NO KEY UPDATE;

    RETURN QUERY
    WITH item AS MATERIALIZED (
        SELECT i.room_id, i.message_id, i.sender_id, i.client_msg_id, i.body, i.ord::integer AS ord,
               known.id AS known_id, known.seq AS known_seq, known."createdAt" AS known_at,
               EXISTS (
                   SELECT 1 FROM "RoomMembership" m WHERE m."roomId" = i.room_id AND m."userId" = i.sender_id
               ) AS is_member
        FROM unnest(p_rooms, p_message_ids, p_senders, p_client_msg_ids, p_texts)
            WITH ORDINALITY AS i (room_id, message_id, sender_id, client_msg_id, body, ord)
        LEFT JOIN LATERAL (
            SELECT x.id, x.seq, x."createdAt" FROM "Message" x
            WHERE x."roomId" = i.room_id AND x."senderId" = i.sender_id AND x."clientMsgId" = i.client_msg_id
            LIMIT 1
        ) known ON true
    ), fresh AS (
        SELECT DISTINCT ON (room_id, sender_id, client_msg_id) *
        FROM item WHERE is_member AND known_id IS NULL
        ORDER BY room_id, sender_id, client_msg_id, ord
    ), numbered AS (
        SELECT f.*, row_number() OVER (PARTITION BY f.room_id ORDER BY f.ord) AS place FROM fresh f
    ), head AS (
        UPDATE "Room" r
        SET "lastSeq" = r."lastSeq" + n.added,
            "lastMessageAt" = greatest(date_trunc('milliseconds', clock_timestamp()), r."lastMessageAt")
        FROM (SELECT room_id, count(*) AS added FROM numbered GROUP BY room_id) n
        WHERE r.id = n.room_id
        RETURNING r.id, r."lastSeq" - n.added AS base, r."lastMessageAt" AS at
    ), stored AS (
        INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
        SELECT n.message_id, n.room_id, h.base + n.place, n.sender_id, n.client_msg_id, n.body, h.at
        FROM numbered n JOIN head h ON h.id = n.room_id
        ORDER BY n.room_id, n.place
        RETURNING id, "roomId", seq, "senderId", "clientMsgId", "createdAt"
    )
    SELECT i.ord,
           CASE WHEN NOT i.is_member THEN 'forbidden'
                WHEN s.id = i.message_id THEN 'stored'
                ELSE 'duplicate' END,
           CASE WHEN i.is_member THEN coalesce(i.known_id, s.id) END,
           CASE WHEN i.is_member THEN coalesce(i.known_seq, s.seq) END,
           CASE WHEN i.is_member THEN coalesce(i.known_at, s."createdAt") END
    FROM item i
    LEFT JOIN stored s
        ON s."roomId" = i.room_id AND s."senderId" = i.sender_id AND s."clientMsgId" = i.client_msg_id
    ORDER BY i.ord;
END
$$;
