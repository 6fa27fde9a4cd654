-- For how many seconds a message may be edited; null for ever. On its own, so that no migration ever holds two tables that
-- others lock in another order.
ALTER TABLE "Room" ADD COLUMN "editWindowSeconds" INTEGER;
