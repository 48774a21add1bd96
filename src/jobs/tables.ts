import { z } from 'zod';
import { statement } from '../store/operational/index.ts';
import { jobRow } from './job.ts';

const columns = `
  id, workspace, kind, state, progress, note, input, result, error, attempts, created_by, created_at, started_at, finished_at`;

export const insertJob = statement({
  name: 'insertJob',
  sql: `
    INSERT INTO jobs (id, workspace, kind, lane, input, created_by, created_at, run_after, state)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 'queued')
    RETURNING ${columns}`,
  row: jobRow,
});

export const getRow = statement({
  name: 'getJob',
  sql: `SELECT ${columns} FROM jobs WHERE id = $1`,
  row: jobRow,
});

export const listRows = statement({
  name: 'listJobs',
  sql: `
    SELECT ${columns}
    FROM jobs
    WHERE workspace = $1
      AND ($2::text IS NULL OR id < $2)
      AND ($3::text IS NULL OR kind = $3)
      AND ($4::text IS NULL OR state = $4)
    ORDER BY id DESC
    LIMIT $5`,
  row: jobRow,
});

/** Takes the oldest waiting job whose lane is free; a lane taken by another server in the same moment is a unique violation. */
export const claimJob = statement({
  name: 'claimJob',
  sql: `
    UPDATE jobs
    SET state = 'running', worker = $1, server = $4, attempts = attempts + 1, heartbeat_at = $2, started_at = coalesce(started_at, $2)
    WHERE id = (
      SELECT id
      FROM jobs AS waiting
      WHERE state = 'queued'
        AND run_after <= $2
        AND kind = ANY ($3::text[])
        AND NOT EXISTS (
          SELECT FROM jobs AS busy
          WHERE busy.state = 'running' AND busy.workspace = waiting.workspace AND busy.lane = waiting.lane
        )
        -- Another server may be about to take the one before, and has locked it.
        AND NOT EXISTS (
          SELECT FROM jobs AS earlier
          WHERE earlier.state = 'queued' AND earlier.workspace = waiting.workspace AND earlier.lane = waiting.lane
            AND earlier.run_after <= $2 AND earlier.kind = ANY ($3::text[])
            AND (earlier.run_after, earlier.id) < (waiting.run_after, waiting.id)
        )
      ORDER BY run_after, id
      LIMIT 1
      FOR UPDATE SKIP LOCKED
    )
    RETURNING ${columns}`,
  row: jobRow,
});

/** Says that the worker lives, and how far it is; answers no row when the job is no longer its own. */
export const beatJob = statement({
  name: 'beatJob',
  sql: `
    UPDATE jobs
    SET heartbeat_at = $3, progress = $4, note = $5
    WHERE id = $1 AND worker = $2 AND state = 'running'
    RETURNING cancelling`,
  row: z.object({ cancelling: z.boolean() }),
});

export const finishJob = statement({
  name: 'finishJob',
  sql: `
    UPDATE jobs
    SET state = $3, result = $4, error = $5, progress = $6, note = $7, finished_at = $8, worker = NULL, heartbeat_at = NULL
    WHERE id = $1 AND worker = $2 AND state = 'running'`,
  row: z.unknown(),
});

export const retryJob = statement({
  name: 'retryJob',
  sql: `
    UPDATE jobs
    SET state = 'queued', run_after = $3, note = $4, worker = NULL, heartbeat_at = NULL
    WHERE id = $1 AND worker = $2 AND state = 'running'`,
  row: z.unknown(),
});

/** Gives a job back that its server had to leave: that was no failure of the job, so it is no attempt. */
export const releaseJob = statement({
  name: 'releaseJob',
  sql: `
    UPDATE jobs
    SET state = CASE WHEN cancelling THEN 'cancelled' ELSE 'queued' END,
        finished_at = CASE WHEN cancelling THEN $3::timestamptz END,
        attempts = greatest(attempts - 1, 0), worker = NULL, heartbeat_at = NULL
    WHERE id = $1 AND worker = $2 AND state = 'running'`,
  row: z.unknown(),
});

/** Jobs at work, but for $2, that have given no sign of life since $1, and who was at them. */
export const listSilent = statement({
  name: 'listSilentJobs',
  sql: `SELECT id, server FROM jobs WHERE state = 'running' AND heartbeat_at <= $1 AND NOT (id = ANY ($2::text[]))`,
  row: z.object({ id: z.string(), server: z.string().nullable() }),
});

/** Takes back jobs of $5 that have still given no sign of life since $1; one that has taken its server down too often fails. */
export const recoverJobs = statement({
  name: 'recoverJobs',
  sql: `
    UPDATE jobs
    SET state = CASE WHEN cancelling THEN 'cancelled' WHEN interruptions >= $2 THEN 'failed' ELSE 'queued' END,
        error = CASE WHEN NOT cancelling AND interruptions >= $2 THEN $3::jsonb END,
        finished_at = CASE WHEN cancelling OR interruptions >= $2 THEN $4::timestamptz END,
        interruptions = interruptions + 1, attempts = greatest(attempts - 1, 0), worker = NULL, heartbeat_at = NULL
    WHERE state = 'running' AND heartbeat_at <= $1 AND id = ANY ($5::text[])
    RETURNING id, kind, workspace, state, progress, attempts`,
  row: z.object({
    id: z.string(),
    kind: z.string(),
    workspace: z.string(),
    state: z.string(),
    progress: z.number(),
    attempts: z.number(),
  }),
});

export const requestCancel = statement({
  name: 'requestCancel',
  sql: `
    UPDATE jobs
    SET cancelling = true,
        state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
        finished_at = CASE WHEN state = 'queued' THEN $3::timestamptz ELSE finished_at END
    WHERE id = $1 AND workspace = $2 AND state IN ('queued', 'running')`,
  row: z.unknown(),
});

/** Enters a schedule; one that is known keeps its next time. */
export const enterSchedule = statement({
  name: 'enterSchedule',
  sql: `INSERT INTO schedules (name, next_at) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING`,
  row: z.unknown(),
});

/** Takes the turn of a schedule that is due; of several servers one gets a row. */
export const takeTurn = statement({
  name: 'takeTurn',
  sql: `UPDATE schedules SET next_at = $3 WHERE name = $1 AND next_at <= $2 RETURNING name`,
  row: z.object({ name: z.string() }),
});

export const findUnfinished = statement({
  name: 'findUnfinished',
  sql: `SELECT id FROM jobs WHERE created_by = $1 AND state IN ('queued', 'running') LIMIT 1`,
  row: z.object({ id: z.string() }),
});
