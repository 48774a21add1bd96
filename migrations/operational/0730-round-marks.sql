-- Up to which events, notes or texts a round of a workspace has come (src/insights/rounds.ts), by which version of the work, and
-- when it was last done. One table for what were two.
CREATE TABLE round_marks (
  workspace text NOT NULL REFERENCES workspaces (id),
  round text NOT NULL,
  received timestamptz NOT NULL,
  version integer NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace, round)
);

INSERT INTO round_marks (workspace, round, received, version, at)
SELECT workspace, 'texts', received, version, read_at FROM opinion_marks;

INSERT INTO round_marks (workspace, round, received, version, at)
SELECT workspace, 'interests', received, 0, received FROM interest_marks;

DROP TABLE opinion_marks;

DROP TABLE interest_marks;
