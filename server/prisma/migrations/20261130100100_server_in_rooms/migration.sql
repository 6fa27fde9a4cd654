-- What those who run the server do in rooms, members or not, as contract/src/server-rights.ts has it. As every change of a
-- room it takes the room's lock, is an entry of its log where members see such a change, and is audited. In rooms that are
-- their people they do nothing: those are not there for them.

-- What was archived by those who run the server is restored by them.
ALTER TABLE "Room" ADD COLUMN "archivedByServer" BOOLEAN NOT NULL DEFAULT false;
-- Whether a room has an owner is asked of many rooms at once. Changes with owners only.
CREATE INDEX "RoomMembership_owner_idx" ON "RoomMembership" ("roomId") WHERE role >= 3;

-- Whether somebody is at least p_least on the server, and above p_over where that is given. Until the transaction ends they
-- stay that.
CREATE FUNCTION server_may(p_actor uuid, p_least integer, p_over uuid DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
    known smallint;
BEGIN
    SELECT u."serverRole" INTO known FROM "User" u WHERE u.id = p_actor FOR SHARE;
    RETURN coalesce(known >= p_least, false) AND NOT EXISTS (
        SELECT 1 FROM "User" u WHERE u.id = p_over AND u."serverRole" >= known);
END
$$;

-- Ends the writing in a room or lets it begin again. Outcomes: 'changed', 'unchanged', 'forbidden', 'no_room', 'deleting'
-- (it is to be deleted: its owners restore it).
CREATE FUNCTION server_room_archive(p_room uuid, p_actor uuid, p_on boolean, p_least integer,
    OUT outcome text, OUT what text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room "Room"%ROWTYPE;
BEGIN
    IF NOT server_may(p_actor, p_least) THEN outcome := 'forbidden'; RETURN; END IF;
    SELECT * INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND OR room.kind IN ('direct', 'group') THEN outcome := 'no_room'; RETURN; END IF;
    IF NOT p_on AND room."deletesAt" IS NOT NULL THEN outcome := 'deleting'; RETURN; END IF;
    -- What its owners have archived is held from now on.
    outcome := 'unchanged';
    IF room."archivedByServer" = p_on AND (room."archivedAt" IS NOT NULL) = p_on THEN RETURN; END IF;
    UPDATE "Room" r SET "archivedByServer" = p_on,
        "archivedAt" = CASE WHEN p_on THEN coalesce(r."archivedAt", date_trunc('milliseconds', clock_timestamp())) END,
        "archivedById" = CASE WHEN p_on AND r."archivedAt" IS NULL THEN p_actor ELSE r."archivedById" END
    WHERE r.id = p_room;
    outcome := 'changed';
    PERFORM audit_add(p_actor, CASE WHEN p_on THEN 'room.archived' ELSE 'room.restored' END, p_room, NULL, NULL, NULL,
        NULL, '{"byServer": true}');
    IF (room."archivedAt" IS NOT NULL) = p_on THEN RETURN; END IF;
    what := CASE WHEN p_on THEN 'archived' ELSE 'restored' END;
    SELECT e.seq, e.at INTO seq, at FROM room_log_add(p_room, 'room', what, p_actor, p_room, NULL) e;
END
$$;

-- Owners restore what owners have archived: as 20261128900000 has it, and 'by_server'.
CREATE OR REPLACE FUNCTION room_end(p_room uuid, p_actor uuid, p_what text, p_least integer, p_deletes_at timestamptz,
    p_now timestamptz, OUT outcome text, OUT what text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    IF p_what = 'unarchive' THEN
        PERFORM 1 FROM "Room" r WHERE r.id = p_room AND r."archivedByServer" AND EXISTS (
            SELECT 1 FROM "RoomMembership" m WHERE m."roomId" = r.id AND m."userId" = p_actor AND m.role >= p_least)
        FOR NO KEY UPDATE;
        IF FOUND THEN outcome := 'by_server'; RETURN; END IF;
    END IF;
    SELECT d.outcome, d.what, d.seq, d.at INTO outcome, what, seq, at
    FROM room_end_unaudited(p_room, p_actor, p_what, p_least, p_deletes_at, p_now) d;
    IF outcome = 'changed' THEN
        PERFORM audit_add(p_actor, CASE p_what WHEN 'archive' THEN 'room.archived' WHEN 'delete' THEN 'room.deleted'
            ELSE 'room.restored' END, p_room, NULL, NULL, NULL, NULL,
            CASE p_what WHEN 'delete' THEN jsonb_build_object('deletesAt', p_deletes_at) END);
    END IF;
END
$$;

-- Bans somebody who is less on the server, whatever they are in the room: also its last owner. Whoever is left alone in the
-- room stays; a room that nobody can come into any more is archived. Outcomes: 'removed', 'not_member' (the ban is there
-- now), 'forbidden', 'no_room'.
CREATE FUNCTION server_room_ban(p_room uuid, p_user uuid, p_actor uuid, p_until timestamptz, p_reason text, p_least integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room_kind text;
    known smallint;
BEGIN
    IF NOT server_may(p_actor, p_least, p_user) THEN outcome := 'forbidden'; RETURN; END IF;
    SELECT r.kind INTO room_kind FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND OR room_kind IN ('direct', 'group') THEN outcome := 'no_room'; RETURN; END IF;
    INSERT INTO "RoomBan" ("roomId", "userId", "bannedById", until, reason)
    VALUES (p_room, p_user, p_actor, p_until, p_reason)
    ON CONFLICT ("roomId", "userId") DO UPDATE SET
        "bannedById" = p_actor, until = p_until, reason = p_reason, "createdAt" = CURRENT_TIMESTAMP;
    DELETE FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user RETURNING m.role INTO known;
    outcome := 'not_member';
    IF FOUND THEN
        UPDATE "Room" r SET "memberCount" = r."memberCount" - 1,
            "archivedAt" = CASE WHEN r.kind <> 'public' AND r."memberCount" = 1
                THEN coalesce(r."archivedAt", date_trunc('milliseconds', clock_timestamp())) ELSE r."archivedAt" END
        WHERE r.id = p_room;
        SELECT e.seq, e.at INTO seq, at FROM room_log_add(p_room, 'member', 'banned', p_actor, p_user, NULL) e;
        outcome := 'removed';
    END IF;
    PERFORM audit_add(p_actor, 'member.banned', p_room, p_user, NULL, p_reason,
        CASE WHEN known IS NOT NULL THEN jsonb_build_object('role', known) END,
        jsonb_build_object('until', p_until, 'byServer', true));
END
$$;

-- Lets somebody come in again, whoever has banned them. Outcomes: 'changed', 'unchanged', 'forbidden', 'no_room'.
CREATE FUNCTION server_room_unban(p_room uuid, p_user uuid, p_actor uuid, p_least integer, OUT outcome text)
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT server_may(p_actor, p_least) THEN outcome := 'forbidden'; RETURN; END IF;
    PERFORM 1 FROM "Room" r WHERE r.id = p_room AND r.kind NOT IN ('direct', 'group');
    outcome := CASE WHEN NOT FOUND THEN 'no_room'
                    WHEN room_ban_lift(p_room, p_user, p_actor) THEN 'changed' ELSE 'unchanged' END;
END
$$;

-- Makes a member the owner of a room that has none. Outcomes: 'changed', 'unchanged' (they own it), 'has_owner',
-- 'not_member', 'guest', 'forbidden', 'no_room'.
CREATE FUNCTION server_room_appoint(p_room uuid, p_user uuid, p_actor uuid, p_least integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room_kind text;
    known smallint;
BEGIN
    IF NOT server_may(p_actor, p_least) THEN outcome := 'forbidden'; RETURN; END IF;
    SELECT r.kind INTO room_kind FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND OR room_kind IN ('direct', 'group') THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO known FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    IF known >= 3 THEN outcome := 'unchanged'; RETURN; END IF;
    PERFORM 1 FROM "RoomMembership" m WHERE m."roomId" = p_room AND m.role >= 3 LIMIT 1;
    IF FOUND THEN outcome := 'has_owner'; RETURN; END IF;
    IF known IS NULL THEN outcome := 'not_member'; RETURN; END IF;
    PERFORM 1 FROM "User" u WHERE u.id = p_user AND u."isGuest";
    IF FOUND THEN outcome := 'guest'; RETURN; END IF;
    UPDATE "RoomMembership" m SET role = 3 WHERE m."roomId" = p_room AND m."userId" = p_user;
    SELECT e.seq, e.at INTO seq, at
    FROM room_log_add(p_room, 'member', 'role', p_actor, p_user, '{"role": 3}') e;
    PERFORM audit_add(p_actor, 'member.role', p_room, p_user, NULL, NULL, jsonb_build_object('role', known),
        '{"role": 3, "byServer": true}');
    outcome := 'changed';
END
$$;

-- Lets one of those who run the server come into a room as everybody there sees; audited. Outcomes: as room_member_add,
-- and 'forbidden'; rooms that are their people are 'no_room'.
CREATE FUNCTION server_room_join(p_room uuid, p_actor uuid, p_least integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    IF NOT server_may(p_actor, p_least) THEN outcome := 'forbidden'; RETURN; END IF;
    PERFORM 1 FROM "Room" r WHERE r.id = p_room AND r.kind NOT IN ('direct', 'group') FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT d.outcome, d.seq, d.at INTO outcome, seq, at FROM room_member_add(p_room, p_actor, p_actor, 'joined', 0) d;
    IF outcome = 'added' THEN
        PERFORM audit_add(p_actor, 'member.joined', p_room, p_actor, NULL, NULL, NULL, '{"byServer": true}');
    END IF;
END
$$;
