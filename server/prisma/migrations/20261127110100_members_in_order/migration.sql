-- Order among members: who brings somebody in, who takes whose word. As all changes of memberships they take the room's
-- row lock first, the one that sending takes. Rights are those of contract/src/permissions.ts; a test holds the two together.

-- Why somebody's word was taken.
ALTER TABLE "RoomMembership" ADD COLUMN "muteReason" VARCHAR(400);

-- A mute of somebody who is not a member now: coming back does not end it.
CREATE TABLE "RoomMute" (
    "roomId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "reason" VARCHAR(400),

    CONSTRAINT "RoomMute_pkey" PRIMARY KEY ("roomId", "userId"),
    CONSTRAINT "RoomMute_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RoomMute_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "RoomMute_userId_idx" ON "RoomMute" ("userId");

-- The list of bans, newest first.
CREATE INDEX "RoomBan_roomId_createdAt_userId_idx" ON "RoomBan" ("roomId", "createdAt" DESC, "userId" DESC);

-- However a membership ends: what is left of a mute stays with the person. Where the room or the person is being deleted,
-- there is nothing to keep.
CREATE FUNCTION room_mute_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD."mutedUntil" > clock_timestamp() THEN
        INSERT INTO "RoomMute" ("roomId", "userId", until, reason)
        SELECT r.id, u.id, OLD."mutedUntil", OLD."muteReason" FROM "Room" r, "User" u
        WHERE r.id = OLD."roomId" AND u.id = OLD."userId"
        ON CONFLICT ("roomId", "userId") DO UPDATE SET until = OLD."mutedUntil", reason = OLD."muteReason";
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER "RoomMembership_keepMute" BEFORE DELETE ON "RoomMembership"
    FOR EACH ROW WHEN (OLD."mutedUntil" IS NOT NULL) EXECUTE FUNCTION room_mute_keep();

-- However somebody comes back: what was kept of a mute goes on.
CREATE FUNCTION room_mute_resume() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept record;
BEGIN
    DELETE FROM "RoomMute" k WHERE k."roomId" = NEW."roomId" AND k."userId" = NEW."userId"
    RETURNING k.until, k.reason INTO kept;
    IF kept.until > clock_timestamp() THEN
        NEW."mutedUntil" := kept.until;
        NEW."muteReason" := kept.reason;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "RoomMembership_resumeMute" BEFORE INSERT ON "RoomMembership"
    FOR EACH ROW EXECUTE FUNCTION room_mute_resume();

-- Makes somebody a member at the hand of another one, whose rights are looked at under the lock: the room's gate, and for
-- more than a member the right to give roles (p_least). Outcomes: those of room_member_add, and 'forbidden'.
CREATE FUNCTION room_member_bring(p_room uuid, p_user uuid, p_actor uuid, p_role integer, p_least integer,
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
    SELECT a.outcome, a.seq, a.at INTO outcome, seq, at
    FROM room_member_add(p_room, p_user, p_actor, 'added', p_role) a;
END
$$;

-- Takes somebody's word for so many seconds, or with null gives it back. It is no entry of the log: nobody else is told.
-- Outcomes: 'changed', 'unchanged' (it was theirs already), 'not_member' (the person), 'forbidden', 'no_room'.
CREATE FUNCTION room_member_mute(p_room uuid, p_user uuid, p_actor uuid, p_seconds integer, p_reason text, p_least integer,
    OUT outcome text, OUT until timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    actor_role smallint;
    target record;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    SELECT m.role, m."mutedUntil" > clock_timestamp() AS is_muted INTO target
    FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    IF coalesce(actor_role, -1) < p_least OR actor_role <= coalesce(target.role, -1) THEN
        outcome := 'forbidden'; RETURN;
    END IF;
    IF p_seconds IS NULL THEN DELETE FROM "RoomMute" k WHERE k."roomId" = p_room AND k."userId" = p_user; END IF;
    IF target.role IS NULL THEN outcome := 'not_member'; RETURN; END IF;
    IF p_seconds IS NULL AND target.is_muted IS NOT TRUE THEN outcome := 'unchanged'; RETURN; END IF;
    until := date_trunc('milliseconds', clock_timestamp()) + p_seconds * interval '1 second';
    UPDATE "RoomMembership" m SET "mutedUntil" = room_member_mute.until, "muteReason" = p_reason
    WHERE m."roomId" = p_room AND m."userId" = p_user;
    outcome := 'changed';
END
$$;
