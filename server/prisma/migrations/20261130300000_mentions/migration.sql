-- Whom messages speak to. A row for each person that a message names; one for the message where it speaks to everybody,
-- however many they are. Rows of messages that have such rows have the flag 1024. No foreign keys: each costs a send as much
-- as the row itself; what goes with a message, and with a room, is said by the triggers below.
CREATE TABLE "Mention" (
    "userId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "messageId" UUID NOT NULL,
    "threadId" UUID,
    "senderId" UUID NOT NULL,
    -- 'person'; 'keyword': the message has a word that this person wants to be told of, which nobody else is told.
    "kind" VARCHAR(8) NOT NULL,
    -- The entry of the log that brought it: the message, or the edit.
    "sinceSeq" BIGINT NOT NULL,

    CONSTRAINT "Mention_pkey" PRIMARY KEY ("userId", "roomId", "seq")
);
CREATE INDEX "Mention_roomId_seq_idx" ON "Mention" ("roomId", "seq");
CREATE INDEX "Mention_userId_messageId_idx" ON "Mention" ("userId", "messageId" DESC);

CREATE TABLE "RoomMention" (
    "roomId" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "messageId" UUID NOT NULL,
    "threadId" UUID,
    "senderId" UUID NOT NULL,
    -- 'all' or 'here'.
    "kind" VARCHAR(8) NOT NULL,
    -- Who was there; null where all are meant.
    "audience" UUID[],
    "sinceSeq" BIGINT NOT NULL,

    CONSTRAINT "RoomMention_pkey" PRIMARY KEY ("roomId", "seq")
);

-- Whom a message speaks to, as everybody is told.
CREATE FUNCTION mentions_of(p_room uuid, p_seq bigint) RETURNS json
LANGUAGE sql STABLE
AS $$
    SELECT json_build_object(
        'people', (
            SELECT json_agg(json_build_object('id', u.id, 'username', u.username) ORDER BY u.username COLLATE "C")
            FROM "Mention" n CROSS JOIN LATERAL (SELECT * FROM "User" x WHERE x.id = n."userId" LIMIT 1) u
            WHERE n."roomId" = p_room AND n.seq = p_seq AND n.kind = 'person'
        ),
        'everyone', (SELECT n.kind FROM "RoomMention" n WHERE n."roomId" = p_room AND n.seq = p_seq)
    )
$$;

-- Notes whom a message speaks to, in the transaction that stores or changes it, whose caller holds the room's lock: those of
-- the names that are members, and everybody where that counts. p_spoken: {names: [[way to read it, …], …], everyone?,
-- audience?, written?, told?}; null speaks to nobody.
-- What is written and does not count keeps what has counted before. Of each name the first way that is somebody's holds. p_since: the entry of the log
-- that brings it. What was there and is not named any more goes. Answers what the state has, and up to p_spoken.told people
-- who are named and are not in the room: nobody who has blocked the sender or was blocked, no guests, and none where people
-- never change.
CREATE FUNCTION message_mention(p_message uuid, p_spoken jsonb, p_since bigint) RETURNS json
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_bitmapscan = off
AS $$
DECLARE
    message record;
    named uuid[];
    present uuid[];
    absent json;
    has_any boolean;
BEGIN
    SELECT x."roomId", x.seq, x."senderId", x.flags INTO message FROM "Message" x WHERE x.id = p_message;
    SELECT coalesce(array_agg(u.id), '{}'), coalesce(array_agg(u.id) FILTER (WHERE u.is_member), '{}')
    INTO named, present
    FROM (SELECT DISTINCT y.id, y.is_member
        FROM jsonb_array_elements(coalesce(p_spoken -> 'names', '[]')) AS w (ways)
        CROSS JOIN LATERAL (
            SELECT x.id, EXISTS (
                SELECT 1 FROM "RoomMembership" k WHERE k."roomId" = message."roomId" AND k."userId" = x.id
            ) AS is_member
            FROM jsonb_array_elements_text(w.ways) WITH ORDINALITY AS v (name, place)
            CROSS JOIN LATERAL (
                SELECT z.id FROM "User" z
                WHERE z.username = v.name AND z.id <> '00000000-0000-7000-8000-000000000001' LIMIT 1
            ) x ORDER BY v.place LIMIT 1
        ) y) u;

    IF message.flags & 1024 <> 0 THEN
        DELETE FROM "Mention" n WHERE n."roomId" = message."roomId" AND n.seq = message.seq AND n.kind = 'person'
            AND n."userId" <> ALL (present);
        DELETE FROM "RoomMention" n WHERE n."roomId" = message."roomId" AND n.seq = message.seq
            AND n.kind IS DISTINCT FROM coalesce(p_spoken ->> 'everyone', p_spoken ->> 'written');
    END IF;
    IF present <> '{}' THEN
        INSERT INTO "Mention" ("userId", "roomId", seq, "messageId", "senderId", kind, "sinceSeq")
        SELECT p.id, message."roomId", message.seq, p_message, message."senderId", 'person', p_since
        FROM unnest(present) AS p (id)
        ON CONFLICT ("userId", "roomId", seq) DO UPDATE SET kind = 'person', "sinceSeq" = excluded."sinceSeq"
        WHERE "Mention".kind <> 'person';
    END IF;
    IF p_spoken ->> 'everyone' IS NOT NULL THEN
        INSERT INTO "RoomMention" ("roomId", seq, "messageId", "senderId", kind, audience, "sinceSeq")
        VALUES (message."roomId", message.seq, p_message, message."senderId", p_spoken ->> 'everyone',
            CASE WHEN p_spoken ->> 'everyone' = 'here' THEN
                ARRAY(SELECT a.id::uuid FROM jsonb_array_elements_text(coalesce(p_spoken -> 'audience', '[]')) AS a (id))
            END, p_since)
        ON CONFLICT ("roomId", seq) DO NOTHING;
    END IF;
    has_any := present <> '{}' OR EXISTS (
        SELECT 1 FROM "RoomMention" n WHERE n."roomId" = message."roomId" AND n.seq = message.seq
    );
    IF has_any <> (message.flags & 1024 <> 0) THEN
        UPDATE "Message" x SET flags = CASE WHEN has_any THEN x.flags | 1024 ELSE x.flags & ~1024 END
        WHERE x.id = p_message;
    END IF;

    IF cardinality(named) > cardinality(present) AND (p_spoken ->> 'told')::integer > 0 THEN
        SELECT json_agg(json_build_object('id', o.id, 'username', o.username)) INTO absent FROM (
            SELECT u.id, u.username FROM unnest(named) AS w (id)
            CROSS JOIN LATERAL (SELECT * FROM "User" x WHERE x.id = w.id AND NOT x."isGuest" LIMIT 1) u
            WHERE u.id <> ALL (present) AND NOT EXISTS (
                SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = u.id AND b."blockedId" = message."senderId"
            ) AND NOT EXISTS (
                SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = message."senderId" AND b."blockedId" = u.id
            ) AND EXISTS (
                SELECT 1 FROM "Room" r WHERE r.id = message."roomId" AND r.kind NOT IN ('direct', 'group')
            )
            ORDER BY u.username COLLATE "C" LIMIT (p_spoken ->> 'told')::integer
        ) o;
    END IF;
    RETURN json_strip_nulls(json_build_object(
        'mentions', CASE WHEN has_any THEN mentions_of(message."roomId", message.seq) END, 'notMembers', absent));
END
$$;

-- Whatever deletes a message takes along whom it spoke to.
CREATE FUNCTION message_unmention() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM "Mention" n WHERE n."roomId" = NEW."roomId" AND n.seq = NEW.seq;
    DELETE FROM "RoomMention" n WHERE n."roomId" = NEW."roomId" AND n.seq = NEW.seq;
    NEW.flags := NEW.flags & ~1024;
    RETURN NEW;
END
$$;
CREATE TRIGGER "Message_unmention" BEFORE UPDATE OF "deletedAt" ON "Message" FOR EACH ROW
    WHEN (NEW."deletedAt" IS NOT NULL AND OLD."deletedAt" IS NULL) EXECUTE FUNCTION message_unmention();

-- What goes with its room goes from here as well, as many at a time as messages do.
CREATE FUNCTION mentions_forget() RETURNS trigger
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
BEGIN
    DELETE FROM "Mention" n USING gone g WHERE n."roomId" = g."roomId" AND n.seq = g.seq;
    DELETE FROM "RoomMention" n USING gone g WHERE n."roomId" = g."roomId" AND n.seq = g.seq;
    RETURN NULL;
END
$$;
CREATE TRIGGER "Message_mentions_forget" AFTER DELETE ON "Message"
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION mentions_forget();
