-- Moderators of a room that a deleted account asked to come into, or wrote into, are told that nothing waits any more; who may
-- not come in, or whom nobody may answer, does not wait; and a room of guests and programs belongs to whoever comes first.

ALTER TABLE "AccountDeletion" ADD COLUMN "requestRooms" UUID[] NOT NULL DEFAULT '{}',
    ADD COLUMN "heldRooms" UUID[] NOT NULL DEFAULT '{}';

-- Under which keys failures of a login are counted: as server/src/auth/budget.ts has it. What is counted for a browser has
-- that browser's secret in its digest, names nobody, and is over with the day.
CREATE FUNCTION login_try_keys(VARIADIC p_keys text[]) RETURNS SETOF text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT k FROM unnest(p_keys) k UNION ALL
    SELECT 'proof:' || rtrim(translate(encode(sha256(convert_to(k || ' ', 'UTF8')), 'base64'), '+/', '-_'), '=')
    FROM unnest(p_keys) k
$$;

-- Takes away what is somebody's own, and notes in their AccountDeletion where moderators waited for it. Twice is once. server/test/accounts/every-table.spec.ts says what becomes of every table.
CREATE OR REPLACE FUNCTION account_wipe(p_user uuid) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE "AccountDeletion" d SET
        "requestRooms" = ARRAY(SELECT unnest(d."requestRooms") UNION
            SELECT q."roomId" FROM "JoinRequest" q WHERE q."userId" = p_user AND q."refusedAt" IS NULL),
        "heldRooms" = ARRAY(SELECT unnest(d."heldRooms") UNION
            SELECT h."roomId" FROM "HeldMessage" h WHERE h."senderId" = p_user AND h.outcome IS DISTINCT FROM 'refused')
    WHERE d."userId" = p_user;
    DELETE FROM "Session" s WHERE s."userId" = p_user;
    DELETE FROM "PushSubscription" p WHERE p."userId" = p_user;
    DELETE FROM "FormerName" f WHERE f."userId" = p_user;
    DELETE FROM "Profile" p WHERE p."userId" = p_user;
    DELETE FROM "Password" p WHERE p."userId" = p_user;
    DELETE FROM "Totp" t WHERE t."userId" = p_user;
    DELETE FROM "RecoveryCode" c WHERE c."userId" = p_user;
    DELETE FROM "Passkey" k WHERE k."userId" = p_user;
    DELETE FROM "UserEmail" e WHERE e."userId" = p_user;
    DELETE FROM "Challenge" c WHERE p_user::text IN (c.data ->> 'userId', c.data #>> '{user,id}');
    DELETE FROM "LoginTries" t WHERE t.key IN (
        SELECT login_try_keys('factor:' || p_user, 'my-factor:' || p_user, 'my-password:' || p_user));
    DELETE FROM "Bot" b WHERE b."ownerId" = p_user;
    DELETE FROM "Hook" h WHERE h."createdById" = p_user;
    DELETE FROM "Invite" i WHERE i."createdById" = p_user;
    DELETE FROM "JoinRequest" q WHERE q."userId" = p_user;
    DELETE FROM "Draft" d WHERE d."userId" = p_user;
    DELETE FROM "Saved" s WHERE s."userId" = p_user;
    DELETE FROM "Scheduled" s WHERE s."userId" = p_user;
    DELETE FROM "HeldMessage" h WHERE h."senderId" = p_user;
    DELETE FROM "Attachment" a WHERE a."ownerId" = p_user AND a."messageId" IS NULL;
    DELETE FROM "PersonBlock" b WHERE b."blockerId" = p_user OR b."blockedId" = p_user;
    DELETE FROM "RoomBan" b WHERE b."userId" = p_user;
    DELETE FROM "RoomMute" m WHERE m."userId" = p_user;
    DELETE FROM "Sidebar" s WHERE s."userId" = p_user;
    DELETE FROM "NoticePerson" n WHERE n."userId" = p_user;
    DELETE FROM "NoticeRoom" n WHERE n."userId" = p_user;
    DELETE FROM "Keywords" k WHERE k."userId" = p_user;
    DELETE FROM "Mention" m WHERE m."userId" = p_user AND m.kind = 'keyword';
    DELETE FROM "Alert" a WHERE a."userId" = p_user;
    DELETE FROM "ThreadFollow" f WHERE f."userId" = p_user;
END
$$;

-- Deletes an account, as its person; audited. Outcomes: 'deleted', 'no_user', 'last_owner' (of the server), 'rooms' (which
-- somebody else has to own first). Tells the logins that ended, of it and of bots of theirs.
CREATE OR REPLACE FUNCTION account_delete(p_user uuid, p_messages boolean, OUT outcome text, OUT name text, OUT rooms jsonb,
    OUT ended jsonb, OUT valid_from timestamptz)
LANGUAGE plpgsql
AS $$
DECLARE
    person "User"%ROWTYPE;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('chatket server roles'));
    -- Whatever writes a row that is theirs takes part in this lock, and comes before or behind.
    SELECT * INTO person FROM "User" u WHERE u.id = p_user FOR UPDATE;
    IF NOT FOUND OR person."deletedAt" IS NOT NULL OR person."isGuest" OR person."isBot" THEN
        outcome := 'no_user'; RETURN;
    END IF;
    IF person."serverRole" >= 2 THEN
        PERFORM 1 FROM "User" u
        WHERE u."serverRole" >= 2 AND u.id <> p_user AND u."deactivatedAt" IS NULL LIMIT 1;
        IF NOT FOUND THEN outcome := 'last_owner'; RETURN; END IF;
    END IF;
    SELECT jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name)) INTO rooms FROM rooms_to_hand_over(p_user) r;
    IF rooms IS NOT NULL THEN outcome := 'rooms'; RETURN; END IF;

    SELECT coalesce(jsonb_agg(jsonb_build_object('userId', e."userId", 'sessionIds', e.ids)), '[]') INTO ended FROM (
        SELECT s."userId", jsonb_agg(s.id) AS ids FROM "Session" s
        WHERE s."revokedAt" IS NULL
          AND (s."userId" = p_user OR s."userId" IN (SELECT b."userId" FROM "Bot" b WHERE b."ownerId" = p_user))
        GROUP BY s."userId"
    ) e;
    UPDATE "Session" s SET "revokedAt" = now(), "revokedWhy" = 'deleted' FROM "Bot" b
    WHERE b."ownerId" = p_user AND s."userId" = b."userId" AND s."revokedAt" IS NULL;
    valid_from := clock_timestamp();
    name := 'deleted-' || right(replace(p_user::text, '-', ''), 12);
    DELETE FROM "LoginCode" c WHERE c.username = person.username;
    DELETE FROM "LoginTries" t WHERE t.key IN (
        SELECT login_try_keys('password:' || person.username, 'code:' || person.username));
    UPDATE "User" u SET username = name, "deletedAt" = valid_from, "serverRole" = 0, "mutedUntil" = NULL,
        "muteReason" = NULL, "hidesReads" = true, "hidesLastSeen" = true, "isNew" = false, "renamedAt" = '{}',
        "deactivatedAt" = valid_from, "tokensValidFrom" = valid_from
    WHERE u.id = p_user;
    UPDATE "HeldName" h SET "userId" = NULL WHERE h."userId" = p_user;
    PERFORM name_hold(person.username, NULL);
    INSERT INTO "AccountDeletion" ("userId", "removesMessages") VALUES (p_user, p_messages);
    PERFORM account_wipe(p_user);
    PERFORM audit_add(p_user, 'account.deleted', NULL, p_user, NULL, NULL, NULL, jsonb_build_object('messages', p_messages));
    outcome := 'deleted';
END
$$;

-- Whether there is somebody who may answer those who ask. Walks RoomMembership_moderator_idx.
CREATE FUNCTION room_is_moderated(p_room uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (SELECT 1 FROM "RoomMembership" m WHERE m."roomId" = p_room AND m.role >= 1)
$$;

-- Whether whoever comes by themselves has to ask first: not where nobody may answer. Becomes part of the statement that asks.
CREATE OR REPLACE FUNCTION room_asks(r "Room") RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT r."joinBy" IS NOT NULL AND room_is_moderated(r.id)
$$;

-- Whether a request waits for an answer; of somebody who may not come in, or has come in another way, none does. Looks up
-- RoomBan_pkey and RoomMembership_pkey.
CREATE FUNCTION request_waits(q "JoinRequest") RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT q."refusedAt" IS NULL AND NOT EXISTS (
        SELECT 1 FROM "RoomBan" b WHERE b."roomId" = q."roomId" AND b."userId" = q."userId"
          AND coalesce(b.until > clock_timestamp(), true)
    ) AND NOT EXISTS (SELECT 1 FROM "RoomMembership" m WHERE m."roomId" = q."roomId" AND m."userId" = q."userId")
$$;

-- Puts a request in, under the lock of the room, which the caller holds. Outcomes: 'asked', 'asked_before', 'refused' (less than
-- a day ago), 'full' (so many wait in the room already, or so many of the person's everywhere).
CREATE OR REPLACE FUNCTION request_put(p_room uuid, p_user uuid, p_text text, p_room_max integer, p_own_max integer) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    request "JoinRequest"%ROWTYPE;
BEGIN
    SELECT * INTO request FROM "JoinRequest" q WHERE q."roomId" = p_room AND q."userId" = p_user;
    IF FOUND AND request."refusedAt" IS NULL THEN RETURN 'asked_before'; END IF;
    IF request."refusedAt" > clock_timestamp() - interval '1 day' THEN RETURN 'refused'; END IF;
    IF (SELECT count(*) FROM "JoinRequest" q WHERE q."roomId" = p_room AND request_waits(q)) >= p_room_max
        OR (SELECT count(*) FROM "JoinRequest" q WHERE q."userId" = p_user AND request_waits(q)) >= p_own_max
        THEN RETURN 'full'; END IF;
    INSERT INTO "JoinRequest" ("roomId", "userId", text) VALUES (p_room, p_user, p_text)
    ON CONFLICT ("roomId", "userId") DO UPDATE SET text = p_text, "createdAt" = CURRENT_TIMESTAMP, "refusedAt" = NULL;
    RETURN 'asked';
END
$$;

-- Takes a request back that nobody has answered. Whether there was one; who has none does not hold the room up.
CREATE OR REPLACE FUNCTION request_take_back(p_room uuid, p_user uuid) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM 1 FROM "JoinRequest" q WHERE q."roomId" = p_room AND q."userId" = p_user AND q."refusedAt" IS NULL;
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    DELETE FROM "JoinRequest" q WHERE q."roomId" = p_room AND q."userId" = p_user AND q."refusedAt" IS NULL;
    RETURN FOUND;
END
$$;

-- Whether there are people in the room who could own it, or could again: a closed account may come back, and those who run the
-- server choose an owner until then. Walks RoomMembership_pkey up to the first of them.
CREATE FUNCTION room_has_people(p_room uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (SELECT 1 FROM "RoomMembership" m JOIN "User" u ON u.id = m."userId"
        WHERE m."roomId" = p_room AND NOT u."isGuest" AND NOT u."isBot")
$$;

-- Whoever comes first into a room of nobody, or of guests and programs, owns it, if they may.
DO $$
DECLARE
    known text := pg_get_functiondef('room_member_add(uuid, uuid, uuid, text, integer)'::regprocedure);
    old text := 'IF room."memberCount" = 0 AND room.kind = ''public'' AND may_own_rooms(p_user) THEN new_role := 3; END IF;';
BEGIN
    IF strpos(known, old) = 0 THEN RAISE EXCEPTION 'room_member_add is not as it was'; END IF;
    EXECUTE replace(known, old,
        'IF room.kind = ''public'' AND may_own_rooms(p_user) AND NOT room_has_people(p_room) THEN new_role := 3; END IF;');
END
$$;
