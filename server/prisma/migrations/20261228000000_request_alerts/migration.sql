-- Alerts of requests to come in: those who may answer are told that somebody asks, and whoever has asked is told the answer.
-- Such an alert stands beside those of messages; its "messageId" is its own, and its seq is 0.
ALTER TABLE "Alert"
    -- Who asks.
    ADD COLUMN "askerId" UUID,
    -- 'accepted' or 'refused'.
    ADD COLUMN "answer" VARCHAR(16),
    -- As the room was called when it was answered: whoever was refused may not know it any more.
    ADD COLUMN "roomName" VARCHAR(80);

-- Of several in a room the newest is pushed; each request by itself.
CREATE OR REPLACE FUNCTION alerts_push() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO "PushJob" AS j ("subscriptionId", "roomId", "messageId", because, "runAt", "createdAt")
    SELECT DISTINCT ON (s.id, w.place) s.id, w.place, a."messageId", a.because, clock_timestamp(), a."createdAt"
    FROM made a JOIN "PushSubscription" s ON s."userId" = a."userId"
    CROSS JOIN LATERAL (
        SELECT CASE WHEN a.because IN ('request', 'answer') THEN a."messageId" ELSE a."roomId" END AS place
    ) w
    WHERE NOT a."isSilent" ORDER BY s.id, w.place, a.seq DESC
    ON CONFLICT ("subscriptionId", "roomId") DO UPDATE SET "messageId" = excluded."messageId",
        because = excluded.because, "runAt" = excluded."runAt", attempts = 0, "createdAt" = excluded."createdAt";
    RETURN NULL;
END
$$;
