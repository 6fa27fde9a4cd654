-- chat_send_2 with gates: the same guarantees, and rooms in which not everybody may write at any time. The older names stay
-- for servers that do not know of gates, while an update goes round; they are held to them all the same.
--
-- Beside what chat_send_2 says
--   * 'forbidden' is also the outcome of what the room does not let the sender write now: it is archived, it takes a
--     greater role, the sender is muted, or it is not their turn in slow mode. Why is asked afterwards, of the same facts.
--   * A key that was stored before is answered to every member.
--   * Rooms without gates cost one look at the rows that are locked anyway.

-- Which items their rooms refuse. The caller holds the rooms' locks. Of several items of one person in a slow room only
-- the first may pass, and those that repeat its key.
CREATE FUNCTION chat_refused(p_rooms uuid[], p_senders uuid[], p_client_msg_ids text[]) RETURNS boolean[]
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    item record;
    room record;
    member record;
    refused boolean[] := array_fill(false, ARRAY[cardinality(p_rooms)]);
    turns jsonb := '{}';
    turn text;
BEGIN
    FOR item IN SELECT i.* FROM unnest(p_rooms, p_senders, p_client_msg_ids)
        WITH ORDINALITY AS i (room_id, sender_id, client_msg_id, ord) ORDER BY i.ord
    LOOP
        SELECT r."postGate", r."slowSeconds", r."archivedAt" INTO room FROM "Room" r WHERE r.id = item.room_id;
        CONTINUE WHEN NOT FOUND;
        SELECT m.role, m."slowUntil" INTO member FROM "RoomMembership" m
        WHERE m."roomId" = item.room_id AND m."userId" = item.sender_id;
        CONTINUE WHEN NOT FOUND;
        IF room."archivedAt" IS NOT NULL OR member.role < room."postGate" THEN
            refused[item.ord] := true;
        ELSIF room."slowSeconds" > 0 AND member.role < 1 THEN
            turn := item.room_id::text || item.sender_id::text;
            IF turns ->> turn IS NULL THEN
                turns := turns || jsonb_build_object(turn, item.client_msg_id);
                refused[item.ord] := coalesce(member."slowUntil" > clock_timestamp(), false);
            ELSE
                refused[item.ord] := turns ->> turn <> item.client_msg_id
                    OR coalesce(member."slowUntil" > clock_timestamp(), false);
            END IF;
        END IF;
    END LOOP;
    RETURN refused;
END
$$;

CREATE FUNCTION chat_send_3(
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
DECLARE
    has_gates boolean;
    is_slow boolean;
    refused boolean[];
BEGIN
    SELECT bool_or(g.is_gated), bool_or(g.is_slow) INTO has_gates, is_slow FROM (
        SELECT r."postGate" > 0 OR r."slowSeconds" > 0 OR r."archivedAt" IS NOT NULL AS is_gated,
               r."slowSeconds" > 0 AS is_slow
        FROM "Room" r WHERE r.id = ANY (p_rooms) ORDER BY r.id FOR NO KEY UPDATE
    ) g;
    IF has_gates THEN refused := chat_refused(p_rooms, p_senders, p_client_msg_ids); END IF;

    RETURN QUERY
    WITH item AS MATERIALIZED (
        SELECT i.room_id, i.message_id, i.sender_id, i.client_msg_id, i.body, i.reply_to, i.ord::integer AS ord,
               known.id AS known_id, known.seq AS known_seq, known."createdAt" AS known_at,
               member.is_heard IS NOT NULL AS is_member,
               coalesce(member.is_heard AND NOT coalesce(refused[i.ord], false), false) AS may_post,
               i.reply_to IS NULL OR target.found IS NOT NULL AS has_target
        FROM unnest(p_rooms, p_message_ids, p_senders, p_client_msg_ids, p_texts, p_reply_tos)
            WITH ORDINALITY AS i (room_id, message_id, sender_id, client_msg_id, body, reply_to, ord)
        LEFT JOIN LATERAL (
            SELECT m."mutedUntil" IS NULL OR m."mutedUntil" <= clock_timestamp() OR m.role >= 1 AS is_heard
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
        LEFT JOIN LATERAL (
            SELECT true AS found FROM "Message" t
            WHERE t.id = i.reply_to AND t."roomId" IS NOT DISTINCT FROM i.room_id AND t."deletedAt" IS NULL
            LIMIT 1
        ) target ON true
    ), marked AS (
        -- Of items with the same key in one batch the first is stored, the others are its duplicates.
        SELECT i.*,
               i.may_post AND i.has_target AND i.known_id IS NULL AND lag(i.ord) OVER same_key IS NULL AS is_new,
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
        SELECT r.id, r."lastSeq" AS base, r."slowSeconds" AS slow_seconds,
               greatest(date_trunc('milliseconds', clock_timestamp()), r."lastMessageAt") AS at,
               n.added
        FROM (SELECT room_id, max(place) AS added FROM numbered GROUP BY room_id) n
        JOIN "Room" r ON r.id = n.room_id AND r.id = ANY (p_rooms)
        WHERE n.added > 0
    ), raised AS (
        UPDATE "Room" r SET "lastSeq" = h.base + h.added, "lastMessageAt" = h.at FROM head h
        WHERE r.id = h.id AND r.id = ANY (p_rooms)
    ), slowed AS (
        UPDATE "RoomMembership" m SET "slowUntil" = h.at + h.slow_seconds * interval '1 second'
        FROM numbered n JOIN head h ON h.id = n.room_id
        WHERE is_slow AND n.is_new AND h.slow_seconds > 0 AND m.role < 1
          AND m."roomId" = n.room_id AND m."userId" = n.sender_id
    ), stored AS (
        INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt", flags, "replyToId")
        SELECT n.message_id, n.room_id, h.base + n.place, n.sender_id, n.client_msg_id, n.body, h.at,
               CASE WHEN n.reply_to IS NULL THEN 0 ELSE 4 END, n.reply_to
        FROM numbered n JOIN head h ON h.id = n.room_id
        WHERE n.is_new
        ORDER BY n.room_id, n.place
    )
    SELECT n.ord,
           CASE WHEN NOT n.is_member OR (NOT n.may_post AND n.known_id IS NULL) THEN 'forbidden'
                WHEN n.is_new THEN 'stored'
                WHEN n.known_id IS NULL AND NOT n.has_target THEN 'no_target' ELSE 'duplicate' END,
           CASE WHEN n.is_member AND (n.may_post OR n.known_id IS NOT NULL) THEN coalesce(n.known_id, n.first_id) END,
           CASE WHEN n.is_member AND (n.may_post OR n.known_id IS NOT NULL) THEN coalesce(n.known_seq, h.base + n.first_place) END,
           CASE WHEN n.is_member AND (n.may_post OR n.known_id IS NOT NULL) THEN coalesce(n.known_at, h.at) END
    FROM numbered n LEFT JOIN head h ON h.id = n.room_id
    ORDER BY n.ord;
END
$$;

-- For whoever knows nothing of gates.
CREATE OR REPLACE FUNCTION chat_send_2(
    p_rooms uuid[], p_message_ids uuid[], p_senders uuid[], p_client_msg_ids text[], p_texts text[], p_reply_tos uuid[]
)
RETURNS TABLE (ord integer, outcome text, message_id uuid, seq bigint, created_at timestamptz)
LANGUAGE sql
AS $$
    SELECT * FROM chat_send_3(p_rooms, p_message_ids, p_senders, p_client_msg_ids, p_texts, p_reply_tos)
$$;
