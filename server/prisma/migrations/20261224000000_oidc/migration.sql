-- Single sign-on; see server/src/auth/oidc.

-- Whom a provider calls `sub`: always the same account, and of each provider an account has one.
CREATE TABLE "OidcIdentity" (
    "issuer" VARCHAR(255) NOT NULL,
    "sub" VARCHAR(255) NOT NULL,
    "userId" UUID NOT NULL,
    -- How the provider last called them, for their settings.
    "label" VARCHAR(254) NOT NULL,
    -- What they are on the server by a group of the provider: what was given by hand is not taken back by it.
    "givenRole" SMALLINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OidcIdentity_pkey" PRIMARY KEY ("issuer", "sub"),
    CONSTRAINT "OidcIdentity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "OidcIdentity_userId_issuer_key" ON "OidcIdentity" ("userId", "issuer");
CREATE TRIGGER "OidcIdentity_userId_lives" BEFORE INSERT ON "OidcIdentity"
    FOR EACH ROW EXECUTE FUNCTION account_must_live('userId');

-- Who a login belongs to at its provider, and when they last proved there who they are.
ALTER TABLE "Session" ADD COLUMN "idpSub" VARCHAR(255), ADD COLUMN "idpAuthAt" TIMESTAMPTZ(3);

DO $$
DECLARE
    known text := pg_get_functiondef('account_wipe(uuid)'::regprocedure);
    place constant text := '    DELETE FROM "Passkey" k WHERE k."userId" = p_user;';
BEGIN
    IF position(place IN known) = 0 THEN RAISE EXCEPTION 'account_wipe does not look as it did'; END IF;
    EXECUTE replace(known, place, place || chr(10) || '    DELETE FROM "OidcIdentity" o WHERE o."userId" = p_user;');
END
$$;

-- What somebody is on the server by the groups that their provider tells, at each login: given, and taken back where it was
-- given so. Audited. Outcomes: 'changed', 'unchanged', 'last_owner' (who stays one), 'no_identity'.
CREATE FUNCTION oidc_role_give(p_issuer text, p_sub text, p_role integer, OUT outcome text)
LANGUAGE plpgsql
AS $$
DECLARE
    identity "OidcIdentity"%ROWTYPE;
    known smallint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('chatket server roles'));
    SELECT * INTO identity FROM "OidcIdentity" i WHERE i.issuer = p_issuer AND i.sub = p_sub FOR UPDATE;
    IF NOT FOUND THEN outcome := 'no_identity'; RETURN; END IF;
    SELECT u."serverRole" INTO known FROM "User" u WHERE u.id = identity."userId" AND u."deactivatedAt" IS NULL;
    outcome := 'unchanged';
    IF known IS NULL OR known = p_role OR (p_role < known AND identity."givenRole" <> known) THEN RETURN; END IF;
    IF known >= 2 THEN
        PERFORM 1 FROM "User" u
        WHERE u."serverRole" >= 2 AND u.id <> identity."userId" AND u."deactivatedAt" IS NULL LIMIT 1;
        IF NOT FOUND THEN outcome := 'last_owner'; RETURN; END IF;
    END IF;
    UPDATE "User" u SET "serverRole" = p_role WHERE u.id = identity."userId";
    UPDATE "OidcIdentity" i SET "givenRole" = p_role WHERE i.issuer = p_issuer AND i.sub = p_sub;
    PERFORM audit_add(NULL, 'server.role', NULL, identity."userId", NULL, NULL,
        jsonb_build_object('serverRole', known), jsonb_build_object('serverRole', p_role, 'byProvider', true));
    outcome := 'changed';
END
$$;
