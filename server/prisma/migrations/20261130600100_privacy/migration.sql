-- What people keep to themselves: up to where they have read, and when they were last there. Who hides it does not see it of
-- others either. Constant defaults: no row is written.
ALTER TABLE "User" ADD COLUMN "hidesReads" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "hidesLastSeen" BOOLEAN NOT NULL DEFAULT false;
