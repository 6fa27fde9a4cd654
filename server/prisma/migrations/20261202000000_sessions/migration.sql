-- Logins: who is logged in where. The id of a row is in the access tokens of that login; see server/src/auth/sessions.

CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" VARCHAR(8) NOT NULL,
    "method" VARCHAR(16) NOT NULL,
    "agent" VARCHAR(400) NOT NULL DEFAULT '',
    "network" VARCHAR(64) NOT NULL DEFAULT '',
    -- How often it was refreshed. A refresh token is derived from id and generation: a copy of this table forges none.
    "generation" INTEGER NOT NULL DEFAULT 0,
    "rotatedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- At most endsAt.
    "idleUntil" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedWhy" VARCHAR(16),
    "idpSid" VARCHAR(255),
    "idTokenSealed" TEXT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- For the list of somebody's sessions, and to end all of them.
CREATE INDEX "Session_living_idx" ON "Session" ("userId") WHERE "revokedAt" IS NULL;
-- For forgetting those that are over.
CREATE INDEX "Session_idleUntil_idx" ON "Session" ("idleUntil");

-- Tokens of before have no session: to end them, this says from when on they count. NULL: all of them.
ALTER TABLE "User" ADD COLUMN "tokensValidFrom" TIMESTAMPTZ(3);

-- A device is pushed to as long as the login that asked for it is there.
ALTER TABLE "PushSubscription" ADD COLUMN "sessionId" UUID,
    ADD CONSTRAINT "PushSubscription_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "PushSubscription_sessionId_idx" ON "PushSubscription" ("sessionId");

CREATE FUNCTION session_end_pushes() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM "PushSubscription" WHERE "sessionId" = NEW.id;
    RETURN NULL;
END;
$$;

CREATE TRIGGER "Session_end_pushes" AFTER UPDATE OF "revokedAt" ON "Session"
FOR EACH ROW WHEN (OLD."revokedAt" IS NULL AND NEW."revokedAt" IS NOT NULL)
EXECUTE FUNCTION session_end_pushes();
