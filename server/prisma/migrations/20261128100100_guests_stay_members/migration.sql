-- Guests are let into one room with a name only: nobody brings them into another one, and nobody gives them a role. As in
-- `decide` of contract/src/permissions.ts; both functions are otherwise what they were.

-- Makes somebody a member at the hand of another one, whose rights are looked at under the lock: the room's gate, and for
-- more than a member the right to give roles (p_least). Guests are brought nowhere. Outcomes: those of room_member_add, and
-- 'forbidden'.
CREATE OR REPLACE FUNCTION room_member_bring(p_room uuid, p_user uuid, p_actor uuid, p_role integer, p_least integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room record;
    actor_role smallint;
BEGIN
    SELECT r.kind, r."inviteGate" INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF room.kind IN ('direct', 'group') OR coalesce(actor_role, -1) < room."inviteGate" THEN
        outcome := 'forbidden'; RETURN;
    END IF;
    IF p_role > 0 AND actor_role < 3 AND (actor_role < p_least OR p_role >= actor_role) THEN
        outcome := 'forbidden'; RETURN;
    END IF;
    PERFORM 1 FROM "User" u WHERE u.id = p_user AND u."isGuest";
    IF FOUND THEN outcome := 'forbidden'; RETURN; END IF;
    SELECT a.outcome, a.seq, a.at INTO outcome, seq, at
    FROM room_member_add(p_room, p_user, p_actor, 'added', p_role) a;
END
$$;

-- Makes a member something else. Owners make anybody anything, others at least p_least give what is below them to those
-- below them, and everybody may step down; the last owner cannot. Guests stay members. Outcomes: 'changed', 'unchanged', 'not_member' (the
-- person), 'forbidden', 'last_owner', 'no_room'.
CREATE OR REPLACE FUNCTION room_member_role(p_room uuid, p_user uuid, p_actor uuid, p_role integer, p_least integer,
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
    IF p_role > 0 THEN
        PERFORM 1 FROM "User" u WHERE u.id = p_user AND u."isGuest";
        IF FOUND THEN outcome := 'forbidden'; RETURN; END IF;
    END IF;
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
