-- How often somebody has gone back in a room ("unread from here"). What another device of theirs has read before it knew of
-- that is not counted. A constant default: no row is written.
ALTER TABLE "RoomMembership" ADD COLUMN "readVersion" INTEGER NOT NULL DEFAULT 0;
