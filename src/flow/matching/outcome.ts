import { z } from 'zod';

import { judgeLabels, type MatchOutcome, type MatchRunOutcome, type Steps } from '../../identity/index.ts';
import type { RunRow } from './tables.ts';

const n = z.coerce.number();
const countRow = z.object({
  join: n,
  review: n,
  sure: n,
  expected: n,
  groups: n,
  duplicates: n,
  scored: n,
  free: n,
});
const thresholdRow = z.object({ at: n, pairs: n, sure: n });

/** Most steps and rules that are told of a run. */
const told = 400;

/** What is told of a run: counts, what the model expects of them, what it learnt, and what was done. */
export async function scoreRun(
  steps: Steps,
  { run, found }: { run: RunRow; number: number; found: MatchOutcome },
): Promise<MatchRunOutcome> {
  const judged = `{db}.${steps.table('judged')}`;
  const scored = `{db}.${steps.table('scored')}`;
  const groups = `{db}.${steps.table('groups')}`;
  const [row] = await steps.ask(
    'outcome',
    `SELECT countIf(band = 1) AS join, countIf(band = 2) AS review, sumIf(p, band = 1) AS sure,
      (SELECT sum(p) FROM ${scored}) AS expected, (SELECT count() FROM ${scored}) AS scored,
      (SELECT count() FROM {db}.${steps.table('free')}) AS free,
      (SELECT uniqExact(label) FROM ${groups}) AS groups, (SELECT count() FROM ${groups}) - groups AS duplicates
    FROM ${judged}`,
    countRow,
  );
  if (row === undefined) throw new Error('a count answers one row');
  const curve = await steps.ask(
    'outcome.thresholds',
    `SELECT at, countIf(p >= at) AS pairs, sumIf(p, p >= at) AS sure
    FROM ${scored} ARRAY JOIN [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999] AS at GROUP BY at ORDER BY at`,
    thresholdRow,
  );
  const expected = Math.max(row.expected, 1e-9);
  const share = (part: number, whole: number) => (whole === 0 ? 1 : Math.min(1, part / whole));
  return {
    profiles: found.rows,
    compared: found.compared,
    join: row.join,
    review: row.review,
    rivals: row.scored - row.free,
    groups: row.groups,
    duplicates: row.duplicates,
    precision: share(row.sure, row.join),
    recall: share(row.sure, expected),
    labels: judgeLabels(found.model, found.labels, run.join_at),
    lambda: found.model.lambda,
    attributes: found.model.attributes.map(({ key, levels }) => ({ key, levels: [...levels] })),
    rules: found.rules
      .filter(({ chosen }) => chosen)
      .slice(0, told)
      .map(({ rule, pairs, oversized }) => ({ rule, pairs, oversized })),
    steps: steps.log
      .filter(({ name }) => name !== 'match.rules.count')
      .slice(0, told)
      .map(({ name, rows, ms, sql }) => ({ name, rows, ms, sql: sql.slice(0, 2_000) })),
    thresholds: curve.map(({ at, pairs, sure }) => ({
      at,
      pairs,
      precision: share(sure, pairs),
      recall: share(sure, expected),
    })),
  };
}
