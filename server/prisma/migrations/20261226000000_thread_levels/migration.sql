-- Of what in a thread somebody wants to be told: 'all', 'mentions' or 'none'. Null: of all replies, where the room tells of
-- threads. Only who follows a thread has a level; it goes when they follow it no longer.
ALTER TABLE "ThreadFollow" ADD COLUMN "level" VARCHAR(8);
