CREATE TABLE jobs (
  id text PRIMARY KEY,
  workspace text NOT NULL,
  kind text NOT NULL,
  lane text,
  input jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress double precision NOT NULL DEFAULT 0,
  note jsonb,
  result jsonb,
  error jsonb,
  attempts integer NOT NULL DEFAULT 0,
  interruptions integer NOT NULL DEFAULT 0,
  cancelling boolean NOT NULL DEFAULT false,
  worker text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  run_after timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  heartbeat_at timestamptz
);
CREATE INDEX jobs_workspace_idx ON jobs (workspace, id);
CREATE INDEX jobs_waiting_idx ON jobs (run_after) WHERE state = 'queued';
CREATE INDEX jobs_running_idx ON jobs (heartbeat_at) WHERE state = 'running';

-- At most one running job in each lane of a workspace, whatever number of servers compete for it.
CREATE UNIQUE INDEX jobs_lane_idx ON jobs (workspace, lane) WHERE state = 'running';

CREATE TABLE schedules (
  name text PRIMARY KEY,
  next_at timestamptz NOT NULL
);
