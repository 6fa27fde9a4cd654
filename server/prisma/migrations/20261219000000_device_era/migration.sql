-- Browsers that have logged an account in before are known for one era of it; see server/src/auth/devices.
ALTER TABLE "User" ADD COLUMN "deviceEra" INTEGER NOT NULL DEFAULT 0;
