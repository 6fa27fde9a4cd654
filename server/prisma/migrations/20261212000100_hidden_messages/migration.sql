-- What moderators hide is deleted as far as anybody can see, and kept here until it is shown again (ADR 31). Every place
-- that tells nothing of a deleted message tells nothing of a hidden one.
CREATE TABLE "HiddenMessage" (
    "messageId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "flags" SMALLINT NOT NULL,
    "editedSeq" BIGINT,
    "editedAt" TIMESTAMPTZ(3),
    -- The rows of other tables that a deletion takes along, by the name of their table.
    "kept" JSONB NOT NULL,

    CONSTRAINT "HiddenMessage_pkey" PRIMARY KEY ("messageId"),
    CONSTRAINT "HiddenMessage_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- What goes with a message when it is deleted. Whatever comes to hang on messages is added here and in message_show.
CREATE FUNCTION message_keep(p_message uuid) RETURNS jsonb
LANGUAGE sql STABLE
AS $$
    SELECT jsonb_build_object(
        'MessageRevision', (SELECT coalesce(jsonb_agg(to_jsonb(k)), '[]') FROM "MessageRevision" k WHERE k."messageId" = m.id),
        'MessageReaction', (SELECT coalesce(jsonb_agg(to_jsonb(k)), '[]') FROM "MessageReaction" k WHERE k."messageId" = m.id),
        'Pin', (SELECT coalesce(jsonb_agg(to_jsonb(k)), '[]') FROM "Pin" k WHERE k."messageId" = m.id),
        'Forward', (SELECT coalesce(jsonb_agg(to_jsonb(k)), '[]') FROM "Forward" k WHERE k."messageId" = m.id),
        'Poll', (SELECT coalesce(jsonb_agg(to_jsonb(k)), '[]') FROM "Poll" k WHERE k."messageId" = m.id),
        'PollVote', (SELECT coalesce(jsonb_agg(to_jsonb(k)), '[]') FROM "PollVote" k WHERE k."messageId" = m.id),
        'Mention', (SELECT coalesce(jsonb_agg(to_jsonb(k)), '[]') FROM "Mention" k
            WHERE k."roomId" = m."roomId" AND k.seq = m.seq),
        'RoomMention', (SELECT coalesce(jsonb_agg(to_jsonb(k)), '[]') FROM "RoomMention" k
            WHERE k."roomId" = m."roomId" AND k.seq = m.seq))
    FROM "Message" m WHERE m.id = p_message
$$;

-- Who may hide a message and show it again: at least p_least in the room, and above its author. Locks the room. The outcome
-- is null where they may.
CREATE FUNCTION message_hide_right(p_room uuid, p_message uuid, p_actor uuid, p_least integer,
    OUT outcome text, OUT author uuid)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    actor_role smallint;
    author_role smallint;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF NOT FOUND THEN outcome := 'not_member'; RETURN; END IF;
    SELECT x."senderId" INTO author FROM "Message" x WHERE x.id = p_message AND x."roomId" IS NOT DISTINCT FROM p_room;
    IF NOT FOUND THEN outcome := 'no_message'; RETURN; END IF;
    SELECT m.role INTO author_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = author;
    IF actor_role < p_least OR (author <> p_actor AND actor_role <= coalesce(author_role, -1)) THEN
        outcome := 'forbidden';
    END IF;
END
$$;

-- Hides a message; audited. Outcomes: 'changed', 'unchanged' (it is hidden), 'deleted', and those of message_hide_right.
CREATE FUNCTION message_hide(p_room uuid, p_message uuid, p_actor uuid, p_reason text, p_least integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    author uuid;
    found_message "Message"%ROWTYPE;
BEGIN
    SELECT h.outcome, h.author INTO outcome, author FROM message_hide_right(p_room, p_message, p_actor, p_least) h;
    IF outcome IS NOT NULL THEN RETURN; END IF;
    SELECT * INTO found_message FROM "Message" x WHERE x.id = p_message;
    IF found_message."deletedAt" IS NOT NULL THEN
        seq := found_message."changedSeq"; at := found_message."deletedAt";
        PERFORM 1 FROM "HiddenMessage" k WHERE k."messageId" = p_message;
        outcome := CASE WHEN FOUND THEN 'unchanged' ELSE 'deleted' END;
        RETURN;
    END IF;

    INSERT INTO "HiddenMessage" ("messageId", text, flags, "editedSeq", "editedAt", kept)
    VALUES (p_message, found_message.text, found_message.flags, found_message."editedSeq", found_message."editedAt",
        message_keep(p_message));
    SELECT e.seq, e.at INTO seq, at FROM room_event_add(p_room, 'hidden', p_actor, p_message) e;
    DELETE FROM "MessageRevision" v WHERE v."messageId" = p_message;
    DELETE FROM "MessageReaction" v WHERE v."messageId" = p_message;
    UPDATE "Message" x SET text = '', "changedSeq" = message_hide.seq, "editedSeq" = NULL, "editedAt" = NULL,
        "deletedAt" = message_hide.at, "deletedById" = p_actor, "deleteReason" = p_reason, flags = (x.flags | 1) & ~2
    WHERE x.id = p_message;
    PERFORM audit_add(p_actor, 'message.hidden', p_room, author, p_message, p_reason, NULL, NULL);
    outcome := 'changed';
END
$$;

-- Shows a hidden message again as it was; audited. Outcomes as of message_hide; 'unchanged': it is not hidden. What people
-- have put on it who are not there any more stays away.
CREATE FUNCTION message_show(p_room uuid, p_message uuid, p_actor uuid, p_least integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    author uuid;
    hidden "HiddenMessage"%ROWTYPE;
BEGIN
    SELECT h.outcome, h.author INTO outcome, author FROM message_hide_right(p_room, p_message, p_actor, p_least) h;
    IF outcome IS NOT NULL THEN RETURN; END IF;
    DELETE FROM "HiddenMessage" k WHERE k."messageId" = p_message RETURNING * INTO hidden;
    IF NOT FOUND THEN
        SELECT coalesce(x."changedSeq", x.seq), coalesce(x."deletedAt", x."createdAt"),
            CASE WHEN x."deletedAt" IS NULL THEN 'unchanged' ELSE 'deleted' END
        INTO seq, at, outcome FROM "Message" x WHERE x.id = p_message;
        RETURN;
    END IF;

    SELECT e.seq, e.at INTO seq, at FROM room_event_add(p_room, 'shown', p_actor, p_message) e;
    UPDATE "Message" x SET text = hidden.text, "changedSeq" = message_show.seq, "editedSeq" = hidden."editedSeq",
        "editedAt" = hidden."editedAt", "deletedAt" = NULL, "deletedById" = NULL, "deleteReason" = NULL,
        flags = x.flags | hidden.flags | 1
    WHERE x.id = p_message;
    INSERT INTO "MessageRevision" SELECT k.* FROM jsonb_populate_recordset(NULL::"MessageRevision", hidden.kept -> 'MessageRevision') k;
    INSERT INTO "MessageReaction" SELECT k.* FROM jsonb_populate_recordset(NULL::"MessageReaction", hidden.kept -> 'MessageReaction') k
        WHERE EXISTS (SELECT 1 FROM "User" u WHERE u.id = k."userId");
    INSERT INTO "Pin" SELECT k.* FROM jsonb_populate_recordset(NULL::"Pin", hidden.kept -> 'Pin') k
        WHERE EXISTS (SELECT 1 FROM "User" u WHERE u.id = k."pinnedById");
    INSERT INTO "Forward" SELECT k.* FROM jsonb_populate_recordset(NULL::"Forward", hidden.kept -> 'Forward') k;
    INSERT INTO "Poll" SELECT k.* FROM jsonb_populate_recordset(NULL::"Poll", hidden.kept -> 'Poll') k;
    INSERT INTO "PollVote" SELECT k.* FROM jsonb_populate_recordset(NULL::"PollVote", hidden.kept -> 'PollVote') k
        WHERE EXISTS (SELECT 1 FROM "User" u WHERE u.id = k."userId");
    INSERT INTO "Mention" SELECT k.* FROM jsonb_populate_recordset(NULL::"Mention", hidden.kept -> 'Mention') k;
    INSERT INTO "RoomMention" SELECT k.* FROM jsonb_populate_recordset(NULL::"RoomMention", hidden.kept -> 'RoomMention') k;
    -- Files stay where they are while nobody reads them, and the sweep leaves them alone.
    UPDATE "Attachment" a SET "removedAt" = NULL WHERE a."messageId" = p_message;
    UPDATE "Message" x SET flags = (x.flags & ~258)
        | CASE WHEN EXISTS (SELECT 1 FROM "MessageReaction" k WHERE k."messageId" = p_message) THEN 2 ELSE 0 END
        | CASE WHEN EXISTS (SELECT 1 FROM "Pin" k WHERE k."messageId" = p_message) THEN 256 ELSE 0 END
    WHERE x.id = p_message AND x.flags & 258 <> 0;
    PERFORM audit_add(p_actor, 'message.shown', p_room, author, p_message, NULL, NULL, NULL);
    outcome := 'changed';
END
$$;

-- As before; and what is hidden and deleted then is gone from where it was kept, with an entry of its own: it cannot be
-- shown again.
CREATE OR REPLACE FUNCTION message_delete(p_room uuid, p_message uuid, p_actor uuid, p_reason text, p_others_role integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    author uuid;
BEGIN
    SELECT d.outcome, d.seq, d.at INTO outcome, seq, at
    FROM message_delete_unaudited(p_room, p_message, p_actor, p_reason, p_others_role) d;
    IF outcome NOT IN ('changed', 'unchanged') THEN RETURN; END IF;
    SELECT x."senderId" INTO author FROM "Message" x WHERE x.id = p_message;
    IF outcome = 'unchanged' THEN
        DELETE FROM "HiddenMessage" k WHERE k."messageId" = p_message;
        IF NOT FOUND THEN RETURN; END IF;
        SELECT e.seq, e.at INTO seq, at FROM room_event_add(p_room, 'deleted', p_actor, p_message) e;
        UPDATE "Message" x SET "changedSeq" = message_delete.seq, "deletedAt" = message_delete.at, "deletedById" = p_actor,
            "deleteReason" = CASE WHEN author = p_actor THEN NULL ELSE p_reason END
        WHERE x.id = p_message;
        outcome := 'changed';
    END IF;
    IF author <> p_actor THEN
        PERFORM audit_add(p_actor, 'message.deleted', p_room, author, p_message, p_reason, NULL, NULL);
    END IF;
END
$$;

-- What a room forgets, it forgets of what is hidden too.
CREATE OR REPLACE FUNCTION room_expire(p_room uuid, p_before timestamptz, p_limit integer,
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
    DELETE FROM "HiddenMessage" v WHERE v."messageId" = ANY (ids);
    SELECT e.seq, e.at INTO seq, at FROM room_log_add(p_room, 'room', 'expired', NULL, p_room, NULL) e;
    UPDATE "Message" x SET text = '', "changedSeq" = room_expire.seq, "editedSeq" = NULL, "editedAt" = NULL,
        "deletedAt" = room_expire.at, "deletedById" = x."senderId", flags = (x.flags | 1) & ~2
    WHERE x.id = ANY (ids) AND x."deletedAt" IS NULL;
    UPDATE "Room" r SET "expiredSeq" = last_seq WHERE r.id = p_room;
END
$$;
