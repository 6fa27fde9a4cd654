-- Rooms as people know them: who finds them, what holds in them, and what people are on the server.
ALTER TABLE "Room"
    -- ROOM_KINDS of contract/src/rooms.ts
    ADD COLUMN "kind" VARCHAR(16) NOT NULL DEFAULT 'public',
    ADD COLUMN "topic" VARCHAR(500),
    ADD COLUMN "description" VARCHAR(4000),
    ADD COLUMN "icon" VARCHAR(64),
    -- 'all' or 'sinceJoin': what those who come see of what was said before.
    ADD COLUMN "history" VARCHAR(16) NOT NULL DEFAULT 'all',
    -- The roles that it takes to write, to answer in a thread, and to bring others in.
    ADD COLUMN "postGate" SMALLINT NOT NULL DEFAULT 0,
    ADD COLUMN "replyGate" SMALLINT NOT NULL DEFAULT 0,
    ADD COLUMN "inviteGate" SMALLINT NOT NULL DEFAULT 0,
    ADD COLUMN "slowSeconds" INTEGER NOT NULL DEFAULT 0,
    -- How long a message may be, in code points; as the server has it when it is null.
    ADD COLUMN "messageMax" INTEGER,
    -- Messages older than this are deleted; never when it is null.
    ADD COLUMN "retentionDays" INTEGER,
    ADD COLUMN "archivedAt" TIMESTAMPTZ(3),
    ADD COLUMN "archivedById" UUID,
    -- When the room goes, with all that is in it.
    ADD COLUMN "deletesAt" TIMESTAMPTZ(3),
    -- Of a room that is identified by its people.
    ADD COLUMN "directKey" VARCHAR(64);
CREATE UNIQUE INDEX "Room_directKey_key" ON "Room" ("directKey");

ALTER TABLE "RoomMembership"
    -- Nothing up to this seq is theirs to read.
    ADD COLUMN "fromSeq" BIGINT NOT NULL DEFAULT 0,
    -- In slow mode: nothing can be written before.
    ADD COLUMN "slowUntil" TIMESTAMPTZ(3),
    ADD COLUMN "mutedUntil" TIMESTAMPTZ(3),
    -- A direct room that was closed; it comes back with its next message.
    ADD COLUMN "isHidden" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "User"
    -- 0 a person, 1 an admin of the server, 2 its owner.
    ADD COLUMN "serverRole" SMALLINT NOT NULL DEFAULT 0,
    ADD COLUMN "isGuest" BOOLEAN NOT NULL DEFAULT false;

-- What a change says beside its target: the role of a member. Never a text that somebody wrote.
ALTER TABLE "RoomEvent" ADD COLUMN "data" JSONB;

-- Who may not come in, until when (for ever when it is null), and why.
CREATE TABLE "RoomBan" (
    "roomId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "bannedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),
    "reason" VARCHAR(400),

    CONSTRAINT "RoomBan_pkey" PRIMARY KEY ("roomId", "userId"),
    CONSTRAINT "RoomBan_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RoomBan_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "RoomBan_userId_idx" ON "RoomBan" ("userId");
