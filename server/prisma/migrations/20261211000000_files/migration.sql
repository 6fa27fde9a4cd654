-- Files of messages. What stands here is what is known of them; their bytes are in the store, under keys that say nothing.
-- Messages that have some have the flag 4096.
CREATE TABLE "Attachment" (
    "id" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    -- The room that it was uploaded for: it can be sent into no other.
    "roomId" UUID NOT NULL,
    -- The message that it was sent with; NULL until then. It never changes.
    "messageId" UUID,
    "place" SMALLINT NOT NULL DEFAULT 0,
    "name" VARCHAR(400) NOT NULL,
    "size" BIGINT NOT NULL,
    -- Of the bytes in the store; NULL until all of them are there.
    "key" VARCHAR(64),
    -- What it is by its content.
    "type" VARCHAR(100),
    "width" INTEGER,
    "height" INTEGER,
    "durationMs" INTEGER,
    -- Brought along with a forwarded message: it shares the bytes of another, and counts for nobody.
    "isCopy" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    -- Its message was deleted: from then on nobody reads it. Row and bytes go some time later.
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Attachment_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Attachment_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Attachment_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Attachment_messageId_place_idx" ON "Attachment"("messageId", "place");
CREATE INDEX "Attachment_ownerId_idx" ON "Attachment"("ownerId");
CREATE INDEX "Attachment_roomId_idx" ON "Attachment"("roomId");
CREATE INDEX "Attachment_key_idx" ON "Attachment"("key");
CREATE INDEX "Attachment_unsent_idx" ON "Attachment"("createdAt") WHERE "messageId" IS NULL;
CREATE INDEX "Attachment_removed_idx" ON "Attachment"("removedAt") WHERE "removedAt" IS NOT NULL;

-- The files of a message as they are told. Walks Attachment_messageId_place_idx.
CREATE FUNCTION attachments_of(p_message uuid) RETURNS json
LANGUAGE sql STABLE
AS $$
    SELECT json_agg(json_build_object('id', a.id, 'name', a.name, 'size', a.size, 'type', a.type,
        'width', a.width, 'height', a.height, 'durationMs', a."durationMs") ORDER BY a.place)
    FROM "Attachment" a WHERE a."messageId" = p_message
$$;

-- Begins an upload, or goes on with it. One at a time for each person: of many at once exactly those begin that fit.
-- 'quota': the person would have more bytes than p_quota; 'limit': more than p_unsent files that are sent nowhere;
-- 'taken': the id is that of something else.
CREATE FUNCTION upload_begin(p_id uuid, p_owner uuid, p_room uuid, p_name text, p_size bigint, p_quota bigint,
    p_unsent integer) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    known "Attachment"%ROWTYPE;
    bytes bigint;
    unsent bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(p_owner::text, 4096));
    SELECT * INTO known FROM "Attachment" a WHERE a.id = p_id;
    IF FOUND THEN
        RETURN CASE WHEN known."ownerId" = p_owner AND known."roomId" = p_room AND known.size = p_size
            AND known."messageId" IS NULL AND NOT known."isCopy" THEN 'begun' ELSE 'taken' END;
    END IF;
    SELECT coalesce(sum(a.size), 0), count(*) FILTER (WHERE a."messageId" IS NULL) INTO bytes, unsent
    FROM "Attachment" a WHERE a."ownerId" = p_owner AND a."removedAt" IS NULL AND NOT a."isCopy";
    IF bytes + p_size > p_quota THEN RETURN 'quota'; END IF;
    IF unsent >= p_unsent THEN RETURN 'limit'; END IF;
    INSERT INTO "Attachment" (id, "ownerId", "roomId", name, size) VALUES (p_id, p_owner, p_room, p_name, p_size);
    RETURN 'begun';
END
$$;

-- chat_send_4 with files: the same guarantees. Only batches that hold a message with files are stored by this one.
--   * p_files names, for each item, the files it is sent with as a JSON array, or NULL. Each has to be the sender's own,
--     complete, uploaded for this room, and sent nowhere yet; otherwise nothing of the whole batch is stored: the error CK404
--     says so, and who called tries the items one by one.
CREATE FUNCTION chat_send_5(
    p_rooms uuid[], p_message_ids uuid[], p_senders uuid[], p_client_msg_ids text[], p_texts text[], p_reply_tos uuid[],
    p_threads uuid[], p_in_rooms boolean[], p_files jsonb[]
)
RETURNS TABLE (ord integer, outcome text, message_id uuid, seq bigint, created_at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    item record;
    taken integer;
BEGIN
    FOR item IN SELECT * FROM chat_send_4(p_rooms, p_message_ids, p_senders, p_client_msg_ids, p_texts, p_reply_tos,
        p_threads, p_in_rooms) s ORDER BY s.ord
    LOOP
        IF item.outcome = 'stored' AND p_files[item.ord] IS NOT NULL THEN
            UPDATE "Attachment" a SET "messageId" = item.message_id, place = f.place
            FROM jsonb_array_elements_text(p_files[item.ord]) WITH ORDINALITY AS f (id, place)
            WHERE a.id = f.id::uuid AND a."ownerId" = p_senders[item.ord] AND a."roomId" = p_rooms[item.ord]
                AND a.key IS NOT NULL AND a."messageId" IS NULL AND a."removedAt" IS NULL;
            GET DIAGNOSTICS taken = ROW_COUNT;
            IF taken <> jsonb_array_length(p_files[item.ord]) THEN
                RAISE EXCEPTION 'a file is not there to be sent' USING ERRCODE = 'CK404';
            END IF;
            UPDATE "Message" x SET flags = x.flags | 4096 WHERE x.id = item.message_id;
        END IF;
        ord := item.ord; outcome := item.outcome; message_id := item.message_id; seq := item.seq;
        created_at := item.created_at;
        RETURN NEXT;
    END LOOP;
END
$$;

-- message_forward_2 with the files of what is brought: they share the bytes, which stay until the last of them is gone.
CREATE FUNCTION message_forward_3(p_source uuid, p_room uuid, p_message uuid, p_actor uuid, p_client_msg_id text,
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
        "durationMs", "isCopy")
    SELECT gen_random_uuid(), p_actor, p_room, p_message, a.place, a.name, a.size, a.key, a.type, a.width, a.height,
        a."durationMs", true
    FROM "Attachment" a WHERE a."messageId" = p_source AND a."removedAt" IS NULL;
    IF FOUND THEN UPDATE "Message" x SET flags = x.flags | 4096 WHERE x.id = p_message; END IF;
END
$$;

-- Whatever deletes a message takes its files from everybody.
CREATE FUNCTION message_unfile() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE "Attachment" a SET "removedAt" = NEW."deletedAt" WHERE a."messageId" = NEW.id AND a."removedAt" IS NULL;
    NEW.flags := NEW.flags & ~4096;
    RETURN NEW;
END
$$;
CREATE TRIGGER "Message_unfile" BEFORE UPDATE OF "deletedAt" ON "Message" FOR EACH ROW
    WHEN (NEW."deletedAt" IS NOT NULL AND OLD.flags & 4096 <> 0) EXECUTE FUNCTION message_unfile();
