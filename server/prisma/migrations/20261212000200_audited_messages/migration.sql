-- What moderators pin, and the polls of others that they end, audited in the transaction that does it (ADR 16), as what they
-- delete is. In rooms that are their people pinning is everybody's, and no entry.

DO $$
DECLARE
    known regprocedure;
    name text;
BEGIN
    FOREACH known IN ARRAY ARRAY[
        'message_pin(uuid, uuid, uuid, boolean, integer, integer)',
        'poll_end(uuid, uuid, uuid, integer)'
    ]::regprocedure[] LOOP
        SELECT p.proname INTO name FROM pg_proc p WHERE p.oid = known;
        EXECUTE regexp_replace(pg_get_functiondef(known), '\m' || name || '\M', name || '_unaudited', 'g');
        EXECUTE 'DROP FUNCTION ' || known;
    END LOOP;
END
$$;

CREATE FUNCTION message_pin(p_room uuid, p_message uuid, p_actor uuid, p_on boolean, p_least integer, p_max integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    author uuid;
BEGIN
    SELECT d.outcome, d.seq, d.at INTO outcome, seq, at
    FROM message_pin_unaudited(p_room, p_message, p_actor, p_on, p_least, p_max) d;
    IF outcome <> 'changed' THEN RETURN; END IF;
    PERFORM 1 FROM "Room" r WHERE r.id = p_room AND r.kind NOT IN ('direct', 'group');
    IF NOT FOUND THEN RETURN; END IF;
    SELECT x."senderId" INTO author FROM "Message" x WHERE x.id = p_message;
    PERFORM audit_add(p_actor, CASE WHEN p_on THEN 'message.pinned' ELSE 'message.unpinned' END, p_room, author, p_message,
        NULL, NULL, NULL);
END
$$;

CREATE FUNCTION poll_end(p_room uuid, p_message uuid, p_actor uuid, p_others_role integer,
    OUT outcome text, OUT seq bigint, OUT at timestamptz)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    author uuid;
BEGIN
    SELECT d.outcome, d.seq, d.at INTO outcome, seq, at
    FROM poll_end_unaudited(p_room, p_message, p_actor, p_others_role) d;
    IF outcome <> 'changed' THEN RETURN; END IF;
    SELECT x."senderId" INTO author FROM "Message" x WHERE x.id = p_message;
    IF author <> p_actor THEN
        PERFORM audit_add(p_actor, 'poll.ended', p_room, author, p_message, NULL, NULL, NULL);
    END IF;
END
$$;
