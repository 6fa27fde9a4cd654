-- Web Push: to which devices messages are pushed, and what is on its way; see server/src/push.

-- What the server has made up for itself and keeps: sealed with a key from JWT_SECRET, so that a copy of the database alone
-- opens nothing. The first writer wins.
CREATE TABLE "InstanceSecret" (
    "name" VARCHAR(32) NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "InstanceSecret_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "PushSubscription" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    -- SHA-256 of the endpoint, in hex: one device has one subscription, whoever is logged in there.
    "endpointHash" VARCHAR(64) NOT NULL,
    "endpoint" VARCHAR(2048) NOT NULL,
    "p256dh" VARCHAR(128) NOT NULL,
    "auth" VARCHAR(32) NOT NULL,
    "language" VARCHAR(8) NOT NULL,
    -- Where its client came from: push services are told whom to ask about it.
    "origin" VARCHAR(256) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastOkAt" TIMESTAMPTZ(3),
    -- Refusals since the last push that was taken.
    "failures" INTEGER NOT NULL DEFAULT 0,
    "lastStatus" INTEGER,

    CONSTRAINT "PushSubscription_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "PushSubscription_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "PushSubscription_endpointHash_key" ON "PushSubscription" ("endpointHash");
CREATE INDEX "PushSubscription_userId_idx" ON "PushSubscription" ("userId");

-- What is to be pushed. Of a room only the newest: whoever was away sees where something is, not all of it.
CREATE TABLE "PushJob" (
    "subscriptionId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "because" VARCHAR(16) NOT NULL,
    "runAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PushJob_pkey" PRIMARY KEY ("subscriptionId", "roomId"),
    CONSTRAINT "PushJob_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "PushSubscription"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "PushJob_runAt_idx" ON "PushJob" ("runAt");

-- Whom an alert disturbs gets it pushed as well, in the transaction in which it is kept. Of several in a room the newest.
CREATE FUNCTION alerts_push() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO "PushJob" AS j ("subscriptionId", "roomId", "messageId", because, "runAt", "createdAt")
    SELECT DISTINCT ON (s.id, a."roomId") s.id, a."roomId", a."messageId", a.because, clock_timestamp(), a."createdAt"
    FROM made a JOIN "PushSubscription" s ON s."userId" = a."userId"
    WHERE NOT a."isSilent" ORDER BY s.id, a."roomId", a.seq DESC
    ON CONFLICT ("subscriptionId", "roomId") DO UPDATE SET "messageId" = excluded."messageId",
        because = excluded.because, "runAt" = excluded."runAt", attempts = 0, "createdAt" = excluded."createdAt";
    RETURN NULL;
END
$$;
CREATE TRIGGER "Alert_push" AFTER INSERT ON "Alert"
    REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION alerts_push();
