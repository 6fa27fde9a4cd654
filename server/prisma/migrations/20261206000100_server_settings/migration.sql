-- What those who run the server have set: its name and icon, and who may make an account.

-- One row. NULL: as the configuration says.
CREATE TABLE "ServerSettings" (
    "id" SMALLINT NOT NULL,
    "name" VARCHAR(128),
    "icon" VARCHAR(64),
    -- REGISTRATIONS of contract/src/server-settings.ts
    "registration" VARCHAR(8),
    "domains" TEXT[],

    CONSTRAINT "ServerSettings_pkey" PRIMARY KEY ("id")
);
INSERT INTO "ServerSettings" (id) VALUES (1);

-- So many accounts were made by the link.
ALTER TABLE "Invite" ADD COLUMN "registrations" INTEGER NOT NULL DEFAULT 0;

-- Sets all of it for somebody who is at least p_least on the server; audited. Outcomes: 'changed', 'unchanged', 'forbidden'.
CREATE FUNCTION server_settings_set(p_actor uuid, p_least integer, p_name text, p_icon text, p_registration text,
    p_domains text[], OUT outcome text)
LANGUAGE plpgsql
AS $$
DECLARE
    known jsonb;
    wanted jsonb := jsonb_build_object('name', p_name, 'icon', p_icon, 'registration', p_registration, 'domains', p_domains);
BEGIN
    PERFORM 1 FROM "User" u WHERE u.id = p_actor AND u."serverRole" >= p_least AND u."deactivatedAt" IS NULL FOR SHARE;
    IF NOT FOUND THEN outcome := 'forbidden'; RETURN; END IF;
    SELECT to_jsonb(s) - 'id' INTO known FROM "ServerSettings" s WHERE s.id = 1 FOR UPDATE;
    outcome := 'unchanged';
    IF known = wanted THEN RETURN; END IF;
    UPDATE "ServerSettings" s SET name = p_name, icon = p_icon, registration = p_registration, domains = p_domains
        WHERE s.id = 1;
    PERFORM audit_add(p_actor, 'server.configured', NULL, NULL, NULL, NULL, known, wanted);
    outcome := 'changed';
END
$$;

-- Takes one account from a link into a room: true where the link lets people in now, and has let in fewer new ones than it
-- may. Looks up Invite_tokenHash_key.
CREATE FUNCTION invite_register(p_hash text, p_guest_role integer, p_set_role integer) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    IF server_raid_since() IS NOT NULL THEN RETURN false; END IF;
    UPDATE "Invite" i SET registrations = i.registrations + 1 FROM "Room" r
    WHERE i."tokenHash" = p_hash AND r.id = i."roomId" AND i.way <> 'guest' AND r."raidSince" IS NULL
      AND invite_is_good(i, r, p_guest_role, p_set_role) AND coalesce(i.registrations < i."maxUses", true);
    RETURN FOUND;
END
$$;
