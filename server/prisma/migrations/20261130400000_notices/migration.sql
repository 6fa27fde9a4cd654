-- Notifications: what people want to be told of, and what they were told of; see server/src/notifications.

-- What somebody has chosen for all rooms. Who has chosen nothing has no row.
CREATE TABLE "NoticePerson" (
    "userId" UUID NOT NULL,
    "direct" VARCHAR(8) NOT NULL DEFAULT 'all',
    "rooms" VARCHAR(8) NOT NULL DEFAULT 'mentions',
    "quietHours" JSONB,
    "zone" VARCHAR(64) NOT NULL DEFAULT 'UTC',
    "quietUntil" TIMESTAMPTZ(3),

    CONSTRAINT "NoticePerson_pkey" PRIMARY KEY ("userId"),
    CONSTRAINT "NoticePerson_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Who wants to be told of everything everywhere: they are looked at with every message, so there is an index of them alone.
CREATE INDEX "NoticePerson_all_idx" ON "NoticePerson" ("userId") WHERE "rooms" = 'all';

-- What somebody has chosen for a room. It stays when they leave: it holds again when they come back.
CREATE TABLE "NoticeRoom" (
    "userId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "level" VARCHAR(8),
    -- 'infinity': until somebody ends it.
    "mutedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "NoticeRoom_pkey" PRIMARY KEY ("userId", "roomId"),
    CONSTRAINT "NoticeRoom_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "NoticeRoom_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Of a room those who want to be told of everything in it.
CREATE INDEX "NoticeRoom_roomId_level_idx" ON "NoticeRoom" ("roomId", "level");

-- Whom the server has alerted of what. No foreign key to message or room: it would lock the room's row, which senders do.
CREATE TABLE "Alert" (
    "userId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "because" VARCHAR(16) NOT NULL,
    -- It stands in the list and has disturbed nobody.
    "isSilent" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("userId", "messageId"),
    CONSTRAINT "Alert_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- What somebody has not read yet: counted, and marked as read by room and seq.
CREATE INDEX "Alert_unread_idx" ON "Alert" ("userId", "roomId", "seq") WHERE "readAt" IS NULL;
-- What is too old.
CREATE INDEX "Alert_createdAt_idx" ON "Alert" ("createdAt");
-- What goes with its room.
CREATE INDEX "Alert_roomId_idx" ON "Alert" ("roomId");

-- What of each room's log was looked at. Rooms that are there already begin at their heads: nobody is told of the past.
CREATE TABLE "NoticeCursor" (
    "roomId" UUID NOT NULL,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "NoticeCursor_pkey" PRIMARY KEY ("roomId"),
    CONSTRAINT "NoticeCursor_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "NoticeCursor" ("roomId", "seq") SELECT id, "lastSeq" FROM "Room" WHERE "lastSeq" > 0;

CREATE FUNCTION alerts_forget() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM "Alert" a WHERE a."roomId" = OLD.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER "Room_alerts_forget" AFTER DELETE ON "Room" FOR EACH ROW EXECUTE FUNCTION alerts_forget();
