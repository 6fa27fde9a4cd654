-- placeholder of the roles migration
ALTER TABLE "RoomMembership" ADD COLUMN "role" SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE "Room" ADD COLUMN "editWindowSeconds" INTEGER;
UPDATE "RoomMembership" m SET role = 3 FROM "Room" r WHERE r.id = m."roomId" AND r."createdById" = m."userId";
