-- Pictures of messages. Where there is a thumbhash, the store has two copies beside the bytes, under the same key with
-- ".small" and ".large" behind it (ADR 35).
ALTER TABLE "Attachment"
    -- Of the bytes in the store, where they are others than were uploaded: what pictures told besides themselves is gone.
    ADD COLUMN "storedSize" BIGINT,
    ADD COLUMN "thumbhash" VARCHAR(64),
    ADD COLUMN "isAnimated" BOOLEAN NOT NULL DEFAULT false,
    -- What it shows, for those who do not see it.
    ADD COLUMN "alt" VARCHAR(1000);

CREATE OR REPLACE FUNCTION attachments_of(p_message uuid) RETURNS json
LANGUAGE sql STABLE
AS $$
    SELECT json_agg(json_build_object('id', a.id, 'name', a.name, 'size', coalesce(a."storedSize", a.size), 'type', a.type,
        'width', a.width, 'height', a.height, 'durationMs', a."durationMs", 'thumbhash', a.thumbhash,
        'isAnimated', CASE WHEN a."isAnimated" THEN true END, 'alt', a.alt) ORDER BY a.place)
    FROM "Attachment" a WHERE a."messageId" = p_message
$$;

-- As before, and what is known of pictures is brought along.
CREATE OR REPLACE FUNCTION message_forward_3(p_source uuid, p_room uuid, p_message uuid, p_actor uuid, p_client_msg_id text,
    p_thread uuid, OUT outcome text, OUT message_id uuid, OUT seq bigint, OUT created_at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    SELECT f.outcome, f.message_id, f.seq, f.created_at INTO outcome, message_id, seq, created_at
    FROM message_forward_2(p_source, p_room, p_message, p_actor, p_client_msg_id, p_thread) f;
    IF outcome <> 'stored' THEN RETURN; END IF;
    INSERT INTO "Attachment" (id, "ownerId", "roomId", "messageId", place, name, size, key, type, width, height,
        "durationMs", "isCopy", "storedSize", thumbhash, "isAnimated", alt)
    SELECT gen_random_uuid(), p_actor, p_room, p_message, a.place, a.name, a.size, a.key, a.type, a.width, a.height,
        a."durationMs", true, a."storedSize", a.thumbhash, a."isAnimated", a.alt
    FROM "Attachment" a WHERE a."messageId" = p_source AND a."removedAt" IS NULL;
    IF FOUND THEN UPDATE "Message" x SET flags = x.flags | 4096 WHERE x.id = p_message; END IF;
END
$$;

-- Says what a file of one's own message shows, under the room's lock. Outcomes: 'changed', 'unchanged', 'not_member',
-- 'no_message' (also where the file is of none that is the actor's), 'deleted', 'archived'.
CREATE FUNCTION file_describe(p_room uuid, p_message uuid, p_file uuid, p_actor uuid, p_alt text,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    archived timestamptz;
    found_message record;
    found_alt text;
BEGIN
    SELECT r."archivedAt" INTO archived FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    PERFORM 1 FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF NOT FOUND THEN outcome := 'not_member'; RETURN; END IF;
    SELECT x."senderId" AS sender, x."deletedAt" AS deleted INTO found_message
    FROM "Message" x WHERE x.id = p_message AND x."roomId" IS NOT DISTINCT FROM p_room;
    IF NOT FOUND OR found_message.sender <> p_actor THEN outcome := 'no_message'; RETURN; END IF;
    IF found_message.deleted IS NOT NULL THEN outcome := 'deleted'; RETURN; END IF;
    IF archived IS NOT NULL THEN outcome := 'archived'; RETURN; END IF;
    SELECT coalesce(a.alt, '') INTO found_alt FROM "Attachment" a WHERE a.id = p_file AND a."messageId" = p_message;
    IF NOT FOUND THEN outcome := 'no_message'; RETURN; END IF;
    IF found_alt = p_alt THEN outcome := 'unchanged'; RETURN; END IF;

    UPDATE "Attachment" a SET alt = nullif(p_alt, '') WHERE a.id = p_file;
    SELECT e.seq, e.at INTO seq, at FROM room_event_add(p_room, 'described', p_actor, p_message) e;
    UPDATE "Message" x SET "changedSeq" = file_describe.seq, flags = x.flags | 1 WHERE x.id = p_message;
    outcome := 'changed';
END
$$;
