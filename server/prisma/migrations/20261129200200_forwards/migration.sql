-- Where the text of a message comes from that was brought from elsewhere; such rows of messages have the flag 512. No
-- foreign key to where it comes from: that may go, and what was brought stays.
CREATE TABLE "Forward" (
    "messageId" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "sourceRoomId" UUID NOT NULL,
    "sourceSenderId" UUID NOT NULL,
    "sourceAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Forward_pkey" PRIMARY KEY ("messageId"),
    CONSTRAINT "Forward_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Stores a message with the text of another one. That it may be brought out of its room is known by the caller; that it
-- may be written into the other room is said by chat_send_3, whose outcomes these are; 'no_source', 'deleted': it is not
-- there any more. A key that was stored before gets its first answer, whatever became of what was brought.
CREATE FUNCTION message_forward(p_source uuid, p_room uuid, p_message uuid, p_actor uuid, p_client_msg_id text,
    OUT outcome text, OUT message_id uuid, OUT seq bigint, OUT created_at timestamptz)
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

    SELECT s.outcome, s.message_id, s.seq, s.created_at INTO outcome, message_id, seq, created_at
    FROM chat_send_3(ARRAY[p_room], ARRAY[p_message], ARRAY[p_actor], ARRAY[p_client_msg_id], ARRAY[source.text],
        NULL::uuid[]) s;
    IF outcome <> 'stored' THEN RETURN; END IF;
    -- What was brought before is brought from where it was said first.
    INSERT INTO "Forward" ("messageId", "sourceId", "sourceRoomId", "sourceSenderId", "sourceAt")
    SELECT p_message, coalesce(f."sourceId", source.id), coalesce(f."sourceRoomId", source."roomId"),
        coalesce(f."sourceSenderId", source."senderId"), coalesce(f."sourceAt", source."createdAt")
    FROM (SELECT 1) o LEFT JOIN "Forward" f ON f."messageId" = p_source;
    UPDATE "Message" x SET flags = x.flags | 512 WHERE x.id = p_message;
END
$$;

-- Of a deleted message nothing is told but that it was there.
CREATE FUNCTION message_unforward() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM "Forward" f WHERE f."messageId" = NEW.id;
    NEW.flags := NEW.flags & ~512;
    RETURN NEW;
END
$$;
CREATE TRIGGER "Message_unforward" BEFORE UPDATE OF "deletedAt" ON "Message" FOR EACH ROW
    WHEN (NEW."deletedAt" IS NOT NULL AND OLD.flags & 512 <> 0) EXECUTE FUNCTION message_unforward();
