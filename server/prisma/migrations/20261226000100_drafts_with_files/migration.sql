-- The uploads that go with what is half written, in their order. Without a foreign key: what was sent or forgotten meanwhile
-- is looked for when the draft is read.
ALTER TABLE "Draft" ADD COLUMN "attachments" UUID[] NOT NULL DEFAULT '{}';
