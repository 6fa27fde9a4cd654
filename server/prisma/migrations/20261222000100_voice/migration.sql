-- Voice messages: how loud they are from beginning to end, a digit from 0 to f each.
ALTER TABLE "Attachment" ADD COLUMN "waveform" VARCHAR(64);

CREATE OR REPLACE FUNCTION attachments_of(p_message uuid) RETURNS json
LANGUAGE sql STABLE
AS $$
    SELECT json_agg(json_build_object('id', a.id, 'name', a.name, 'size', coalesce(a."storedSize", a.size), 'type', a.type,
        'width', a.width, 'height', a.height, 'durationMs', a."durationMs", 'thumbhash', a.thumbhash,
        'isAnimated', CASE WHEN a."isAnimated" THEN true END, 'alt', a.alt,
        'waveform', a.waveform) ORDER BY a.place)
    FROM "Attachment" a WHERE a."messageId" = p_message
$$;

-- As before, and the waveform is brought along.
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
        "durationMs", "isCopy", "storedSize", thumbhash, "isAnimated", alt, waveform)
    SELECT gen_random_uuid(), p_actor, p_room, p_message, a.place, a.name, a.size, a.key, a.type, a.width, a.height,
        a."durationMs", true, a."storedSize", a.thumbhash, a."isAnimated", a.alt, a.waveform
    FROM "Attachment" a WHERE a."messageId" = p_source AND a."removedAt" IS NULL;
    IF FOUND THEN UPDATE "Message" x SET flags = x.flags | 4096 WHERE x.id = p_message; END IF;
END
$$;

DROP FUNCTION upload_complete(uuid, text, text, integer, integer, integer, bigint, bigint, text, boolean, text, bigint);
-- Makes a file of an upload. Of several that complete one at once, one has; the others hear 'not_needed'. What is kept may be
-- more than what was reserved: 'quota' where the person would have more bytes than p_quota by that, and nothing is changed.
CREATE FUNCTION upload_complete(p_id uuid, p_key text, p_type text, p_width integer, p_height integer, p_duration integer,
    p_stored bigint, p_kept bigint, p_thumbhash text, p_animated boolean, p_alt text, p_waveform text,
    p_quota bigint) RETURNS text
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
        alt = nullif(p_alt, ''), waveform = p_waveform
    WHERE a.id = p_id AND a.key IS NULL;
    RETURN CASE WHEN FOUND THEN 'complete' ELSE 'not_needed' END;
END
$$;
