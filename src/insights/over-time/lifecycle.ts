import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { addDays, daysBetween, startOfMonth } from '../../lib/days.ts';
import type { Output, Parsed } from '../../lib/endpoint.ts';
import { Problem } from '../../lib/problem.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { type getLifecycle, type State, states } from './contract.ts';

const number = z.coerce.number();
const shownMonths = 13;

const counts = z.array(number);

/** The last purchase of each customer before the end of each month, in one pass in the order in which purchases lie. */
const lifecycleOf = (months: number) =>
  statement({
    name: 'insights.lifecycle',
    sql: `SELECT
      sumForEach(arrayMap((l, s) -> toUInt64(l > 0 AND first >= s), lasts, starts)) AS fresh,
      sumForEach(arrayMap((l, s, e) -> toUInt64(l > 0 AND first < s AND e - l <= {dormant:UInt32}), lasts, starts, ends)) AS active,
      sumForEach(arrayMap((l, s, e) -> toUInt64(l > 0 AND first < s AND e - l > {dormant:UInt32} AND e - l <= {lost:UInt32}), lasts, starts, ends)) AS dormant,
      sumForEach(arrayMap((l, s, e) -> toUInt64(l > 0 AND first < s AND e - l > {lost:UInt32}), lasts, starts, ends)) AS lost
    FROM (
      SELECT min(toUInt16(toDate(ts))) AS first,
        [${Array.from({ length: months }, (_, i) => `maxIf(toUInt16(toDate(ts)), toUInt16(toDate(ts)) < ends[${i + 1}])`).join(', ')}] AS lasts,
        arrayMap(x -> toUInt16(toDate(x)), {starts:Array(String)}) AS starts,
        arrayMap(x -> toUInt16(toDate(x)), {ends:Array(String)}) AS ends
      FROM {db}.purchases WHERE kind = {kind:String} GROUP BY profile
    )`,
    row: z.object({ fresh: counts, active: counts, dormant: counts, lost: counts }),
    settings: { optimize_aggregation_in_order: 1 },
  });

const span = statement({
  name: 'insights.lifecycle.span',
  sql: `SELECT count() AS n, toString(toDate(min(ts))) AS first FROM {db}.purchases WHERE kind = {kind:String}`,
  row: z.object({ n: number, first: z.string() }),
});

interface Month {
  readonly start: string;
  readonly end: string;
}

/** The last months until a day, the first of them that of the first order. */
async function listMonths(warehouse: Warehouse, kind: Kind, asOf: string): Promise<Month[]> {
  const row = await warehouse.row(span, { kind });
  if (row === undefined || row.n === 0) return [];
  const last = addDays(asOf, -1);
  return Array.from({ length: shownMonths }, (_, i) => startOfMonth(last, i + 1 - shownMonths))
    .filter((start) => start.slice(0, 7) >= row.first.slice(0, 7))
    .map((start) => {
      const next = startOfMonth(start, 1);
      return { start, end: next > asOf ? asOf : next };
    });
}

/** What all customers were at the end of each month; the last month ends on the day that counts as now. */
export async function readLifecycle(
  warehouse: Warehouse,
  { kind, dormant, lost }: Parsed<typeof getLifecycle>,
  asOf: string,
): Promise<Output<typeof getLifecycle>> {
  if (lost <= dormant) throw wrongSilences(dormant, lost);
  const months = await listMonths(warehouse, kind, asOf);
  if (months.length === 0) return { months: [] };
  const row = await warehouse.row(lifecycleOf(months.length), {
    kind,
    dormant,
    lost,
    starts: months.map(({ start }) => start),
    ends: months.map(({ end }) => end),
  });
  const shown = months.map((month, i) => {
    const rules = rulesOf(month, { asOf, dormant, lost });
    const cell = (state: State) => ({ customers: row?.[state][i] ?? 0, rule: rules[state] });
    return {
      month: month.start.slice(0, 7),
      fresh: cell('fresh'),
      active: cell('active'),
      dormant: cell('dormant'),
      lost: cell('lost'),
    };
  });
  return { months: shown };
}

/** Whoever is new in a month stays so; what else somebody was then no rule can say. */
function rulesOf(
  { start, end }: Month,
  { asOf, dormant, lost }: { asOf: string; dormant: number; lost: number },
): Readonly<Record<State, unknown>> {
  const began = daysBetween(start, asOf);
  const ended = daysBetween(end, asOf);
  const none = Object.fromEntries(states.map((state) => [state, null]));
  const fresh = { insight: 'first_day', lte: began, ...(ended > 0 ? { gt: ended } : {}) };
  const isOver = ended > 0;
  const older = (bounds: Readonly<Record<string, number>>) =>
    isOver
      ? null
      : {
          all: [
            { insight: 'first_day', gt: began },
            { insight: 'last_day', ...bounds },
          ],
        };
  return {
    ...none,
    fresh,
    active: older({ lte: dormant }),
    dormant: older({ gt: dormant, lte: lost }),
    lost: older({ gt: lost }),
  };
}

function wrongSilences(dormant: number, lost: number): Problem {
  return new Problem(
    'insights.silences',
    {
      en: 'A customer cannot be lost after {lost} days and dormant after {dormant}: lost must be the longer time.',
      zh: '流失天数（{lost}）必须大于休眠天数（{dormant}）。',
    },
    { dormant, lost },
  );
}
