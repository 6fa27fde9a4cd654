-- Which process a worker of the job queue belongs to. A process holds an advisory lock under its leaseKey as long as it
-- lives, so a worker whose lock nobody holds is gone, and what it had begun may be begun again at once.
CREATE TABLE "JobWorker" (
    "workerId" VARCHAR(64) NOT NULL,
    "leaseKey" INTEGER NOT NULL,

    CONSTRAINT "JobWorker_pkey" PRIMARY KEY ("workerId")
);
