-- What is done with a right that others do not have, audited in the transaction that does it (ADR 16). Each function keeps
-- what it does under another name; the one that is called locks the room as that does, remembers what was so before, and
-- writes the entry last. Doing nothing again is no entry.

DO $$
DECLARE
    known regprocedure;
    name text;
BEGIN
    -- Their own names stand inside some of them, before the names of what they return: to rename the function is not enough.
    FOREACH known IN ARRAY ARRAY[
        'room_member_bring(uuid, uuid, uuid, integer, integer)',
        'room_member_remove(uuid, uuid, uuid, text, integer, timestamptz, text)',
        'room_member_role(uuid, uuid, uuid, integer, integer)',
        'room_member_mute(uuid, uuid, uuid, integer, text, integer)',
        'room_configure(uuid, uuid, jsonb, text, integer, integer, integer)',
        'room_end(uuid, uuid, text, integer, timestamptz, timestamptz)',
        'message_delete(uuid, uuid, uuid, text, integer)',
        'request_answer(uuid, uuid, uuid, integer, boolean)'
    ]::regprocedure[] LOOP
        SELECT p.proname INTO name FROM pg_proc p WHERE p.oid = known;
        EXECUTE regexp_replace(pg_get_functiondef(known), '\m' || name || '\M', name || '_unaudited', 'g');
        EXECUTE 'DROP FUNCTION ' || known;
    END LOOP;
END
$$;

CREATE FUNCTION room_member_bring(p_room uuid, p_user uuid, p_actor uuid, p_role integer, p_least integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    SELECT d.outcome, d.seq, d.at INTO outcome, seq, at
    FROM room_member_bring_unaudited(p_room, p_user, p_actor, p_role, p_least) d;
    IF outcome = 'added' THEN
        PERFORM audit_add(p_actor, 'member.added', p_room, p_user, NULL, NULL, NULL, jsonb_build_object('role', p_role));
    END IF;
END
$$;

CREATE FUNCTION room_member_remove(p_room uuid, p_user uuid, p_actor uuid, p_what text, p_least integer,
    p_until timestamptz, p_reason text, OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    known smallint;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT m.role INTO known FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    SELECT d.outcome, d.seq, d.at INTO outcome, seq, at
    FROM room_member_remove_unaudited(p_room, p_user, p_actor, p_what, p_least, p_until, p_reason) d;
    IF p_what <> 'left' AND (outcome = 'removed' OR (outcome = 'not_member' AND p_what = 'banned')) THEN
        PERFORM audit_add(p_actor, 'member.' || p_what, p_room, p_user, NULL, p_reason,
            CASE WHEN known IS NOT NULL THEN jsonb_build_object('role', known) END,
            CASE WHEN p_what = 'banned' THEN jsonb_build_object('until', p_until) END);
    END IF;
END
$$;

CREATE FUNCTION room_member_role(p_room uuid, p_user uuid, p_actor uuid, p_role integer, p_least integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    known smallint;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT m.role INTO known FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    SELECT d.outcome, d.seq, d.at INTO outcome, seq, at
    FROM room_member_role_unaudited(p_room, p_user, p_actor, p_role, p_least) d;
    IF outcome = 'changed' THEN
        PERFORM audit_add(p_actor, 'member.role', p_room, p_user, NULL, NULL, jsonb_build_object('role', known),
            jsonb_build_object('role', p_role));
    END IF;
END
$$;

CREATE FUNCTION room_member_mute(p_room uuid, p_user uuid, p_actor uuid, p_seconds integer, p_reason text, p_least integer,
    OUT outcome text, OUT until timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    known timestamptz;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT m."mutedUntil" INTO known FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    SELECT d.outcome, d.until INTO outcome, until
    FROM room_member_mute_unaudited(p_room, p_user, p_actor, p_seconds, p_reason, p_least) d;
    IF outcome = 'changed' THEN
        PERFORM audit_add(p_actor, CASE WHEN p_seconds IS NULL THEN 'member.unmuted' ELSE 'member.muted' END, p_room,
            p_user, NULL, p_reason, CASE WHEN known IS NOT NULL THEN jsonb_build_object('until', known) END,
            CASE WHEN until IS NOT NULL THEN jsonb_build_object('until', until) END);
    END IF;
END
$$;

-- Lets somebody come in again. True when they were banned.
CREATE FUNCTION room_ban_lift(p_room uuid, p_user uuid, p_actor uuid) RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
    ban "RoomBan"%ROWTYPE;
BEGIN
    DELETE FROM "RoomBan" b WHERE b."roomId" = p_room AND b."userId" = p_user RETURNING * INTO ban;
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM audit_add(p_actor, 'member.unbanned', p_room, p_user, NULL, NULL,
        jsonb_build_object('until', ban.until, 'bannedById', ban."bannedById"), NULL);
    RETURN true;
END
$$;

CREATE FUNCTION room_configure(p_room uuid, p_actor uuid, p_changes jsonb, p_name_key text, p_name_fold integer,
    p_describe integer, p_configure integer)
RETURNS TABLE (outcome text, what text, seq bigint, at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    known jsonb;
    entry record;
    is_changed boolean := false;
BEGIN
    SELECT to_jsonb(r) INTO known FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    FOR entry IN SELECT * FROM room_configure_unaudited(
        p_room, p_actor, p_changes, p_name_key, p_name_fold, p_describe, p_configure
    ) LOOP
        outcome := entry.outcome; what := entry.what; seq := entry.seq; at := entry.at;
        is_changed := is_changed OR entry.outcome = 'changed';
        RETURN NEXT;
    END LOOP;
    IF is_changed THEN
        PERFORM audit_add(p_actor, 'room.configured', p_room, NULL, NULL, NULL,
            (SELECT jsonb_object_agg(c.key, known -> c.key) FROM jsonb_each(p_changes) c), p_changes);
    END IF;
END
$$;

CREATE FUNCTION room_end(p_room uuid, p_actor uuid, p_what text, p_least integer, p_deletes_at timestamptz, p_now timestamptz,
    OUT outcome text, OUT what text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    SELECT d.outcome, d.what, d.seq, d.at INTO outcome, what, seq, at
    FROM room_end_unaudited(p_room, p_actor, p_what, p_least, p_deletes_at, p_now) d;
    IF outcome = 'changed' THEN
        PERFORM audit_add(p_actor, CASE p_what WHEN 'archive' THEN 'room.archived' WHEN 'delete' THEN 'room.deleted'
            ELSE 'room.restored' END, p_room, NULL, NULL, NULL, NULL,
            CASE p_what WHEN 'delete' THEN jsonb_build_object('deletesAt', p_deletes_at) END);
    END IF;
END
$$;

CREATE FUNCTION message_delete(p_room uuid, p_message uuid, p_actor uuid, p_reason text, p_others_role integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    author uuid;
BEGIN
    SELECT d.outcome, d.seq, d.at INTO outcome, seq, at
    FROM message_delete_unaudited(p_room, p_message, p_actor, p_reason, p_others_role) d;
    IF outcome <> 'changed' THEN RETURN; END IF;
    SELECT x."senderId" INTO author FROM "Message" x WHERE x.id = p_message;
    IF author <> p_actor THEN
        PERFORM audit_add(p_actor, 'message.deleted', p_room, author, p_message, p_reason, NULL, NULL);
    END IF;
END
$$;

CREATE FUNCTION request_answer(p_room uuid, p_user uuid, p_actor uuid, p_least integer, p_accept boolean,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    is_open boolean;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT q."refusedAt" IS NULL INTO is_open FROM "JoinRequest" q WHERE q."roomId" = p_room AND q."userId" = p_user;
    SELECT d.outcome, d.seq, d.at INTO outcome, seq, at
    FROM request_answer_unaudited(p_room, p_user, p_actor, p_least, p_accept) d;
    IF outcome = 'added' OR (outcome = 'refused' AND is_open) THEN
        PERFORM audit_add(p_actor, CASE outcome WHEN 'added' THEN 'request.accepted' ELSE 'request.refused' END, p_room,
            p_user, NULL, NULL, NULL, NULL);
    END IF;
END
$$;

-- A link lets people in whom nobody looks at: whoever makes one or ends that of somebody else uses a right. What it lets in
-- is told without its token.
CREATE FUNCTION invite_audit() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM audit_add(NEW."createdById", 'invite.made', NEW."roomId", NULL, NEW.id, NULL, NULL, jsonb_build_object(
        'way', NEW.way, 'role', NEW.role, 'expiresAt', NEW."expiresAt", 'maxUses', NEW."maxUses"));
    RETURN NULL;
END
$$;
CREATE TRIGGER "Invite_audit" AFTER INSERT ON "Invite" FOR EACH ROW EXECUTE FUNCTION invite_audit();

-- Ends a link for whoever sees it: its maker, and who is at least p_least. True when there is one; ending it twice is ending
-- it once. Waits for whoever is using it.
CREATE FUNCTION invite_revoke(p_room uuid, p_actor uuid, p_role integer, p_invite uuid, p_least integer) RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
    invite "Invite"%ROWTYPE;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT * INTO invite FROM "Invite" i
    WHERE i.id = p_invite AND i."roomId" = p_room AND (i."createdById" = p_actor OR p_role >= p_least) FOR UPDATE;
    IF NOT FOUND THEN RETURN false; END IF;
    IF invite."revokedAt" IS NULL THEN
        UPDATE "Invite" i SET "revokedAt" = clock_timestamp() WHERE i.id = p_invite;
        PERFORM audit_add(p_actor, 'invite.revoked', p_room, invite."createdById", p_invite, NULL, NULL, NULL);
    END IF;
    RETURN true;
END
$$;
