-- A direct room or a group is closed by one person up to a seq: what is said behind it brings it back.
ALTER TABLE "RoomMembership" ADD COLUMN "hiddenSeq" BIGINT NOT NULL DEFAULT 0;
-- Who has closed a room, or has not heard of it yet, is looked up when something is said in it. Those are few.
CREATE INDEX "RoomMembership_hidden_idx" ON "RoomMembership" ("roomId") WHERE "isHidden";

-- People are found by the beginning of their names, whatever the language of the database. Looking up a whole name is in
-- another collation, which this index cannot serve.
CREATE INDEX "User_username_C_idx" ON "User" ("username" COLLATE "C");
