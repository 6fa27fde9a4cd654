-- Rooms into which one asks to come.

-- Null: as the kind of the room has it, public rooms are open, and private ones let in who was invited.
ALTER TABLE "Room" ADD COLUMN "joinBy" VARCHAR(8),
    ADD CONSTRAINT "Room_joinBy_check" CHECK ("joinBy" = 'request');

-- Whether whoever comes by themselves has to ask first. An empty room has nobody to answer.
CREATE FUNCTION room_asks(r "Room") RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT r."joinBy" IS NOT NULL AND r."memberCount" > 0
$$;

-- What a link does: where one asks first, a link of somebody who could not answer lets nobody in by itself.
CREATE FUNCTION invite_way(i "Invite", r "Room") RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT CASE WHEN i.way = 'join' AND room_asks(r) AND NOT EXISTS (
        SELECT 1 FROM "RoomMembership" m WHERE m."roomId" = i."roomId" AND m."userId" = i."createdById" AND m.role >= 1
    ) THEN 'ask' ELSE i.way END
$$;

-- Coming in by oneself. Outcomes: those of room_member_add, and 'ask_first'.
CREATE FUNCTION room_member_join(p_room uuid, p_user uuid, OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room "Room"%ROWTYPE;
BEGIN
    SELECT * INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF FOUND AND room_asks(room) THEN
        PERFORM 1 FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
        outcome := CASE WHEN FOUND THEN 'known' ELSE 'ask_first' END;
        RETURN;
    END IF;
    SELECT e.outcome, e.seq, e.at INTO outcome, seq, at FROM room_member_add(p_room, p_user, p_user, 'joined', 0) e;
END
$$;

-- Puts a request in, under the lock of the room, which the caller holds. Outcomes: 'asked', 'asked_before', 'refused' (less than
-- a day ago), 'full' (so many wait in the room already, or so many of the person's everywhere).
CREATE FUNCTION request_put(p_room uuid, p_user uuid, p_text text, p_room_max integer, p_own_max integer) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    request "JoinRequest"%ROWTYPE;
BEGIN
    SELECT * INTO request FROM "JoinRequest" q WHERE q."roomId" = p_room AND q."userId" = p_user;
    IF FOUND AND request."refusedAt" IS NULL THEN RETURN 'asked_before'; END IF;
    IF request."refusedAt" > clock_timestamp() - interval '1 day' THEN RETURN 'refused'; END IF;
    IF (SELECT count(*) FROM "JoinRequest" q WHERE q."roomId" = p_room AND q."refusedAt" IS NULL) >= p_room_max
        OR (SELECT count(*) FROM "JoinRequest" q WHERE q."userId" = p_user AND q."refusedAt" IS NULL) >= p_own_max
        THEN RETURN 'full'; END IF;
    INSERT INTO "JoinRequest" ("roomId", "userId", text) VALUES (p_room, p_user, p_text)
    ON CONFLICT ("roomId", "userId") DO UPDATE SET text = p_text, "createdAt" = CURRENT_TIMESTAMP, "refusedAt" = NULL;
    RETURN 'asked';
END
$$;

-- Asks to come into a room that one finds. Where nobody asks any more, one comes in. Outcomes: those of request_put and of
-- room_member_add, and 'paused' (in raid mode).
CREATE FUNCTION request_add(p_room uuid, p_user uuid, p_text text, p_room_max integer, p_own_max integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room "Room"%ROWTYPE;
BEGIN
    SELECT * INTO room FROM "Room" r WHERE r.id = p_room AND r.kind = 'public' FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    PERFORM 1 FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    IF FOUND THEN outcome := 'known'; RETURN; END IF;
    IF NOT room_asks(room) THEN
        SELECT e.outcome, e.seq, e.at INTO outcome, seq, at FROM room_member_add(p_room, p_user, p_user, 'joined', 0) e;
        RETURN;
    END IF;
    PERFORM 1 FROM "RoomBan" b
    WHERE b."roomId" = p_room AND b."userId" = p_user AND coalesce(b.until > clock_timestamp(), true);
    outcome := CASE WHEN FOUND THEN 'banned' WHEN room."archivedAt" IS NOT NULL THEN 'archived'
        WHEN room."raidSince" IS NOT NULL OR server_raid_since() IS NOT NULL THEN 'paused'
        ELSE request_put(p_room, p_user, p_text, p_room_max, p_own_max) END;
END
$$;

-- Takes a request back that nobody has answered. Whether there was one.
CREATE FUNCTION request_take_back(p_room uuid, p_user uuid) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    DELETE FROM "JoinRequest" q WHERE q."roomId" = p_room AND q."userId" = p_user AND q."refusedAt" IS NULL;
    RETURN FOUND;
END
$$;

-- Links ask where they have to, and requests are put in by one function.
DO $$
DECLARE
    known text := pg_get_functiondef('invite_accept(text, uuid, text, text, integer, integer, integer)'::regprocedure);
    first integer := position('        SELECT * INTO request FROM "JoinRequest" q' IN known);
    behind integer := position('        outcome := ''asked'';' IN known);
    way text := 'IF invite.way = ''ask'' THEN';
BEGIN
    IF first = 0 OR behind < first OR position(way IN known) = 0 THEN
        RAISE EXCEPTION 'invite_accept does not ask as it did';
    END IF;
    known := left(known, first - 1)
        || '        outcome := request_put(room.id, p_user, p_text, p_requests_max, p_own_max);' || chr(10)
        || '        IF outcome = ''asked_before'' THEN RETURN; END IF;' || chr(10)
        || '        IF outcome <> ''asked'' THEN outcome := ''invalid''; RETURN; END IF;'
        || substr(known, behind + length('        outcome := ''asked'';'));
    known := replace(known, way, 'IF invite_way(invite, room) = ''ask'' THEN');
    known := replace(known, 'p_requests_max integer,', 'p_requests_max integer, p_own_max integer,');
    known := replace(known, '    request "JoinRequest"%ROWTYPE;' || chr(10), '');
    DROP FUNCTION invite_accept(text, uuid, text, text, integer, integer, integer);
    EXECUTE known;
END
$$;

-- The setting. Who comes into a room that is its people never changes.
DO $$
DECLARE
    known text := pg_get_functiondef(
        'room_configure_unaudited(uuid, uuid, jsonb, text, integer, integer, integer)'::regprocedure);
    fixed text := 'WHEN p_changes ? ''kind'' AND';
    taken text := '    IF wanted IS NOT DISTINCT FROM room THEN';
    written text := 'UPDATE "Room" r SET name = wanted.name,';
BEGIN
    IF position(fixed IN known) = 0 OR position(taken IN known) = 0 OR position(written IN known) = 0 THEN
        RAISE EXCEPTION 'room_configure_unaudited does not look as it did';
    END IF;
    known := replace(known, fixed, 'WHEN (p_changes ? ''kind'' OR p_changes ? ''joinBy'') AND');
    known := replace(known, taken, '    wanted."joinBy" := nullif(nullif(wanted."joinBy", ''open''), ''invite'');' || chr(10) || taken);
    known := replace(known, written, written || ' "joinBy" = wanted."joinBy",');
    EXECUTE known;
END
$$;
