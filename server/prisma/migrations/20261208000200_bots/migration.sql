-- Accounts of programs, and the tokens by which programs log in; see server/src/bots and server/src/auth/api-tokens.

ALTER TABLE "User" ADD COLUMN "isBot" BOOLEAN NOT NULL DEFAULT false,
    DROP CONSTRAINT "User_guest_name",
    -- A name says who is a guest and who is a program; nobody can ask for a login code for either.
    ADD CONSTRAINT "User_guest_name" CHECK ("isGuest" = ("username" LIKE '%~%' AND "username" NOT LIKE '%~bot')),
    ADD CONSTRAINT "User_bot_name" CHECK ("isBot" = ("username" LIKE '%~bot'));

CREATE TABLE "Bot" (
    "userId" UUID NOT NULL,
    -- Who has made it. It goes when its account goes; without its owner nobody has power over it any more.
    "ownerId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Bot_pkey" PRIMARY KEY ("userId"),
    CONSTRAINT "Bot_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Bot_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Bot_ownerId_idx" ON "Bot" ("ownerId");

-- What makes a session one of a program. Its end, its last use and its being taken back are those of the session.
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "name" VARCHAR(60) NOT NULL,
    -- SHA-256 of the token, which has 238 bits of chance: a copy of this table forges none.
    "hash" BYTEA NOT NULL,
    -- Whether it may say and change anything.
    "isWriting" BOOLEAN NOT NULL,
    "isEndless" BOOLEAN NOT NULL,

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ApiToken_id_fkey" FOREIGN KEY ("id") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken" ("hash");
