-- Messages that people keep for later, each for oneself. It holds no text of theirs, and no foreign key to what was saved:
-- an entry stays when that is gone, and tells so.
CREATE TABLE "Saved" (
    "userId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "note" VARCHAR(1000),
    "isDone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Saved_pkey" PRIMARY KEY ("userId", "messageId"),
    CONSTRAINT "Saved_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- The list, newest first.
CREATE INDEX "Saved_userId_savedAt_messageId_idx" ON "Saved" ("userId", "savedAt" DESC, "messageId" DESC);

-- Adds to what somebody has saved. False when they have saved p_max messages already; twice is once. The person's row is
-- locked, so that many at once do not come past the limit together.
CREATE FUNCTION saved_add(p_user uuid, p_message uuid, p_max integer) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM 1 FROM "User" u WHERE u.id = p_user FOR NO KEY UPDATE;
    PERFORM 1 FROM "Saved" s WHERE s."userId" = p_user AND s."messageId" = p_message;
    IF FOUND THEN RETURN true; END IF;
    IF p_max <= (SELECT count(*) FROM "Saved" s WHERE s."userId" = p_user) THEN RETURN false; END IF;
    INSERT INTO "Saved" ("userId", "messageId") VALUES (p_user, p_message);
    RETURN true;
END
$$;
