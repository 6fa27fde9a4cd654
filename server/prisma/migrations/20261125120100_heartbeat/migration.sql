-- One row that every look at the server's health writes. Free space on its page keeps the writes off the index.
CREATE TABLE "Heartbeat" (
    "id" SMALLINT NOT NULL,
    "beatAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Heartbeat_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 50);
