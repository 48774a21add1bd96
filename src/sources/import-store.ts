import { z } from 'zod';

import { Problem } from '../lib/problem.ts';
import { jsonText, statement, type Operational } from '../store/operational/index.ts';
import {
  importResult,
  importSettings,
  importStates,
  type ImportResult,
  type ImportSettings,
  type listImports,
} from './contract.ts';
import type { Parsed } from '../lib/endpoint.ts';

const fileSchema = z.object({ upload: z.string(), name: z.string() });

const importRow = z.object({
  id: z.string(),
  workspace: z.string(),
  source: z.string(),
  kind: z.string(),
  dry_run: z.boolean(),
  files: z.array(fileSchema),
  job: z.string().nullable(),
  state: z.enum(importStates),
  result: importResult.nullable(),
  /** Null for imports from before settings were kept. */
  settings: importSettings.nullable(),
  mends: z.string().nullable(),
  mended: z.coerce.number(),
  created_at: z.date(),
  finished_at: z.date().nullable(),
});
export type StoredImport = z.infer<typeof importRow>;

/** A job may fail without a word to its import, and a try may fail that is not the job's last. */
const state = `CASE WHEN i.state IN ('done', 'undone') OR j.id IS NULL THEN i.state
  WHEN j.state IN ('failed', 'cancelled') THEN 'failed'
  WHEN i.state = 'failed' AND j.kind = 'import' AND j.state <> 'done' THEN 'running'
  ELSE i.state END`;
const columns = `i.id, i.workspace, i.source, i.kind, i.dry_run, i.files, i.job, ${state} AS state, i.result, i.settings, i.mends,
  (SELECT count(*) FROM mended_rows AS m JOIN imports AS by ON by.id = m.mended_by
    WHERE m.workspace = i.workspace AND m.import = i.id AND by.state NOT IN ('failed', 'undone')) AS mended,
  i.created_at, i.finished_at`;
const from = 'FROM imports AS i LEFT JOIN jobs AS j ON j.id = i.job';
const none = z.object({});
const statements = {
  create: statement({
    name: 'imports.create',
    sql: `INSERT INTO imports (id, workspace, source, kind, dry_run, files, state, settings, mends, created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, $6::jsonb, 'queued', $7::jsonb, $8, $9, $10)`,
    row: none,
  }),
  setJob: statement({ name: 'imports.set-job', sql: 'UPDATE imports SET job = $2 WHERE id = $1', row: none }),
  setState: statement({
    name: 'imports.set-state',
    sql: 'UPDATE imports SET state = $2, kind = coalesce($3, kind), result = coalesce($4::jsonb, result), finished_at = $5 WHERE id = $1',
    row: none,
  }),
  get: statement({
    name: 'imports.get',
    sql: `SELECT ${columns} ${from} WHERE i.workspace = $1 AND i.id = $2`,
    row: importRow,
  }),
  list: statement({
    name: 'imports.list',
    sql: `SELECT ${columns} ${from}
    WHERE i.workspace = $1 AND ($2::text IS NULL OR i.id < $2) AND ($3::text IS NULL OR i.source = $3)
      AND ($4::text IS NULL OR ${state} = $4) AND ($5::boolean IS NULL OR i.dry_run = $5)
      AND ($6::text IS NULL OR strpos(lower(i.source), lower($6)) > 0
        OR EXISTS (SELECT FROM jsonb_array_elements(i.files) AS f WHERE strpos(lower(f->>'name'), lower($6)) > 0))
    ORDER BY i.id DESC LIMIT $7`,
    row: importRow,
  }),
  sums: statement({
    name: 'imports.sums',
    sql: `SELECT source, count(*) AS imports, coalesce(sum((result->>'rejected')::bigint), 0) AS rejected, max(created_at) AS last
    FROM imports WHERE workspace = $1 AND NOT dry_run AND state = 'done' GROUP BY source`,
    row: z.object({
      source: z.string(),
      imports: z.coerce.number(),
      rejected: z.coerce.number(),
      last: z.date(),
    }),
  }),
};

export interface NewImport {
  readonly id: string;
  readonly workspace: string;
  readonly source: string;
  readonly kind: string;
  readonly dryRun: boolean;
  readonly files: readonly z.infer<typeof fileSchema>[];
  readonly settings: ImportSettings;
  /** The import whose rejected rows this one takes in again. */
  readonly mends: string | null;
  readonly createdBy: string;
}

function listValues(value: NewImport) {
  const { id, workspace, source, kind, dryRun, files, settings, mends, createdBy } = value;
  const texts = [jsonText(files), jsonText(settings)] as const;
  return [id, workspace, source, kind, dryRun, ...texts, mends, createdBy] as const;
}

/** The imports of all workspaces, as they are kept. */
export function openImportStore(operational: Operational, clock: () => Date) {
  return {
    async create(value: NewImport): Promise<void> {
      await operational.run(statements.create, [...listValues(value), clock()]);
    },
    async setJob(id: string, job: string): Promise<void> {
      await operational.run(statements.setJob, [id, job]);
    },
    async setState(
      id: string,
      state: StoredImport['state'],
      more: { kind?: string; result?: ImportResult } = {},
    ): Promise<void> {
      const ended = state === 'queued' || state === 'running' ? null : clock();
      await operational.run(statements.setState, [
        id,
        state,
        more.kind ?? null,
        more.result === undefined ? null : jsonText(more.result),
        ended,
      ]);
    },
    /** Problem: `imports.not-found`. */
    async get(workspace: string, id: string): Promise<StoredImport> {
      const row = await operational.row(statements.get, [workspace, id]);
      if (row !== undefined) return row;
      throw new Problem(
        'imports.not-found',
        {
          en: 'There is no import "{id}" here. Look at the list of imports.',
          zh: '此处没有导入“{id}”。请查看导入列表。',
        },
        { id },
      );
    },
    /** What each source's imports, that were not taken back, come to. */
    async sumBySource(workspace: string) {
      const rows = await operational.rows(statements.sums, [workspace]);
      return new Map(rows.map(({ source, ...sum }) => [source, sum]));
    },
    /** One more than the page holds, where there are more. */
    list: (workspace: string, { after, source, state, dryRun, search, limit }: Parsed<typeof listImports>) =>
      operational.rows(statements.list, [
        workspace,
        after ?? null,
        source ?? null,
        state ?? null,
        dryRun ?? null,
        search === undefined || search === '' ? null : search,
        limit + 1,
      ]),
  };
}
