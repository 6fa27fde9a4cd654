-- Passkeys; see server/src/auth/passkeys.
CREATE TABLE "Passkey" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    -- As the authenticator calls it.
    "credentialId" BYTEA NOT NULL,
    -- COSE.
    "publicKey" BYTEA NOT NULL,
    -- Of its signatures; stays 0 for those that do not count.
    "counter" BIGINT NOT NULL,
    "transports" TEXT[] NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    -- May live on several devices, and is kept elsewhere now. The first never changes.
    "isSynced" BOOLEAN NOT NULL,
    "isBackedUp" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Passkey_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Passkey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Passkey_credentialId_key" ON "Passkey" ("credentialId");
CREATE INDEX "Passkey_userId_idx" ON "Passkey" ("userId");
