-- Messages that ask: the question is the text of the message, and what can be chosen stands here. Such rows of messages have
-- the flag 2048. Rights are those of contract/src/permissions.ts; a test holds the two together.
CREATE TABLE "Poll" (
    "messageId" UUID NOT NULL,
    "options" TEXT[] NOT NULL,
    "isMultiple" BOOLEAN NOT NULL,
    -- Nobody is told who has chosen what: not by the message, and not by the log, whose entries name nobody.
    "isAnonymous" BOOLEAN NOT NULL,
    -- Nobody votes from then on.
    "endsAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,

    CONSTRAINT "Poll_pkey" PRIMARY KEY ("messageId"),
    CONSTRAINT "Poll_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "PollVote" (
    "messageId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    -- The place of the option, from 0.
    "option" SMALLINT NOT NULL,
    -- The change that set it.
    "seq" BIGINT NOT NULL,

    CONSTRAINT "PollVote_pkey" PRIMARY KEY ("messageId", "userId", "option"),
    CONSTRAINT "PollVote_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Poll"("messageId") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PollVote_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- A poll as it is told: to everybody, or with what p_reader has chosen. p_shown: so many people are named for each option.
-- Lookups on Poll_pkey and walks on PollVote_pkey.
CREATE FUNCTION poll_of(p_message uuid, p_reader uuid, p_shown integer) RETURNS json
LANGUAGE sql STABLE
AS $$
    SELECT json_build_object(
        'options', (
            SELECT json_agg(json_build_object('text', o.text, 'count', coalesce(n.count, 0), 'users',
                CASE WHEN NOT p."isAnonymous" AND n.count > 0 THEN (
                    SELECT json_agg(json_build_object('id', u.id, 'username', u.username) ORDER BY f.seq, f."userId") FROM (
                        SELECT k.seq, k."userId" FROM "PollVote" k
                        WHERE k."messageId" = p_message AND k.option = o.place - 1 ORDER BY k.seq, k."userId" LIMIT p_shown
                    ) f CROSS JOIN LATERAL (SELECT * FROM "User" x WHERE x.id = f."userId" LIMIT 1) u
                ) END) ORDER BY o.place)
            FROM unnest(p.options) WITH ORDINALITY AS o (text, place)
            LEFT JOIN LATERAL (
                SELECT count(*) AS count FROM "PollVote" k WHERE k."messageId" = p_message AND k.option = o.place - 1
            ) n ON true
        ),
        'voters', (SELECT count(DISTINCT k."userId") FROM "PollVote" k WHERE k."messageId" = p_message),
        'isMultiple', CASE WHEN p."isMultiple" THEN true END,
        'isAnonymous', CASE WHEN p."isAnonymous" THEN true END,
        'endsAt', to_char(p."endsAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'ended', CASE WHEN p."endedAt" IS NOT NULL THEN json_build_object(
            'at', to_char(p."endedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'by', (SELECT json_build_object('id', u.id, 'username', u.username)
                FROM (SELECT * FROM "User" x WHERE x.id = p."endedById" LIMIT 1) u)) END,
        'mine', CASE WHEN p_reader IS NOT NULL THEN coalesce((
            SELECT json_agg(k.option ORDER BY k.option) FROM "PollVote" k
            WHERE k."messageId" = p_message AND k."userId" = p_reader), '[]') END
    ) FROM (SELECT * FROM "Poll" x WHERE x."messageId" = p_message LIMIT 1) p
$$;

-- Stores a message that asks. That it may be written into the room is said by chat_send_3, whose outcomes these are; 'late':
-- it would have ended by now. A key that was stored before gets its first answer all the same.
CREATE FUNCTION poll_create(p_room uuid, p_message uuid, p_actor uuid, p_client_msg_id text, p_text text,
    p_options text[], p_multiple boolean, p_anonymous boolean, p_ends_at timestamptz,
    OUT outcome text, OUT message_id uuid, OUT seq bigint, OUT created_at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    IF p_ends_at <= clock_timestamp() THEN
        PERFORM 1 FROM "Message" x WHERE x."senderId" = p_actor AND x."clientMsgId" = p_client_msg_id
            AND x."roomId" IS NOT DISTINCT FROM p_room;
        IF NOT FOUND THEN outcome := 'late'; RETURN; END IF;
    END IF;
    SELECT s.outcome, s.message_id, s.seq, s.created_at INTO outcome, message_id, seq, created_at
    FROM chat_send_3(ARRAY[p_room], ARRAY[p_message], ARRAY[p_actor], ARRAY[p_client_msg_id], ARRAY[p_text],
        NULL::uuid[]) s;
    IF outcome <> 'stored' THEN RETURN; END IF;
    INSERT INTO "Poll" ("messageId", options, "isMultiple", "isAnonymous", "endsAt")
    VALUES (p_message, p_options, p_multiple, p_anonymous, p_ends_at);
    UPDATE "Message" x SET flags = x.flags | 2048 WHERE x.id = p_message;
END
$$;

-- Sets or takes back votes, of many people in many polls, in the order of the items; one change for each poll that changes,
-- however many people did it. What is so already is left alone and answered as before, also behind the end. Answers one row
-- per item, with what that person has chosen after all of them. 'no_message': nor is it a poll; 'no_option': it has none there.
CREATE FUNCTION poll_vote(p_rooms uuid[], p_messages uuid[], p_users uuid[], p_options integer[], p_ons boolean[])
RETURNS TABLE (ord integer, outcome text, seq bigint, at timestamptz, is_anonymous boolean, options integer[])
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    item record;
    poll record;
    is_set boolean;
    outcomes text[] := array_fill('changed'::text, ARRAY[cardinality(p_rooms)]);
    touched jsonb := '{}';
    change record;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = ANY (p_rooms) ORDER BY r.id FOR NO KEY UPDATE;

    FOR item IN SELECT i.* FROM unnest(p_rooms, p_messages, p_users, p_options, p_ons)
        WITH ORDINALITY AS i (room_id, message_id, user_id, place, is_on, ord) ORDER BY i.ord
    LOOP
        PERFORM 1 FROM "RoomMembership" m WHERE m."roomId" = item.room_id AND m."userId" = item.user_id;
        IF NOT FOUND THEN outcomes[item.ord] := 'not_member'; CONTINUE; END IF;
        PERFORM 1 FROM "Room" r WHERE r.id = item.room_id AND r."archivedAt" IS NOT NULL;
        IF FOUND THEN outcomes[item.ord] := 'archived'; CONTINUE; END IF;
        SELECT x."deletedAt" IS NOT NULL AS is_deleted, p.* INTO poll FROM "Message" x
        LEFT JOIN LATERAL (SELECT * FROM "Poll" o WHERE o."messageId" = x.id LIMIT 1) p ON true
        WHERE x.id = item.message_id AND x."roomId" IS NOT DISTINCT FROM item.room_id;
        IF NOT FOUND THEN outcomes[item.ord] := 'no_message'; CONTINUE; END IF;
        IF poll.is_deleted THEN outcomes[item.ord] := 'deleted'; CONTINUE; END IF;
        IF poll."messageId" IS NULL THEN outcomes[item.ord] := 'no_message'; CONTINUE; END IF;
        IF item.place >= cardinality(poll.options) THEN outcomes[item.ord] := 'no_option'; CONTINUE; END IF;
        PERFORM 1 FROM "PollVote" k
        WHERE k."messageId" = item.message_id AND k."userId" = item.user_id AND k.option = item.place;
        is_set := FOUND;
        IF is_set = item.is_on THEN outcomes[item.ord] := 'unchanged'; CONTINUE; END IF;
        IF poll."endedAt" IS NOT NULL OR poll."endsAt" <= clock_timestamp() THEN
            outcomes[item.ord] := 'ended'; CONTINUE;
        END IF;
        IF NOT item.is_on OR NOT poll."isMultiple" THEN
            DELETE FROM "PollVote" k WHERE k."messageId" = item.message_id AND k."userId" = item.user_id
                AND (item.is_on OR k.option = item.place);
        END IF;
        IF item.is_on THEN
            -- The seq is known at the end; until then the greatest there is keeps the newest last.
            INSERT INTO "PollVote" ("messageId", "userId", option, seq)
            VALUES (item.message_id, item.user_id, item.place, 9223372036854775807);
        END IF;
        touched := touched || jsonb_build_object(item.message_id::text, jsonb_build_object('room', item.room_id,
            'anonymous', poll."isAnonymous",
            'actor', CASE WHEN NOT poll."isAnonymous" AND (touched -> item.message_id::text IS NULL
                          OR touched -> item.message_id::text ->> 'actor' = item.user_id::text) THEN item.user_id END));
    END LOOP;

    FOR item IN SELECT t.key::uuid AS message_id, (t.value ->> 'room')::uuid AS room_id,
                       (t.value ->> 'actor')::uuid AS actor_id
                FROM jsonb_each(touched) t ORDER BY 2, 1
    LOOP
        SELECT e.seq, e.at INTO change
        FROM room_event_add(item.room_id, 'voted', item.actor_id, item.message_id) e;
        UPDATE "PollVote" k SET seq = change.seq
        WHERE k."messageId" = item.message_id AND k.seq = 9223372036854775807;
        UPDATE "Message" x SET "changedSeq" = change.seq, flags = x.flags | 1 WHERE x.id = item.message_id;
        touched := jsonb_set(touched, ARRAY[item.message_id::text, 'seq'], to_jsonb(change.seq));
        touched := jsonb_set(touched, ARRAY[item.message_id::text, 'at'], to_jsonb(change.at));
    END LOOP;

    RETURN QUERY
    SELECT i.ord::integer, outcomes[i.ord], (t.change ->> 'seq')::bigint, (t.change ->> 'at')::timestamptz,
           (t.change ->> 'anonymous')::boolean,
           CASE WHEN t.change IS NOT NULL THEN ARRAY(
               SELECT k.option::integer FROM "PollVote" k
               WHERE k."messageId" = i.message_id AND k."userId" = i.user_id ORDER BY k.option) END
    FROM unnest(p_messages, p_users) WITH ORDINALITY AS i (message_id, user_id, ord)
    CROSS JOIN LATERAL (
        SELECT CASE WHEN outcomes[i.ord] = 'changed' THEN touched -> i.message_id::text END AS change
    ) t ORDER BY i.ord;
END
$$;

-- Ends a poll: one's own or, with at least the role p_others_role, that of somebody with a lower role.
CREATE FUNCTION poll_end(p_room uuid, p_message uuid, p_actor uuid, p_others_role integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    archived timestamptz;
    actor_role smallint;
    author_role smallint;
    poll record;
BEGIN
    SELECT r."archivedAt" INTO archived FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF NOT FOUND THEN outcome := 'not_member'; RETURN; END IF;
    SELECT x."senderId", x."deletedAt" IS NOT NULL AS is_deleted, p.* INTO poll FROM "Message" x
    LEFT JOIN LATERAL (SELECT * FROM "Poll" o WHERE o."messageId" = x.id LIMIT 1) p ON true
    WHERE x.id = p_message AND x."roomId" IS NOT DISTINCT FROM p_room;
    IF NOT FOUND THEN outcome := 'no_message'; RETURN; END IF;
    IF poll.is_deleted THEN outcome := 'deleted'; RETURN; END IF;
    IF poll."messageId" IS NULL THEN outcome := 'no_message'; RETURN; END IF;
    IF archived IS NOT NULL THEN outcome := 'archived'; RETURN; END IF;
    IF poll."senderId" <> p_actor THEN
        SELECT m.role INTO author_role FROM "RoomMembership" m
        WHERE m."roomId" = p_room AND m."userId" = poll."senderId";
        IF actor_role < p_others_role OR actor_role <= coalesce(author_role, -1) THEN
            outcome := 'forbidden'; RETURN;
        END IF;
    END IF;
    IF poll."endedAt" IS NOT NULL OR poll."endsAt" <= clock_timestamp() THEN outcome := 'unchanged'; RETURN; END IF;

    SELECT e.seq, e.at INTO seq, at FROM room_event_add(p_room, 'ended', p_actor, p_message) e;
    UPDATE "Poll" p SET "endedAt" = poll_end.at, "endedById" = p_actor WHERE p."messageId" = p_message;
    UPDATE "Message" x SET "changedSeq" = poll_end.seq, flags = x.flags | 1 WHERE x.id = p_message;
    outcome := 'changed';
END
$$;

-- Whatever deletes a message takes what could be chosen along, and who has chosen what.
CREATE FUNCTION message_unpoll() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM "Poll" p WHERE p."messageId" = NEW.id;
    NEW.flags := NEW.flags & ~2048;
    RETURN NEW;
END
$$;
CREATE TRIGGER "Message_unpoll" BEFORE UPDATE OF "deletedAt" ON "Message" FOR EACH ROW
    WHEN (NEW."deletedAt" IS NOT NULL AND OLD.flags & 2048 <> 0) EXECUTE FUNCTION message_unpoll();
