import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import type { Output } from '../../lib/endpoint.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { getIntervals } from './contract.ts';

const number = z.coerce.number();
const maybe = z.coerce.number().nullable();
/** The first day of each bin; the last has no end. */
const starts = [0, 1, 8, 15, 31, 61, 91, 181, 366] as const;
const shownOrders = 8;

/** Orders of a customer in their order, each with the days since the one before. */
const paired = `SELECT place, days FROM (
      SELECT arraySort(groupArray(toInt32(toDate(ts)))) AS list FROM {db}.purchases WHERE kind = {kind:String} GROUP BY profile
    ) ARRAY JOIN arrayEnumerate(list) AS place, arrayDifference(list) AS days`;
/** Purchases lie in the order of their customers, so that one customer after the other is read. */
const settings = { optimize_aggregation_in_order: 1 };

const bins = statement({
  name: 'insights.intervals',
  sql: `SELECT arrayCount(x -> days >= x, {starts:Array(Int32)}) AS bin, count() AS intervals FROM (${paired})
    WHERE place > 1 GROUP BY bin`,
  row: z.object({ bin: number, intervals: number }),
  settings,
});

const places = statement({
  name: 'insights.intervals.orders',
  sql: `SELECT place, count() AS customers, if(place = 1, NULL, quantileExactInclusive(0.5)(days)) AS median FROM (${paired})
    WHERE place <= ${shownOrders} GROUP BY place ORDER BY place`,
  row: z.object({ place: number, customers: number, median: maybe }),
  settings,
});

const middle = statement({
  name: 'insights.intervals.median',
  sql: `SELECT count() AS n, quantileExactInclusive(0.5)(days) AS median FROM (${paired}) WHERE place > 1`,
  row: z.object({ n: number, median: maybe }),
  settings,
});

/** How long customers take to order again, and how many do. */
export async function readIntervals(warehouse: Warehouse, kind: Kind): Promise<Output<typeof getIntervals>> {
  const [found, whole, orders] = await Promise.all([
    warehouse.rows(bins, { kind, starts: [...starts] }),
    warehouse.row(middle, { kind }),
    warehouse.rows(places, { kind }),
  ]);
  const intervals = whole?.n ?? 0;
  return {
    intervals,
    median: intervals === 0 ? null : (whole?.median ?? null),
    bins: starts.map((from, i) => {
      const next = starts[i + 1];
      return {
        from,
        to: next === undefined ? null : next - 1,
        intervals: found.find(({ bin }) => bin === i + 1)?.intervals ?? 0,
      };
    }),
    orders: orders.map(({ place, customers, median }) => ({
      order: place,
      customers,
      median,
      rule: { insight: 'orders', gte: place },
    })),
  };
}
