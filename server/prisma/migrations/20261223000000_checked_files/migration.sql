-- Files that a scanner has not looked at yet are read by their uploader only; those it warns of by nobody.
ALTER TABLE "Attachment"
    -- When it was last tried; NULL where nothing is to be tried any more.
    ADD COLUMN "uncheckedAt" TIMESTAMPTZ(3),
    ADD COLUMN "isHarmful" BOOLEAN NOT NULL DEFAULT false;

CREATE OR REPLACE FUNCTION attachments_of(p_message uuid) RETURNS json
LANGUAGE sql STABLE
AS $$
    SELECT json_agg(json_build_object('id', a.id, 'name', a.name, 'size', coalesce(a."storedSize", a.size), 'type', a.type,
        'width', a.width, 'height', a.height, 'durationMs', a."durationMs", 'thumbhash', a.thumbhash,
        'isAnimated', CASE WHEN a."isAnimated" THEN true END, 'alt', a.alt,
        'waveform', a.waveform,
        'check', CASE WHEN a."isHarmful" THEN 'harmful' WHEN a."uncheckedAt" IS NOT NULL THEN 'waiting' END) ORDER BY a.place)
    FROM "Attachment" a WHERE a."messageId" = p_message
$$;

-- As before, and what is not checked stays so.
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
        "durationMs", "isCopy", "storedSize", thumbhash, "isAnimated", alt, waveform, "uncheckedAt", "isHarmful")
    SELECT gen_random_uuid(), p_actor, p_room, p_message, a.place, a.name, a.size, a.key, a.type, a.width, a.height,
        a."durationMs", true, a."storedSize", a.thumbhash, a."isAnimated", a.alt, a.waveform, a."uncheckedAt", a."isHarmful"
    FROM "Attachment" a WHERE a."messageId" = p_source AND a."removedAt" IS NULL;
    IF FOUND THEN UPDATE "Message" x SET flags = x.flags | 4096 WHERE x.id = p_message; END IF;
END
$$;

-- What a scanner says of a file, under the lock of its room: p_threat is what it found, NULL for nothing. Of a file that was
-- sent nowhere yet nothing stays when it is harmful. Outcomes: 'told', with what everybody in the room is told of its message;
-- 'kept', where nobody has to be told; 'gone'. What is harmful stands in the audit log.
CREATE FUNCTION file_checked(p_file uuid, p_threat text, OUT outcome text, OUT room uuid, OUT message uuid, OUT seq bigint,
    OUT at timestamptz, OUT sender uuid, OUT username text)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    file "Attachment"%ROWTYPE;
    deleted timestamptz;
BEGIN
    SELECT a."roomId" INTO room FROM "Attachment" a WHERE a.id = p_file;
    PERFORM 1 FROM "Room" r WHERE r.id = room FOR NO KEY UPDATE;
    SELECT * INTO file FROM "Attachment" a WHERE a.id = p_file AND a."uncheckedAt" IS NOT NULL FOR UPDATE;
    IF NOT FOUND THEN outcome := 'gone'; RETURN; END IF;
    outcome := 'kept';
    IF p_threat IS NOT NULL THEN
        PERFORM audit_add(NULL, 'file.blocked', room, file."ownerId", p_file, NULL, NULL,
            jsonb_build_object('name', file.name, 'threat', p_threat));
        IF file."messageId" IS NULL THEN DELETE FROM "Attachment" a WHERE a.id = p_file; RETURN; END IF;
    END IF;
    UPDATE "Attachment" a SET "uncheckedAt" = NULL, "isHarmful" = p_threat IS NOT NULL WHERE a.id = p_file;
    SELECT x."deletedAt", x."senderId", u.username INTO deleted, sender, username
    FROM "Message" x JOIN "User" u ON u.id = x."senderId" WHERE x.id = file."messageId";
    IF NOT FOUND OR deleted IS NOT NULL THEN RETURN; END IF;
    message := file."messageId";
    SELECT e.seq, e.at INTO seq, at FROM room_event_add(room, 'described', sender, message) e;
    UPDATE "Message" x SET "changedSeq" = file_checked.seq, flags = x.flags | 1 WHERE x.id = message;
    outcome := 'told';
END
$$;

-- A file that a scanner warns of before anybody had it: nothing of it stays but what the audit log says.
CREATE FUNCTION file_refused(p_file uuid, p_threat text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    file "Attachment"%ROWTYPE;
BEGIN
    DELETE FROM "Attachment" a WHERE a.id = p_file AND a.key IS NULL RETURNING * INTO file;
    IF NOT FOUND THEN RETURN; END IF;
    PERFORM audit_add(NULL, 'file.blocked', file."roomId", file."ownerId", p_file, NULL, NULL,
        jsonb_build_object('name', file.name, 'threat', p_threat));
END
$$;

DROP FUNCTION upload_complete(uuid, text, text, integer, integer, integer, bigint, bigint, text, boolean, text, text, bigint);
-- Makes a file of an upload. Of several that complete one at once, one has; the others hear 'not_needed'. What is kept may be
-- more than what was reserved: 'quota' where the person would have more bytes than p_quota by that, and nothing is changed.
CREATE FUNCTION upload_complete(p_id uuid, p_key text, p_type text, p_width integer, p_height integer, p_duration integer,
    p_stored bigint, p_kept bigint, p_thumbhash text, p_animated boolean, p_alt text, p_waveform text,
    p_unchecked boolean, p_quota bigint) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    known "Attachment"%ROWTYPE;
BEGIN
    -- An owner never changes.
    PERFORM pg_advisory_xact_lock(hashtextextended(a."ownerId"::text, 4096)) FROM "Attachment" a WHERE a.id = p_id;
    SELECT * INTO known FROM "Attachment" a WHERE a.id = p_id AND a.key IS NULL;
    IF NOT FOUND THEN RETURN 'not_needed'; END IF;
    IF p_kept > known.size AND files_kept(known."ownerId") - known.size + p_kept > p_quota THEN RETURN 'quota'; END IF;
    UPDATE "Attachment" a SET key = p_key, type = p_type, width = p_width, height = p_height, "durationMs" = p_duration,
        "storedSize" = p_stored, "keptSize" = p_kept, thumbhash = p_thumbhash, "isAnimated" = p_animated,
        alt = nullif(p_alt, ''), waveform = p_waveform,
        "uncheckedAt" = CASE WHEN p_unchecked THEN now() END
    WHERE a.id = p_id AND a.key IS NULL;
    RETURN CASE WHEN FOUND THEN 'complete' ELSE 'not_needed' END;
END
$$;
