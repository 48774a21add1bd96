import { z } from 'zod';

import { Problem } from '../lib/problem.ts';
import { jsonText, statement, type Operational } from '../store/operational/index.ts';
import { importResult, type ImportResult } from './contract.ts';

const fileSchema = z.object({ upload: z.string(), name: z.string() });

const importRow = z.object({
  id: z.string(),
  workspace: z.string(),
  source: z.string(),
  kind: z.string(),
  dry_run: z.boolean(),
  files: z.array(fileSchema),
  job: z.string().nullable(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'undone']),
  result: importResult.nullable(),
  created_at: z.date(),
  finished_at: z.date().nullable(),
});
export type StoredImport = z.infer<typeof importRow>;

const columns = 'id, workspace, source, kind, dry_run, files, job, state, result, created_at, finished_at';
const none = z.object({});
const statements = {
  create: statement({
    name: 'imports.create',
    sql: `INSERT INTO imports (id, workspace, source, kind, dry_run, files, state, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6::jsonb, 'queued', $7, $8)`,
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
    sql: `SELECT ${columns} FROM imports WHERE workspace = $1 AND id = $2`,
    row: importRow,
  }),
  list: statement({
    name: 'imports.list',
    sql: `SELECT ${columns} FROM imports WHERE workspace = $1 AND ($2::text IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    row: importRow,
  }),
};

export interface NewImport {
  readonly id: string;
  readonly workspace: string;
  readonly source: string;
  readonly kind: string;
  readonly dryRun: boolean;
  readonly files: readonly z.infer<typeof fileSchema>[];
  readonly createdBy: string;
}

/** The imports of all workspaces, as they are kept. */
export function openImportStore(operational: Operational, clock: () => Date) {
  return {
    async create(value: NewImport): Promise<void> {
      const { id, workspace, source, kind, dryRun, files, createdBy } = value;
      await operational.run(statements.create, [
        id,
        workspace,
        source,
        kind,
        dryRun,
        jsonText(files),
        createdBy,
        clock(),
      ]);
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
    list: (workspace: string, page: { after?: string | undefined; limit: number }) =>
      operational.rows(statements.list, [workspace, page.after ?? null, page.limit + 1]),
  };
}
