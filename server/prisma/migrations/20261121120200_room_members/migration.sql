-- Memberships change under the room's row lock, the one that chat_send takes first: so every message is either before
-- or after a change of membership, and the member count follows the rows.

-- True when the person was not a member before; false when they were, or when there is no such room.
-- A new member starts with everything read that was said before.
CREATE FUNCTION room_add_member(p_room uuid, p_user uuid) RETURNS boolean
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

-- True when the person was a member until now.
CREATE FUNCTION room_remove_member(p_room uuid, p_user uuid) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    DELETE FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_user;
    IF NOT FOUND THEN RETURN false; END IF;
    UPDATE "Room" SET "memberCount" = "memberCount" - 1 WHERE id = p_room;
    RETURN true;
END
$$;
