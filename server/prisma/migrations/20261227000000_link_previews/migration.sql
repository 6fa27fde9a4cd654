-- Previews of links (ADR 48). Messages that have some, or had, have the flag 8192.

-- NULL: what the configuration says.
ALTER TABLE "ServerSettings" ADD COLUMN "linkPreviews" BOOLEAN;

-- What pages have said of themselves, for a while: whoever links to one again asks nobody. Found by a hash, so that no
-- address is here that was said somewhere.
CREATE TABLE "LinkPage" (
    -- SHA-256 of the address.
    "hash" CHAR(64) NOT NULL,
    -- Somebody asks the page until then.
    "claimedUntil" TIMESTAMPTZ(3) NOT NULL,
    -- NULL until it has answered for the first time.
    "expiresAt" TIMESTAMPTZ(3),
    -- NULL: it has said nothing.
    "title" VARCHAR(400),
    "description" VARCHAR(600),
    "siteName" VARCHAR(160),
    -- Of a picture in the store, with its size in bytes and in pixels.
    "picture" VARCHAR(64),
    "size" INTEGER,
    "width" INTEGER,
    "height" INTEGER,
    "thumbhash" VARCHAR(64),

    CONSTRAINT "LinkPage_pkey" PRIMARY KEY ("hash")
);
CREATE INDEX "LinkPage_picture_idx" ON "LinkPage"("picture");

-- What a message shows of a page that it links to.
CREATE TABLE "LinkPreview" (
    "id" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "place" SMALLINT NOT NULL,
    -- As it stands in the text, and as the page is asked by it.
    "written" VARCHAR(2000) NOT NULL,
    "url" VARCHAR(2000) NOT NULL,
    "title" VARCHAR(400) NOT NULL,
    "description" VARCHAR(600),
    "siteName" VARCHAR(160),
    "picture" VARCHAR(64),
    "size" INTEGER,
    "width" INTEGER,
    "height" INTEGER,
    "thumbhash" VARCHAR(64),
    -- Somebody has taken it away; and whether that was somebody else than the author.
    "removedAt" TIMESTAMPTZ(3),
    "byModerator" BOOLEAN NOT NULL DEFAULT false,
    -- The link, or the message, is gone: nobody reads it. Row and picture go some time later.
    "goneAt" TIMESTAMPTZ(3),

    CONSTRAINT "LinkPreview_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "LinkPreview_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "LinkPreview_messageId_url_key" ON "LinkPreview"("messageId", "url");
CREATE INDEX "LinkPreview_picture_idx" ON "LinkPreview"("picture");
CREATE INDEX "LinkPreview_gone_idx" ON "LinkPreview"("goneAt") WHERE "goneAt" IS NOT NULL;
CREATE INDEX "LinkPreview_removed_idx" ON "LinkPreview"("removedAt") WHERE "removedAt" IS NOT NULL;

-- The previews of a message as they are told; NULL where there are none. Walks LinkPreview_messageId_url_key.
CREATE FUNCTION previews_of(p_message uuid) RETURNS json
LANGUAGE sql STABLE
AS $$
    SELECT json_agg(json_build_object('id', v.id, 'url', v.url, 'title', v.title, 'description', v.description,
        'siteName', v."siteName", 'picture', CASE WHEN v.picture IS NOT NULL THEN
            json_build_object('width', v.width, 'height', v.height, 'thumbhash', v.thumbhash) END) ORDER BY v.place)
    FROM "LinkPreview" v WHERE v."messageId" = p_message AND v."removedAt" IS NULL AND v."goneAt" IS NULL
$$;

-- Shows what is known of the pages that a message links to, under the room's lock: p_links are [{hash, url, written}], in their
-- order. Outcomes: 'changed', 'unchanged', 'gone': it says something else meanwhile, or nothing.
CREATE FUNCTION previews_set(p_room uuid, p_message uuid, p_text text, p_links jsonb,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    taken integer;
    added integer;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    PERFORM 1 FROM "Message" x WHERE x.id = p_message AND x."roomId" IS NOT DISTINCT FROM p_room AND x."deletedAt" IS NULL
        AND x.text = p_text;
    IF NOT FOUND THEN outcome := 'gone'; RETURN; END IF;

    UPDATE "LinkPreview" v SET "goneAt" = now() WHERE v."messageId" = p_message AND v."goneAt" IS NULL
        AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(p_links) l (link) WHERE l.link ->> 'url' = v.url);
    GET DIAGNOSTICS taken = ROW_COUNT;
    -- One that had gone with its link comes back with it; one that somebody took away stays away.
    INSERT INTO "LinkPreview" AS v (id, "messageId", place, written, url, title, description, "siteName", picture, size,
        width, height, thumbhash)
    SELECT gen_random_uuid(), p_message, l.place, l.link ->> 'written', l.link ->> 'url', p.title, p.description,
        p."siteName", p.picture, p.size, p.width, p.height, p.thumbhash
    FROM jsonb_array_elements(p_links) WITH ORDINALITY AS l (link, place)
    CROSS JOIN LATERAL (SELECT * FROM "LinkPage" o WHERE o.hash = l.link ->> 'hash' AND o.title IS NOT NULL LIMIT 1) p
    ON CONFLICT ("messageId", url) DO UPDATE SET "goneAt" = NULL, written = excluded.written, place = excluded.place
        WHERE v."goneAt" IS NOT NULL;
    GET DIAGNOSTICS added = ROW_COUNT;
    IF taken + added = 0 THEN outcome := 'unchanged'; RETURN; END IF;

    SELECT e.seq, e.at INTO seq, at FROM room_event_add(p_room, 'previewed', NULL, p_message) e;
    UPDATE "Message" x SET "changedSeq" = previews_set.seq, flags = x.flags | 8193 WHERE x.id = p_message;
    outcome := 'changed';
END
$$;

-- Takes a preview away from a message (p_on is false), or brings it back: as its author, or with at least the role
-- p_others_role above them, which is audited. What moderators took away its author does not bring back. Outcomes: 'changed',
-- 'unchanged', 'not_member', 'no_message', 'forbidden', 'moderated', 'deleted', 'no_preview'.
CREATE FUNCTION preview_show(p_room uuid, p_message uuid, p_preview uuid, p_actor uuid, p_on boolean, p_others_role integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    actor_role smallint;
    author_role smallint;
    said record;
    known "LinkPreview"%ROWTYPE;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF NOT FOUND THEN outcome := 'not_member'; RETURN; END IF;
    SELECT x."senderId" AS sender, x."deletedAt" AS deleted INTO said
    FROM "Message" x WHERE x.id = p_message AND x."roomId" IS NOT DISTINCT FROM p_room;
    IF NOT FOUND THEN outcome := 'no_message'; RETURN; END IF;
    IF said.sender <> p_actor THEN
        SELECT m.role INTO author_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = said.sender;
        IF actor_role < p_others_role OR actor_role <= coalesce(author_role, -1) THEN
            outcome := 'forbidden'; RETURN;
        END IF;
    END IF;
    IF said.deleted IS NOT NULL THEN outcome := 'deleted'; RETURN; END IF;
    SELECT * INTO known FROM "LinkPreview" v WHERE v.id = p_preview;
    IF NOT FOUND OR known."messageId" <> p_message OR known."goneAt" IS NOT NULL OR known.title = '' THEN
        outcome := 'no_preview'; RETURN;
    END IF;
    IF p_on = (known."removedAt" IS NULL) THEN outcome := 'unchanged'; RETURN; END IF;
    IF p_on AND known."byModerator" AND said.sender = p_actor THEN outcome := 'moderated'; RETURN; END IF;

    UPDATE "LinkPreview" v SET "removedAt" = CASE WHEN p_on THEN NULL ELSE now() END,
        "byModerator" = NOT p_on AND said.sender <> p_actor
    WHERE v.id = p_preview;
    SELECT e.seq, e.at INTO seq, at
    FROM room_event_add(p_room, CASE WHEN p_on THEN 'previewed' ELSE 'unpreviewed' END, p_actor, p_message) e;
    UPDATE "Message" x SET "changedSeq" = preview_show.seq, flags = x.flags | 1 WHERE x.id = p_message;
    IF said.sender <> p_actor THEN
        PERFORM audit_add(p_actor, CASE WHEN p_on THEN 'preview.restored' ELSE 'preview.removed' END, p_room, said.sender,
            p_message, NULL, NULL, NULL);
    END IF;
    outcome := 'changed';
END
$$;

-- Whatever takes a message away, or a link out of its text, takes the previews along; a message that is shown again has those
-- again that went with it.
CREATE FUNCTION message_unpreview() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NEW."deletedAt" IS NOT NULL AND OLD."deletedAt" IS NULL THEN
        UPDATE "LinkPreview" v SET "goneAt" = NEW."deletedAt" WHERE v."messageId" = NEW.id AND v."goneAt" IS NULL;
        NEW.flags := NEW.flags & ~8192;
    ELSIF NEW."deletedAt" IS NULL AND OLD."deletedAt" IS NOT NULL THEN
        UPDATE "LinkPreview" v SET "goneAt" = NULL WHERE v."messageId" = NEW.id AND v."goneAt" = OLD."deletedAt";
    ELSIF NEW."deletedAt" IS NULL AND NEW.text <> OLD.text THEN
        UPDATE "LinkPreview" v SET "goneAt" = now()
        WHERE v."messageId" = NEW.id AND v."goneAt" IS NULL AND position(v.written IN NEW.text) = 0;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "Message_unpreview" BEFORE UPDATE OF text, "deletedAt" ON "Message" FOR EACH ROW
    WHEN ((OLD.flags | NEW.flags) & 8192 <> 0) EXECUTE FUNCTION message_unpreview();

-- As before, with one setting more; NULL leaves that as it is.
CREATE FUNCTION server_settings_set(p_actor uuid, p_least integer, p_name text, p_icon text, p_registration text,
    p_domains text[], p_link_previews boolean, OUT outcome text)
LANGUAGE plpgsql
AS $$
DECLARE
    known jsonb;
    wanted jsonb;
BEGIN
    PERFORM 1 FROM "User" u WHERE u.id = p_actor AND u."serverRole" >= p_least AND u."deactivatedAt" IS NULL FOR SHARE;
    IF NOT FOUND THEN outcome := 'forbidden'; RETURN; END IF;
    SELECT to_jsonb(s) - 'id' INTO known FROM "ServerSettings" s WHERE s.id = 1 FOR UPDATE;
    wanted := known || jsonb_build_object('name', p_name, 'icon', p_icon, 'registration', p_registration, 'domains', p_domains)
        || CASE WHEN p_link_previews IS NULL THEN '{}' ELSE jsonb_build_object('linkPreviews', p_link_previews) END;
    outcome := 'unchanged';
    IF known = wanted THEN RETURN; END IF;
    UPDATE "ServerSettings" s SET name = p_name, icon = p_icon, registration = p_registration, domains = p_domains,
        "linkPreviews" = coalesce(p_link_previews, s."linkPreviews") WHERE s.id = 1;
    PERFORM audit_add(p_actor, 'server.configured', NULL, NULL, NULL, NULL, known, wanted);
    outcome := 'changed';
END
$$;

-- What servers call that know nothing of it, while they are replaced one by one.
CREATE OR REPLACE FUNCTION server_settings_set(p_actor uuid, p_least integer, p_name text, p_icon text, p_registration text,
    p_domains text[], OUT outcome text)
LANGUAGE sql
AS $$
    SELECT s.outcome FROM server_settings_set(p_actor, p_least, p_name, p_icon, p_registration, p_domains, NULL) s
$$;
