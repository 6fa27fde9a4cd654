-- Pictures of people and of rooms, by the key of their bytes: 256 pixels wide and high, made anew from what was uploaded.
-- Bytes that no row names any more are swept as those of files are.
ALTER TABLE "Profile" ADD COLUMN "picture" VARCHAR(48);
ALTER TABLE "Room" ADD COLUMN "picture" VARCHAR(48);

-- Takes somebody's picture away, as somebody who is more on the server than they are; audited. Outcomes: 'changed',
-- 'unchanged', 'forbidden', 'no_user'.
CREATE FUNCTION server_picture_remove(p_user uuid, p_actor uuid, p_least integer) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    outcome text := server_may_to(p_actor, p_user, p_least);
BEGIN
    IF outcome <> 'allowed' THEN RETURN outcome; END IF;
    UPDATE "Profile" p SET picture = NULL, rev = p.rev + 1 WHERE p."userId" = p_user AND p.picture IS NOT NULL;
    IF NOT FOUND THEN RETURN 'unchanged'; END IF;
    PERFORM audit_add(p_actor, 'server.pictureRemoved', NULL, p_user, NULL, NULL, NULL, NULL);
    RETURN 'changed';
END
$$;

-- The picture of a room is a setting as the others are.
DO $$
DECLARE
    known text := pg_get_functiondef(
        'room_configure_unaudited(uuid, uuid, jsonb, text, integer, integer, integer)'::regprocedure);
    written text := 'UPDATE "Room" r SET name = wanted.name,';
BEGIN
    IF position(written IN known) = 0 THEN
        RAISE EXCEPTION 'room_configure_unaudited does not look as it did';
    END IF;
    EXECUTE replace(known, written, written || ' picture = wanted.picture,');
END
$$;
