import { z } from 'zod';

import { kinds } from '../../fields/index.ts';
import { Problem } from '../../lib/problem.ts';
import { jsonText, statement, type Operational } from '../../store/operational/index.ts';
import type { Edit } from './contract.ts';

const time = z.date().transform((date) => date.toISOString());
const editRow = z.object({
  id: z.string(),
  workspace: z.string(),
  kind: z.enum(kinds),
  rule: z.unknown(),
  ids: z.array(z.string()).nullable(),
  changes: z.record(z.string(), z.unknown()),
  job: z.string().nullable(),
  batch: z.coerce.number().nullable(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'undone']),
  edited: z.coerce.number().nullable(),
  created_by: z.string(),
  author: z.string(),
  created_at: time,
  finished_at: time.nullable(),
});
/** An edit of many profiles as it is kept. */
export type StoredEdit = z.output<typeof editRow>;

// A job may end without a word to its edit: cancelled while it waits, or failed for good.
const columns = `e.id, e.workspace, e.kind, e.rule, e.ids, e.changes, e.job, e.batch, e.edited, e.created_by, e.author, e.created_at, e.finished_at,
  CASE WHEN e.state IN ('queued', 'running') AND j.state IN ('failed', 'cancelled') THEN 'failed' ELSE e.state END AS state`;
const from = 'FROM bulk_edits AS e LEFT JOIN jobs AS j ON j.id = e.job';
const none = z.object({});
const statements = {
  create: statement({
    name: 'edits.create',
    sql: `INSERT INTO bulk_edits (id, workspace, kind, rule, ids, changes, state, created_by, author, created_at)
      VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, 'queued', $7, $8, $9)`,
    row: none,
  }),
  setJob: statement({
    name: 'edits.set-job',
    sql: 'UPDATE bulk_edits SET job = $2 WHERE id = $1',
    row: none,
  }),
  setBatch: statement({
    name: 'edits.set-batch',
    sql: 'UPDATE bulk_edits SET batch = $2, edited = $3 WHERE id = $1',
    row: none,
  }),
  setState: statement({
    name: 'edits.set-state',
    sql: 'UPDATE bulk_edits SET state = $2, edited = coalesce($3, edited), finished_at = $4 WHERE id = $1',
    row: none,
  }),
  get: statement({
    name: 'edits.get',
    sql: `SELECT ${columns} ${from} WHERE e.workspace = $1 AND e.id = $2`,
    row: editRow,
  }),
  list: statement({
    name: 'edits.list',
    sql: `SELECT ${columns} ${from} WHERE e.workspace = $1 AND ($2::text IS NULL OR e.id < $2) ORDER BY e.id DESC LIMIT $3`,
    row: editRow,
  }),
};

export type EditStore = ReturnType<typeof openEditStore>;

/** The edits of many profiles of all workspaces, as they are kept. */
export function openEditStore(operational: Operational, clock: () => Date) {
  return {
    async create(
      edit: Pick<StoredEdit, 'id' | 'workspace' | 'kind' | 'rule' | 'ids' | 'changes'>,
      by: { readonly id: string; readonly name: string },
    ): Promise<void> {
      const { id, workspace, kind, rule, ids, changes } = edit;
      const said = [jsonText(rule), jsonText(ids), jsonText(changes)];
      await operational.run(statements.create, [id, workspace, kind, ...said, by.id, by.name, clock()]);
    },
    async setJob(id: string, job: string): Promise<void> {
      await operational.run(statements.setJob, [id, job]);
    },
    /** The batch that an edit is made by, and how many profiles it is about once that is known. */
    async setBatch(id: string, batch: number, edited: number | null): Promise<void> {
      await operational.run(statements.setBatch, [id, batch, edited]);
    },
    async setState(id: string, state: StoredEdit['state'], edited: number | null = null): Promise<void> {
      const ended = state === 'queued' || state === 'running' ? null : clock();
      await operational.run(statements.setState, [id, state, edited, ended]);
    },
    /** Problem: `edits.not-found`. */
    async get(workspace: string, id: string): Promise<StoredEdit> {
      const row = await operational.row(statements.get, [workspace, id]);
      if (row !== undefined) return row;
      throw new Problem(
        'edits.not-found',
        {
          en: 'There is no edit "{id}" here. Look at the list of edits.',
          zh: '此处没有批量修改“{id}”。请查看批量修改列表。',
        },
        { id },
      );
    },
    list: (workspace: string, page: { after?: string | undefined; limit: number }) =>
      operational.rows(statements.list, [workspace, page.after ?? null, page.limit + 1]),
  };
}

/** An edit as callers see it. */
export function presentEdit(row: StoredEdit): Edit {
  return {
    edit: row.id,
    kind: row.kind,
    rule: row.rule,
    ids: row.ids?.length ?? null,
    set: row.changes,
    state: row.state,
    job: row.job,
    edited: row.edited,
    createdBy: { id: row.created_by, name: row.author },
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
