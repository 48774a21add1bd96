-- What was done within some days is counted on every start page.
CREATE INDEX audit_trail_action_idx ON audit_trail (workspace, action, at);
