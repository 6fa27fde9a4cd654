-- Whoever needs a break closes their account themselves, and opens it by logging in. Whose account those who run the server
-- have closed does not.
ALTER TABLE "User" ADD COLUMN "isPaused" BOOLEAN NOT NULL DEFAULT false,
    ADD CONSTRAINT "User_isPaused_check" CHECK (NOT "isPaused" OR "deactivatedAt" IS NOT NULL);

-- Closes an account for as long as its person likes: its logins and tokens end; audited. Bots and webhooks of theirs go on.
-- Outcomes: 'paused', 'no_user' (it is closed, or of a guest or a bot), 'last_owner' of the server.
CREATE FUNCTION account_pause(p_user uuid, OUT outcome text, OUT session_ids uuid[], OUT valid_from timestamptz)
LANGUAGE plpgsql
AS $$
DECLARE
    person "User"%ROWTYPE;
BEGIN
    session_ids := '{}';
    PERFORM pg_advisory_xact_lock(hashtext('chatket server roles'));
    SELECT * INTO person FROM "User" u WHERE u.id = p_user FOR UPDATE;
    IF NOT FOUND OR person."deactivatedAt" IS NOT NULL OR person."isGuest" OR person."isBot" THEN
        outcome := 'no_user'; RETURN;
    END IF;
    IF person."serverRole" >= 2 THEN
        PERFORM 1 FROM "User" u
        WHERE u."serverRole" >= 2 AND u.id <> p_user AND u."deactivatedAt" IS NULL LIMIT 1;
        IF NOT FOUND THEN outcome := 'last_owner'; RETURN; END IF;
    END IF;
    valid_from := clock_timestamp();
    UPDATE "User" u SET "deactivatedAt" = valid_from, "isPaused" = true, "tokensValidFrom" = valid_from WHERE u.id = p_user;
    WITH ended AS (
        UPDATE "Session" s SET "revokedAt" = now(), "revokedWhy" = 'paused'
        WHERE s."userId" = p_user AND s."revokedAt" IS NULL RETURNING s.id
    ) SELECT coalesce(array_agg(e.id), '{}') INTO session_ids FROM ended e;
    -- Those of before there were sessions, too.
    DELETE FROM "PushSubscription" p WHERE p."userId" = p_user;
    PERFORM audit_add(p_user, 'account.paused', NULL, p_user, NULL, NULL, NULL, NULL);
    outcome := 'paused';
END
$$;

-- Somebody has proven who they are: their break is over; audited. False where they have taken none. Looks up User_pkey.
CREATE FUNCTION account_resume(p_user uuid) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE "User" u SET "deactivatedAt" = NULL, "isPaused" = false WHERE u.id = p_user AND u."isPaused";
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM audit_add(p_user, 'account.resumed', NULL, p_user, NULL, NULL, NULL, NULL);
    RETURN true;
END
$$;

-- As before; an account on a break is closed, too, and then its person opens it no more. No device is pushed to any more.
CREATE OR REPLACE FUNCTION server_account_set(p_user uuid, p_actor uuid, p_open boolean, p_least integer, OUT outcome text,
    OUT session_ids uuid[], OUT valid_from timestamptz)
LANGUAGE plpgsql
AS $$
DECLARE
    person "User"%ROWTYPE;
BEGIN
    session_ids := '{}';
    outcome := server_may_to(p_actor, p_user, p_least);
    IF outcome <> 'allowed' THEN RETURN; END IF;
    SELECT * INTO person FROM "User" u WHERE u.id = p_user FOR UPDATE;
    outcome := 'unchanged';
    IF (person."deactivatedAt" IS NULL) = p_open AND NOT person."isPaused" THEN RETURN; END IF;
    outcome := 'changed';
    IF p_open THEN
        UPDATE "User" u SET "deactivatedAt" = NULL, "isPaused" = false WHERE u.id = p_user;
    ELSE
        valid_from := clock_timestamp();
        UPDATE "User" u SET "deactivatedAt" = valid_from, "isPaused" = false, "tokensValidFrom" = valid_from
        WHERE u.id = p_user;
        WITH ended AS (
            UPDATE "Session" s SET "revokedAt" = now(), "revokedWhy" = 'deactivated'
            WHERE s."userId" = p_user AND s."revokedAt" IS NULL RETURNING s.id
        ) SELECT coalesce(array_agg(e.id), '{}') INTO session_ids FROM ended e;
        DELETE FROM "PushSubscription" p WHERE p."userId" = p_user;
    END IF;
    PERFORM audit_add(p_actor, CASE WHEN p_open THEN 'server.reactivated' ELSE 'server.deactivated' END, NULL, p_user, NULL,
        NULL, NULL, NULL);
END
$$;
