import { z } from 'zod';

import type { Output } from '../../lib/endpoint.ts';
import { statement, type Operational } from '../../store/operational/index.ts';
import type { getWork } from './contract.ts';

const time = z.date().transform((date) => date.toISOString());
const number = z.coerce.number();
const error = z
  .object({ code: z.string(), text: z.object({ en: z.string(), zh: z.string() }) })
  .transform(({ code, text }) => ({ code, en: text.en, zh: text.zh }))
  .nullable();

const weekRow = statement({
  name: 'overview.week',
  sql: `SELECT
    (SELECT count(*) FROM imports WHERE workspace = $1 AND NOT dry_run AND state = 'done' AND created_at >= $2) AS imports,
    (SELECT coalesce(sum((result->>'accepted')::bigint), 0) FROM imports
      WHERE workspace = $1 AND NOT dry_run AND state = 'done' AND created_at >= $2) AS rows,
    (SELECT count(*) FROM audit_trail WHERE workspace = $1 AND at >= $2 AND action IN ('updateProfile', 'createEdit')) AS edits,
    (SELECT count(*) FROM views WHERE workspace = $1 AND created_at >= $2) AS views,
    (SELECT count(*) FROM exports WHERE workspace = $1 AND created_at >= $2) AS exports`,
  row: z.object({ imports: number, rows: number, edits: number, views: number, exports: number }),
});

/** Imports of which rows were rejected, or which failed, also where their job failed without a word to them. */
const importRows = statement({
  name: 'overview.imports',
  sql: `SELECT i.id AS import, i.source,
      coalesce((SELECT jsonb_agg(f->>'name') FROM jsonb_array_elements(i.files) AS f), '[]'::jsonb) AS files,
      CASE WHEN i.state = 'done' THEN 'done' ELSE 'failed' END AS state,
      coalesce((i.result->>'rejected')::bigint, 0) AS rejected,
      CASE WHEN i.state = 'done' THEN NULL ELSE j.error END AS error,
      coalesce(i.finished_at, j.finished_at, i.created_at) AS at
    FROM imports AS i LEFT JOIN jobs AS j ON j.id = i.job
    WHERE i.workspace = $1 AND NOT i.dry_run AND i.created_at >= $2
      AND (i.state = 'failed' OR (i.state IN ('queued', 'running') AND j.state = 'failed')
        OR (i.state = 'done' AND (i.result->>'rejected')::bigint > 0))
    ORDER BY i.id DESC LIMIT 20`,
  row: z.object({
    import: z.string(),
    source: z.string(),
    files: z.array(z.string()),
    state: z.enum(['failed', 'done']),
    rejected: number,
    error,
    at: time,
  }),
});

const jobRows = statement({
  name: 'overview.jobs',
  sql: `SELECT id AS job, kind, error, coalesce(finished_at, created_at) AS at FROM jobs
    WHERE workspace = $1 AND state = 'failed' AND kind <> 'import' AND created_at >= $2
    ORDER BY id DESC LIMIT 20`,
  row: z.object({ job: z.string(), kind: z.string(), error, at: time }),
});

const dayMs = 86_400_000;

/** What was done in a workspace within seven days, and what waits there for somebody. */
export async function readWork(
  operational: Operational,
  workspace: string,
  now: Date,
): Promise<Output<typeof getWork>> {
  const since = (days: number) => new Date(now.getTime() - days * dayMs);
  const [week, imports, jobs] = await Promise.all([
    operational.row(weekRow, [workspace, since(7)]),
    operational.rows(importRows, [workspace, since(30)]),
    operational.rows(jobRows, [workspace, since(30)]),
  ]);
  return { week: week ?? { imports: 0, rows: 0, edits: 0, views: 0, exports: 0 }, imports, jobs };
}
