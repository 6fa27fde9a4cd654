-- AlterTable
ALTER TABLE "RoomMembership" ADD COLUMN     "lastReadSeq" BIGINT NOT NULL DEFAULT 0;

-- Who was a member before read state was kept starts with everything read.
UPDATE "RoomMembership" m SET "lastReadSeq" = r."lastSeq" FROM "Room" r WHERE r.id = m."roomId";

-- As before, and a new member starts with everything read that was said before.
CREATE OR REPLACE FUNCTION room_add_member(p_room uuid, p_user uuid) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    head bigint;
BEGIN
    SELECT r."lastSeq" INTO head FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN false; END IF;
    INSERT INTO "RoomMembership" ("roomId", "userId", "lastReadSeq") VALUES (p_room, p_user, head)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN false; END IF;
    UPDATE "Room" SET "memberCount" = "memberCount" + 1 WHERE id = p_room;
    RETURN true;
END
$$;
