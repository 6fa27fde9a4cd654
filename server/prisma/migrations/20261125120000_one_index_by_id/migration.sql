-- A room is looked up by its id by every send (the lock, the foreign key of the messages), and the discovery list walks
-- the names. An index on ("nameKey", id) can serve both: whoever plans while there are few rooms may take it for the
-- lookup, and walks it whole when there are many. An id as a text sorts in the same way and serves the list alone.
CREATE INDEX "Room_nameKey_idText_idx" ON "Room" ("nameKey", (id::text));
DROP INDEX "Room_nameKey_id_idx";
