-- Words and links that the moderators of a room want to see first, or not at all.
CREATE TABLE "RoomRule" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    -- RULE_KINDS and RULE_ACTS of contract/src/moderation-rules.ts
    "kind" VARCHAR(8) NOT NULL,
    "pattern" VARCHAR(200) NOT NULL,
    -- The pattern as it is compared: two that are compared alike are one rule.
    "patternKey" VARCHAR(1600) NOT NULL,
    "act" VARCHAR(8) NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoomRule_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "RoomRule_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "RoomRule_roomId_kind_patternKey_key" ON "RoomRule" ("roomId", "kind", "patternKey");

-- Adds a rule, or gives the one about the same words another act, under the room's lock. The actor is at least p_least.
-- Outcomes: 'added', 'changed', 'unchanged' with the id of the rule; 'no_room', 'forbidden', 'archived', 'limit' (the room
-- has p_max of them).
CREATE FUNCTION room_rule_set(p_room uuid, p_id uuid, p_actor uuid, p_kind text, p_pattern text, p_key text, p_act text,
    p_least integer, p_max integer, OUT outcome text, OUT rule_id uuid)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    room record;
    actor_role smallint;
    known record;
BEGIN
    SELECT r."archivedAt" INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF coalesce(actor_role, -1) < p_least THEN outcome := 'forbidden'; RETURN; END IF;
    IF room."archivedAt" IS NOT NULL THEN outcome := 'archived'; RETURN; END IF;
    SELECT k.id, k.act, k.pattern INTO known FROM "RoomRule" k
    WHERE k."roomId" = p_room AND k.kind = p_kind AND k."patternKey" = p_key;
    IF FOUND THEN
        rule_id := known.id;
        IF known.act = p_act THEN outcome := 'unchanged'; RETURN; END IF;
        UPDATE "RoomRule" k SET act = p_act WHERE k.id = known.id;
        outcome := 'changed';
        PERFORM audit_add(p_actor, 'rule.changed', p_room, NULL, known.id, NULL,
            jsonb_build_object('kind', p_kind, 'pattern', known.pattern, 'act', known.act),
            jsonb_build_object('kind', p_kind, 'pattern', known.pattern, 'act', p_act));
        RETURN;
    END IF;
    IF (SELECT count(*) FROM "RoomRule" k WHERE k."roomId" = p_room) >= p_max THEN outcome := 'limit'; RETURN; END IF;
    INSERT INTO "RoomRule" (id, "roomId", kind, pattern, "patternKey", act, "createdById")
    VALUES (p_id, p_room, p_kind, p_pattern, p_key, p_act, p_actor);
    rule_id := p_id;
    outcome := 'added';
    PERFORM audit_add(p_actor, 'rule.added', p_room, NULL, p_id, NULL, NULL,
        jsonb_build_object('kind', p_kind, 'pattern', p_pattern, 'act', p_act));
END
$$;

-- Takes a rule away, under the room's lock. Outcomes: 'removed', 'none', 'no_room', 'forbidden'.
CREATE FUNCTION room_rule_remove(p_room uuid, p_id uuid, p_actor uuid, p_least integer, OUT outcome text)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    actor_role smallint;
    gone record;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF coalesce(actor_role, -1) < p_least THEN outcome := 'forbidden'; RETURN; END IF;
    DELETE FROM "RoomRule" k WHERE k.id = p_id AND k."roomId" = p_room RETURNING k.kind, k.pattern, k.act INTO gone;
    IF gone.kind IS NULL THEN outcome := 'none'; RETURN; END IF;
    outcome := 'removed';
    PERFORM audit_add(p_actor, 'rule.removed', p_room, NULL, p_id, NULL,
        jsonb_build_object('kind', gone.kind, 'pattern', gone.pattern, 'act', gone.act), NULL);
END
$$;
