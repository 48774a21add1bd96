import { z } from 'zod';

import { isProblem } from '../lib/problem.ts';
import { jsonText, statement, type Operational } from '../store/operational/index.ts';
import { periodSchema, usualPeriod, type ValuePeriod } from './lifetime/contract.ts';
import { runResult, type InsightStatus, type RunResult } from './contract.ts';

const time = z.date().transform((date) => date.toISOString());
const bilingual = z.object({ en: z.string(), zh: z.string() });

const getRun = statement({
  name: 'insights.run.get',
  sql: `SELECT succeeded_at AS "succeededAt", ms, to_char(as_of, 'YYYY-MM-DD') AS "asOf", result, failed_at AS "failedAt", error
    FROM insight_runs WHERE workspace = $1`,
  row: z.object({
    succeededAt: time.nullable(),
    ms: z.number().nullable(),
    asOf: z.string().nullable(),
    result: runResult.nullable(),
    failedAt: time.nullable(),
    error: bilingual.nullable(),
  }),
});

const putSuccess = statement({
  name: 'insights.run.put',
  sql: `INSERT INTO insight_runs (workspace, succeeded_at, ms, as_of, result) VALUES ($1, $2, $3, $4, $5::jsonb)
    ON CONFLICT (workspace) DO UPDATE SET succeeded_at = excluded.succeeded_at, ms = excluded.ms, as_of = excluded.as_of,
      result = excluded.result, failed_at = NULL, error = NULL`,
  row: z.unknown(),
});

/** What is computed already, while what follows from it still is. */
const putComputed = statement({
  name: 'insights.run.computed',
  sql: `INSERT INTO insight_runs (workspace, as_of, result) VALUES ($1, $2, $3::jsonb)
    ON CONFLICT (workspace) DO UPDATE SET as_of = excluded.as_of, result = excluded.result`,
  row: z.unknown(),
});

const putFailure = statement({
  name: 'insights.run.fail',
  sql: `INSERT INTO insight_runs (workspace, failed_at, error) VALUES ($1, $2, $3::jsonb)
    ON CONFLICT (workspace) DO UPDATE SET failed_at = excluded.failed_at, error = excluded.error`,
  row: z.unknown(),
});

const getPeriod = statement({
  name: 'insights.period.get',
  sql: 'SELECT value_months AS months, value_discount AS discount FROM insight_runs WHERE workspace = $1',
  row: periodSchema,
});

const putPeriod = statement({
  name: 'insights.period.put',
  sql: `INSERT INTO insight_runs (workspace, value_months, value_discount) VALUES ($1, $2, $3)
    ON CONFLICT (workspace) DO UPDATE SET value_months = excluded.value_months, value_discount = excluded.value_discount`,
  row: z.unknown(),
});

/** When the values of customers were last computed, at what cost, and what went wrong since. */
export function openStatus(operational: Operational) {
  return {
    async get(workspace: string): Promise<InsightStatus> {
      const none = { succeededAt: null, ms: null, asOf: null, result: null, failedAt: null, error: null };
      return (await operational.row(getRun, [workspace])) ?? none;
    },
    /** Over how long value is to be counted. */
    async period(workspace: string): Promise<ValuePeriod> {
      return (await operational.row(getPeriod, [workspace])) ?? usualPeriod;
    },
    async setPeriod(workspace: string, { months, discount }: ValuePeriod): Promise<void> {
      await operational.run(putPeriod, [workspace, months, discount]);
    },
    /** Notes of which day and period the values are that have just taken their place. */
    async computed(workspace: string, asOf: string | null, result: RunResult): Promise<void> {
      await operational.run(putComputed, [workspace, asOf, jsonText(result)]);
    },
    async succeed(workspace: string, run: { at: Date; ms: number; asOf: string | null; result: RunResult }) {
      await operational.run(putSuccess, [
        workspace,
        run.at,
        Math.round(run.ms),
        run.asOf,
        jsonText(run.result),
      ]);
    },
    async fail(workspace: string, at: Date, error: unknown) {
      const text = isProblem(error) ? error.text : fault;
      await operational.run(putFailure, [workspace, at, jsonText(text)]);
    },
  };
}

const fault = {
  en: 'The last try to compute the values of customers failed because of a fault in the program; what is shown is of the time before.',
  zh: '由于程序故障，最近一次客户价值计算失败；当前显示的是此前的结果。',
};
