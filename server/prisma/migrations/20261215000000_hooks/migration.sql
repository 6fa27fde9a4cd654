-- Addresses by which programs write into a room; see server/src/hooks.
CREATE TABLE "Hook" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    -- As whom it speaks: a member of the room. What was said by it stays when it has ended.
    "userId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    -- SHA-256 of the secret, which has 256 bits of chance.
    "secretHash" VARCHAR(64) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Hook_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Hook_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Hook_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Hook_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Hook_roomId_idx" ON "Hook" ("roomId");
CREATE INDEX "Hook_userId_idx" ON "Hook" ("userId");
CREATE INDEX "Hook_createdById_idx" ON "Hook" ("createdById");

-- Makes an address and the member that speaks by it, under the room's lock. The actor is at least p_least. seq and at are
-- where its coming stands in the log. Outcomes: 'made', 'no_room', 'forbidden', 'archived', 'limit' (the room has p_max of
-- them), 'taken' (the name).
CREATE FUNCTION room_hook_make(p_room uuid, p_id uuid, p_actor uuid, p_user uuid, p_username text, p_hash text,
    p_least integer, p_max integer, OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room record;
    actor_role smallint;
BEGIN
    SELECT r."archivedAt" INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF coalesce(actor_role, -1) < p_least THEN outcome := 'forbidden'; RETURN; END IF;
    IF room."archivedAt" IS NOT NULL THEN outcome := 'archived'; RETURN; END IF;
    IF (SELECT count(*) FROM "Hook" h WHERE h."roomId" = p_room) >= p_max THEN outcome := 'limit'; RETURN; END IF;
    INSERT INTO "User" (id, username, "isBot") VALUES (p_user, p_username, true) ON CONFLICT (username) DO NOTHING;
    IF NOT FOUND THEN outcome := 'taken'; RETURN; END IF;
    INSERT INTO "Hook" (id, "roomId", "userId", "createdById", "secretHash")
    VALUES (p_id, p_room, p_user, p_actor, p_hash);
    SELECT a.seq, a.at INTO seq, at FROM room_member_add(p_room, p_user, p_actor, 'added', 0) a;
    outcome := 'made';
    PERFORM audit_add(p_actor, 'hook.made', p_room, p_user, p_id, NULL, NULL, NULL);
END
$$;

-- Ends an address, under the room's lock. Outcomes: 'ended', 'none', 'no_room', 'forbidden'.
CREATE FUNCTION room_hook_end(p_room uuid, p_id uuid, p_actor uuid, p_least integer, OUT outcome text)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    actor_role smallint;
    spoke_as uuid;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF coalesce(actor_role, -1) < p_least THEN outcome := 'forbidden'; RETURN; END IF;
    DELETE FROM "Hook" h WHERE h.id = p_id AND h."roomId" = p_room RETURNING h."userId" INTO spoke_as;
    IF spoke_as IS NULL THEN outcome := 'none'; RETURN; END IF;
    outcome := 'ended';
    PERFORM audit_add(p_actor, 'hook.ended', p_room, spoke_as, p_id, NULL, NULL, NULL);
END
$$;
