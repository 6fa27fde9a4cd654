-- One log for each room: whatever changes takes the room's next seq under its row lock. Messages are rows of their own,
-- everything else is a RoomEvent, which names its target and holds no text: what was deleted is not in the log.
ALTER TABLE "Message"
    -- What hangs on the message, so that reading the many rows with 0 costs nothing: 1 changed, 2 reactions, 4 a reply.
    ADD COLUMN "flags" SMALLINT NOT NULL DEFAULT 0,
    ADD COLUMN "changedSeq" BIGINT,
    ADD COLUMN "editedSeq" BIGINT,
    ADD COLUMN "editedAt" TIMESTAMPTZ(3),
    ADD COLUMN "deletedAt" TIMESTAMPTZ(3),
    ADD COLUMN "deletedById" UUID,
    ADD COLUMN "deleteReason" VARCHAR(400),
    ADD COLUMN "replyToId" UUID;

CREATE TABLE "RoomEvent" (
    "roomId" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "what" VARCHAR(16) NOT NULL,
    "actorId" UUID,
    "targetId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RoomEvent_pkey" PRIMARY KEY ("roomId", "seq"),
    CONSTRAINT "RoomEvent_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "RoomEvent_targetId_seq_idx" ON "RoomEvent" ("targetId", "seq");

-- The texts a message had before, by the seq at which each was written.
CREATE TABLE "MessageRevision" (
    "messageId" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MessageRevision_pkey" PRIMARY KEY ("messageId", "seq"),
    CONSTRAINT "MessageRevision_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Who reacted with which kind of emoji. The kind has no tone of skin; the variant is what was chosen.
CREATE TABLE "MessageReaction" (
    "messageId" UUID NOT NULL,
    "emoji" VARCHAR(64) NOT NULL,
    "userId" UUID NOT NULL,
    "variant" VARCHAR(64) NOT NULL,
    -- The change that set it: the order in which people came.
    "seq" BIGINT NOT NULL,

    CONSTRAINT "MessageReaction_pkey" PRIMARY KEY ("messageId", "emoji", "userId"),
    CONSTRAINT "MessageReaction_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "MessageReaction_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- In which life this database is: another one than before when it was restored from a copy (see the server's start).
CREATE TABLE "DatabaseEpoch" (
    "id" SMALLINT NOT NULL,
    "epoch" UUID NOT NULL,
    "cluster" VARCHAR(64) NOT NULL,

    CONSTRAINT "DatabaseEpoch_pkey" PRIMARY KEY ("id")
);
