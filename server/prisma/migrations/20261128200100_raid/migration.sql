-- Raid mode of a room: while it is on, whoever is new only reads, links let nobody in, and everybody below a moderator waits
-- ten seconds between two messages.
ALTER TABLE "Room"
    ADD COLUMN "raidSince" TIMESTAMPTZ(3),
    -- The slow mode that holds again afterwards.
    ADD COLUMN "slowBeforeRaid" INTEGER;

-- The slow mode of a raid is that of the room, so that the statement that stores messages knows nothing of raids: it looks
-- closer at rooms that are slow (chat_refused). What is set meanwhile holds afterwards. Runs where these columns are set, so
-- never with a message.
CREATE FUNCTION room_raid_slow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."raidSince" IS NULL THEN
        IF OLD."raidSince" IS NOT NULL THEN
            NEW."slowSeconds" := coalesce(OLD."slowBeforeRaid", 0);
            NEW."slowBeforeRaid" := NULL;
        END IF;
        RETURN NEW;
    END IF;
    IF OLD."raidSince" IS NULL OR NEW."slowSeconds" <> OLD."slowSeconds" THEN
        NEW."slowBeforeRaid" := NEW."slowSeconds";
    END IF;
    NEW."slowSeconds" := greatest(NEW."slowSeconds", 10);
    RETURN NEW;
END
$$;
CREATE TRIGGER "Room_raidSlow" BEFORE UPDATE OF "slowSeconds", "raidSince" ON "Room"
    FOR EACH ROW EXECUTE FUNCTION room_raid_slow();

-- Whether somebody is new in a raid that began at p_since: they came after that, or their account is younger than a day.
CREATE FUNCTION is_raid_newcomer(p_since timestamptz, p_joined timestamptz, p_user uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT p_since IS NOT NULL AND (p_joined > p_since OR EXISTS (
        SELECT 1 FROM "User" u WHERE u.id = p_user AND u."createdAt" > clock_timestamp() - interval '1 day'))
$$;

-- Turns it on or off, under the lock that sending takes. The actor is at least p_least. Outcomes: 'changed' with its entry of
-- the log, 'unchanged', 'no_room', 'forbidden', 'archived'.
CREATE FUNCTION room_raid_set(p_room uuid, p_actor uuid, p_on boolean, p_least integer,
    OUT outcome text, OUT since timestamptz, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room record;
    actor_role smallint;
BEGIN
    SELECT r."archivedAt", r."raidSince" INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF coalesce(actor_role, -1) < p_least THEN outcome := 'forbidden'; RETURN; END IF;
    IF room."archivedAt" IS NOT NULL THEN outcome := 'archived'; RETURN; END IF;
    since := room."raidSince";
    IF (since IS NOT NULL) = p_on THEN outcome := 'unchanged'; RETURN; END IF;
    since := CASE WHEN p_on THEN date_trunc('milliseconds', clock_timestamp()) END;
    UPDATE "Room" r SET "raidSince" = room_raid_set.since WHERE r.id = p_room;
    SELECT e.seq, e.at INTO seq, at FROM room_log_add(p_room, 'room', 'configured', p_actor, p_room, NULL) e;
    outcome := 'changed';
    PERFORM audit_add(p_actor, CASE WHEN p_on THEN 'raid.on' ELSE 'raid.off' END, p_room, NULL, NULL, NULL, NULL, NULL);
END
$$;

-- Which items their rooms refuse. The caller holds the rooms' locks. Of several items of one person in a slow room only
-- the first may pass, and those that repeat its key. In a raid whoever is new writes nothing. Otherwise as it was.
CREATE OR REPLACE FUNCTION chat_refused(p_rooms uuid[], p_senders uuid[], p_client_msg_ids text[]) RETURNS boolean[]
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    item record;
    room record;
    member record;
    refused boolean[] := array_fill(false, ARRAY[cardinality(p_rooms)]);
    turns jsonb := '{}';
    turn text;
BEGIN
    FOR item IN SELECT i.* FROM unnest(p_rooms, p_senders, p_client_msg_ids)
        WITH ORDINALITY AS i (room_id, sender_id, client_msg_id, ord) ORDER BY i.ord
    LOOP
        SELECT r."postGate", r."slowSeconds", r."archivedAt", r."raidSince" INTO room FROM "Room" r WHERE r.id = item.room_id;
        CONTINUE WHEN NOT FOUND;
        SELECT m.role, m."slowUntil", m."joinedAt" INTO member FROM "RoomMembership" m
        WHERE m."roomId" = item.room_id AND m."userId" = item.sender_id;
        CONTINUE WHEN NOT FOUND;
        IF room."archivedAt" IS NOT NULL OR member.role < room."postGate" THEN
            refused[item.ord] := true;
        ELSIF member.role < 1 AND is_raid_newcomer(room."raidSince", member."joinedAt", item.sender_id) THEN
            refused[item.ord] := true;
        ELSIF room."slowSeconds" > 0 AND member.role < 1 THEN
            turn := item.room_id::text || item.sender_id::text;
            IF turns ->> turn IS NULL THEN
                turns := turns || jsonb_build_object(turn, item.client_msg_id);
                refused[item.ord] := coalesce(member."slowUntil" > clock_timestamp(), false);
            ELSE
                refused[item.ord] := turns ->> turn <> item.client_msg_id
                    OR coalesce(member."slowUntil" > clock_timestamp(), false);
            END IF;
        END IF;
    END LOOP;
    RETURN refused;
END
$$;

-- Uses a link, under the room's lock: two never count one use as the last, and a ban, an archive or a revocation is either
-- before or after. Members do not use it up, whatever became of it. p_guest is the name of an account that is to be made, or
-- null for p_user as they are. Outcomes: 'added', 'known', 'asked', 'asked_before', 'taken' (that name), 'paused' (it
-- lets nobody in while the room is in a raid), and 'invalid' for everything else.
CREATE OR REPLACE FUNCTION invite_accept(p_hash text, p_user uuid, p_guest text, p_text text, p_guest_role integer,
    p_set_role integer, p_requests_max integer,
    OUT outcome text, OUT room_id uuid, OUT role integer, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    invite "Invite"%ROWTYPE;
    room "Room"%ROWTYPE;
    request "JoinRequest"%ROWTYPE;
BEGIN
    outcome := 'invalid';
    SELECT i."roomId" INTO room_id FROM "Invite" i WHERE i."tokenHash" = p_hash;
    IF NOT FOUND THEN RETURN; END IF;
    SELECT * INTO room FROM "Room" r WHERE r.id = invite_accept.room_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN; END IF;
    SELECT m.role INTO role FROM "RoomMembership" m WHERE m."roomId" = room.id AND m."userId" = p_user;
    IF FOUND THEN outcome := 'known'; RETURN; END IF;
    SELECT * INTO invite FROM "Invite" i WHERE i."tokenHash" = p_hash;
    IF NOT FOUND OR NOT invite_is_good(invite, room, p_guest_role, p_set_role) THEN RETURN; END IF;
    IF room."raidSince" IS NOT NULL THEN outcome := 'paused'; RETURN; END IF;

    IF p_guest IS NOT NULL THEN
        IF invite.way <> 'guest' THEN RETURN; END IF;
        INSERT INTO "User" (id, username, "isGuest") VALUES (p_user, p_guest, true) ON CONFLICT (username) DO NOTHING;
        IF NOT FOUND THEN outcome := 'taken'; RETURN; END IF;
    END IF;
    IF invite.way = 'ask' THEN
        PERFORM 1 FROM "RoomBan" b
        WHERE b."roomId" = room.id AND b."userId" = p_user AND coalesce(b.until > clock_timestamp(), true);
        IF FOUND THEN RETURN; END IF;
        SELECT * INTO request FROM "JoinRequest" q WHERE q."roomId" = room.id AND q."userId" = p_user;
        IF FOUND AND request."refusedAt" IS NULL THEN outcome := 'asked_before'; RETURN; END IF;
        IF request."refusedAt" > clock_timestamp() - interval '1 day' THEN RETURN; END IF;
        IF (SELECT count(*) FROM "JoinRequest" q WHERE q."roomId" = room.id AND q."refusedAt" IS NULL) >= p_requests_max
            THEN RETURN; END IF;
        INSERT INTO "JoinRequest" ("roomId", "userId", text) VALUES (room.id, p_user, p_text)
        ON CONFLICT ("roomId", "userId") DO UPDATE
        SET text = p_text, "createdAt" = CURRENT_TIMESTAMP, "refusedAt" = NULL;
        outcome := 'asked';
    ELSE
        SELECT e.outcome, e.seq, e.at INTO outcome, seq, at
        FROM room_member_add(room.id, p_user, p_user, 'joined', invite.role) e;
        IF outcome <> 'added' THEN outcome := 'invalid'; RETURN; END IF;
        role := invite.role;
    END IF;
    UPDATE "Invite" i SET uses = i.uses + 1 WHERE i.id = invite.id;
END
$$;
