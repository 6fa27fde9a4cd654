-- People who change their name (ADR 32).

-- When somebody has changed it, of the last thirty days.
ALTER TABLE "User" ADD COLUMN "renamedAt" TIMESTAMPTZ(3)[] NOT NULL DEFAULT '{}';

-- What somebody was called when older texts spoke to them.
CREATE TABLE "FormerName" (
    "userId" UUID NOT NULL,
    "username" VARCHAR(32) NOT NULL,

    CONSTRAINT "FormerName_pkey" PRIMARY KEY ("userId", "username"),
    CONSTRAINT "FormerName_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Gives somebody another name; audited, without the names. The old one is theirs for thirty days. Outcomes: 'changed',
-- 'unchanged', 'taken' (somebody has it, or may have it again), 'limit' (until p_again), 'no_user'.
CREATE FUNCTION account_rename(p_user uuid, p_name text, p_most integer, OUT outcome text, OUT again timestamptz)
LANGUAGE plpgsql
AS $$
DECLARE
    person "User"%ROWTYPE;
    recent timestamptz(3)[];
BEGIN
    SELECT * INTO person FROM "User" u WHERE u.id = p_user FOR UPDATE;
    IF NOT FOUND OR person."deletedAt" IS NOT NULL OR person."isGuest" OR person."isBot" THEN
        outcome := 'no_user'; RETURN;
    END IF;
    IF person.username = p_name THEN outcome := 'unchanged'; RETURN; END IF;
    recent := ARRAY(SELECT x FROM unnest(person."renamedAt") x WHERE x > clock_timestamp() - interval '30 days' ORDER BY x);
    IF cardinality(recent) >= p_most THEN
        outcome := 'limit'; again := recent[1] + interval '30 days'; RETURN;
    END IF;
    BEGIN
        UPDATE "User" u SET username = p_name, "renamedAt" = recent || date_trunc('milliseconds', clock_timestamp())
        WHERE u.id = p_user;
    EXCEPTION WHEN unique_violation THEN
        outcome := 'taken'; RETURN;
    END;
    DELETE FROM "HeldName" h WHERE h.username = p_name;
    PERFORM name_hold(person.username, p_user);
    INSERT INTO "FormerName" ("userId", username) VALUES (p_user, person.username) ON CONFLICT DO NOTHING;
    DELETE FROM "FormerName" f WHERE f."userId" = p_user AND f.username = p_name;
    -- A code that was asked for the name before is nobody's: see user_ensure.
    DELETE FROM "LoginCode" c WHERE c.username IN (p_name, person.username);
    PERFORM audit_add(p_user, 'account.renamed', NULL, p_user, NULL, NULL, NULL, NULL);
    outcome := 'changed';
END
$$;

-- As before; of people who have changed their name also what they were called.
CREATE OR REPLACE FUNCTION mentions_of(p_room uuid, p_seq bigint) RETURNS json
LANGUAGE sql STABLE
AS $$
    SELECT json_build_object(
        'people', (
            SELECT json_agg(CASE WHEN u.former IS NULL
                THEN json_build_object('id', u.id, 'username', u.username)
                ELSE json_build_object('id', u.id, 'username', u.username, 'names', u.former) END
                ORDER BY u.username COLLATE "C")
            FROM "Mention" n CROSS JOIN LATERAL (
                SELECT x.id, x.username, (
                    SELECT array_agg(f.username ORDER BY f.username COLLATE "C") FROM "FormerName" f WHERE f."userId" = x.id
                ) AS former FROM "User" x WHERE x.id = n."userId" LIMIT 1
            ) u
            WHERE n."roomId" = p_room AND n.seq = p_seq AND n.kind = 'person'
        ),
        'everyone', (SELECT n.kind FROM "RoomMention" n WHERE n."roomId" = p_room AND n.seq = p_seq)
    )
$$;
