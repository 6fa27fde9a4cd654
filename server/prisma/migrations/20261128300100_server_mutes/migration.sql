-- Whose word is taken in all rooms of the server, whatever they are there: they read on, and neither write nor react.
ALTER TABLE "User"
    ADD COLUMN "mutedUntil" TIMESTAMPTZ(3),
    ADD COLUMN "muteReason" VARCHAR(400);
-- Those are few, and read every few seconds by each process.
CREATE INDEX "User_muted_idx" ON "User" (id) WHERE "mutedUntil" IS NOT NULL;

-- Takes somebody's word for p_seconds from now on, or gives it back where that is null; audited in the same transaction.
-- It takes at least p_least on the server, and more than the person is. Outcomes: 'changed', 'unchanged' (nobody's word is
-- given back twice), 'no_user', 'forbidden'.
CREATE FUNCTION server_mute(p_user uuid, p_actor uuid, p_seconds integer, p_reason text, p_least integer,
    OUT outcome text, OUT until timestamptz)
LANGUAGE plpgsql
AS $$
DECLARE
    actor_role smallint;
    person "User"%ROWTYPE;
    known timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('chatket server roles'));
    SELECT u."serverRole" INTO actor_role FROM "User" u WHERE u.id = p_actor;
    IF coalesce(actor_role, 0) < p_least THEN outcome := 'forbidden'; RETURN; END IF;
    SELECT * INTO person FROM "User" u WHERE u.id = p_user FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_user'; RETURN; END IF;
    IF person."serverRole" >= actor_role THEN outcome := 'forbidden'; RETURN; END IF;
    known := CASE WHEN person."mutedUntil" > clock_timestamp() THEN person."mutedUntil" END;
    until := date_trunc('milliseconds', clock_timestamp()) + p_seconds * interval '1 second';
    IF known IS NULL AND until IS NULL THEN outcome := 'unchanged'; RETURN; END IF;
    UPDATE "User" u SET "mutedUntil" = until, "muteReason" = p_reason WHERE u.id = p_user;
    PERFORM audit_add(p_actor, CASE WHEN until IS NULL THEN 'server.unmuted' ELSE 'server.muted' END, NULL, p_user, NULL,
        p_reason, CASE WHEN known IS NOT NULL THEN jsonb_build_object('mutedUntil', known) END,
        CASE WHEN until IS NOT NULL THEN jsonb_build_object('mutedUntil', until) END);
    outcome := 'changed';
END
$$;
