-- Links by which people make an account where these need an invitation, and which lead into no room.
CREATE TABLE "ServerInvite" (
    "id" UUID NOT NULL,
    -- SHA-256 of the token, in hex: the token itself is told once, to its maker.
    "tokenHash" VARCHAR(64) NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    -- NULL: for as many as like.
    "maxUses" INTEGER,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ServerInvite_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ServerInvite_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "ServerInvite_tokenHash_key" ON "ServerInvite"("tokenHash");
CREATE TRIGGER "ServerInvite_createdById_lives" BEFORE INSERT ON "ServerInvite"
    FOR EACH ROW EXECUTE FUNCTION account_must_live('createdById');

DO $$
DECLARE
    known text := pg_get_functiondef('account_wipe_but_export(uuid)'::regprocedure);
    place constant text := '    DELETE FROM "Invite" i WHERE i."createdById" = p_user;';
BEGIN
    IF position(place IN known) = 0 THEN RAISE EXCEPTION 'account_wipe does not look as it did'; END IF;
    EXECUTE replace(known, place, place || chr(10) || '    DELETE FROM "ServerInvite" i WHERE i."createdById" = p_user;');
END
$$;

-- Whether a link makes accounts now: while its maker runs the server.
CREATE FUNCTION server_invite_is_good(i "ServerInvite") RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT i."revokedAt" IS NULL AND i."expiresAt" > now() AND coalesce(i.uses < i."maxUses", true)
        AND server_raid_since() IS NULL
        AND EXISTS (SELECT 1 FROM "User" u WHERE u.id = i."createdById" AND u."serverRole" >= 1 AND u."deactivatedAt" IS NULL)
$$;

-- Makes one for somebody who is at least p_least on the server; audited. Outcomes: 'made', 'forbidden', 'limit' (so many work).
CREATE FUNCTION server_invite_make(p_actor uuid, p_least integer, p_id uuid, p_hash text, p_seconds integer, p_max_uses integer,
    p_most integer) RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM 1 FROM "User" u WHERE u.id = p_actor AND u."serverRole" >= p_least AND u."deactivatedAt" IS NULL FOR SHARE;
    IF NOT FOUND THEN RETURN 'forbidden'; END IF;
    DELETE FROM "ServerInvite" i WHERE i."expiresAt" < now() - interval '1 day';
    IF (SELECT count(*) FROM "ServerInvite" i WHERE i."revokedAt" IS NULL AND i."expiresAt" > now()) >= p_most THEN
        RETURN 'limit';
    END IF;
    INSERT INTO "ServerInvite" (id, "tokenHash", "createdById", "expiresAt", "maxUses")
    VALUES (p_id, p_hash, p_actor, now() + p_seconds * interval '1 second', p_max_uses);
    PERFORM audit_add(p_actor, 'server.inviteMade', NULL, NULL, p_id, NULL, NULL,
        jsonb_build_object('seconds', p_seconds, 'maxUses', p_max_uses));
    RETURN 'made';
END
$$;

-- Ends one; audited. Twice is once. Outcomes: 'revoked', 'none', 'forbidden'.
CREATE FUNCTION server_invite_revoke(p_actor uuid, p_least integer, p_id uuid) RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM 1 FROM "User" u WHERE u.id = p_actor AND u."serverRole" >= p_least AND u."deactivatedAt" IS NULL FOR SHARE;
    IF NOT FOUND THEN RETURN 'forbidden'; END IF;
    UPDATE "ServerInvite" i SET "revokedAt" = now() WHERE i.id = p_id AND i."revokedAt" IS NULL;
    IF NOT FOUND THEN
        PERFORM 1 FROM "ServerInvite" i WHERE i.id = p_id;
        RETURN CASE WHEN FOUND THEN 'revoked' ELSE 'none' END;
    END IF;
    PERFORM audit_add(p_actor, 'server.inviteRevoked', NULL, NULL, p_id, NULL, NULL, NULL);
    RETURN 'revoked';
END
$$;

-- Takes one account from a link into a room, or into the server: true where the link lets people in now, and has let in fewer
-- new ones than it may. Looks up Invite_tokenHash_key and ServerInvite_tokenHash_key.
CREATE OR REPLACE FUNCTION invite_register(p_hash text, p_guest_role integer, p_set_role integer) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    IF server_raid_since() IS NOT NULL THEN RETURN false; END IF;
    UPDATE "Invite" i SET registrations = i.registrations + 1 FROM "Room" r
    WHERE i."tokenHash" = p_hash AND r.id = i."roomId" AND i.way <> 'guest' AND r."raidSince" IS NULL
      AND invite_is_good(i, r, p_guest_role, p_set_role) AND coalesce(i.registrations < i."maxUses", true);
    IF FOUND THEN RETURN true; END IF;
    UPDATE "ServerInvite" i SET uses = i.uses + 1 WHERE i."tokenHash" = p_hash AND server_invite_is_good(i);
    RETURN FOUND;
END
$$;
