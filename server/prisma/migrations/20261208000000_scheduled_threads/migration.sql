-- What is sent later can be said in a thread, and in its room too.
ALTER TABLE "Scheduled" ADD COLUMN "threadId" UUID,
    ADD COLUMN "alsoInRoom" BOOLEAN NOT NULL DEFAULT false;
