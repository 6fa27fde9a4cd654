-- How somebody has arranged their sidebar: one for all their devices. Written as a whole, over the version one has seen.
CREATE TABLE "Sidebar" (
    "userId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "arrangement" JSONB NOT NULL,

    CONSTRAINT "Sidebar_pkey" PRIMARY KEY ("userId"),
    CONSTRAINT "Sidebar_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
