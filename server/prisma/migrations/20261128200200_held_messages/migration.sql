-- What waits for a moderator before it is in the room: a rule of the room was met.
CREATE TABLE "HeldMessage" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "senderId" UUID NOT NULL,
    "clientMsgId" VARCHAR(64) NOT NULL,
    "text" TEXT NOT NULL,
    "replyToId" UUID,
    -- Of the rule.
    "pattern" VARCHAR(200) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- 'sent': it may be in the room, and is on its way there; 'refused': kept for a while, for whoever repeats it.
    "outcome" VARCHAR(8),

    CONSTRAINT "HeldMessage_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "HeldMessage_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "HeldMessage_senderId_fkey" FOREIGN KEY ("senderId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Repeating is holding once.
CREATE UNIQUE INDEX "HeldMessage_roomId_senderId_clientMsgId_key" ON "HeldMessage" ("roomId", "senderId", "clientMsgId");
CREATE INDEX "HeldMessage_senderId_idx" ON "HeldMessage" ("senderId");

-- Holds a message, under the room's lock. Outcomes: 'added', 'held' (it was before), 'refused' (a moderator did not want it),
-- 'limit' (p_room_max of the room wait, or p_person_max of that person), 'no_room'.
CREATE FUNCTION held_add(p_id uuid, p_room uuid, p_sender uuid, p_client_msg_id text, p_text text, p_reply_to uuid,
    p_pattern text, p_room_max integer, p_person_max integer, OUT outcome text)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    known record;
    waiting record;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT h.outcome AS decided INTO known FROM "HeldMessage" h
    WHERE h."roomId" = p_room AND h."senderId" = p_sender AND h."clientMsgId" = p_client_msg_id;
    IF FOUND THEN outcome := CASE known.decided WHEN 'refused' THEN 'refused' ELSE 'held' END; RETURN; END IF;
    DELETE FROM "HeldMessage" h
    WHERE h."roomId" = p_room AND h.outcome = 'refused' AND h."createdAt" < clock_timestamp() - interval '7 days';
    SELECT count(*) AS of_room, count(*) FILTER (WHERE h."senderId" = p_sender) AS of_person INTO waiting
    FROM "HeldMessage" h WHERE h."roomId" = p_room AND h.outcome IS NULL;
    IF waiting.of_room >= p_room_max OR waiting.of_person >= p_person_max THEN outcome := 'limit'; RETURN; END IF;
    INSERT INTO "HeldMessage" (id, "roomId", "senderId", "clientMsgId", text, "replyToId", pattern)
    VALUES (p_id, p_room, p_sender, p_client_msg_id, p_text, p_reply_to, p_pattern);
    outcome := 'added';
END
$$;

-- Says what becomes of a held message, under the room's lock. The actor is at least p_least. Outcomes: 'sent' (the caller
-- sends it now; again where that was cut off), 'refused', 'none' (there is no such message, or it was refused before),
-- 'forbidden', 'no_room'.
CREATE FUNCTION held_decide(p_room uuid, p_id uuid, p_actor uuid, p_outcome text, p_least integer, OUT outcome text)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    actor_role smallint;
    held record;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF coalesce(actor_role, -1) < p_least THEN outcome := 'forbidden'; RETURN; END IF;
    SELECT h.outcome AS decided, h."senderId" AS sender, h.pattern INTO held
    FROM "HeldMessage" h WHERE h.id = p_id AND h."roomId" = p_room;
    IF NOT FOUND OR held.decided = 'refused' THEN outcome := 'none'; RETURN; END IF;
    outcome := p_outcome;
    IF held.decided = p_outcome THEN RETURN; END IF;
    -- A refused text is not kept: who wrote it has it.
    UPDATE "HeldMessage" h SET outcome = p_outcome, text = CASE p_outcome WHEN 'refused' THEN '' ELSE h.text END
    WHERE h.id = p_id;
    PERFORM audit_add(p_actor, 'held.' || p_outcome, p_room, held.sender, p_id, NULL, NULL,
        jsonb_build_object('pattern', held.pattern));
END
$$;
