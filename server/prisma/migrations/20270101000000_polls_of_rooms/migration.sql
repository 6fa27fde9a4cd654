-- Where the message of a poll stands, kept with the poll: a search for polls looks at those of rooms that somebody is in.
ALTER TABLE "Poll" ADD COLUMN "roomId" UUID, ADD COLUMN "seq" BIGINT;

-- A message stays where it is, so this is said once, whoever makes the poll or brings it back.
CREATE FUNCTION poll_place() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    SELECT m."roomId", m.seq INTO NEW."roomId", NEW.seq FROM "Message" m WHERE m.id = NEW."messageId";
    RETURN NEW;
END
$$;
CREATE TRIGGER "Poll_place" BEFORE INSERT ON "Poll" FOR EACH ROW EXECUTE FUNCTION poll_place();
