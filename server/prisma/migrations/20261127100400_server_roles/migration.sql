-- What people are on the server. Changes of it are one at a time, and audited.

-- Makes somebody the owner of a server that has none, if nobody was here before them. True when they own it now.
CREATE FUNCTION server_own_first(p_user uuid, p_system uuid) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('chatket server roles'));
    PERFORM 1 FROM "User" u WHERE u."serverRole" >= 2
        OR (u.id <> p_user AND u.id <> p_system
            AND (u."createdAt", u.id) < (SELECT n."createdAt", n.id FROM "User" n WHERE n.id = p_user))
        LIMIT 1;
    IF FOUND THEN RETURN false; END IF;
    UPDATE "User" u SET "serverRole" = 2 WHERE u.id = p_user;
    PERFORM audit_add(NULL, 'server.role', NULL, p_user, NULL, NULL, '{"serverRole": 0}', '{"serverRole": 2}');
    RETURN true;
END
$$;

-- Makes somebody something else on the server. p_actor null: the configuration says so. Outcomes: 'changed',
-- 'unchanged', 'no_user', 'forbidden' (the actor does not own the server), 'last_owner'.
CREATE FUNCTION server_role_set(p_user uuid, p_actor uuid, p_role integer, OUT outcome text)
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
    SELECT u."serverRole" INTO known FROM "User" u WHERE u.id = p_user AND NOT u."isGuest";
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
