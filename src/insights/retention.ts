import { z } from 'zod';

import { startOfMonth } from '../lib/days.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { getRetention } from './contract.ts';

const number = z.coerce.number();

const retention = statement({
  name: 'insights.retention',
  sql: `SELECT toString(cohort) AS month, toUInt32(dateDiff('month', cohort, bought)) AS later, count() AS customers
    FROM (
      SELECT min(m) OVER (PARTITION BY profile) AS cohort, m AS bought
      FROM (SELECT DISTINCT profile, toStartOfMonth(ts) AS m FROM {db}.purchases WHERE kind = {kind:String})
    )
    WHERE cohort >= addMonths(
      (SELECT toStartOfMonth(max(ts)) FROM {db}.purchases WHERE kind = {kind:String}), 1 - {cohorts:Int32})
    GROUP BY cohort, later ORDER BY cohort, later`,
  row: z.object({ month: z.string(), later: number, customers: number }),
});

/** Of those who first bought in a month, how many bought in each month after it; the last month is that of the last purchase. */
export async function readRetention(
  warehouse: Warehouse,
  { kind, cohorts }: Parsed<typeof getRetention>,
): Promise<Output<typeof getRetention>> {
  const rows = await warehouse.rows(retention, { kind, cohorts });
  const months = [...new Set(rows.map(({ month }) => month))];
  const last = months.at(-1);
  const distance = (month: string) => (last === undefined ? 0 : monthNumber(last) - monthNumber(month));
  return {
    months: Math.max(0, ...months.map((month) => distance(month) + 1)),
    cohorts: months.map((month) => {
      const own = new Map(rows.filter((row) => row.month === month).map((row) => [row.later, row.customers]));
      const seen = Math.max(distance(month), ...own.keys());
      const first = month.slice(0, 7);
      const laters = Array.from({ length: seen + 1 }, (_, later) => later);
      return {
        month: first,
        customers: laters.map((later) => own.get(later) ?? 0),
        rules: laters.map((later) => ({ bought: { first, in: startOfMonth(month, later).slice(0, 7) } })),
      };
    }),
  };
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
