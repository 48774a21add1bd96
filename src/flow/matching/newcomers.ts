import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import {
  keepFresh,
  keepKeys,
  matchFresh,
  type Attribute,
  type FreshOutcome,
  type Known,
  type MatchModel,
  type Steps,
} from '../../identity/index.ts';
import { settleAll } from '../../lib/settle-all.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { forgetPairs, judgePairs, writePairs } from './judge.ts';
import type { RunRow } from './tables.ts';

/** So many newcomers are compared at once: what they take in memory does not grow with how many came. */
export const newsAtOnce = 5_000;

/** Where those that came stand, and from which batch on one may not be known. */
interface News {
  /** The table of profiles. */
  readonly profiles: string;
  readonly prefix: string;
  readonly seen: number;
}

/**
 * Profiles that may not be known yet: a SELECT of `columns` of those that are not. What is known is looked up by number,
 * so that neither table is read whole: an index tells where later batches are.
 */
const newsSql = ({ profiles, prefix, seen }: News, columns: string) => {
  const later = `{db}.${profiles} WHERE _batch >= ${seen}`;
  return `SELECT ${columns} FROM ${later}
    AND (_no, _batch) NOT IN (SELECT no, batch FROM {db}.${prefix}_values WHERE batch >= ${seen} AND no IN (SELECT _no FROM ${later}))`;
};

const n = z.coerce.number();
const newsRow = z.object({ fresh: n, all: n, last: n });

/** How many came, how many there are, and the last batch of those that came. */
export async function countNews(
  warehouse: Warehouse,
  news: News,
): Promise<{ fresh: number; all: number; last: number }> {
  const all = `(SELECT count() FROM {db}.${news.profiles}) AS all`;
  const sql = newsSql(news, `count() AS fresh, max(_batch) AS last, ${all}`);
  const row = await warehouse.row(statement({ name: 'flow.matching.news', sql, row: newsRow }));
  return row ?? { fresh: 0, all: 0, last: 0 };
}

/** What newcomers are compared by, and where their pairs go. */
interface CompareNews {
  readonly news: News;
  readonly attributes: readonly Attribute[];
  readonly known: Known;
  readonly model: MatchModel;
  readonly run: Pick<RunRow, 'join_at' | 'review_at'> & { readonly kind: Kind; readonly number: number };
}

/**
 * Compares some of those that came with everybody, writes their pairs down, and knows them from then on. What does not wait
 * for another is done side by side: most of it is planning, and one newcomer is awaited.
 */
export async function compareNewcomers(
  steps: Steps,
  { news, attributes, known, model, run }: CompareNews,
): Promise<FreshOutcome> {
  const from = `(${newsSql(news, '_no AS no, toUInt8(0) AS side, _batch AS batch, *')} LIMIT ${newsAtOnce})`;
  const present = (numbers: string) => `SELECT _no FROM {db}.${news.profiles} WHERE _no IN (${numbers})`;
  const input = { from, attributes, sided: false };
  const outcome = await matchFresh(steps, { input, known, model, present });
  if (outcome.rows === 0) return outcome;
  const scope = { fresh: steps.table('fresh'), number: run.number };
  await settleAll([
    forgetPairs(steps, { kind: run.kind, ...scope }),
    keepKeys(steps, known),
    ...(outcome.scored > 0 ? [judgePairs(steps, run, scope)] : []),
  ]);
  if (outcome.scored > 0)
    await writePairs(steps, { kind: run.kind, number: run.number, count: attributes.length });
  await keepFresh(steps, attributes, known);
  return outcome;
}
