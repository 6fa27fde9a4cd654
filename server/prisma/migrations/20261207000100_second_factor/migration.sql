-- Second factors: authenticator apps and recovery codes; see server/src/auth/second-factor.

-- What somebody has begun to prove. Taken once, by DELETE … RETURNING; after a crash it is begun anew.
CREATE UNLOGGED TABLE "Challenge" (
    "id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "data" JSONB NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Challenge_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Challenge_expiresAt_idx" ON "Challenge" ("expiresAt");

CREATE TABLE "Totp" (
    "userId" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    -- The step of the last code that was taken: no code counts twice.
    "lastStep" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- NULL: nothing has come back of it yet, and it is not asked for.
    "confirmedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Totp_pkey" PRIMARY KEY ("userId"),
    CONSTRAINT "Totp_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Those that are not used yet.
CREATE TABLE "RecoveryCode" (
    "userId" UUID NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("userId", "hash"),
    CONSTRAINT "RecoveryCode_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
