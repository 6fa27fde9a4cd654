-- What a member is in a room: 0 member, 1 moderator, 2 admin, 3 owner (contract/src/permissions.ts). Whoever has made a
-- room and is still in it owns it. The constant default rewrites no row.
ALTER TABLE "RoomMembership" ADD COLUMN "role" SMALLINT NOT NULL DEFAULT 0;

UPDATE "RoomMembership" m SET "role" = 3 FROM "Room" r WHERE r.id = m."roomId" AND r."createdById" = m."userId";
