-- Words that people want to be told of, one row for each person. Nobody else is told of them.
CREATE TABLE "Keywords" (
    "userId" UUID NOT NULL,
    "words" TEXT[] NOT NULL,
    -- The words as they are compared.
    "keys" TEXT[] NOT NULL,
    -- Other servers look for what has changed.
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Keywords_pkey" PRIMARY KEY ("userId"),
    CONSTRAINT "Keywords_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Keywords_changedAt_idx" ON "Keywords" ("changedAt");

-- message_mention with words, each person looked up by key, row by row, so that nothing else can be planned: p_spoken.keywords are the people one of whose words stands in the text. Those of them who may
-- read it have a row of the kind 'keyword', unless they are named. Beside what it answered before: `noted`, the people for
-- whom it counts for a reason that is theirs only (a word, or that they are here), and `gone`, those for whom it did.
CREATE OR REPLACE FUNCTION message_mention(p_message uuid, p_spoken jsonb, p_since bigint) RETURNS json
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
    noted uuid[] := '{}';
    gone uuid[] := '{}';
    worded uuid[];
BEGIN
    SELECT x."roomId", x.seq, x."senderId", x.flags INTO message FROM "Message" x WHERE x.id = p_message;
    SELECT coalesce(array_agg(u.id), '{}'), coalesce(array_agg(u.id) FILTER (WHERE u.is_member), '{}')
    INTO named, present
    FROM (SELECT DISTINCT y.id, y.is_member
        FROM jsonb_array_elements(coalesce(p_spoken -> 'names', '[]')) AS w (ways)
        CROSS JOIN LATERAL (
            SELECT x.id, k.found IS NOT NULL AS is_member
            FROM jsonb_array_elements_text(w.ways) WITH ORDINALITY AS v (name, place)
            CROSS JOIN LATERAL (
                SELECT z.id FROM "User" z
                WHERE z.username = v.name AND z.id <> '00000000-0000-7000-8000-000000000001' LIMIT 1
            ) x
            LEFT JOIN LATERAL (
                SELECT true AS found FROM "RoomMembership" o
                WHERE o."roomId" = message."roomId" AND o."userId" = x.id LIMIT 1
            ) k ON true
            ORDER BY v.place LIMIT 1
        ) y) u;

    worded := ARRAY(
        SELECT w.id::uuid FROM jsonb_array_elements_text(coalesce(p_spoken -> 'keywords', '[]')) AS w (id)
        CROSS JOIN LATERAL (
            SELECT 1 FROM "RoomMembership" k
            WHERE k."roomId" = message."roomId" AND k."userId" = w.id::uuid AND k."fromSeq" < message.seq LIMIT 1
        ) k
        WHERE w.id::uuid <> message."senderId" AND w.id::uuid <> ALL (present) AND (
                SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = w.id::uuid AND b."blockedId" = message."senderId" LIMIT 1
            ) IS NULL
    );
    -- An edit takes away what is not said any more.
    IF p_since <> message.seq THEN
        WITH lost AS (
            DELETE FROM "Mention" n WHERE n."roomId" = message."roomId" AND n.seq = message.seq
                AND n."userId" <> ALL (CASE n.kind WHEN 'person' THEN present ELSE worded || present END)
            RETURNING n."userId", n.kind
        ), emptied AS (
            DELETE FROM "RoomMention" n WHERE n."roomId" = message."roomId" AND n.seq = message.seq
                AND n.kind IS DISTINCT FROM coalesce(p_spoken ->> 'everyone', p_spoken ->> 'written')
            RETURNING n.audience
        )
        SELECT array_agg(x.id) INTO gone FROM (
            SELECT l."userId" AS id FROM lost l WHERE l.kind = 'keyword'
            UNION SELECT unnest(e.audience) FROM emptied e
        ) x WHERE x.id <> message."senderId";
    END IF;
    IF present <> '{}' THEN
        INSERT INTO "Mention" ("userId", "roomId", seq, "messageId", "senderId", kind, "sinceSeq")
        SELECT p.id, message."roomId", message.seq, p_message, message."senderId", 'person', p_since
        FROM unnest(present) AS p (id)
        ON CONFLICT ("userId", "roomId", seq) DO UPDATE SET kind = 'person', "sinceSeq" = excluded."sinceSeq"
        WHERE "Mention".kind <> 'person';
    END IF;
    IF worded <> '{}' THEN
        INSERT INTO "Mention" ("userId", "roomId", seq, "messageId", "senderId", kind, "sinceSeq")
        SELECT p.id, message."roomId", message.seq, p_message, message."senderId", 'keyword', p_since
        FROM unnest(worded) AS p (id)
        ON CONFLICT ("userId", "roomId", seq) DO NOTHING;
        noted := worded;
    END IF;
    IF p_spoken ->> 'everyone' IS NOT NULL THEN
        INSERT INTO "RoomMention" ("roomId", seq, "messageId", "senderId", kind, audience, "sinceSeq")
        VALUES (message."roomId", message.seq, p_message, message."senderId", p_spoken ->> 'everyone',
            CASE WHEN p_spoken ->> 'everyone' = 'here' THEN
                ARRAY(SELECT a.id::uuid FROM jsonb_array_elements_text(coalesce(p_spoken -> 'audience', '[]')) AS a (id))
            END, p_since)
        ON CONFLICT ("roomId", seq) DO NOTHING;
        noted := noted || ARRAY(
            SELECT a.id FROM "RoomMention" n CROSS JOIN LATERAL unnest(n.audience) AS a (id)
            WHERE n."roomId" = message."roomId" AND n.seq = message.seq AND a.id <> message."senderId" AND (
                SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = a.id AND b."blockedId" = message."senderId" LIMIT 1
            ) IS NULL
        );
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
            WHERE u.id <> ALL (present) AND (
                SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = u.id AND b."blockedId" = message."senderId" LIMIT 1
            ) IS NULL AND (
                SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = message."senderId" AND b."blockedId" = u.id LIMIT 1
            ) IS NULL AND (
                SELECT r.kind FROM "Room" r WHERE r.id = message."roomId"
            ) NOT IN ('direct', 'group')
            ORDER BY u.username COLLATE "C" LIMIT (p_spoken ->> 'told')::integer
        ) o;
    END IF;
    RETURN json_strip_nulls(json_build_object('seq', message.seq, 
        'mentions', CASE WHEN has_any THEN mentions_of(message."roomId", message.seq) END, 'notMembers', absent,
        'noted', CASE WHEN noted <> '{}' THEN to_json(noted) END, 'gone', CASE WHEN gone <> '{}' THEN to_json(gone) END));
END
$$;
