-- Messages that are sent later. No foreign key to the room or to what is answered: a message that could not be sent since
-- these are gone is kept, and tells so.
CREATE TABLE "Scheduled" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "replyToId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "isSending" BOOLEAN NOT NULL DEFAULT false,
    "failed" VARCHAR(32),

    CONSTRAINT "Scheduled_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Scheduled_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- The list of a person, and what is due.
CREATE INDEX "Scheduled_userId_at_id_idx" ON "Scheduled" ("userId", "at", "id");
CREATE INDEX "Scheduled_at_idx" ON "Scheduled" ("at");
