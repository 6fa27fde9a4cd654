-- Raid mode of the whole server, beside that of rooms: while it is on, accounts younger than a day or than the raid only
-- read, whatever room they are in, links let nobody in, and everybody below a moderator waits between two messages.

-- One row.
CREATE TABLE "ServerRaid" (
    "id" SMALLINT NOT NULL,
    "since" TIMESTAMPTZ(3),

    CONSTRAINT "ServerRaid_pkey" PRIMARY KEY ("id")
);
INSERT INTO "ServerRaid" VALUES (1, NULL);

-- Since when it is on, null where it is not. Looks up the only row.
CREATE FUNCTION server_raid_since() RETURNS timestamptz
LANGUAGE sql STABLE
AS $$
    SELECT s.since FROM "ServerRaid" s WHERE s.id = 1
$$;

-- Whether somebody is new in a raid of the server that began at p_since. Those who run it never are.
CREATE FUNCTION is_server_newcomer(p_since timestamptz, p_user uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT p_since IS NOT NULL AND EXISTS (SELECT 1 FROM "User" u WHERE u.id = p_user AND u."serverRole" = 0
        AND u."createdAt" > least(p_since, clock_timestamp() - interval '1 day'))
$$;

-- Turns it on or off for somebody who is at least p_least on the server; audited. Outcomes: 'changed', 'unchanged',
-- 'forbidden'.
CREATE FUNCTION server_raid_set(p_actor uuid, p_on boolean, p_least integer, OUT outcome text, OUT since timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM "User" u WHERE u.id = p_actor AND u."serverRole" >= p_least FOR SHARE;
    IF NOT FOUND THEN outcome := 'forbidden'; RETURN; END IF;
    SELECT s.since INTO since FROM "ServerRaid" s WHERE s.id = 1 FOR UPDATE;
    outcome := 'unchanged';
    IF (server_raid_set.since IS NOT NULL) = p_on THEN RETURN; END IF;
    server_raid_set.since := CASE WHEN p_on THEN date_trunc('milliseconds', clock_timestamp()) END;
    UPDATE "ServerRaid" s SET since = server_raid_set.since WHERE s.id = 1;
    PERFORM audit_add(p_actor, CASE WHEN p_on THEN 'server.raidOn' ELSE 'server.raidOff' END, NULL, NULL, NULL, NULL, NULL,
        NULL);
    outcome := 'changed';
END
$$;

-- Links let nobody in while the server is in a raid either. What else they do stays as it is.
DO $$
DECLARE
    known text := pg_get_functiondef('invite_accept(text, uuid, text, text, integer, integer, integer)'::regprocedure);
    one text := 'IF room."raidSince" IS NOT NULL THEN';
BEGIN
    IF position(one IN known) = 0 THEN RAISE EXCEPTION 'invite_accept does not look at raids'; END IF;
    EXECUTE replace(known, one, 'IF room."raidSince" IS NOT NULL OR server_raid_since() IS NOT NULL THEN');
END
$$;
