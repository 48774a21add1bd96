import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import { chooseClusters } from './models/k-means.ts';

/** What of a customer's habits groups are made by: how often, how much at once, how long ago, for how long; by their logarithms. */
export const habits = ([orders, average, recency, age]: readonly [string, string, string, string]) =>
  `[log(${orders}), log(1 + ${average}), log(1 + ${recency}), log(1 + ${age})]`;

const leastCustomers = 200;
const mostRead = 5_000;
const groupCounts = [3, 4, 5, 6] as const;

const number = z.coerce.number();
const features = habits(['orders', 'if({money:UInt8} = 1, spend / orders, 0)', 'recency', 'age']);

const spread = statement({
  name: 'insights.clusters.spread',
  sql: `SELECT count() AS customers, avgForEach(${features}) AS means, stddevPopForEach(${features}) AS deviations
    FROM {db}.value_sums WHERE kind = {kind:String}`,
  row: z.object({
    customers: number,
    means: z.array(z.number().nullable()),
    deviations: z.array(z.number().nullable()),
  }),
});

const sample = statement({
  name: 'insights.clusters.sample',
  sql: `SELECT ${features} AS point FROM {db}.value_sums WHERE kind = {kind:String}
    ORDER BY cityHash64(profile) LIMIT ${mostRead}`,
  row: z.object({ point: z.array(z.number()) }),
});

export const openClusters = command(
  'insights.value_clusters',
  `CREATE TABLE {db}.value_clusters (kind String, means Array(Float64), deviations Array(Float64), centres Array(Array(Float64))) ENGINE = Memory`,
);

const keep = command(
  'insights.clusters.put',
  `INSERT INTO {db}.value_clusters SELECT {kind:String}, {means:Array(Float64)}, {deviations:Array(Float64)}, {centres:Array(Array(Float64))}`,
);

/** Parts the customers of a kind into groups of like habits, from some of them, and writes down where the groups stand. */
export async function keepClusters(
  warehouse: Warehouse,
  { kind, money }: { readonly kind: Kind; readonly money: boolean },
): Promise<void> {
  const asked = { kind, money: money ? 1 : 0 };
  const known = await warehouse.row(spread, asked);
  if (known === undefined || known.customers < leastCustomers) return;
  const means = known.means.map((one) => one ?? 0);
  const deviations = known.deviations.map((one) => (one === null || one < 1e-9 ? 1 : one));
  const rows = await warehouse.rows(sample, asked);
  const points = rows.map(({ point }) =>
    point.map((value, i) => (value - (means[i] ?? 0)) / (deviations[i] ?? 1)),
  );
  const found = await chooseClusters(points, groupCounts);
  if (found === null) return;
  // The first group is the one that orders most at the highest amounts, so that a group keeps its number while it stays as it is.
  const worth = ([often = 0, much = 0]: readonly number[]) => -(often + much);
  const centres = found.centres.toSorted((left, right) => worth(left) - worth(right));
  await warehouse.run(keep, { kind, means, deviations, centres });
}

/** The number of the group whose centre is nearest, as text; '' where there are no groups. `cl` is the row of the kind's groups. */
export function clusterSql(point: string): string {
  const scaled = `arrayMap((habit, mean, deviation) -> (habit - mean) / deviation, ${point}, cl.means, cl.deviations)`;
  const squares = `arrayMap(centre -> arraySum(arrayMap((one, other) -> (one - other) * (one - other), centre, ${scaled})), cl.centres)`;
  return `if(empty(cl.centres), '', toString(indexOf(${squares} AS squares, arrayMin(squares))))`;
}
