-- What the server keeps about somebody, as one file: at most one for each person. See server/src/exports, ADR 45.
CREATE TABLE "PersonalExport" (
    "userId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "language" VARCHAR(2) NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- Of the bytes in the store, from when they begin to be written.
    "key" VARCHAR(64),
    "size" BIGINT,
    "readyAt" TIMESTAMPTZ(3),
    "toldAt" TIMESTAMPTZ(3),
    "seenAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "failed" VARCHAR(32),

    CONSTRAINT "PersonalExport_pkey" PRIMARY KEY ("userId"),
    CONSTRAINT "PersonalExport_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "PersonalExport_id_key" ON "PersonalExport" ("id");

-- Bytes of exports that are no more, until somebody has removed them from the store.
CREATE TABLE "GoneExport" (
    "key" VARCHAR(64) NOT NULL,

    CONSTRAINT "GoneExport_pkey" PRIMARY KEY ("key")
);

-- However an export goes, by its end, by another try or with its account: its bytes go, too.
CREATE FUNCTION export_note_gone() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO "GoneExport" (key) VALUES (OLD.key) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER "PersonalExport_goes" AFTER DELETE ON "PersonalExport"
    FOR EACH ROW WHEN (OLD.key IS NOT NULL) EXECUTE FUNCTION export_note_gone();
CREATE TRIGGER "PersonalExport_changes" AFTER UPDATE OF "key" ON "PersonalExport"
    FOR EACH ROW WHEN (OLD.key IS NOT NULL AND OLD.key IS DISTINCT FROM NEW.key) EXECUTE FUNCTION export_note_gone();
CREATE TRIGGER "PersonalExport_userId_lives" BEFORE INSERT ON "PersonalExport"
    FOR EACH ROW EXECUTE FUNCTION account_must_live('userId');

-- As before, and the export. What was before goes on under its other name, whatever other migrations have added to it.
ALTER FUNCTION account_wipe(uuid) RENAME TO account_wipe_but_export;
CREATE FUNCTION account_wipe(p_user uuid) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM account_wipe_but_export(p_user);
    DELETE FROM "PersonalExport" e WHERE e."userId" = p_user;
END
$$;
