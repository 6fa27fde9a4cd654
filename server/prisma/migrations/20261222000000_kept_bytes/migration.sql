-- What a file takes of its owner's quota, where that is more than its own bytes: pictures have copies.
ALTER TABLE "Attachment" ADD COLUMN "keptSize" BIGINT;

-- As before, and what is kept counts, not what was uploaded.
CREATE OR REPLACE FUNCTION upload_begin(p_id uuid, p_owner uuid, p_room uuid, p_name text, p_size bigint, p_quota bigint,
    p_unsent integer) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    known "Attachment"%ROWTYPE;
    unsent bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(p_owner::text, 4096));
    SELECT * INTO known FROM "Attachment" a WHERE a.id = p_id;
    IF FOUND THEN
        RETURN CASE WHEN known."ownerId" = p_owner AND known."roomId" = p_room AND known.size = p_size
            AND known."messageId" IS NULL AND NOT known."isCopy" THEN 'begun' ELSE 'taken' END;
    END IF;
    IF files_kept(p_owner) + p_size > p_quota THEN RETURN 'quota'; END IF;
    SELECT count(*) INTO unsent FROM "Attachment" a
    WHERE a."ownerId" = p_owner AND a."messageId" IS NULL AND a."removedAt" IS NULL AND NOT a."isCopy";
    IF unsent >= p_unsent THEN RETURN 'limit'; END IF;
    INSERT INTO "Attachment" (id, "ownerId", "roomId", name, size) VALUES (p_id, p_owner, p_room, p_name, p_size);
    RETURN 'begun';
END
$$;

-- How many bytes the files of a person take; of uploads under way what was reserved. Walks Attachment_ownerId_idx.
CREATE FUNCTION files_kept(p_owner uuid) RETURNS bigint
LANGUAGE sql VOLATILE
AS $$
    SELECT coalesce(sum(coalesce(a."keptSize", a."storedSize", a.size)), 0)::bigint
    FROM "Attachment" a WHERE a."ownerId" = p_owner AND a."removedAt" IS NULL AND NOT a."isCopy"
$$;

-- Makes a file of an upload. Of several that complete one at once, one has; the others hear 'not_needed'. What is kept may be
-- more than what was reserved: 'quota' where the person would have more bytes than p_quota by that, and nothing is changed.
CREATE FUNCTION upload_complete(p_id uuid, p_key text, p_type text, p_width integer, p_height integer, p_duration integer,
    p_stored bigint, p_kept bigint, p_thumbhash text, p_animated boolean, p_alt text, p_quota bigint) RETURNS text
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
        alt = nullif(p_alt, '')
    WHERE a.id = p_id AND a.key IS NULL;
    RETURN CASE WHEN FOUND THEN 'complete' ELSE 'not_needed' END;
END
$$;
