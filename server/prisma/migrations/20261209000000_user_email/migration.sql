-- The address of an account: there is a row only when its person has shown that the address is theirs.
CREATE TABLE "UserEmail" (
    "userId" UUID NOT NULL,
    -- As it was written, for sending.
    "address" VARCHAR(254) NOT NULL,
    -- By which it is found: see auth/mail/address.ts
    "key" VARCHAR(254) NOT NULL,
    "verifiedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    -- In which mails that nobody has asked for are written.
    "language" VARCHAR(2) NOT NULL DEFAULT 'en',

    CONSTRAINT "UserEmail_pkey" PRIMARY KEY ("userId"),
    CONSTRAINT "UserEmail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "UserEmail_key_key" ON "UserEmail"("key");
