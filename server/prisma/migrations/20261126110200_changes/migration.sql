-- Changes of messages. Each locks the room first, as sending does: what it reads is what earlier holders committed, its
-- seq follows theirs, and commit order is seq order. Each can be repeated: what is so already is left alone and
-- answered as before. Rights are those of contract/src/permissions.ts; a test holds the two together.
--
-- Outcomes: 'changed', 'unchanged' (it was so already), 'not_member', 'no_message', 'deleted', 'forbidden', and those
-- that a function names itself. A message's room is compared by IS NOT DISTINCT FROM, which no index can serve: so only
-- Message_pkey can find it, whenever it was planned.

-- Takes the room's next seq for a change of a message. The caller holds the room's lock.
CREATE FUNCTION room_event_add(p_room uuid, p_what text, p_actor uuid, p_target uuid, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    UPDATE "Room" r SET "lastSeq" = r."lastSeq" + 1 WHERE r.id = p_room
    RETURNING r."lastSeq", greatest(date_trunc('milliseconds', clock_timestamp()), r."lastMessageAt") INTO seq, at;
    INSERT INTO "RoomEvent" ("roomId", seq, kind, what, "actorId", "targetId", "createdAt")
    VALUES (p_room, room_event_add.seq, 'message', p_what, p_actor, p_target, room_event_add.at);
END
$$;

-- Puts another text in the place of one's own. 'conflict': the text was changed behind p_rev, the state that was edited.
CREATE FUNCTION message_edit(p_room uuid, p_message uuid, p_actor uuid, p_text text, p_rev bigint,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    edit_window integer;
    found_message "Message"%ROWTYPE;
BEGIN
    SELECT r."editWindowSeconds" INTO edit_window FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    PERFORM 1 FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF NOT FOUND THEN outcome := 'not_member'; RETURN; END IF;
    SELECT * INTO found_message FROM "Message" x WHERE x.id = p_message AND x."roomId" IS NOT DISTINCT FROM p_room;
    IF NOT FOUND THEN outcome := 'no_message'; RETURN; END IF;
    IF found_message."senderId" <> p_actor THEN outcome := 'forbidden'; RETURN; END IF;
    IF found_message."deletedAt" IS NOT NULL THEN outcome := 'deleted'; RETURN; END IF;
    IF found_message.text = p_text THEN
        outcome := 'unchanged';
        seq := coalesce(found_message."editedSeq", found_message.seq);
        at := coalesce(found_message."editedAt", found_message."createdAt");
        RETURN;
    END IF;
    IF clock_timestamp() > found_message."createdAt" + edit_window * interval '1 second' THEN
        outcome := 'window_over'; RETURN;
    END IF;
    IF coalesce(found_message."editedSeq", 0) > p_rev THEN outcome := 'conflict'; RETURN; END IF;

    SELECT e.seq, e.at INTO seq, at FROM room_event_add(p_room, 'edited', p_actor, p_message) e;
    INSERT INTO "MessageRevision" ("messageId", seq, text, "writtenAt")
    VALUES (p_message, coalesce(found_message."editedSeq", found_message.seq), found_message.text,
            coalesce(found_message."editedAt", found_message."createdAt"));
    UPDATE "Message" x SET text = p_text, "editedSeq" = message_edit.seq, "changedSeq" = message_edit.seq,
        "editedAt" = message_edit.at, flags = x.flags | 1
    WHERE x.id = p_message;
    outcome := 'changed';
END
$$;

-- Deletes one's own message or, with at least the role p_others_role, that of somebody with a lower role. What was
-- said is gone with the commit: the text, its earlier texts, the reactions. The row stays, so that the seqs have no hole
-- and a repeated key is still answered.
CREATE FUNCTION message_delete(p_room uuid, p_message uuid, p_actor uuid, p_reason text, p_others_role integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    actor_role smallint;
    author_role smallint;
    found_message "Message"%ROWTYPE;
    is_own boolean;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF NOT FOUND THEN outcome := 'not_member'; RETURN; END IF;
    SELECT * INTO found_message FROM "Message" x WHERE x.id = p_message AND x."roomId" IS NOT DISTINCT FROM p_room;
    IF NOT FOUND THEN outcome := 'no_message'; RETURN; END IF;
    is_own := found_message."senderId" = p_actor;
    IF NOT is_own THEN
        SELECT m.role INTO author_role FROM "RoomMembership" m
        WHERE m."roomId" = p_room AND m."userId" = found_message."senderId";
        IF actor_role < p_others_role OR actor_role <= coalesce(author_role, -1) THEN
            outcome := 'forbidden'; RETURN;
        END IF;
    END IF;
    IF found_message."deletedAt" IS NOT NULL THEN
        outcome := 'unchanged'; seq := found_message."changedSeq"; at := found_message."deletedAt"; RETURN;
    END IF;

    SELECT e.seq, e.at INTO seq, at FROM room_event_add(p_room, 'deleted', p_actor, p_message) e;
    DELETE FROM "MessageRevision" v WHERE v."messageId" = p_message;
    DELETE FROM "MessageReaction" v WHERE v."messageId" = p_message;
    UPDATE "Message" x SET text = '', "changedSeq" = message_delete.seq, "editedSeq" = NULL, "editedAt" = NULL,
        "deletedAt" = message_delete.at, "deletedById" = p_actor,
        "deleteReason" = CASE WHEN is_own THEN NULL ELSE p_reason END, flags = (x.flags | 1) & ~2
    WHERE x.id = p_message;
    outcome := 'changed';
END
$$;

-- Sets or takes back reactions, of many people on many messages, in the order of the items; one change for each message
-- that changed, however many people did it. Answers one row per item; 'limit': the message has p_kinds kinds already.
CREATE FUNCTION message_react(p_rooms uuid[], p_messages uuid[], p_users uuid[], p_emojis text[], p_variants text[],
    p_ons boolean[], p_kinds integer)
RETURNS TABLE (ord integer, outcome text, seq bigint, at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    item record;
    found_message record;
    outcomes text[] := array_fill('changed'::text, ARRAY[cardinality(p_rooms)]);
    touched jsonb := '{}';
    change record;
    actor uuid;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = ANY (p_rooms) ORDER BY r.id FOR NO KEY UPDATE;

    FOR item IN SELECT i.* FROM unnest(p_rooms, p_messages, p_users, p_emojis, p_variants, p_ons)
        WITH ORDINALITY AS i (room_id, message_id, user_id, emoji, variant, is_on, ord) ORDER BY i.ord
    LOOP
        PERFORM 1 FROM "RoomMembership" m WHERE m."roomId" = item.room_id AND m."userId" = item.user_id;
        IF NOT FOUND THEN outcomes[item.ord] := 'not_member'; CONTINUE; END IF;
        SELECT x."deletedAt" IS NOT NULL AS is_deleted INTO found_message FROM "Message" x
        WHERE x.id = item.message_id AND x."roomId" IS NOT DISTINCT FROM item.room_id;
        IF NOT FOUND THEN outcomes[item.ord] := 'no_message'; CONTINUE; END IF;
        IF found_message.is_deleted THEN outcomes[item.ord] := 'deleted'; CONTINUE; END IF;
        IF item.is_on THEN
            PERFORM 1 FROM "MessageReaction" k
            WHERE k."messageId" = item.message_id AND k.emoji = item.emoji LIMIT 1;
            IF NOT FOUND AND p_kinds <= (
                SELECT count(DISTINCT k.emoji) FROM "MessageReaction" k WHERE k."messageId" = item.message_id
            ) THEN outcomes[item.ord] := 'limit'; CONTINUE; END IF;
            -- The seq is known at the end; until then the greatest there is keeps the newest last.
            INSERT INTO "MessageReaction" ("messageId", emoji, "userId", variant, seq)
            VALUES (item.message_id, item.emoji, item.user_id, item.variant, 9223372036854775807)
            ON CONFLICT ("messageId", emoji, "userId") DO NOTHING;
        ELSE
            DELETE FROM "MessageReaction" k
            WHERE k."messageId" = item.message_id AND k.emoji = item.emoji AND k."userId" = item.user_id;
        END IF;
        IF NOT FOUND THEN outcomes[item.ord] := 'unchanged'; CONTINUE; END IF;
        touched := touched || jsonb_build_object(item.message_id::text, jsonb_build_object('room', item.room_id,
            'actor', CASE WHEN touched -> item.message_id::text IS NULL
                          OR touched -> item.message_id::text ->> 'actor' = item.user_id::text THEN item.user_id END));
    END LOOP;

    FOR item IN SELECT t.key::uuid AS message_id, (t.value ->> 'room')::uuid AS room_id,
                       (t.value ->> 'actor')::uuid AS actor_id
                FROM jsonb_each(touched) t ORDER BY 2, 1
    LOOP
        SELECT e.seq, e.at INTO change
        FROM room_event_add(item.room_id, 'reacted', item.actor_id, item.message_id) e;
        UPDATE "MessageReaction" k SET seq = change.seq
        WHERE k."messageId" = item.message_id AND k.seq = 9223372036854775807;
        UPDATE "Message" x SET "changedSeq" = change.seq, flags = CASE
            WHEN EXISTS (SELECT 1 FROM "MessageReaction" k WHERE k."messageId" = item.message_id)
            THEN x.flags | 3 ELSE (x.flags | 1) & ~2 END
        WHERE x.id = item.message_id;
        touched := jsonb_set(touched, ARRAY[item.message_id::text, 'seq'], to_jsonb(change.seq));
        touched := jsonb_set(touched, ARRAY[item.message_id::text, 'at'], to_jsonb(change.at));
    END LOOP;

    RETURN QUERY
    SELECT i.ord::integer, outcomes[i.ord],
           CASE WHEN outcomes[i.ord] = 'changed' THEN (touched -> i.message_id::text ->> 'seq')::bigint END,
           CASE WHEN outcomes[i.ord] = 'changed' THEN (touched -> i.message_id::text ->> 'at')::timestamptz END
    FROM unnest(p_messages) WITH ORDINALITY AS i (message_id, ord) ORDER BY i.ord;
END
$$;
