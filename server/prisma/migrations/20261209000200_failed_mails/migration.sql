-- Mails that could not be sent, until they are or a week has gone; nothing of what stands in them.
CREATE TABLE "FailedMail" (
    "id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    -- What the mail server answered, or why it could not be asked.
    "reason" VARCHAR(32) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 1,
    -- It is not tried again.
    "isOver" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "FailedMail_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "FailedMail_at_idx" ON "FailedMail"("at");
