-- The phone of an account, for login codes by SMS: there is a row only when its person has shown that they read what is sent
-- there. Two accounts may have the same one: nobody logs in by a number alone.
CREATE TABLE "UserPhone" (
    "userId" UUID NOT NULL,
    -- As of E.164: see auth/sms/phone-number.ts
    "number" VARCHAR(16) NOT NULL,
    "verifiedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "UserPhone_pkey" PRIMARY KEY ("userId"),
    CONSTRAINT "UserPhone_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TRIGGER "UserPhone_userId_lives" BEFORE INSERT ON "UserPhone"
    FOR EACH ROW EXECUTE FUNCTION account_must_live('userId');

DO $$
DECLARE
    known text := pg_get_functiondef('account_wipe_but_export(uuid)'::regprocedure);
    place constant text := '    DELETE FROM "UserEmail" e WHERE e."userId" = p_user;';
BEGIN
    IF position(place IN known) = 0 THEN RAISE EXCEPTION 'account_wipe does not look as it did'; END IF;
    EXECUTE replace(known, place, place || chr(10) || '    DELETE FROM "UserPhone" n WHERE n."userId" = p_user;');
END
$$;
