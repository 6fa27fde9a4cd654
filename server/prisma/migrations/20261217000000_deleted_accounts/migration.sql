-- Accounts that their people delete (ADR 34). The row stays, with a name that says so, since messages, reactions and the
-- audit log speak of it; what is only theirs goes in the same transaction, and the rooms are left behind it, one by one.

ALTER TABLE "User" ADD COLUMN "deletedAt" TIMESTAMPTZ(3),
    -- Nobody can ask for a login code for such a name: it is reserved (contract/src/deleted-name.ts).
    ADD CONSTRAINT "User_deleted_name" CHECK ("deletedAt" IS NULL OR "username" ~ '^deleted-[0-9a-f]{12}$');

-- Names that were given up, and until when nobody else has them. Without a person where the account was deleted.
CREATE TABLE "HeldName" (
    "username" VARCHAR(32) NOT NULL,
    "userId" UUID,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HeldName_pkey" PRIMARY KEY ("username"),
    CONSTRAINT "HeldName_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "HeldName_until_idx" ON "HeldName" ("until");

-- What is left to do of deletions: rooms to leave, messages to delete. A row goes when all of it is done.
CREATE TABLE "AccountDeletion" (
    "userId" UUID NOT NULL,
    "removesMessages" BOOLEAN NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AccountDeletion_pkey" PRIMARY KEY ("userId"),
    CONSTRAINT "AccountDeletion_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Holds a name for somebody, or for nobody, from now on; what is over is forgotten.
CREATE FUNCTION name_hold(p_name text, p_user uuid) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM "HeldName" h WHERE h.until < clock_timestamp();
    INSERT INTO "HeldName" (username, "userId", until) VALUES (p_name, p_user, clock_timestamp() + interval '30 days')
    ON CONFLICT (username) DO UPDATE SET "userId" = excluded."userId", until = excluded.until;
END
$$;

-- A name that is held is nobody else's. Asked after the row is written: whoever takes a name in the moment in which it is
-- given up has waited at its unique index for that, and sees that it is held now.
CREATE FUNCTION user_name_is_free() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM 1 FROM "HeldName" h
    WHERE h.username = NEW.username AND h.until > clock_timestamp() AND h."userId" IS DISTINCT FROM NEW.id;
    IF FOUND THEN
        RAISE EXCEPTION 'this name is held' USING ERRCODE = 'unique_violation', CONSTRAINT = 'HeldName_free', TABLE = 'User';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER "User_name_is_free" AFTER INSERT OR UPDATE OF username ON "User" FOR EACH ROW
    EXECUTE FUNCTION user_name_is_free();

-- The account of a name, made if there is none; null where the name is held. Two calls at once make one. Who has proven the
-- name by a code has proven it as long as that code is known: it goes when somebody takes the name meanwhile.
CREATE FUNCTION user_ensure(p_id uuid, p_name text, p_by_code boolean, OUT id uuid, OUT "isNew" boolean)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    FOR round IN 1..2 LOOP
        SELECT u.id, u."isNew" INTO id, "isNew" FROM "User" u WHERE u.username = p_name;
        IF FOUND THEN
            IF p_by_code AND NOT EXISTS (SELECT 1 FROM "LoginCode" c WHERE c.username = p_name) THEN id := NULL; END IF;
            RETURN;
        END IF;
        BEGIN
            INSERT INTO "User" AS u (id, username, "isNew") VALUES (p_id, p_name, true)
            ON CONFLICT (username) DO NOTHING RETURNING u.id, u."isNew" INTO id, "isNew";
            IF FOUND THEN RETURN; END IF;
        EXCEPTION WHEN unique_violation THEN
            id := NULL;
            "isNew" := NULL;
            RETURN;
        END;
    END LOOP;
END
$$;

-- Nothing that is somebody's own comes into being behind the end of their account: whoever writes it waits for a deletion
-- that is under way, and is refused. The column that names the person is the trigger's argument.
CREATE FUNCTION account_must_live() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    gone timestamptz;
BEGIN
    SELECT u."deletedAt" INTO gone FROM "User" u WHERE u.id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid FOR KEY SHARE;
    IF gone IS NOT NULL THEN
        RAISE EXCEPTION 'this account is deleted' USING ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'User_living', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END
$$;

DO $$
DECLARE
    known text[];
BEGIN
    FOREACH known SLICE 1 IN ARRAY ARRAY[
        ['RoomMembership', 'userId'], ['Session', 'userId'], ['Bot', 'ownerId'], ['Invite', 'createdById'],
        ['JoinRequest', 'userId'], ['Draft', 'userId'], ['Saved', 'userId'], ['Scheduled', 'userId'],
        ['HeldMessage', 'senderId'], ['PushSubscription', 'userId'], ['PersonBlock', 'blockerId'],
        ['PersonBlock', 'blockedId'], ['Sidebar', 'userId'], ['NoticePerson', 'userId'], ['Keywords', 'userId'],
        ['Password', 'userId'], ['Totp', 'userId'], ['RecoveryCode', 'userId'], ['UserEmail', 'userId'],
        ['Passkey', 'userId'], ['Profile', 'userId'], ['Attachment', 'ownerId'], ['Hook', 'createdById']
    ] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION account_must_live(%L)',
            known[1] || '_' || known[2] || '_lives', known[1], known[2]);
    END LOOP;
END
$$;

-- Rooms that somebody alone owns and in which there are people who could: one of them has to own them first.
CREATE FUNCTION rooms_to_hand_over(p_user uuid) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE
AS $$
    SELECT r.id, r.name::text FROM "RoomMembership" m JOIN "Room" r ON r.id = m."roomId"
    WHERE m."userId" = p_user AND m.role >= 3 AND r.kind IN ('public', 'private') AND r."deletesAt" IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM "RoomMembership" o JOIN "User" u ON u.id = o."userId"
        WHERE o."roomId" = r.id AND o."userId" <> p_user AND o.role >= 3 AND u."deletedAt" IS NULL
      ) AND EXISTS (
        SELECT 1 FROM "RoomMembership" o JOIN "User" u ON u.id = o."userId"
        WHERE o."roomId" = r.id AND o."userId" <> p_user AND u."deletedAt" IS NULL AND NOT u."isGuest" AND NOT u."isBot"
      )
    ORDER BY r."nameKey", r.id::text LIMIT 100
$$;

-- Takes away what is somebody's own. Twice is once. server/test/accounts/every-table.spec.ts says what becomes of every table.
CREATE FUNCTION account_wipe(p_user uuid) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM "Session" s WHERE s."userId" = p_user;
    DELETE FROM "PushSubscription" p WHERE p."userId" = p_user;
    DELETE FROM "FormerName" f WHERE f."userId" = p_user;
    DELETE FROM "Profile" p WHERE p."userId" = p_user;
    DELETE FROM "Password" p WHERE p."userId" = p_user;
    DELETE FROM "Totp" t WHERE t."userId" = p_user;
    DELETE FROM "RecoveryCode" c WHERE c."userId" = p_user;
    DELETE FROM "Passkey" k WHERE k."userId" = p_user;
    DELETE FROM "UserEmail" e WHERE e."userId" = p_user;
    DELETE FROM "Challenge" c WHERE c.data ->> 'userId' = p_user::text;
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
CREATE FUNCTION account_delete(p_user uuid, p_messages boolean, OUT outcome text, OUT name text, OUT rooms jsonb,
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
    DELETE FROM "LoginTries" t WHERE t.key IN ('password:' || person.username, 'factor:' || p_user);
    UPDATE "User" u SET username = name, "deletedAt" = valid_from, "serverRole" = 0, "mutedUntil" = NULL,
        "muteReason" = NULL, "hidesReads" = true, "hidesLastSeen" = true, "isNew" = false, "renamedAt" = '{}',
        "deactivatedAt" = valid_from, "tokensValidFrom" = valid_from
    WHERE u.id = p_user;
    UPDATE "HeldName" h SET "userId" = NULL WHERE h."userId" = p_user;
    PERFORM name_hold(person.username, NULL);
    PERFORM account_wipe(p_user);
    INSERT INTO "AccountDeletion" ("userId", "removesMessages") VALUES (p_user, p_messages);
    PERFORM audit_add(p_user, 'account.deleted', NULL, p_user, NULL, NULL, NULL, jsonb_build_object('messages', p_messages));
    outcome := 'deleted';
END
$$;

-- As before; and whoever has deleted their account takes no messages and writes none.
CREATE OR REPLACE FUNCTION direct_bar(p_one uuid, p_other uuid) RETURNS uuid
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    room_id uuid;
    is_left boolean;
BEGIN
    SELECT r.id INTO room_id FROM "Room" r
    WHERE r."directKey" = encode(sha256(convert_to(
        least(p_one, p_other)::text || ' ' || greatest(p_one, p_other)::text, 'UTF8')), 'hex')
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN NULL; END IF;
    is_left := EXISTS (SELECT 1 FROM "User" u WHERE u.id IN (p_one, p_other) AND u."deletedAt" IS NOT NULL);
    UPDATE "RoomMembership" m SET "mutedUntil" = CASE WHEN w.is_barred THEN 'infinity'::timestamptz END
    FROM (
        SELECT p.id, is_left OR EXISTS (
            SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = p.by AND b."blockedId" = p.id
        ) AS is_barred
        FROM (VALUES (p_one, p_other), (p_other, p_one)) AS p (id, by)
    ) w
    WHERE m."roomId" = room_id AND m."userId" = w.id AND (m."mutedUntil" IS NOT NULL) <> w.is_barred;
    RETURN room_id;
END
$$;

-- Takes somebody out of a room whose account is deleted. Rooms that are their people stay as they are to the others, with
-- nothing more to be said by the person, nor to them where they are two. One that nobody can read any more goes: it is not
-- public, and there is nobody else in it but programs and accounts that are deleted. A room that they alone owned meanwhile is
-- owned by whoever is most in it, and longest. Outcomes: 'removed', 'kept', 'not_member', 'no_room'.
CREATE FUNCTION account_leave(p_room uuid, p_user uuid, OUT outcome text, OUT seq bigint, OUT at timestamptz,
    OUT heir uuid, OUT heir_name text, OUT heir_seq bigint, OUT heir_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
    room "Room"%ROWTYPE;
    mine smallint;
BEGIN
    SELECT * INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO mine FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    IF NOT FOUND THEN outcome := 'not_member'; RETURN; END IF;
    IF room.kind <> 'public' THEN
        PERFORM 1 FROM "RoomMembership" m JOIN "User" u ON u.id = m."userId"
        WHERE m."roomId" = p_room AND m."userId" <> p_user AND u."deletedAt" IS NULL AND NOT u."isBot" LIMIT 1;
        IF NOT FOUND THEN
            UPDATE "Room" r SET "deletesAt" = least(r."deletesAt", clock_timestamp()) WHERE r.id = p_room;
        END IF;
    END IF;
    IF room.kind IN ('direct', 'group') THEN
        outcome := 'kept';
        IF room.kind = 'direct' THEN
            PERFORM direct_bar(p_user, m."userId") FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" <> p_user;
        END IF;
        UPDATE "RoomMembership" m SET "mutedUntil" = 'infinity'
        WHERE m."roomId" = p_room AND m."userId" = p_user AND m."mutedUntil" IS DISTINCT FROM 'infinity';
        -- Nobody is told of what is said there any more.
        INSERT INTO "NoticeRoom" ("userId", "roomId", level) VALUES (p_user, p_room, 'none')
        ON CONFLICT ("userId", "roomId") DO UPDATE SET level = 'none', "mutedUntil" = NULL;
        RETURN;
    END IF;
    IF mine >= 3 THEN
        PERFORM 1 FROM "RoomMembership" m JOIN "User" u ON u.id = m."userId"
        WHERE m."roomId" = p_room AND m."userId" <> p_user AND m.role >= 3 AND u."deletedAt" IS NULL LIMIT 1;
        IF NOT FOUND THEN
            SELECT m."userId", u.username INTO heir, heir_name FROM "RoomMembership" m JOIN "User" u ON u.id = m."userId"
            WHERE m."roomId" = p_room AND m."userId" <> p_user AND u."deletedAt" IS NULL AND NOT u."isGuest" AND NOT u."isBot"
            ORDER BY m.role DESC, m."joinedAt", m."userId" LIMIT 1;
        END IF;
        UPDATE "RoomMembership" m SET role = 0 WHERE m."roomId" = p_room AND m."userId" = p_user;
        IF heir IS NOT NULL THEN
            UPDATE "RoomMembership" m SET role = 3 WHERE m."roomId" = p_room AND m."userId" = heir;
            SELECT e.seq, e.at INTO heir_seq, heir_at
            FROM room_log_add(p_room, 'member', 'role', p_user, heir, '{"role": 3}') e;
        END IF;
    END IF;
    SELECT d.outcome, d.seq, d.at INTO outcome, seq, at
    FROM room_member_remove(p_room, p_user, p_user, 'left', 0, NULL, NULL) d;
    DELETE FROM "RoomMute" k WHERE k."roomId" = p_room AND k."userId" = p_user;
    IF heir IS NOT NULL THEN
        PERFORM audit_add(p_user, 'member.role', p_room, heir, NULL, NULL, NULL, '{"role": 3}');
    END IF;
END
$$;

-- Deletes a message of an author who is not in the room any more, as message_delete does; also one that is hidden.
-- Outcomes: 'changed', 'unchanged', 'no_message'.
CREATE FUNCTION message_erase(p_room uuid, p_message uuid, p_author uuid, OUT outcome text, OUT seq bigint,
    OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    was_deleted timestamptz;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT x."deletedAt" INTO was_deleted FROM "Message" x
    WHERE x.id = p_message AND x."roomId" IS NOT DISTINCT FROM p_room AND x."senderId" = p_author;
    IF NOT FOUND THEN outcome := 'no_message'; RETURN; END IF;
    DELETE FROM "HiddenMessage" k WHERE k."messageId" = p_message;
    IF was_deleted IS NOT NULL AND NOT FOUND THEN outcome := 'unchanged'; RETURN; END IF;
    SELECT e.seq, e.at INTO seq, at FROM room_event_add(p_room, 'deleted', p_author, p_message) e;
    DELETE FROM "MessageRevision" v WHERE v."messageId" = p_message;
    DELETE FROM "MessageReaction" v WHERE v."messageId" = p_message;
    UPDATE "Message" x SET text = '', "changedSeq" = message_erase.seq, "editedSeq" = NULL, "editedAt" = NULL,
        "deletedAt" = message_erase.at, "deletedById" = p_author, "deleteReason" = NULL, flags = (x.flags | 1) & ~2
    WHERE x.id = p_message;
    outcome := 'changed';
END
$$;

-- As before; of an account that was deleted there is nothing to do.
CREATE OR REPLACE FUNCTION server_may_to(p_actor uuid, p_user uuid, p_least integer) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    mine smallint;
    theirs smallint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('chatket server roles'));
    SELECT u."serverRole" INTO mine FROM "User" u WHERE u.id = p_actor AND u."deactivatedAt" IS NULL;
    IF coalesce(mine, 0) < p_least THEN RETURN 'forbidden'; END IF;
    SELECT u."serverRole" INTO theirs FROM "User" u WHERE u.id = p_user AND u."deletedAt" IS NULL;
    IF theirs IS NULL THEN RETURN 'no_user'; END IF;
    RETURN CASE WHEN theirs < mine THEN 'allowed' ELSE 'forbidden' END;
END
$$;

CREATE OR REPLACE FUNCTION server_role_set(p_user uuid, p_actor uuid, p_role integer, OUT outcome text)
LANGUAGE plpgsql
AS $$
DECLARE
    known smallint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('chatket server roles'));
    IF p_actor IS NOT NULL THEN
        PERFORM 1 FROM "User" u WHERE u.id = p_actor AND u."serverRole" >= 2;
        IF NOT FOUND THEN outcome := 'forbidden'; RETURN; END IF;
    END IF;
    SELECT u."serverRole" INTO known FROM "User" u WHERE u.id = p_user AND NOT u."isGuest" AND u."deletedAt" IS NULL;
    IF NOT FOUND THEN outcome := 'no_user'; RETURN; END IF;
    IF known = p_role THEN outcome := 'unchanged'; RETURN; END IF;
    IF known >= 2 THEN
        PERFORM 1 FROM "User" u WHERE u."serverRole" >= 2 AND u.id <> p_user LIMIT 1;
        IF NOT FOUND THEN outcome := 'last_owner'; RETURN; END IF;
    END IF;
    UPDATE "User" u SET "serverRole" = p_role WHERE u.id = p_user;
    PERFORM audit_add(p_actor, 'server.role', NULL, p_user, NULL, NULL,
        jsonb_build_object('serverRole', known), jsonb_build_object('serverRole', p_role));
    outcome := 'changed';
END
$$;
