-- How often somebody who was away is told by mail of what they have missed: 'never', 'hourly' or 'daily'. See server/src/digests.
ALTER TABLE "NoticePerson" ADD COLUMN "mailDigest" VARCHAR(8) NOT NULL DEFAULT 'daily';

-- The last of these mails to an address: its id, when it was begun, and up to when alerts were looked through for it.
ALTER TABLE "UserEmail" ADD COLUMN "digestId" UUID,
    ADD COLUMN "digestAt" TIMESTAMPTZ(3),
    ADD COLUMN "digestTo" TIMESTAMPTZ(3);
