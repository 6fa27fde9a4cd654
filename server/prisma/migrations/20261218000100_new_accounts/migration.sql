-- What new accounts may not do yet, as those who run the server have set it.

-- One row. "hours" NULL: as the configuration says; 0: there are no limits.
CREATE TABLE "NewAccountLimits" (
    "id" SMALLINT NOT NULL,
    "hours" INTEGER,
    -- So many messages in an hour, all rooms together; NULL: as many as everybody.
    "messagesPerHour" INTEGER,
    -- Whether they send links, and write to people they share no room with.
    "links" BOOLEAN NOT NULL DEFAULT false,
    "direct" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "NewAccountLimits_pkey" PRIMARY KEY ("id")
);
INSERT INTO "NewAccountLimits" (id) VALUES (1);

-- Sets all of it for somebody who is at least p_least on the server; audited. Outcomes: 'changed', 'unchanged', 'forbidden'.
CREATE FUNCTION new_accounts_set(p_actor uuid, p_least integer, p_hours integer, p_messages integer, p_links boolean,
    p_direct boolean, OUT outcome text)
LANGUAGE plpgsql
AS $$
DECLARE
    known jsonb;
    wanted jsonb := jsonb_build_object('hours', p_hours, 'messagesPerHour', p_messages, 'links', p_links, 'direct', p_direct);
BEGIN
    PERFORM 1 FROM "User" u WHERE u.id = p_actor AND u."serverRole" >= p_least AND u."deactivatedAt" IS NULL FOR SHARE;
    IF NOT FOUND THEN outcome := 'forbidden'; RETURN; END IF;
    SELECT to_jsonb(s) - 'id' INTO known FROM "NewAccountLimits" s WHERE s.id = 1 FOR UPDATE;
    outcome := 'unchanged';
    IF known = wanted THEN RETURN; END IF;
    UPDATE "NewAccountLimits" s SET hours = p_hours, "messagesPerHour" = p_messages, links = p_links, direct = p_direct
    WHERE s.id = 1;
    PERFORM audit_add(p_actor, 'server.newAccounts', NULL, NULL, NULL, NULL, known, wanted);
    outcome := 'changed';
END
$$;
