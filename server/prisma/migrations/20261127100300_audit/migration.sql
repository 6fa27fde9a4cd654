-- What people did with a right that others do not have: who, to whom, why, and what was so before. Written in the
-- transaction that does it, so nothing privileged happens without its entry. Entries are chained: each holds the hash of
-- the one before, so one that was changed, taken out or put in afterwards is found (server/src/audit/audit-chain.ts).
CREATE TABLE "AuditEntry" (
    -- 1, 2, 3 … without a hole.
    "id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    -- Null: the server by itself. No foreign keys: an entry outlives what it speaks of.
    "actorId" UUID,
    "action" VARCHAR(32) NOT NULL,
    "roomId" UUID,
    -- The person it was done to.
    "personId" UUID,
    -- The message, the invitation, the report … it was done to.
    "targetId" UUID,
    "reason" VARCHAR(400),
    "before" JSONB,
    "after" JSONB,
    "previousHash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "AuditEntry_roomId_id_idx" ON "AuditEntry" ("roomId", "id");
CREATE INDEX "AuditEntry_actorId_id_idx" ON "AuditEntry" ("actorId", "id");
CREATE INDEX "AuditEntry_personId_id_idx" ON "AuditEntry" ("personId", "id");

-- The end of the chain: one row, whose lock gives the entries their order.
CREATE TABLE "AuditHead" (
    "id" SMALLINT NOT NULL,
    "lastId" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("id")
);
INSERT INTO "AuditHead" VALUES (1, 0, decode(repeat('00', 32), 'hex'));

-- Adds an entry. Called last in a transaction: the lock is held until commit. What is hashed is the previous hash and the
-- text of one JSON array, which audit-chain.ts puts together once more.
CREATE FUNCTION audit_add(p_actor uuid, p_action text, p_room uuid, p_person uuid, p_target uuid, p_reason text,
    p_before jsonb, p_after jsonb) RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
    head "AuditHead"%ROWTYPE;
    entry_id bigint;
    entry_at timestamptz(3) := date_trunc('milliseconds', clock_timestamp());
    entry_hash bytea;
BEGIN
    SELECT * INTO head FROM "AuditHead" h WHERE h.id = 1 FOR UPDATE;
    entry_id := head."lastId" + 1;
    entry_hash := sha256(head.hash || convert_to(jsonb_build_array(
        entry_id, to_char(entry_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), p_actor, p_action, p_room,
        p_person, p_target, p_reason, p_before, p_after)::text, 'UTF8'));
    INSERT INTO "AuditEntry" VALUES (entry_id, entry_at, p_actor, p_action, p_room, p_person, p_target, p_reason,
        p_before, p_after, head.hash, entry_hash);
    UPDATE "AuditHead" h SET "lastId" = entry_id, hash = entry_hash WHERE h.id = 1;
    RETURN entry_id;
END
$$;

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only ever added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "AuditEntry_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEntry"
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
