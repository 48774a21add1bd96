import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import {
  keepFresh,
  keepKeys,
  keepOne,
  keepOneKeys,
  matchFresh,
  meetOne,
  openSteps,
  scoreOne,
  smallSettings,
  type Attribute,
  type FreshOutcome,
  type Known,
  type MatchModel,
  type Steps,
} from '../../identity/index.ts';
import { settleAll } from '../../lib/settle-all.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { forgetOne, judgeOne, lookAroundOne, writeJudged } from './judge-one.ts';
import { forgetPairs, judgePairs, writePairs } from './judge.ts';
import type { RunRow } from './tables.ts';

/** So many newcomers are compared at once: what they take in memory does not grow with how many came. */
const newsAtOnce = 5_000;

/** Up to so many are compared one by one: what is carried by value from one statement to the next takes a third of the time. */
const oneByOne = 2;

/** So many newcomers are worth a second thread. */
const severalThreads = 500;

/** Where those that came stand, and from which batch on one may not be known. */
interface NewsPlace {
  /** The table of profiles. */
  readonly profiles: string;
  readonly prefix: string;
  readonly seen: number;
}

/** How many came, how many there are, the last batch of those that came, and the first few of them. */
export interface News {
  readonly fresh: number;
  readonly all: number;
  readonly last: number;
  readonly some: readonly Newcomer[];
}

interface Newcomer {
  readonly no: number;
  readonly batch: number;
  /** What its names are made of. */
  readonly names: string;
}

/** Profiles that may not be known yet: a SELECT of `columns` of those that are not. An index tells where later batches are. */
const newsSql = ({ profiles, prefix, seen }: NewsPlace, columns: string) =>
  `SELECT ${columns} FROM {db}.${profiles} WHERE _batch >= ${seen}
    AND (_no, _batch) NOT IN (SELECT no, batch FROM {db}.${prefix}_values WHERE batch >= ${seen})`;

const n = z.coerce.number();
const newsRow = z.object({ fresh: n, last: n, some: z.array(z.tuple([n, n, z.string()])) });
const countRow = z.object({ all: n });

/** Counts those that came; `names` is an expression for what the names of a profile are made of. */
export async function countNews(warehouse: Warehouse, place: NewsPlace, names: string): Promise<News> {
  const sql = newsSql(
    place,
    `count() AS fresh, max(_batch) AS last, groupArray(${oneByOne + 1})((_no, _batch, ${names})) AS some`,
  );
  const settings = smallSettings;
  const [row, counted] = await Promise.all([
    warehouse.row(statement({ name: 'flow.matching.news', sql, row: newsRow, settings })),
    warehouse.row(
      statement({
        name: 'flow.matching.news.all',
        sql: `SELECT count() AS all FROM {db}.${place.profiles}`,
        row: countRow,
      }),
    ),
  ]);
  const some = (row?.some ?? []).map(([no, batch, text]) => ({ no, batch, names: text }));
  return { fresh: row?.fresh ?? 0, last: row?.last ?? 0, all: counted?.all ?? 0, some };
}

/** What newcomers are compared by, and where their pairs go. */
interface CompareNews {
  readonly place: NewsPlace;
  readonly news: News;
  readonly attributes: readonly Attribute[];
  readonly known: Known;
  readonly model: MatchModel;
  readonly run: Pick<RunRow, 'join_at' | 'review_at'> & { readonly kind: Kind; readonly number: number };
  /** Asked before each statement; what it throws stops the work. */
  readonly check?: () => void;
  /** Is told of some that are done. */
  readonly onDone?: (outcome: NewsOutcome) => Promise<void>;
}

type NewsOutcome = Pick<FreshOutcome, 'rows' | 'compared' | 'crowded'> & { readonly scored: number };

const columns = '_no AS no, toUInt8(0) AS side, _batch AS batch, *';

/** Compares all that came, some at a time: those of before are known to those that follow. */
export async function compareNews(warehouse: Warehouse, task: CompareNews): Promise<void> {
  const { news, run, check, onDone = async () => undefined } = task;
  if (news.fresh <= oneByOne) {
    for (const newcomer of news.some) await onDone(await compareOne(warehouse, task, newcomer));
    return;
  }
  const threads = news.fresh > severalThreads ? 2 : 1;
  const steps = await openSteps(warehouse, `news_${run.kind}`, { small: true, threads, check });
  try {
    for (let rows = newsAtOnce; rows === newsAtOnce;) {
      const outcome = await compareSome(steps, task);
      await onDone(outcome);
      rows = outcome.rows;
    }
  } finally {
    await steps.close();
  }
}

/** Compares one that came with everybody, writes its pairs down, and knows it from then on. What is around it is looked up meanwhile. */
async function compareOne(
  warehouse: Warehouse,
  { place, attributes, known, model, run, check }: CompareNews,
  { no, batch, names }: Newcomer,
): Promise<NewsOutcome> {
  check?.();
  const from = `(SELECT ${columns} FROM {db}.${place.profiles} WHERE _batch = ${batch} AND _no = ${no})`;
  const of = { from, attributes, known, model, names };
  const found = await meetOne(warehouse, of);
  if (found === undefined) return { rows: 0, compared: 0, crowded: 0, scored: 0 };
  check?.();
  const scoring = scoreOne(warehouse, of, found);
  const judging = async () => {
    const around = await lookAroundOne(warehouse, { ...run, profiles: place.profiles }, found);
    if (around.said > 0) await forgetOne(warehouse, run, no);
    await writeJudged(warehouse, run, judgeOne(run, await scoring, around));
  };
  await settleAll([scoring, judging(), keepOneKeys(warehouse, known, found)]);
  await keepOne(warehouse, known, { attributes, found });
  const { others, crowded } = found;
  return { rows: 1, compared: others.length, crowded, scored: (await scoring).length };
}

/**
 * Compares some of those that came with everybody, writes their pairs down, and knows them from then on. What does not wait
 * for another is done side by side: most of it is planning.
 */
async function compareSome(
  steps: Steps,
  { place, attributes, known, model, run }: CompareNews,
): Promise<NewsOutcome> {
  const from = `(${newsSql(place, columns)} LIMIT ${newsAtOnce})`;
  const present = (numbers: string) => `SELECT _no FROM {db}.${place.profiles} WHERE _no IN (${numbers})`;
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
