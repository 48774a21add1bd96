import type { Kind } from '../fields/index.ts';
import { valueSegments } from '../lib/value-segments.ts';
import { command, type Warehouse } from '../store/warehouse/index.ts';

/** Into which fifth the customer of a rank falls, among `n`. */
const fifth = (rank: string, n: string) =>
  `greatest(1, intDiv((toInt64(${rank}) - 1) * 5 + toInt64(${n}) - 2, greatest(toInt64(${n}) - 1, 1)))`;

/** Where the quintiles of recency and spend lie, with linear interpolation. */
const findEdges = command(
  'insights.edges',
  `CREATE TABLE {db}.value_edges ENGINE = Memory AS
SELECT kind, toInt64(count()) AS n, quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)(recency) AS recencies,
  quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)(spend) AS spends
FROM {db}.value_sums GROUP BY kind`,
);

/**
 * Customers by their number of orders: how many have fewer, and the fifth of the first and of the last who have as many. The
 * five groups are equally large although most ordered once: of those with as many orders each has a rank of its own.
 */
const findRanks = command(
  'insights.ranks',
  `CREATE TABLE {db}.value_ranks ENGINE = Memory AS
SELECT kind, orders, before, n, ${fifth('before + 1', 'n')} AS low, ${fifth('before + customers', 'n')} AS high
FROM (
  SELECT kind, orders, customers, sum(customers) OVER (PARTITION BY kind ORDER BY orders) - customers AS before,
    sum(customers) OVER (PARTITION BY kind) AS n
  FROM (SELECT kind, orders, count() AS customers FROM {db}.value_sums GROUP BY kind, orders)
)`,
);

const openLate = (kind: Kind) =>
  command(
    `insights.late.${kind}.open`,
    `CREATE TABLE {db}.value_late_${kind} (profile UInt32, steps UInt8) ENGINE = Join(ANY, LEFT, profile)`,
  );

/** What a customer is called, as a number of sixteen bytes that sorts as its length and its first fifteen bytes do. */
const ownId = `reinterpretAsUInt128(reverse(toFixedString(concat(char(least(length(value), 255)), substring(value, 1, 15)), 16)))`;

const known = `(SELECT entity, ${ownId} AS id FROM {db}.entities WHERE type != 'device')`;
const idsOf = (kind: Kind, test: string) => `SELECT w.profile AS profile, e.id AS own_id
    FROM ${known} AS e INNER JOIN (SELECT entity, profile FROM {db}.owners WHERE kind = '${kind}' AND ${test}) AS w ON e.entity = w.entity`;

/** What customers are called. Most are one entity: only those of several are brought together. */
const ownIds = (kind: Kind) => `${idsOf(kind, 'NOT bitmapContains(shared, profile)')}
    UNION ALL SELECT profile, min(own_id) FROM (${idsOf(kind, 'bitmapContains(shared, profile)')}) GROUP BY profile`;

/**
 * Those who stand in a later fifth than the first who ordered as often. Where there is such a tie, what customers are called in the
 * systems that know them decides, so that it does not depend on the order of arrival.
 */
const findLate = (kind: Kind) =>
  command(
    `insights.late.${kind}`,
    `INSERT INTO {db}.value_late_${kind}
WITH (SELECT groupBitmapState(profile) FROM (
    SELECT profile FROM {db}.owners WHERE kind = '${kind}' GROUP BY profile HAVING count() > 1)) AS shared,
  (SELECT (arrayPushFront(groupArray(orders), 0), arrayPushFront(groupArray(toInt64(before)), 0), arrayPushFront(groupArray(low), 0), any(n))
    FROM {db}.value_ranks WHERE kind = '${kind}' AND low != high) AS tied
SELECT profile, toUInt8(${fifth('transform(orders, tied.1, tied.2, 0) + place', 'tied.4')} - transform(orders, tied.1, tied.3, 0)) AS steps
FROM (
  SELECT s.profile AS profile, s.orders AS orders, row_number() OVER (PARTITION BY s.orders ORDER BY i.own_id, s.profile) AS place
  FROM (SELECT profile, orders FROM {db}.value_sums WHERE kind = '${kind}' AND has(tied.1, orders)) AS s
  LEFT JOIN (${ownIds(kind)}) AS i ON s.profile = i.profile
) WHERE steps > 0`,
  );

/** Finds in which fifth of their kind customers stand, by the sums of each. */
export async function rankCustomers(warehouse: Warehouse, list: readonly Kind[]): Promise<void> {
  await warehouse.run(findEdges);
  await warehouse.run(findRanks);
  for (const kind of list) {
    await warehouse.run(openLate(kind));
    await warehouse.run(findLate(kind));
  }
}

const bin = (value: string, edges: string) => `(1 + arrayCount(edge -> ${value} > edge, ${edges}))`;

const segmentOf = `multiIf(${valueSegments
  .map(({ key, r, f }) => `r IN (${r.join(', ')}) AND f IN (${f.join(', ')}), '${key}', `)
  .join('')}'')`;

const edge = (column: string) => `(SELECT ${column} FROM {db}.value_edges WHERE kind = {kind:String})`;

/** Sums of a kind → quintiles and segments. The edges are constants of the statement, not columns of a join. */
export const scoredSql = (kind: Kind) => `
  WITH (SELECT (groupArray(orders), groupArray(low)) FROM {db}.value_ranks WHERE kind = {kind:String}) AS ranks
  SELECT kind, profile, orders, first, last, recency, spend, x, tx, age, repeat_spend,
    if(${edge('n')} < 5, 0, toUInt8(6 - ${bin('recency', edge('recencies'))})) AS r,
    if(${edge('n')} < 5, 0, toUInt8(transform(orders, ranks.1, ranks.2, 1) + joinGet('{db}.value_late_${kind}', 'steps', profile))) AS f,
    if(${edge('n')} < 5 OR {money:UInt8} = 0, 0, toUInt8(${bin('spend', edge('spends'))})) AS m,
    ${segmentOf} AS segment
  FROM {db}.value_sums WHERE kind = {kind:String}`;
