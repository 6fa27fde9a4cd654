-- Messages that a room pins for everybody. That a message is pinned, or no longer, is a change of it in the room's log;
-- rows of messages say so by the flag 256, so that those that are not pinned are read without looking further.
CREATE TABLE "Pin" (
    "messageId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    -- The change that pinned it: the order of the list.
    "seq" BIGINT NOT NULL,
    "pinnedById" UUID NOT NULL,
    "pinnedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Pin_pkey" PRIMARY KEY ("messageId"),
    CONSTRAINT "Pin_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Pin_pinnedById_fkey" FOREIGN KEY ("pinnedById") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Pin_roomId_seq_idx" ON "Pin" ("roomId", "seq" DESC);
CREATE INDEX "Pin_pinnedById_idx" ON "Pin" ("pinnedById");

-- Pins a message or takes the pin away, under the room's lock. Rights are those of contract/src/permissions.ts: p_least is
-- the role it takes, where a room is not identified by its people. 'limit': the room has p_max pins already.
CREATE FUNCTION message_pin(p_room uuid, p_message uuid, p_actor uuid, p_on boolean, p_least integer, p_max integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room record;
    actor_role smallint;
    found_message record;
BEGIN
    SELECT r.kind, r."archivedAt" INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF NOT FOUND THEN outcome := 'not_member'; RETURN; END IF;
    SELECT x."deletedAt" IS NOT NULL AS is_deleted, x.flags & 256 <> 0 AS is_pinned INTO found_message
    FROM "Message" x WHERE x.id = p_message AND x."roomId" IS NOT DISTINCT FROM p_room;
    IF NOT FOUND THEN outcome := 'no_message'; RETURN; END IF;
    IF room.kind NOT IN ('direct', 'group') AND actor_role < p_least THEN outcome := 'forbidden'; RETURN; END IF;
    IF room."archivedAt" IS NOT NULL THEN outcome := 'archived'; RETURN; END IF;
    IF found_message.is_pinned = p_on THEN outcome := 'unchanged'; RETURN; END IF;
    IF found_message.is_deleted THEN
        outcome := CASE WHEN p_on THEN 'deleted' ELSE 'unchanged' END; RETURN;
    END IF;
    IF p_on AND p_max <= (SELECT count(*) FROM "Pin" k WHERE k."roomId" = p_room) THEN
        outcome := 'limit'; RETURN;
    END IF;

    SELECT e.seq, e.at INTO seq, at
    FROM room_event_add(p_room, CASE WHEN p_on THEN 'pinned' ELSE 'unpinned' END, p_actor, p_message) e;
    IF p_on THEN
        INSERT INTO "Pin" ("messageId", "roomId", seq, "pinnedById", "pinnedAt")
        VALUES (p_message, p_room, message_pin.seq, p_actor, message_pin.at);
    ELSE
        DELETE FROM "Pin" k WHERE k."messageId" = p_message;
    END IF;
    UPDATE "Message" x SET "changedSeq" = message_pin.seq,
        flags = CASE WHEN p_on THEN x.flags | 257 ELSE (x.flags | 1) & ~256 END
    WHERE x.id = p_message;
    outcome := 'changed';
END
$$;

-- Whatever deletes a message takes its pin with it. Only statements that delete meet the trigger.
CREATE FUNCTION message_unpin() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM "Pin" k WHERE k."messageId" = NEW.id;
    NEW.flags := NEW.flags & ~256;
    RETURN NEW;
END
$$;
CREATE TRIGGER "Message_unpin" BEFORE UPDATE OF "deletedAt" ON "Message" FOR EACH ROW
    WHEN (NEW."deletedAt" IS NOT NULL AND OLD.flags & 256 <> 0) EXECUTE FUNCTION message_unpin();
