-- Brings a message into a room, or into a thread of it where p_thread names one: then nothing of it is shown in the room.
-- message_forward is what servers of before still call.
CREATE FUNCTION message_forward_2(p_source uuid, p_room uuid, p_message uuid, p_actor uuid, p_client_msg_id text,
    p_thread uuid, OUT outcome text, OUT message_id uuid, OUT seq bigint, OUT created_at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    source "Message"%ROWTYPE;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT 'duplicate', x.id, x.seq, x."createdAt" INTO outcome, message_id, seq, created_at FROM "Message" x
    WHERE x."senderId" = p_actor AND x."clientMsgId" = p_client_msg_id AND x."roomId" IS NOT DISTINCT FROM p_room
        AND EXISTS (SELECT 1 FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor);
    IF FOUND THEN RETURN; END IF;
    SELECT * INTO source FROM "Message" x WHERE x.id = p_source;
    IF NOT FOUND THEN outcome := 'no_source'; RETURN; END IF;
    IF source."deletedAt" IS NOT NULL THEN outcome := 'deleted'; RETURN; END IF;

    IF p_thread IS NULL THEN
        SELECT s.outcome, s.message_id, s.seq, s.created_at INTO outcome, message_id, seq, created_at
        FROM chat_send_3(ARRAY[p_room], ARRAY[p_message], ARRAY[p_actor], ARRAY[p_client_msg_id], ARRAY[source.text],
            NULL::uuid[]) s;
    ELSE
        SELECT s.outcome, s.message_id, s.seq, s.created_at INTO outcome, message_id, seq, created_at
        FROM chat_send_4(ARRAY[p_room], ARRAY[p_message], ARRAY[p_actor], ARRAY[p_client_msg_id], ARRAY[source.text],
            ARRAY[NULL::uuid], ARRAY[p_thread], ARRAY[false]) s;
    END IF;
    IF outcome <> 'stored' THEN RETURN; END IF;
    -- What was brought before is brought from where it was said first.
    INSERT INTO "Forward" ("messageId", "sourceId", "sourceRoomId", "sourceSenderId", "sourceAt")
    SELECT p_message, coalesce(f."sourceId", source.id), coalesce(f."sourceRoomId", source."roomId"),
        coalesce(f."sourceSenderId", source."senderId"), coalesce(f."sourceAt", source."createdAt")
    FROM (SELECT 1) o LEFT JOIN "Forward" f ON f."messageId" = p_source;
    UPDATE "Message" x SET flags = x.flags | 512 WHERE x.id = p_message;
END
$$;
