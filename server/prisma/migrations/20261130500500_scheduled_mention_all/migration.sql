-- Whether whoever schedules a message that speaks to a whole room has said that all are meant: nobody can be asked when it is sent.
ALTER TABLE "Scheduled" ADD COLUMN "mentionAll" BOOLEAN NOT NULL DEFAULT false;
