-- Memberships as entries of the room's log. As before they change under the room's row lock, the one that sending takes
-- first: so every message is either before or after a change of membership, and the member count follows the rows.
-- Rights are those of contract/src/permissions.ts; a test holds the two together.

-- Takes the room's next seq for a change of a member or of the room itself. The caller holds the room's lock.
CREATE FUNCTION room_log_add(p_room uuid, p_kind text, p_what text, p_actor uuid, p_target uuid, p_data jsonb,
    OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    UPDATE "Room" r SET "lastSeq" = r."lastSeq" + 1 WHERE r.id = p_room
    RETURNING r."lastSeq", greatest(date_trunc('milliseconds', clock_timestamp()), r."lastMessageAt") INTO seq, at;
    INSERT INTO "RoomEvent" ("roomId", seq, kind, what, "actorId", "targetId", "createdAt", data)
    VALUES (p_room, room_log_add.seq, p_kind, p_what, p_actor, p_target, room_log_add.at, p_data);
END
$$;

-- Makes somebody a member. p_what: 'joined' (by themselves) or 'added'. Coming to a public room by oneself is no entry of the
-- log: seq is null. Outcomes: 'added', 'known' (they were one before), 'no_room', 'archived', 'banned'.
-- A new member starts with everything read that was said before. Who joins an empty public room owns it: nobody else is left
-- who could make somebody an owner.
CREATE FUNCTION room_member_add(p_room uuid, p_user uuid, p_actor uuid, p_what text, p_role integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room "Room"%ROWTYPE;
    new_role integer := p_role;
BEGIN
    SELECT * INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    PERFORM 1 FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    IF FOUND THEN outcome := 'known'; RETURN; END IF;
    IF room."archivedAt" IS NOT NULL THEN outcome := 'archived'; RETURN; END IF;
    PERFORM 1 FROM "RoomBan" b
    WHERE b."roomId" = p_room AND b."userId" = p_user AND coalesce(b.until > clock_timestamp(), true);
    IF FOUND THEN outcome := 'banned'; RETURN; END IF;
    IF room."memberCount" = 0 AND room.kind = 'public' THEN new_role := 3; END IF;

    INSERT INTO "RoomMembership" ("roomId", "userId", "lastReadSeq", "fromSeq", role)
    VALUES (p_room, p_user, room."lastSeq",
            CASE room.history WHEN 'sinceJoin' THEN room."lastSeq" ELSE 0 END, new_role);
    UPDATE "Room" SET "memberCount" = "memberCount" + 1 WHERE id = p_room;
    outcome := 'added';
    IF room.kind <> 'public' OR p_what <> 'joined' THEN
        SELECT e.seq, e.at INTO seq, at
        FROM room_log_add(p_room, 'member', p_what, p_actor, p_user, jsonb_build_object('role', new_role)) e;
        -- Their own coming is nothing unread.
        UPDATE "RoomMembership" m SET "lastReadSeq" = room_member_add.seq
        WHERE m."roomId" = p_room AND m."userId" = p_user;
    END IF;
END
$$;

-- Ends a membership. p_what: 'left' (by themselves), 'kicked', 'banned'; a ban is kept for somebody who is not a member
-- too. Leaving a public room by oneself is no entry of the log: seq is null. An owner with others in the room, who is the
-- last one, cannot go; alone they may, and a room that nobody can come into any more is archived.
-- Outcomes: 'removed', 'not_member' (with p_what 'banned' the ban is there now), 'no_room', 'last_owner', 'forbidden'
-- (the actor is not at least p_least, or not above them).
CREATE FUNCTION room_member_remove(p_room uuid, p_user uuid, p_actor uuid, p_what text, p_least integer,
    p_until timestamptz, p_reason text, OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room "Room"%ROWTYPE;
    actor_role smallint;
    target_role smallint;
BEGIN
    SELECT * INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO target_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    IF p_what <> 'left' THEN
        SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
        IF coalesce(actor_role, -1) < p_least OR actor_role <= coalesce(target_role, -1) THEN
            outcome := 'forbidden'; RETURN;
        END IF;
    END IF;
    IF p_what = 'banned' THEN
        INSERT INTO "RoomBan" ("roomId", "userId", "bannedById", until, reason)
        VALUES (p_room, p_user, p_actor, p_until, p_reason)
        ON CONFLICT ("roomId", "userId") DO UPDATE SET
            "bannedById" = p_actor, until = p_until, reason = p_reason, "createdAt" = CURRENT_TIMESTAMP;
    END IF;
    IF target_role IS NULL THEN outcome := 'not_member'; RETURN; END IF;
    IF target_role >= 3 AND room."memberCount" > 1 THEN
        -- The last owner of a room is not left behind by anybody, so this looks only at a few.
        PERFORM 1 FROM "RoomMembership" m
        WHERE m."roomId" = p_room AND m."userId" <> p_user AND m.role >= 3 LIMIT 1;
        IF NOT FOUND THEN outcome := 'last_owner'; RETURN; END IF;
    END IF;

    DELETE FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    UPDATE "Room" r SET "memberCount" = r."memberCount" - 1,
        "archivedAt" = CASE WHEN r.kind <> 'public' AND r."memberCount" = 1
            THEN coalesce(r."archivedAt", date_trunc('milliseconds', clock_timestamp())) ELSE r."archivedAt" END
    WHERE r.id = p_room;
    outcome := 'removed';
    IF room.kind <> 'public' OR p_what <> 'left' THEN
        SELECT e.seq, e.at INTO seq, at FROM room_log_add(p_room, 'member', p_what, p_actor, p_user, NULL) e;
    END IF;
END
$$;

-- Makes a member something else. Owners make anybody anything, others at least p_least give what is below them to those
-- below them, and everybody may step down; the last owner cannot. Outcomes: 'changed', 'unchanged', 'not_member' (the
-- person), 'forbidden', 'last_owner', 'no_room'.
CREATE FUNCTION room_member_role(p_room uuid, p_user uuid, p_actor uuid, p_role integer, p_least integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    actor_role smallint;
    target_role smallint;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    SELECT m.role INTO target_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    IF coalesce(actor_role, -1) < p_least THEN outcome := 'forbidden'; RETURN; END IF;
    IF target_role IS NULL THEN outcome := 'not_member'; RETURN; END IF;
    IF actor_role < 3 AND NOT (
        CASE WHEN p_user = p_actor THEN p_role <= actor_role ELSE greatest(target_role, p_role) < actor_role END
    ) THEN outcome := 'forbidden'; RETURN; END IF;
    IF target_role = p_role THEN outcome := 'unchanged'; RETURN; END IF;
    IF target_role >= 3 AND p_role < 3 THEN
        PERFORM 1 FROM "RoomMembership" m
        WHERE m."roomId" = p_room AND m."userId" <> p_user AND m.role >= 3 LIMIT 1;
        IF NOT FOUND THEN outcome := 'last_owner'; RETURN; END IF;
    END IF;
    UPDATE "RoomMembership" m SET role = p_role WHERE m."roomId" = p_room AND m."userId" = p_user;
    SELECT e.seq, e.at INTO seq, at
    FROM room_log_add(p_room, 'member', 'role', p_actor, p_user, jsonb_build_object('role', p_role)) e;
    outcome := 'changed';
END
$$;
