-- What holds in a room can be changed, a room can be archived, and one can be deleted after a time of grace.
ALTER TABLE "Room"
    -- So many messages in so many seconds, and so long a mute; as the server has it where it is null.
    ADD COLUMN "rateMessages" INTEGER,
    ADD COLUMN "rateWindowSeconds" INTEGER,
    ADD COLUMN "rateMuteSeconds" INTEGER,
    -- When its deletion was asked for. A room that was archived by that alone can be written in again when it is restored.
    ADD COLUMN "deletionAskedAt" TIMESTAMPTZ(3),
    -- Messages up to here are gone: they were older than the room keeps them.
    ADD COLUMN "expiredSeq" BIGINT NOT NULL DEFAULT 0;
-- For the rounds that look for rooms whose time has come.
CREATE INDEX "Room_deletesAt_idx" ON "Room" ("deletesAt") WHERE "deletesAt" IS NOT NULL;
CREATE INDEX "Room_retention_idx" ON "Room" (id) WHERE "retentionDays" IS NOT NULL;
-- Whether anybody is muted in a room is asked without a walk over its members.
CREATE INDEX "RoomMembership_muted_idx" ON "RoomMembership" ("roomId", "mutedUntil") WHERE "mutedUntil" IS NOT NULL;

-- Changes what holds in a room, under the lock that sending takes: every message is before or after it. p_changes names
-- columns; null takes a setting back. One row for each entry of the log: 'renamed', 'topic', 'configured'. Otherwise one row
-- without an entry: 'unchanged', 'no_room', 'not_member', 'forbidden', 'archived', 'fixed' (a room that is identified by its
-- people has no other kind). Who changes nothing but the topic needs p_describe, in a room of few only to be one of them.
CREATE FUNCTION room_configure(p_room uuid, p_actor uuid, p_changes jsonb, p_name_key text, p_name_fold integer,
    p_describe integer, p_configure integer)
RETURNS TABLE (outcome text, what text, seq bigint, at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room "Room"%ROWTYPE;
    wanted "Room"%ROWTYPE;
    actor_role smallint;
    needed integer := p_configure;
    entry record;
BEGIN
    SELECT * INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN QUERY SELECT 'no_room', NULL::text, NULL::bigint, NULL::timestamptz; RETURN; END IF;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF p_changes - 'topic' = '{}' THEN
        needed := CASE WHEN room.kind IN ('direct', 'group') THEN 0 ELSE p_describe END;
    END IF;
    outcome := CASE WHEN actor_role IS NULL THEN 'not_member'
                    WHEN actor_role < needed THEN 'forbidden'
                    WHEN room."archivedAt" IS NOT NULL THEN 'archived'
                    WHEN p_changes ? 'kind' AND room.kind IN ('direct', 'group') THEN 'fixed' END;
    IF outcome IS NOT NULL THEN RETURN NEXT; RETURN; END IF;

    -- What was taken back is as in a new room.
    wanted := jsonb_populate_record(room, p_changes);
    wanted.history := coalesce(wanted.history, 'all');
    wanted."postGate" := coalesce(wanted."postGate", 0);
    wanted."replyGate" := coalesce(wanted."replyGate", 0);
    wanted."inviteGate" := coalesce(wanted."inviteGate", 0);
    wanted."slowSeconds" := coalesce(wanted."slowSeconds", 0);
    IF wanted IS NOT DISTINCT FROM room THEN outcome := 'unchanged'; RETURN NEXT; RETURN; END IF;

    UPDATE "Room" r SET name = wanted.name, kind = wanted.kind, topic = wanted.topic, description = wanted.description,
        icon = wanted.icon, history = wanted.history, "postGate" = wanted."postGate", "replyGate" = wanted."replyGate",
        "inviteGate" = wanted."inviteGate", "slowSeconds" = wanted."slowSeconds", "messageMax" = wanted."messageMax",
        "editWindowSeconds" = wanted."editWindowSeconds", "retentionDays" = wanted."retentionDays",
        "rateMessages" = wanted."rateMessages", "rateWindowSeconds" = wanted."rateWindowSeconds",
        "rateMuteSeconds" = wanted."rateMuteSeconds",
        "nameKey" = CASE WHEN p_changes ? 'name' THEN p_name_key ELSE r."nameKey" END,
        "nameFold" = CASE WHEN p_changes ? 'name' THEN p_name_fold ELSE r."nameFold" END
    WHERE r.id = p_room;
    outcome := 'changed';
    FOREACH what IN ARRAY ARRAY['renamed', 'topic', 'configured'] LOOP
        CONTINUE WHEN CASE what
            WHEN 'renamed' THEN wanted.name = room.name
            WHEN 'topic' THEN wanted.topic IS NOT DISTINCT FROM room.topic
            ELSE to_jsonb(wanted) - '{name,topic}'::text[] = to_jsonb(room) - '{name,topic}'::text[] END;
        SELECT e.seq, e.at INTO entry FROM room_log_add(p_room, 'room', what, p_actor, p_room, NULL) e;
        seq := entry.seq; at := entry.at;
        RETURN NEXT;
    END LOOP;
END
$$;

-- Ends the writing in a room or lets it begin again ('archive', 'unarchive'), or deletes the room at p_deletes_at and takes
-- that back ('delete', 'restore'). p_now is the clock that p_deletes_at was reckoned with. Outcomes: 'changed' with its entry
-- of the log, 'unchanged', 'no_room' (also when its time has come), 'not_member', 'forbidden', 'deleting' (a room that is to
-- be deleted is restored, not taken out of the archive).
CREATE FUNCTION room_end(p_room uuid, p_actor uuid, p_what text, p_least integer, p_deletes_at timestamptz, p_now timestamptz,
    OUT outcome text, OUT what text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room "Room"%ROWTYPE;
    actor_role smallint;
    ended timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
    SELECT * INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF NOT FOUND OR room."deletesAt" <= p_now THEN outcome := 'no_room'; RETURN; END IF;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF actor_role IS NULL THEN outcome := 'not_member'; RETURN; END IF;
    IF actor_role < p_least THEN outcome := 'forbidden'; RETURN; END IF;
    IF p_what = 'unarchive' AND room."deletesAt" IS NOT NULL THEN outcome := 'deleting'; RETURN; END IF;
    outcome := 'unchanged';
    IF p_what = 'archive' AND room."archivedAt" IS NOT NULL OR p_what = 'unarchive' AND room."archivedAt" IS NULL
        OR p_what = 'delete' AND room."deletesAt" IS NOT NULL OR p_what = 'restore' AND room."deletesAt" IS NULL
    THEN RETURN; END IF;

    UPDATE "Room" r SET
        "archivedAt" = CASE p_what WHEN 'unarchive' THEN NULL
            WHEN 'restore' THEN CASE WHEN r."archivedAt" = r."deletionAskedAt" THEN NULL ELSE r."archivedAt" END
            ELSE coalesce(r."archivedAt", ended) END,
        "archivedById" = CASE WHEN r."archivedAt" IS NULL THEN p_actor ELSE r."archivedById" END,
        "deletionAskedAt" = CASE p_what WHEN 'delete' THEN ended END,
        "deletesAt" = CASE p_what WHEN 'delete' THEN p_deletes_at END
    WHERE r.id = p_room;
    outcome := 'changed';
    what := CASE WHEN p_what IN ('archive', 'delete') THEN 'archived' ELSE 'restored' END;
    SELECT e.seq, e.at INTO seq, at FROM room_log_add(p_room, 'room', what, p_actor, p_room, NULL) e;
END
$$;

-- Deletes the next p_limit messages that are older than p_before, as message_delete does, and says so in one entry of the
-- log: everything up to "expiredSeq" is gone, which is quicker told than what. Times never go backwards inside a room, so what
-- is older is what stands before. p_limit is small: the room waits meanwhile.
CREATE FUNCTION room_expire(p_room uuid, p_before timestamptz, p_limit integer,
    OUT looked integer, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    ids uuid[];
    last_seq bigint;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room AND r."retentionDays" IS NOT NULL FOR NO KEY UPDATE;
    looked := 0;
    IF NOT FOUND THEN RETURN; END IF;
    SELECT array_agg(x.id), max(x.seq), count(*) INTO ids, last_seq, looked FROM (
        SELECT m.id, m.seq, m."createdAt" FROM "Message" m
        WHERE m."roomId" = p_room AND m.seq > (SELECT r."expiredSeq" FROM "Room" r WHERE r.id = p_room)
        ORDER BY m.seq LIMIT p_limit
    ) x WHERE x."createdAt" < p_before;
    IF looked = 0 THEN RETURN; END IF;
    DELETE FROM "MessageRevision" v WHERE v."messageId" = ANY (ids);
    DELETE FROM "MessageReaction" v WHERE v."messageId" = ANY (ids);
    SELECT e.seq, e.at INTO seq, at FROM room_log_add(p_room, 'room', 'expired', NULL, p_room, NULL) e;
    UPDATE "Message" x SET text = '', "changedSeq" = room_expire.seq, "editedSeq" = NULL, "editedAt" = NULL,
        "deletedAt" = room_expire.at, "deletedById" = x."senderId", flags = (x.flags | 1) & ~2
    WHERE x.id = ANY (ids) AND x."deletedAt" IS NULL;
    UPDATE "Room" r SET "expiredSeq" = last_seq WHERE r.id = p_room;
END
$$;
