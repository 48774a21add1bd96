import { kinds, type Kind } from '../fields/index.ts';
import { command, type Warehouse } from '../store/warehouse/index.ts';
import { clusterSql, habits } from './clusters.ts';
import { scoredSql } from './fifths.ts';

/**
 * Purchases → one row a customer: what the models and the scores start from. Days with a purchase count once for the models,
 * as is usual.
 */
const openSums = command(
  'insights.sums.open',
  `CREATE TABLE {db}.value_sums (kind LowCardinality(String), profile UInt32, orders UInt32, first DateTime('UTC'), last DateTime('UTC'),
    recency UInt32, spend Float64, x UInt32, tx UInt32, age UInt32, repeat_spend Float64) ENGINE = MergeTree ORDER BY (kind, profile)`,
);

/** Purchases lie by customer: each one's are looked at by themselves, in their order. */
const fillSums = command(
  'insights.sums',
  `INSERT INTO {db}.value_sums
SELECT {kind:String}, p.profile, p.orders, p.first, p.last,
  toUInt32(intDiv(toUnixTimestamp({asOf:DateTime('UTC')}) - toUnixTimestamp(p.last), 86400)), toFloat64(p.spend), p.x,
  toUInt32(dateDiff('day', toDate(p.first), toDate(p.last))) AS gap,
  toUInt32(greatest(gap, dateDiff('day', toDate(p.first), toDate({asOf:DateTime('UTC')})) - 1)),
  if(p.x = 0, 0, (toFloat64(p.spend) - p.begun) / p.x)
FROM (
  SELECT profile, count() AS orders, toDateTime(min(ts), 'UTC') AS first, toDateTime(max(ts), 'UTC') AS last, sum(amount) AS spend,
    groupArray(toDate(ts)) AS days, groupArray(toFloat64(amount)) AS amounts,
    toUInt32(length(arrayDistinct(days)) - 1) AS x,
    arraySum((day, part) -> part * (day = toDate(first)), days, amounts) AS begun
  FROM {db}.purchases WHERE kind = {kind:String} AND ts < {asOf:DateTime('UTC')} GROUP BY profile
) AS p`,
  { optimize_aggregation_in_order: 1, max_insert_threads: 2 },
);

/** Makes the table of sums as they stood at a moment. */
export async function sumCustomers(warehouse: Warehouse, at: { readonly asOf: string }): Promise<void> {
  await warehouse.run(openSums);
  for (const kind of kinds) await warehouse.run(fillSums, { ...at, kind });
}

/** The odds that a customer `c` has left, by the model `mo`. */
export const oddsSql = `if(c.x = 0, 0, mo.a / (mo.b + c.x - 1) * exp((mo.r + c.x) * log((mo.alpha + c.age / 7) / (mo.alpha + c.tx / 7))))`;
const spendNext = '(mo.p * (mo.v + c.x * c.repeat_spend)) / (mo.p * c.x + mo.q - 1)';

const aliveSql = `if(isNull(mo.alpha), NULL, 1 / (1 + ${oddsSql}))`;
const monetarySql = 'if({money:UInt8} = 1, toNullable(c.spend), NULL)';
const valueSql = `if(fa.known = 1, fa.discounted * alive * ${spendNext}, NULL)`;
const models = `LEFT JOIN {db}.value_models AS mo ON c.kind = mo.kind
  LEFT JOIN {db}.value_factors AS fa ON c.kind = fa.kind AND c.x = fa.x AND c.age = fa.age`;

/**
 * The last customer of those who make 80% of what is to come of a kind, and of those who make 95%: by worth, then by number.
 * Sorted are narrow rows again; with the last one known, the tier of a customer is a comparison.
 */
export const tiersSql = `INSERT INTO {db}.value_tiers
SELECT {kind:String}, any(total), maxIf((-worth, profile), (before - worth) / total < 0.8), maxIf((-worth, profile), (before - worth) / total < 0.95)
FROM (
  SELECT profile, worth,
    sum(worth) OVER (ORDER BY worth DESC, profile ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before, sum(worth) OVER () AS total
  FROM (
    SELECT c.profile AS profile, ${aliveSql} AS alive, assumeNotNull(coalesce(${valueSql}, ${monetarySql})) AS worth
    FROM (SELECT * FROM {db}.value_sums WHERE kind = {kind:String}) AS c
    ${models}
    WHERE isNotNull(coalesce(${valueSql}, ${monetarySql}))
  )
) HAVING count() > 0`;

/** Where tiers end, as rows of their kinds. */
export const openTiers = `CREATE TABLE {db}.value_tiers (kind String, total Float64, a Tuple(Float64, UInt32), b Tuple(Float64, UInt32)) ENGINE = Memory`;

const tier = `multiIf(isNull(worth), '', ti.total <= 0, '', (-assumeNotNull(worth), profile) <= ti.a, 'A', (-assumeNotNull(worth), profile) <= ti.b, 'B', 'C')`;

/** Scores and models → the values of all customers of a kind. */
export const fillValues = (
  kind: Kind,
  { risk, nextDays }: { readonly risk: string; readonly nextDays: string },
) => `INSERT INTO {db}.customer_values_next
  (kind, profile, orders, first_order, last_order, recency, monetary, average_order, r, f, m, segment, alive, expected, value, tier, first_day, last_day, cluster, risk, next_days)
SELECT kind, profile, orders, first, last, recency, monetary, monetary / orders, r, f, m, segment, alive, expected, value,
  ${tier} AS tier,
  dateDiff('day', toDate(first), toDate({asOf:DateTime('UTC')})), dateDiff('day', toDate(last), toDate({asOf:DateTime('UTC')})), cluster, risk, next_days
FROM (
  SELECT c.kind AS kind, c.profile AS profile, c.orders AS orders, c.first AS first, c.last AS last, c.recency AS recency,
    ${monetarySql} AS monetary, c.r AS r, c.f AS f, c.m AS m, c.segment AS segment,
    ${aliveSql} AS alive,
    if(fa.known = 1, fa.year * alive, NULL) AS expected,
    ${valueSql} AS value, coalesce(value, monetary) AS worth,
    ${clusterSql(habits(['c.orders', 'if({money:UInt8} = 1, c.spend / c.orders, 0)', 'c.recency', 'c.age']))} AS cluster,
    ${risk} AS risk,
    ${nextDays} AS next_days
  FROM (${scoredSql(kind)}) AS c
  ${models}
  LEFT JOIN {db}.value_clusters AS cl ON c.kind = cl.kind
) AS s
LEFT JOIN (SELECT kind AS of, total, a, b FROM {db}.value_tiers) AS ti ON s.kind = ti.of`;
