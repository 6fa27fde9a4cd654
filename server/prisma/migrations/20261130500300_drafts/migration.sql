-- What people have begun to write, on all their devices. One that ended is kept for a while without its text, so that a
-- device that has not heard of it does not bring it back. threadId is nil for the room itself.
CREATE TABLE "Draft" (
    "userId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "replyToId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "rev" INTEGER NOT NULL,
    "otherText" TEXT,
    "otherAt" TIMESTAMPTZ(3),

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("userId", "roomId", "threadId"),
    CONSTRAINT "Draft_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Draft_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Draft_roomId_idx" ON "Draft" ("roomId");
