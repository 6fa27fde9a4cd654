-- Coming into a room by a link: at once, by asking for it, or as a guest with nothing but a name.
CREATE TABLE "Invite" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    -- SHA-256 of the token, in hex: the token itself is told once, to its maker.
    "tokenHash" VARCHAR(64) NOT NULL,
    -- INVITE_WAYS of contract/src/invites.ts
    "way" VARCHAR(8) NOT NULL,
    "role" SMALLINT NOT NULL DEFAULT 0,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "maxUses" INTEGER,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invite_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Invite_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Invite_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Invite_tokenHash_key" ON "Invite" ("tokenHash");
CREATE INDEX "Invite_roomId_createdAt_idx" ON "Invite" ("roomId", "createdAt");

-- Who asks to be let in. A refusal is kept, so that nobody asks again at once.
CREATE TABLE "JoinRequest" (
    "roomId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "text" VARCHAR(400),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refusedAt" TIMESTAMPTZ(3),

    CONSTRAINT "JoinRequest_pkey" PRIMARY KEY ("roomId", "userId"),
    CONSTRAINT "JoinRequest_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "JoinRequest_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "JoinRequest_userId_idx" ON "JoinRequest" ("userId");

-- The mark of a guest stands in the name too, where nobody else can have it: see contract/src/guest-name.ts
ALTER TABLE "User" ADD CONSTRAINT "User_guest_name" CHECK ("isGuest" = ("username" LIKE '%~%'));

-- Whether a link lets anybody in now. It is worth what its maker may do in the room: once they have gone or have a lower
-- role, it is worth less. p_guest_role and p_set_role are the roles that `inviteGuests` and `setRole` take.
CREATE FUNCTION invite_is_good(i "Invite", r "Room", p_guest_role integer, p_set_role integer) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT i."revokedAt" IS NULL AND i."expiresAt" > clock_timestamp() AND coalesce(i.uses < i."maxUses", true)
       AND r."archivedAt" IS NULL AND EXISTS (
        SELECT 1 FROM "RoomMembership" m
        WHERE m."roomId" = i."roomId" AND m."userId" = i."createdById"
          AND m.role >= CASE i.way WHEN 'guest' THEN p_guest_role ELSE r."inviteGate" END
          AND (i.role = 0 OR m.role >= 3 OR (m.role >= p_set_role AND m.role > i.role))
    )
$$;

-- Uses a link, under the room's lock: two never count one use as the last, and a ban, an archive or a revocation is either
-- before or after. Members do not use it up, whatever became of it. p_guest is the name of an account that is to be made, or
-- null for p_user as they are. Outcomes: 'added', 'known', 'asked', 'asked_before', 'taken' (that name), and 'invalid' for
-- everything else.
CREATE FUNCTION invite_accept(p_hash text, p_user uuid, p_guest text, p_text text, p_guest_role integer,
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

-- Answers a request, under the room's lock. The actor is at least p_least. Outcomes: 'added', 'refused', 'known' (they are a
-- member already), 'none' (nobody asks), 'forbidden', 'no_room', and those of room_member_add.
CREATE FUNCTION request_answer(p_room uuid, p_user uuid, p_actor uuid, p_least integer, p_accept boolean,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    PERFORM 1 FROM "RoomMembership" m
    WHERE m."roomId" = p_room AND m."userId" = p_actor AND m.role >= p_least;
    IF NOT FOUND THEN outcome := 'forbidden'; RETURN; END IF;
    PERFORM 1 FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    IF FOUND THEN outcome := 'known';
    ELSE
        PERFORM 1 FROM "JoinRequest" q
        WHERE q."roomId" = p_room AND q."userId" = p_user AND (q."refusedAt" IS NULL OR NOT p_accept);
        IF NOT FOUND THEN outcome := 'none'; RETURN; END IF;
    END IF;
    IF NOT p_accept AND outcome IS NULL THEN
        UPDATE "JoinRequest" q SET "refusedAt" = coalesce(q."refusedAt", clock_timestamp())
        WHERE q."roomId" = p_room AND q."userId" = p_user;
        outcome := 'refused';
        RETURN;
    END IF;
    IF outcome IS NULL THEN
        SELECT e.outcome, e.seq, e.at INTO outcome, seq, at
        FROM room_member_add(p_room, p_user, p_actor, 'added', 0) e;
        IF outcome <> 'added' THEN RETURN; END IF;
    END IF;
    DELETE FROM "JoinRequest" q WHERE q."roomId" = p_room AND q."userId" = p_user;
END
$$;
