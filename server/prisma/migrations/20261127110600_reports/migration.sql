-- What people want moderators to look at. A report holds no text of the message: what was deleted is in no report.
CREATE TABLE "Report" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "reporterId" UUID NOT NULL,
    -- REPORT_REASONS of contract/src/moderation.ts
    "reason" VARCHAR(16) NOT NULL,
    "note" VARCHAR(400),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- What was done; null while it is open.
    "outcome" VARCHAR(16),
    "handledById" UUID,
    "handledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Report_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Report_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Report_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Report_reporterId_fkey" FOREIGN KEY ("reporterId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Reporting twice is reporting once.
CREATE UNIQUE INDEX "Report_messageId_reporterId_key" ON "Report" ("messageId", "reporterId");
CREATE INDEX "Report_roomId_createdAt_idx" ON "Report" ("roomId", "createdAt");
CREATE INDEX "Report_reporterId_idx" ON "Report" ("reporterId");

-- Says what was done about a message: for all open reports of it at once or, with p_outcome null, that they are open again.
-- Returns the reports that changed. Who may is asked under the room's lock, so that nobody acts who no longer may.
CREATE FUNCTION report_handle(p_room uuid, p_report uuid, p_actor uuid, p_outcome text, p_least integer,
    OUT outcome text, OUT reporters uuid[], OUT message uuid)
LANGUAGE plpgsql
AS $$
DECLARE
    actor_role smallint;
BEGIN
    PERFORM 1 FROM "Room" r WHERE r.id = p_room FOR NO KEY UPDATE;
    SELECT m.role INTO actor_role FROM "RoomMembership" m WHERE m."roomId" = p_room AND m."userId" = p_actor;
    IF coalesce(actor_role, -1) < p_least THEN outcome := 'forbidden'; RETURN; END IF;
    SELECT k."messageId" INTO message FROM "Report" k WHERE k.id = p_report AND k."roomId" = p_room;
    IF NOT FOUND THEN outcome := 'no_report'; RETURN; END IF;
    WITH handled AS (
        UPDATE "Report" k SET outcome = p_outcome,
            "handledById" = CASE WHEN p_outcome IS NULL THEN NULL ELSE p_actor END,
            "handledAt" = CASE WHEN p_outcome IS NULL THEN NULL ELSE clock_timestamp() END
        WHERE k."messageId" = message AND k.outcome IS DISTINCT FROM p_outcome
          AND (k.outcome IS NULL OR p_outcome IS NULL OR k.id = p_report)
        RETURNING k."reporterId"
    )
    SELECT coalesce(array_agg(h."reporterId"), '{}') INTO reporters FROM handled h;
    IF cardinality(reporters) = 0 THEN outcome := 'unchanged'; RETURN; END IF;
    PERFORM audit_add(p_actor, CASE WHEN p_outcome IS NULL THEN 'report.reopened' ELSE 'report.handled' END, p_room, NULL,
        message, NULL, NULL, jsonb_build_object('outcome', p_outcome));
    outcome := 'changed';
END
$$;
