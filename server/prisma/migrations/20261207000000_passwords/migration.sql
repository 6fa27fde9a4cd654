-- Passwords, where people log in with them; see server/src/auth/passwords.

CREATE TABLE "Password" (
    "userId" UUID NOT NULL,
    -- argon2id; or bcrypt, brought along from elsewhere, until the next login.
    "hash" VARCHAR(255) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Password_pkey" PRIMARY KEY ("userId"),
    CONSTRAINT "Password_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Failed tries of the day, by what was tried. Of names that nobody has as well: the answers are the same.
CREATE TABLE "LoginTries" (
    "key" VARCHAR(64) NOT NULL,
    "failures" INTEGER NOT NULL,
    "failuresOn" DATE NOT NULL,

    CONSTRAINT "LoginTries_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "LoginTries_failuresOn_idx" ON "LoginTries" ("failuresOn");
