-- chat_send_3 with threads: the same guarantees. Only batches that hold a reply in a thread are stored by this one: all
-- others, and with them nearly all messages, go on paying for nothing.
--
-- Beside what chat_send_3 says
--   * p_threads names, for each item, the message in whose thread it is said, or NULL; p_in_rooms whether it is shown in
--     the room too. 'no_thread': there is no such message in this room for the sender, or its thread is closed by the
--     deletion of its root.
--   * What is said in a thread passes "replyGate" and waits for no turn in slow mode; what is shown in the room too
--     passes both gates, and waits.
--   * What is said in a thread only is no activity of the room: "lastMessageAt" stays.

-- Which items their rooms refuse: chat_refused with threads.
CREATE FUNCTION chat_refused_2(p_rooms uuid[], p_senders uuid[], p_client_msg_ids text[], p_threads uuid[],
    p_in_rooms boolean[]) RETURNS boolean[]
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
    gate smallint;
BEGIN
    FOR item IN SELECT i.* FROM unnest(p_rooms, p_senders, p_client_msg_ids, p_threads, p_in_rooms)
        WITH ORDINALITY AS i (room_id, sender_id, client_msg_id, thread, in_room, ord) ORDER BY i.ord
    LOOP
        SELECT r."postGate", r."replyGate", r."slowSeconds", r."archivedAt" INTO room FROM "Room" r WHERE r.id = item.room_id;
        CONTINUE WHEN NOT FOUND;
        SELECT m.role, m."slowUntil" INTO member FROM "RoomMembership" m
        WHERE m."roomId" = item.room_id AND m."userId" = item.sender_id;
        CONTINUE WHEN NOT FOUND;
        gate := CASE WHEN item.thread IS NULL THEN room."postGate"
            WHEN item.in_room THEN greatest(room."postGate", room."replyGate") ELSE room."replyGate" END;
        IF room."archivedAt" IS NOT NULL OR member.role < gate THEN
            refused[item.ord] := true;
        ELSIF (item.thread IS NULL OR item.in_room) AND room."slowSeconds" > 0 AND member.role < 1 THEN
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

CREATE FUNCTION chat_send_4(
    p_rooms uuid[], p_message_ids uuid[], p_senders uuid[], p_client_msg_ids text[], p_texts text[], p_reply_tos uuid[],
    p_threads uuid[], p_in_rooms boolean[]
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
        SELECT r."postGate" > 0 OR r."replyGate" > 0 OR r."slowSeconds" > 0 OR r."archivedAt" IS NOT NULL AS is_gated,
               r."slowSeconds" > 0 AS is_slow
        FROM "Room" r WHERE r.id = ANY (p_rooms) ORDER BY r.id FOR NO KEY UPDATE
    ) g;
    IF has_gates THEN
        refused := chat_refused_2(p_rooms, p_senders, p_client_msg_ids, p_threads, p_in_rooms);
    END IF;

    RETURN QUERY
    WITH item AS MATERIALIZED (
        SELECT i.room_id, i.message_id, i.sender_id, i.client_msg_id, i.body, i.reply_to, i.in_room, i.ord::integer AS ord,
               known.id AS known_id, known.seq AS known_seq, known."createdAt" AS known_at,
               member.is_heard IS NOT NULL AS is_member,
               coalesce(member.is_heard AND NOT coalesce(refused[i.ord], false), false) AS may_post,
               root.id AS root_id, i.thread IS NULL OR root.id IS NOT NULL AS has_thread,
               (i.reply_to IS NULL OR target.found IS NOT NULL)
                   AND (i.thread IS NULL OR root.id IS NOT NULL) AS has_target
        FROM unnest(p_rooms, p_message_ids, p_senders, p_client_msg_ids, p_texts, p_reply_tos, p_threads, p_in_rooms)
            WITH ORDINALITY AS i (room_id, message_id, sender_id, client_msg_id, body, reply_to, thread, in_room, ord)
        LEFT JOIN LATERAL (
            SELECT m."mutedUntil" IS NULL OR m."mutedUntil" <= clock_timestamp() OR m.role >= 1 AS is_heard,
                   m."fromSeq" AS from_seq
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
            WHERE i.reply_to IS NOT NULL AND t.id = i.reply_to AND t."roomId" IS NOT DISTINCT FROM i.room_id
              AND t."deletedAt" IS NULL
            LIMIT 1
        ) target ON true
        -- What is named, and what is the root of that: a reply to a reply joins its thread.
        LEFT JOIN LATERAL (
            SELECT coalesce(t."threadId", t.id) AS root_id FROM "Message" t
            WHERE i.thread IS NOT NULL AND t.id = i.thread AND t."roomId" IS NOT DISTINCT FROM i.room_id
            LIMIT 1
        ) named ON true
        LEFT JOIN LATERAL (
            SELECT t.id FROM "Message" t
            WHERE named.root_id IS NOT NULL AND t.id = named.root_id AND t."deletedAt" IS NULL
              AND t.seq + 0 > member.from_seq
            LIMIT 1
        ) root ON true
    ), marked AS (
        -- Of items with the same key in one batch the first is stored, the others are its duplicates. Hardly any batch
        -- has some: only where a key comes again is looked closer.
        SELECT i.*,
               CASE WHEN array_position(p_client_msg_ids, i.client_msg_id) = i.ord THEN i.ord ELSE (
                   SELECT min(j.ord) FROM item j
                   WHERE j.client_msg_id = i.client_msg_id AND j.sender_id = i.sender_id AND j.room_id = i.room_id
                     AND j.has_target = i.has_target
               ) END AS first_ord
        FROM item i
    ), numbered AS MATERIALIZED (
        SELECT k.*, sum(k.is_new::integer) OVER (PARTITION BY k.room_id ORDER BY k.ord) AS place
        FROM (SELECT m.*, m.first_ord = m.ord AND m.may_post AND m.has_target AND m.known_id IS NULL AS is_new
              FROM marked m) k
    ), head AS MATERIALIZED (
        SELECT r.id, r."lastSeq" AS base,
               greatest(date_trunc('milliseconds', clock_timestamp()), r."lastMessageAt") AS at,
               n.added, n.is_shown
        FROM (
            SELECT room_id, max(place) AS added, bool_or(is_new AND (root_id IS NULL OR in_room)) AS is_shown
            FROM numbered GROUP BY room_id
        ) n
        JOIN "Room" r ON r.id = n.room_id AND r.id = ANY (p_rooms)
        WHERE n.added > 0
    ), raised AS (
        UPDATE "Room" r SET "lastSeq" = h.base + h.added,
            "lastMessageAt" = CASE WHEN h.is_shown THEN h.at ELSE r."lastMessageAt" END
        FROM head h
        WHERE r.id = h.id AND r.id = ANY (p_rooms)
    ), stored AS (
        INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt", flags, "replyToId",
            "threadId", "inRoom")
        SELECT n.message_id, n.room_id, h.base + n.place, n.sender_id, n.client_msg_id, n.body, h.at,
               CASE WHEN n.reply_to IS NULL THEN 0 ELSE 4 END | CASE WHEN n.root_id IS NULL THEN 0 ELSE 8 END,
               n.reply_to, n.root_id, n.root_id IS NULL OR coalesce(n.in_room, false)
        FROM numbered n JOIN head h ON h.id = n.room_id
        WHERE n.is_new
    )
    SELECT n.ord,
           CASE WHEN NOT n.is_member OR (NOT n.may_post AND n.known_id IS NULL) THEN 'forbidden'
                WHEN n.is_new THEN 'stored'
                WHEN n.known_id IS NULL AND NOT n.has_thread THEN 'no_thread'
                WHEN n.known_id IS NULL AND NOT n.has_target THEN 'no_target' ELSE 'duplicate' END,
           CASE WHEN n.is_member AND (n.may_post OR n.known_id IS NOT NULL)
                THEN coalesce(n.known_id, p_message_ids[n.first_ord]) END,
           CASE WHEN n.is_member AND (n.may_post OR n.known_id IS NOT NULL)
                THEN coalesce(n.known_seq, h.base + CASE WHEN n.first_ord = n.ord THEN n.place
                         ELSE (SELECT f.place FROM numbered f WHERE f.ord = n.first_ord) END) END,
           CASE WHEN n.is_member AND (n.may_post OR n.known_id IS NOT NULL) THEN coalesce(n.known_at, h.at) END
    FROM numbered n LEFT JOIN head h ON h.id = n.room_id
    ORDER BY n.ord;

    -- Whose turn it was: by what is stored now.
    IF is_slow THEN
        UPDATE "RoomMembership" m SET "slowUntil" = x."createdAt" + r."slowSeconds" * interval '1 second'
        FROM unnest(p_message_ids) AS i (id)
        CROSS JOIN LATERAL (SELECT * FROM "Message" y WHERE y.id = i.id LIMIT 1) x
        CROSS JOIN LATERAL (SELECT * FROM "Room" y WHERE y.id = x."roomId" LIMIT 1) r
        WHERE r."slowSeconds" > 0 AND x."inRoom" AND m.role < 1 AND m."roomId" = x."roomId" AND m."userId" = x."senderId";
    END IF;
    PERFORM threads_note(p_message_ids);
END
$$;
