import { z } from 'zod';

import { statement } from '../store/operational/index.ts';
import { runStates, skippedSchema } from './contract.ts';
import { causeSchema } from './tables.ts';

const none = z.unknown();
const mark = z.record(z.string(), z.string()).nullable();

const runRow = z.object({
  id: z.string(),
  state: z.enum(runStates),
  bytes: z.coerce.number(),
  files: z.number(),
  skipped: z.array(skippedSchema),
  error: causeSchema.nullable(),
  import: z.string().nullable(),
  mark,
  started_at: z.date(),
  finished_at: z.date().nullable(),
});
const columns = 'id, state, bytes, files, skipped, error, import, mark, started_at, finished_at';

export const listRunRows = statement({
  name: 'connectors.runs',
  sql: `SELECT ${columns} FROM connector_runs
    WHERE workspace = $1 AND connector = $2 AND ($3::text IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
  row: runRow,
});

/** The last that brought something by the settings as they are now. */
export const findLastRun = statement({
  name: 'connectors.runs.last',
  sql: `SELECT ${columns} FROM connector_runs WHERE connector = $1 AND state = 'done'
      AND started_at > (SELECT updated_at FROM connectors WHERE id = $1) ORDER BY id DESC LIMIT 1`,
  row: runRow,
});

export const insertRun = statement({
  name: 'connectors.runs.create',
  sql: `INSERT INTO connector_runs (id, workspace, connector, state, started_by, started_at) VALUES ($1, $2, $3, 'running', $4, $5)`,
  row: none,
});

/** What a dead process left. */
export const endRuns = statement({
  name: 'connectors.runs.end',
  sql: `UPDATE connector_runs SET state = 'failed', error = $2, finished_at = $3 WHERE connector = $1 AND state = 'running'`,
  row: none,
});

export const finishRun = statement({
  name: 'connectors.runs.finish',
  sql: `UPDATE connector_runs SET state = $2, bytes = $3, files = $4, skipped = $5, error = $6, import = $7, mark = $8, finished_at = $9 WHERE id = $1`,
  row: none,
});

export const keepMark = statement({
  name: 'connectors.mark',
  sql: 'UPDATE connectors SET mark = $2 WHERE id = $1',
  row: none,
});

/** A mark that is kept is not needed twice, and may be long. */
export const dropMarks = statement({
  name: 'connectors.runs.marks',
  sql: 'UPDATE connector_runs SET mark = NULL WHERE connector = $1 AND mark IS NOT NULL',
  row: none,
});

/** What was fetched once is fetched again. */
export const forgetMark = statement({
  name: 'connectors.forget',
  sql: 'UPDATE connectors SET mark = NULL, updated_at = $3 WHERE workspace = $1 AND id = $2',
  row: none,
});

export const waitUntil = statement({
  name: 'connectors.wait',
  sql: 'UPDATE connectors SET next_at = $2 WHERE id = $1',
  row: none,
});

export const takeDue = statement({
  name: 'connectors.due',
  sql: 'UPDATE connectors SET next_at = $2 WHERE is_on AND next_at <= $1 RETURNING id, workspace',
  row: z.object({ id: z.string(), workspace: z.string() }),
});
