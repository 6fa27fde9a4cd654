-- Where the files of the database lie, as far as they tell: a copy of them is another life of it (see EpochRepository).
ALTER TABLE "DatabaseEpoch" ADD COLUMN place VARCHAR(64);
