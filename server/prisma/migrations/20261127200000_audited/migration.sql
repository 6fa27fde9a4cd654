-- What is done with a right that others do not have, audited in the transaction that does it (ADR 16). Each function keeps
-- what it does under another name; the one that is called locks the room as that does, remembers what was so before, and
-- writes the entry last. Doing nothing again is no entry.

ALTER FUNCTION room_member_bring(uuid, uuid, uuid, integer, integer) RENAME TO room_member_bring_unaudited;
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

ALTER FUNCTION room_member_remove(uuid, uuid, uuid, text, integer, timestamptz, text)
    RENAME TO room_member_remove_unaudited;
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

ALTER FUNCTION room_member_role(uuid, uuid, uuid, integer, integer) RENAME TO room_member_role_unaudited;
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

ALTER FUNCTION room_member_mute(uuid, uuid, uuid, integer, text, integer) RENAME TO room_member_mute_unaudited;
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

ALTER FUNCTION room_configure(uuid, uuid, jsonb, text, integer, integer, integer) RENAME TO room_configure_unaudited;
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

ALTER FUNCTION room_end(uuid, uuid, text, integer, timestamptz, timestamptz) RENAME TO room_end_unaudited;
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

ALTER FUNCTION message_delete(uuid, uuid, uuid, text, integer) RENAME TO message_delete_unaudited;
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
