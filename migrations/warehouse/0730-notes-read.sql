-- Notes, calls and visits that people wrote down are read as texts too: `item` is the thing itself, which hangs on records of a kind
-- (`anchors`, the lowest first) and has no entity; `words` is a hash of the text as it was read. The text stays where it is written.
ALTER TABLE {db}.opinions {on_cluster} ADD COLUMN IF NOT EXISTS item String, ADD COLUMN IF NOT EXISTS kind LowCardinality(String), ADD COLUMN IF NOT EXISTS anchors Array(UInt32), ADD COLUMN IF NOT EXISTS words String;
