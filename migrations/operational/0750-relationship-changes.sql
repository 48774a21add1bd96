-- Relationships that were set or removed and are not yet so in the warehouse, where rules ask for them
-- (src/teamwork/edges.ts). All that there are stand here at first.
CREATE TABLE relationship_changes (
  workspace text NOT NULL REFERENCES workspaces (id),
  item text NOT NULL,
  PRIMARY KEY (workspace, item)
);
INSERT INTO relationship_changes (workspace, item) SELECT workspace, id FROM relationships;
