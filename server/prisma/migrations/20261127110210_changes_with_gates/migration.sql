-- message_edit and message_react with gates: the same guarantees, and what a room does not let people do now is refused
-- under its lock, as contract/src/permissions.ts has it. To delete is still possible: it takes something away. The names
-- stay, so that servers that do not know of gates are held to them too. What is so already is answered as before.

-- Puts another text in the place of one's own. 'archived', 'muted': nobody writes there, or not they. 'conflict': the text
-- was changed behind p_rev, the state that was edited.
CREATE OR REPLACE FUNCTION message_edit(p_room uuid, p_message uuid, p_actor uuid, p_text text, p_rev bigint,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    room record;
    member record;
    found_message "Message"%ROWTYPE;
BEGIN
    SELECT r."editWindowSeconds", r."archivedAt" INTO room FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT m.role, m."mutedUntil" INTO member FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
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
    IF room."archivedAt" IS NOT NULL THEN outcome := 'archived'; RETURN; END IF;
    IF member."mutedUntil" > clock_timestamp() AND member.role < 1 THEN outcome := 'muted'; RETURN; END IF;
    IF clock_timestamp() > found_message."createdAt" + room."editWindowSeconds" * interval '1 second' THEN
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

-- Sets or takes back reactions, of many people on many messages, in the order of the items; one change for each message
-- that changed, however many people did it. Answers one row per item; 'limit': the message has p_kinds kinds
-- already; 'archived': the room is.
CREATE OR REPLACE FUNCTION message_react(p_rooms uuid[], p_messages uuid[], p_users uuid[], p_emojis text[], p_variants text[],
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
        PERFORM 1 FROM "Room" r WHERE r.id = item.room_id AND r."archivedAt" IS NOT NULL;
        IF FOUND THEN outcomes[item.ord] := 'archived'; CONTINUE; END IF;
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
