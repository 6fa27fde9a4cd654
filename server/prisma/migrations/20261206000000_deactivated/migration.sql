-- Accounts that those who run the server have closed for the time being, and the logins of others that they end.

-- Since when nobody logs in with it.
ALTER TABLE "User" ADD COLUMN "deactivatedAt" TIMESTAMPTZ(3);

-- What p_actor may do to p_user's account: only somebody who is at least p_least on the server, and more than they are.
-- Roles stay as they are until the end of the transaction. Answers 'allowed', 'forbidden', 'no_user'.
CREATE FUNCTION server_may_to(p_actor uuid, p_user uuid, p_least integer) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    mine smallint;
    theirs smallint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('chatket server roles'));
    SELECT u."serverRole" INTO mine FROM "User" u WHERE u.id = p_actor AND u."deactivatedAt" IS NULL;
    IF coalesce(mine, 0) < p_least THEN RETURN 'forbidden'; END IF;
    SELECT u."serverRole" INTO theirs FROM "User" u WHERE u.id = p_user;
    IF theirs IS NULL THEN RETURN 'no_user'; END IF;
    RETURN CASE WHEN theirs < mine THEN 'allowed' ELSE 'forbidden' END;
END
$$;

-- Closes an account or opens it again; audited. Whoever is closed out loses all logins: their ids are told, and since when
-- tokens without a login count. Outcomes: 'changed', 'unchanged', 'forbidden', 'no_user'.
CREATE FUNCTION server_account_set(p_user uuid, p_actor uuid, p_open boolean, p_least integer, OUT outcome text,
    OUT session_ids uuid[], OUT valid_from timestamptz)
LANGUAGE plpgsql
AS $$
DECLARE
    since timestamptz;
BEGIN
    session_ids := '{}';
    outcome := server_may_to(p_actor, p_user, p_least);
    IF outcome <> 'allowed' THEN RETURN; END IF;
    SELECT u."deactivatedAt" INTO since FROM "User" u WHERE u.id = p_user FOR UPDATE;
    outcome := 'unchanged';
    IF (since IS NULL) = p_open THEN RETURN; END IF;
    outcome := 'changed';
    IF p_open THEN
        UPDATE "User" u SET "deactivatedAt" = NULL WHERE u.id = p_user;
    ELSE
        valid_from := clock_timestamp();
        UPDATE "User" u SET "deactivatedAt" = valid_from, "tokensValidFrom" = valid_from WHERE u.id = p_user;
        WITH ended AS (
            UPDATE "Session" s SET "revokedAt" = now(), "revokedWhy" = 'deactivated'
            WHERE s."userId" = p_user AND s."revokedAt" IS NULL RETURNING s.id
        ) SELECT coalesce(array_agg(e.id), '{}') INTO session_ids FROM ended e;
    END IF;
    PERFORM audit_add(p_actor, CASE WHEN p_open THEN 'server.reactivated' ELSE 'server.deactivated' END, NULL, p_user, NULL,
        NULL, NULL, NULL);
END
$$;

-- Ends a login of somebody else; audited. Outcomes: 'changed', 'unchanged' (it was over), 'forbidden', 'no_user',
-- 'no_session'.
CREATE FUNCTION server_session_end(p_user uuid, p_actor uuid, p_session uuid, p_least integer, OUT outcome text)
LANGUAGE plpgsql
AS $$
DECLARE
    since timestamptz;
BEGIN
    outcome := server_may_to(p_actor, p_user, p_least);
    IF outcome <> 'allowed' THEN RETURN; END IF;
    SELECT s."revokedAt" INTO since FROM "Session" s WHERE s.id = p_session AND s."userId" = p_user FOR UPDATE;
    IF NOT FOUND THEN outcome := 'no_session'; RETURN; END IF;
    outcome := 'unchanged';
    IF since IS NOT NULL THEN RETURN; END IF;
    UPDATE "Session" s SET "revokedAt" = now(), "revokedWhy" = 'server' WHERE s.id = p_session;
    PERFORM audit_add(p_actor, 'server.sessionEnded', NULL, p_user, p_session, NULL, NULL, NULL);
    outcome := 'changed';
END
$$;
