-- What people tell of themselves. A table of its own: who somebody is, is read with every message and handshake, and this is not.
CREATE TABLE "Profile" (
    "userId" UUID NOT NULL,
    "displayName" VARCHAR(200),
    "about" VARCHAR(2000),
    "statusEmoji" VARCHAR(64),
    "statusText" VARCHAR(400),
    "statusUntil" TIMESTAMPTZ(3),
    "timeZone" VARCHAR(64),
    "rev" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Profile_pkey" PRIMARY KEY ("userId"),
    CONSTRAINT "Profile_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- What is left of a handle for whoever reads in a hurry: no display name may look like the handle of somebody else.
-- Made in the same way by `handleLook` of the contract.
CREATE INDEX "User_look_idx" ON "User" (replace(replace(translate("username", '01i-._', 'oll'), 'rn', 'm'), 'vv', 'w'));
