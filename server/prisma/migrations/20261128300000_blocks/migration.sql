-- Whom somebody does not want to hear. Nobody but the blocker is told.
CREATE TABLE "PersonBlock" (
    "blockerId" UUID NOT NULL,
    "blockedId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PersonBlock_pkey" PRIMARY KEY ("blockerId", "blockedId"),
    CONSTRAINT "PersonBlock_others_check" CHECK ("blockerId" <> "blockedId"),
    CONSTRAINT "PersonBlock_blockerId_fkey" FOREIGN KEY ("blockerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PersonBlock_blockedId_fkey" FOREIGN KEY ("blockedId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "PersonBlock_blockedId_idx" ON "PersonBlock" ("blockedId");

-- Makes the direct room of two people say who of them may write there, by who has blocked whom. Nobody can be muted by
-- anybody in such a room, so a mute without an end says it: every statement that writes looks at mutes as it is, and
-- rooms of other kinds, and direct ones without a block, cost nothing more. It is called after the block was committed,
-- and after a new room was: whichever comes last sees both. Answers the room, if there is one.
CREATE FUNCTION direct_bar(p_one uuid, p_other uuid) RETURNS uuid
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    room_id uuid;
BEGIN
    SELECT r.id INTO room_id FROM "Room" r
    WHERE r."directKey" = encode(sha256(convert_to(
        least(p_one, p_other)::text || ' ' || greatest(p_one, p_other)::text, 'UTF8')), 'hex')
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN NULL; END IF;
    UPDATE "RoomMembership" m SET "mutedUntil" = CASE WHEN w.is_barred THEN 'infinity'::timestamptz END
    FROM (
        SELECT p.id, EXISTS (
            SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = p.by AND b."blockedId" = p.id
        ) AS is_barred
        FROM (VALUES (p_one, p_other), (p_other, p_one)) AS p (id, by)
    ) w
    WHERE m."roomId" = room_id AND m."userId" = w.id AND (m."mutedUntil" IS NOT NULL) <> w.is_barred;
    RETURN room_id;
END
$$;
