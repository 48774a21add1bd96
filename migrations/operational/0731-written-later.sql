-- What was written or changed since the last reading is looked for every few minutes (src/teamwork/written.ts).
CREATE INDEX notes_updated_idx ON notes (workspace, updated_at);

CREATE INDEX talks_updated_idx ON talks (workspace, updated_at);
