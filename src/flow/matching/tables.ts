import { z } from 'zod';

import { kinds, type Kind } from '../../fields/index.ts';
import { jsonText, statement, type Operational } from '../../store/operational/index.ts';
import { openChangeStore } from './change-tables.ts';
import type { MatchRunOutcome, Milestone } from '../../identity/index.ts';

const time = z.date().transform((date) => date.toISOString());
const none = z.unknown();

const runRow = z.object({
  id: z.string(),
  kind: z.enum(kinds),
  number: z.coerce.number().nullable(),
  job: z.string().nullable(),
  join_at: z.number(),
  review_at: z.number(),
  learn: z.boolean(),
  model: z.number().nullable(),
  outcome: z.unknown(),
  created_by: z.string(),
  created_at: time,
  finished_at: time.nullable(),
  milestone: z.unknown(),
  came: z.coerce.number(),
  crowded: z.coerce.number(),
  job_state: z.string().nullable(),
});
export type RunRow = z.output<typeof runRow>;
const runColumns = `id, kind, number, job, join_at, review_at, learn, model, outcome, created_by, created_at, finished_at, milestone, came, crowded,
  (SELECT j.state FROM jobs AS j WHERE j.id = match_runs.job) AS job_state`;

/** How far a scan has come, as it is kept. */
export const milestoneRow = z.object({
  number: z.number(),
  seen: z.number(),
  keys: z.array(z.string()),
  rows: z.number(),
  compared: z.number().nullable(),
  rules: z.array(
    z.object({ rule: z.string(), pairs: z.number(), oversized: z.number(), chosen: z.boolean() }),
  ),
});

/** A milestone with what it belongs to: the run's number, from which batch on something may be missing, what is compared. */
type KeptMilestone = Milestone & Pick<z.output<typeof milestoneRow>, 'number' | 'seen' | 'keys'>;

const statements = {
  createRun: statement({
    name: 'matching.runs.create',
    sql: `INSERT INTO match_runs (workspace, id, kind, join_at, review_at, learn, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    row: none,
  }),
  setJob: statement({
    name: 'matching.runs.job',
    sql: 'UPDATE match_runs SET job = $3 WHERE workspace = $1 AND id = $2',
    row: none,
  }),
  reachRun: statement({
    name: 'matching.runs.reach',
    sql: 'UPDATE match_runs SET milestone = $3::jsonb WHERE workspace = $1 AND id = $2',
    row: none,
  }),
  addNews: statement({
    name: 'matching.runs.news',
    sql: 'UPDATE match_runs SET came = came + $3, crowded = crowded + $4 WHERE workspace = $1 AND id = $2',
    row: none,
  }),
  finishRun: statement({
    name: 'matching.runs.finish',
    sql: 'UPDATE match_runs SET number = $3, outcome = $4::jsonb, finished_at = $5, model = $6, milestone = NULL WHERE workspace = $1 AND id = $2',
    row: none,
  }),
  getRun: statement({
    name: 'matching.runs.get',
    sql: `SELECT ${runColumns} FROM match_runs WHERE workspace = $1 AND id = $2`,
    row: runRow,
  }),
  latestRun: statement({
    name: 'matching.runs.latest',
    sql: `SELECT ${runColumns} FROM match_runs WHERE workspace = $1 AND kind = $2 AND finished_at IS NOT NULL ORDER BY number DESC LIMIT 1`,
    row: runRow,
  }),
  pendingRun: statement({
    name: 'matching.runs.pending',
    sql: `SELECT ${runColumns} FROM match_runs WHERE workspace = $1 AND kind = $2 AND finished_at IS NULL
      AND job IN (SELECT id FROM jobs WHERE state IN ('queued', 'running')) LIMIT 1`,
    row: runRow,
  }),
  listRuns: statement({
    name: 'matching.runs.list',
    sql: `SELECT ${runColumns} FROM match_runs WHERE workspace = $1 AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    row: runRow,
  }),
};

/** What a scan that has ended is told by. */
interface FoundRun {
  readonly number: number;
  readonly model: number;
  readonly outcome: MatchRunOutcome;
}

/** Scans and decisions of a workspace as they are kept. */
export function openMatchStore(operational: Operational, workspace: string, clock: () => Date) {
  return {
    async createRun(run: {
      id: string;
      kind: Kind;
      joinAt: number;
      reviewAt: number;
      learn: boolean;
      by: string;
    }) {
      const values = [workspace, run.id, run.kind, run.joinAt, run.reviewAt, run.learn, run.by, clock()];
      await operational.run(statements.createRun, values);
    },
    setJob: (id: string, job: string) => operational.run(statements.setJob, [workspace, id, job]),
    async finishRun(id: string, { number, model, outcome }: FoundRun) {
      const said = [number, jsonText(outcome), clock(), model];
      await operational.run(statements.finishRun, [workspace, id, ...said]);
    },
    async reach(id: string, milestone: KeptMilestone) {
      await operational.run(statements.reachRun, [workspace, id, jsonText(milestone)]);
    },
    addNews: (id: string, { rows, crowded }: { rows: number; crowded: number }) =>
      operational.run(statements.addNews, [workspace, id, rows, crowded]),
    /** A scan that is still to end. */
    pending: (kind: string) => operational.row(statements.pendingRun, [workspace, kind]),
    run: (id: string) => operational.row(statements.getRun, [workspace, id]),
    latest: (kind: string) => operational.row(statements.latestRun, [workspace, kind]),
    runs: (page: { kind?: string | undefined; after?: string | undefined; limit: number }) =>
      operational.rows(statements.listRuns, [
        workspace,
        page.kind ?? null,
        page.after ?? null,
        page.limit + 1,
      ]),
    ...openChangeStore(operational, workspace, clock),
  };
}
