-- By whose id an order came: what tells that a purchase belongs to another customer by now (src/insights/follow.ts). 0 until values
-- are computed anew.
ALTER TABLE {db}.purchases {on_cluster} ADD COLUMN IF NOT EXISTS entity UInt32;
