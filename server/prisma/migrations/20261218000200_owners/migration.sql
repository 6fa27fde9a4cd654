-- Who may own a room, said once.

-- People with an account that is open: no guests, no programs, nobody whose account is closed, not the server itself. A kind of
-- account that comes later is told apart here. Looks up User_pkey.
CREATE FUNCTION may_own_rooms(p_user uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (SELECT 1 FROM "User" u WHERE u.id = p_user AND NOT u."isGuest" AND NOT u."isBot"
        AND u."deactivatedAt" IS NULL AND u.id <> '00000000-0000-7000-8000-000000000001')
$$;

-- Whether somebody owns the room who may, beside p_except: an owner whose account is closed is left out. Walks
-- RoomMembership_owner_idx.
CREATE FUNCTION room_is_owned(p_room uuid, p_except uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (SELECT 1 FROM "RoomMembership" m WHERE m."roomId" = p_room AND m.role >= 3
        AND m."userId" IS DISTINCT FROM p_except AND may_own_rooms(m."userId"))
$$;

-- Gives a room an owner that has members and none who may own it: of those who may whoever is most on the server, then in
-- the room, then the longest there. Nobody where there is none such. Audited as the deed of p_actor.
CREATE FUNCTION room_succeed(p_room uuid, p_actor uuid, OUT user_id uuid, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
    known smallint;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND OR room_is_owned(p_room, NULL) THEN RETURN; END IF;
    SELECT m."userId", m.role INTO user_id, known
    FROM "RoomMembership" m JOIN "User" u ON u.id = m."userId"
    WHERE m."roomId" = p_room AND may_own_rooms(m."userId")
    ORDER BY u."serverRole" DESC, m.role DESC, m."joinedAt", m."userId" LIMIT 1;
    IF NOT FOUND THEN RETURN; END IF;
    UPDATE "RoomMembership" m SET role = 3 WHERE m."roomId" = p_room AND m."userId" = room_succeed.user_id;
    SELECT e.seq, e.at INTO seq, at
    FROM room_log_add(p_room, 'member', 'role', p_actor, room_succeed.user_id, '{"role": 3}') e;
    PERFORM audit_add(p_actor, 'member.role', p_room, room_succeed.user_id, NULL, NULL, jsonb_build_object('role', known),
        '{"role": 3, "byServer": true}');
END
$$;

-- Every function that makes somebody an owner, or lets an owner go, asks these.
DO $$
DECLARE
    change record;
    known text;
BEGIN
    FOR change IN SELECT * FROM (VALUES
        -- Whoever comes first into an empty room owns it, if they may.
        ('room_member_add(uuid, uuid, uuid, text, integer)',
         'IF room."memberCount" = 0 AND room.kind = ''public'' THEN new_role := 3; END IF;',
         'IF room."memberCount" = 0 AND room.kind = ''public'' AND may_own_rooms(p_user) THEN new_role := 3; END IF;'),
        ('room_member_bring_unaudited(uuid, uuid, uuid, integer, integer)',
         '    SELECT a.outcome, a.seq, a.at INTO outcome, seq, at',
         '    IF p_role >= 3 AND NOT may_own_rooms(p_user) THEN outcome := ''cannot_own''; RETURN; END IF;' || chr(10)
            || '    SELECT a.outcome, a.seq, a.at INTO outcome, seq, at'),
        ('room_member_role_unaudited(uuid, uuid, uuid, integer, integer)',
         '    IF target_role >= 3 AND p_role < 3 THEN',
         '    IF p_role >= 3 AND NOT may_own_rooms(p_user) THEN outcome := ''cannot_own''; RETURN; END IF;' || chr(10)
            || '    IF target_role >= 3 AND p_role < 3 THEN'),
        ('room_member_role_unaudited(uuid, uuid, uuid, integer, integer)',
         'WHERE m."roomId" = p_room AND m."userId" <> p_user AND m.role >= 3 LIMIT 1;',
         'WHERE room_is_owned(p_room, p_user) LIMIT 1;'),
        ('room_member_remove_unaudited(uuid, uuid, uuid, text, integer, timestamptz, text)',
         'WHERE m."roomId" = p_room AND m."userId" <> p_user AND m.role >= 3 LIMIT 1;',
         'WHERE room_is_owned(p_room, p_user) LIMIT 1;'),
        ('account_leave(uuid, uuid)',
         'FROM "RoomMembership" m JOIN "User" u ON u.id = m."userId"' || chr(10)
            || '        WHERE m."roomId" = p_room AND m."userId" <> p_user AND m.role >= 3 AND u."deletedAt" IS NULL LIMIT 1;',
         'WHERE room_is_owned(p_room, p_user) LIMIT 1;'),
        ('account_leave(uuid, uuid)',
         'm."userId" <> p_user AND u."deletedAt" IS NULL AND NOT u."isGuest" AND NOT u."isBot"' || chr(10)
            || '            ORDER BY',
         'm."userId" <> p_user AND may_own_rooms(m."userId")' || chr(10) || '            ORDER BY'),
        ('server_room_appoint(uuid, uuid, uuid, integer)',
         '    IF known >= 3 THEN outcome := ''unchanged''; RETURN; END IF;',
         '    IF known >= 3 AND may_own_rooms(p_user) THEN outcome := ''unchanged''; RETURN; END IF;'),
        ('server_room_appoint(uuid, uuid, uuid, integer)',
         '    PERFORM 1 FROM "RoomMembership" m WHERE m."roomId" = p_room AND m.role >= 3 LIMIT 1;',
         '    PERFORM 1 WHERE room_is_owned(p_room, NULL);'),
        ('server_room_appoint(uuid, uuid, uuid, integer)',
         '    IF FOUND THEN outcome := ''guest''; RETURN; END IF;',
         '    IF FOUND THEN outcome := ''guest''; RETURN; END IF;' || chr(10)
            || '    IF NOT may_own_rooms(p_user) THEN outcome := ''cannot_own''; RETURN; END IF;')
    ) AS c (name, known, wanted) LOOP
        known := pg_get_functiondef(change.name::regprocedure);
        IF position(change.known IN known) = 0 THEN RAISE EXCEPTION '% does not look as it did', change.name; END IF;
        EXECUTE replace(known, change.known, change.wanted);
    END LOOP;
END
$$;

-- Rooms that somebody alone owns and in which there are people who could: one of them has to own them first.
CREATE OR REPLACE FUNCTION rooms_to_hand_over(p_user uuid) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE
AS $$
    SELECT r.id, r.name::text FROM "RoomMembership" m JOIN "Room" r ON r.id = m."roomId"
    WHERE m."userId" = p_user AND m.role >= 3 AND r.kind IN ('public', 'private') AND r."deletesAt" IS NULL
      AND NOT room_is_owned(r.id, p_user) AND EXISTS (
        SELECT 1 FROM "RoomMembership" o WHERE o."roomId" = r.id AND o."userId" <> p_user AND may_own_rooms(o."userId")
      )
    ORDER BY r."nameKey", r.id::text LIMIT 100
$$;
