-- The link by which somebody comes to own a server that nobody owns.

-- One row at most: the link that was printed last.
CREATE TABLE "SetupLink" (
    "id" SMALLINT NOT NULL,
    "tokenHash" VARCHAR(64) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "SetupLink_pkey" PRIMARY KEY ("id")
);

-- Makes a new link, and every earlier one invalid, where nobody owns the server. Where somebody does there is none. True
-- where there is one now.
CREATE FUNCTION server_setup_offer(p_hash text) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('chatket server roles'));
    PERFORM 1 FROM "User" u WHERE u."serverRole" >= 2 LIMIT 1;
    IF FOUND THEN
        DELETE FROM "SetupLink";
        RETURN false;
    END IF;
    INSERT INTO "SetupLink" (id, "tokenHash") VALUES (1, p_hash)
        ON CONFLICT (id) DO UPDATE SET "tokenHash" = p_hash, "createdAt" = now();
    RETURN true;
END
$$;

-- Uses the link up for a new account, which owns the server then; audited. False where it is not the link, was used, or
-- somebody owns the server: of two at once one is let through.
CREATE FUNCTION server_setup_take(p_hash text, p_user uuid) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('chatket server roles'));
    PERFORM 1 FROM "User" u WHERE u."serverRole" >= 2 LIMIT 1;
    IF FOUND THEN RETURN false; END IF;
    DELETE FROM "SetupLink" l WHERE l.id = 1 AND l."tokenHash" = p_hash;
    IF NOT FOUND THEN RETURN false; END IF;
    UPDATE "User" u SET "serverRole" = 2 WHERE u.id = p_user;
    PERFORM audit_add(p_user, 'server.setUp', NULL, p_user, NULL, NULL, '{"serverRole": 0}', '{"serverRole": 2}');
    RETURN true;
END
$$;
