import { z } from 'zod';

import { roles } from '../lib/endpoint.ts';
import { statement } from '../store/operational/index.ts';
import { exportRequest } from './contract.ts';

const time = z.date().transform((date) => date.toISOString());
/** What came of an export. */
export const result = z.object({ rows: z.number(), bytes: z.number() });

/** A row of the table of exports. */
export const exportRow = z.object({
  id: z.string(),
  request: exportRequest,
  job: z.string().nullable(),
  state: z.enum(['queued', 'done', 'failed']),
  result: result.nullable(),
  created_by: z.string(),
  role: z.enum(roles),
  created_at: time,
  finished_at: time.nullable(),
});
/** An export as it is stored. */
export type ExportRow = z.output<typeof exportRow>;

const columns = 'id, request, job, state, result, created_by, role, created_at, finished_at';

/** Stores an export that is to be written. */
export const insertRow = statement({
  name: 'createExport',
  sql: `
    INSERT INTO exports (workspace, id, request, state, created_by, role, created_at)
    VALUES ($1, $2, $3, 'queued', $4, $5, $6)`,
  row: z.unknown(),
});

/** Notes the job that writes it. */
export const setJob = statement({
  name: 'setExportJob',
  sql: `UPDATE exports SET job = $3 WHERE workspace = $1 AND id = $2`,
  row: z.unknown(),
});

/** Notes how it ended. */
export const finishRow = statement({
  name: 'finishExport',
  sql: `
    UPDATE exports
    SET state = $3, result = $4, finished_at = $5
    WHERE workspace = $1
      AND id = $2`,
  row: z.unknown(),
});

/** One export. */
export const getRow = statement({
  name: 'getExport',
  sql: `SELECT ${columns} FROM exports WHERE workspace = $1 AND id = $2`,
  row: exportRow,
});

/** The exports of a workspace, newest first. */
export const listRows = statement({
  name: 'listExports',
  sql: `
    SELECT ${columns}
    FROM exports
    WHERE workspace = $1
      AND ($2::text IS NULL OR id < $2)
    ORDER BY id DESC
    LIMIT $3`,
  row: exportRow,
});
