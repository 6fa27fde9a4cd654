-- Whoever leaves a slow room and comes back waits as if they had stayed: from their last message there, which stays when
-- they go. It stands among the newest of the room, or the wait would be over; walks Message_roomId_seq_key, so far at most.
CREATE FUNCTION room_slow_resume() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    room record;
    said timestamptz;
BEGIN
    SELECT r."slowSeconds" * interval '1 second' AS wait, r."lastSeq" INTO room
    FROM "Room" r WHERE r.id = NEW."roomId" AND r."slowSeconds" > 0;
    IF NOT FOUND THEN RETURN NEW; END IF;
    SELECT s."createdAt" INTO said FROM (
        SELECT m."senderId", m."createdAt" FROM "Message" m
        WHERE m."roomId" = NEW."roomId" AND m.seq > room."lastSeq" - 10000 ORDER BY m.seq DESC OFFSET 0
    ) s WHERE s."senderId" = NEW."userId" AND s."createdAt" > clock_timestamp() - room.wait LIMIT 1;
    IF said IS NOT NULL THEN NEW."slowUntil" := said + room.wait; END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "RoomMembership_resumeSlow" BEFORE INSERT ON "RoomMembership"
    FOR EACH ROW EXECUTE FUNCTION room_slow_resume();
