-- How an import was asked for, so that it can be asked for again, and whose rejected rows it takes in again.
ALTER TABLE imports ADD COLUMN settings jsonb;
ALTER TABLE imports ADD COLUMN mends text;
CREATE INDEX imports_source_idx ON imports (workspace, source, id);

-- Rejected rows that were mended and sent again, by their place in the batch's file of rejected rows.
CREATE TABLE mended_rows (
  workspace text NOT NULL REFERENCES workspaces (id),
  import text NOT NULL,
  batch bigint NOT NULL,
  place bigint NOT NULL,
  mended_by text NOT NULL,
  PRIMARY KEY (workspace, import, batch, place)
);
