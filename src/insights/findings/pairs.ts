import { z } from 'zod';

import { itemNames } from '../../query/index.ts';
import { countSettings, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { keepDiscoveries } from '../models/rates.ts';
import { testPair, type Count, type PairTest } from '../models/pairs.ts';
import type { Found } from './contract.ts';
import { everybody, step, timesOf, type Times } from './counts.ts';
import type { Looking } from './parts.ts';
import { sureness } from './words.ts';

type By = keyof typeof itemNames;

const days = 91;
const least = 20;
const mostItems = 200;
/** Of a customer who bought more, so many things are looked at. */
const mostOfOne = 100;
const mostShown = 10;
/** Less is no strong association, or none that is new: so many times as often as by chance, and as before. */
const leastLift = 1.5;

const number = z.coerce.number();

/** Who bought what, and whether of late. */
const bought = (by: By): string => `SELECT profile, late, item FROM (
    SELECT entity, ts >= {middle:DateTime('UTC')} AS late, ${itemNames[by]} AS item FROM {db}.order_lines
    WHERE movement IN ('completed', 'updated') AND quantity > 0 AND item != ''
      AND ts >= {from:DateTime('UTC')} AND ts < {to:DateTime('UTC')}
  ) AS l INNER JOIN (SELECT entity AS owned, profile FROM {db}.owners WHERE kind = {kind:String}) AS own ON entity = owned`;

async function listItems(
  warehouse: Warehouse,
  by: By,
  parameters: Record<string, string>,
): Promise<string[]> {
  const found = await warehouse.rows(
    statement({
      name: 'findings.items',
      sql: `SELECT item, uniqExact(profile) AS customers FROM (${bought(by)})
  GROUP BY item HAVING customers >= ${least} ORDER BY customers DESC, item LIMIT ${mostItems}`,
      row: z.object({ item: z.string() }),
      lane: 'count',
      settings: countSettings,
    }),
    parameters,
  );
  return found.map(({ item }) => item);
}

/** How many customers bought each thing, each two things, and anything at all; in two times of as many days. */
function countPairs(by: By) {
  return statement({
    name: 'findings.pairs',
    sql: `SELECT place, toFloat64(countIf(late = 1)) AS recent, toFloat64(countIf(late = 0)) AS before FROM (
    SELECT late, arrayJoin(arrayConcat([toUInt32(${everybody})], codes, arrayFlatten(arrayMap(
      i -> arrayMap(j -> toUInt32(i * ${step} + j), arrayFilter(j -> j > i, codes)), codes)))) AS place
    FROM (
      SELECT profile, late, arraySort(groupUniqArray(${mostOfOne})(toUInt32(code))) AS codes
      FROM (SELECT profile, late, transform(item, {items:Array(String)}, arrayEnumerate({items:Array(String)}), 0) AS code FROM (${bought(by)}))
      WHERE code > 0 GROUP BY profile, late
    )
  ) GROUP BY place HAVING recent + before >= ${least}`,
    row: z.object({ place: number, recent: number, before: number }),
    lane: 'count',
    settings: countSettings,
  });
}

/** Things and categories that customers buy both of, more than by chance, and did not before. */
export async function findPairs(warehouse: Warehouse, looking: Looking, asOf: string): Promise<Found[]> {
  const times = { asOf, days };
  const found = [];
  for (const by of ['category', 'product'] as const)
    found.push(...(await pairsOf(warehouse, looking, { by, times })));
  return found;
}

async function pairsOf(
  warehouse: Warehouse,
  { kind }: Looking,
  { by, times }: { readonly by: By; readonly times: Times },
): Promise<Found[]> {
  const parameters = { ...timesOf(times), kind };
  const names = await listItems(warehouse, by, parameters);
  if (names.length < 2) return [];
  const rows = await warehouse.rows(countPairs(by), { ...parameters, items: names });
  const counts = new Map(rows.map(({ place, ...count }) => [place, count]));
  const at = (place: number): Count => counts.get(place) ?? { recent: 0, before: 0 };
  const tests = rows.flatMap(({ place }) => {
    if (place < step) return [];
    const [one, other] = [Math.floor(place / step), place % step];
    const test = testPair({ both: at(place), one: at(one), other: at(other), all: at(everybody) }, least);
    return test === null
      ? []
      : [{ ...test, both: at(place), pair: [names[one - 1] ?? '', names[other - 1] ?? ''].toSorted() }];
  });
  return keepDiscoveries(tests)
    .filter(
      ({ lift, before, both }) => both.recent >= least && lift >= leastLift && lift / before >= leastLift,
    )
    .slice(0, mostShown)
    .map((tested) => describePair(tested, by, times));
}

interface Tested extends PairTest {
  readonly both: Count;
  readonly pair: readonly string[];
}

const rounded = (lift: number): string => lift.toFixed(1);

function describePair({ pair, both, lift, before, p }: Tested, by: By, times: Times): Found {
  const { middle, to } = timesOf(times);
  const last = new Date(Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - 1).toISOString().slice(0, 10);
  const between = [middle.slice(0, 10), last];
  const [one = '', other = ''] = pair;
  const sure = sureness(p);
  return {
    key: `association:${by}:${one}&${other}`,
    type: 'association',
    title: {
      en: `Who buys ${one} now buys ${other} too`,
      zh: `买${one}的客户如今也买${other}`,
    },
    detail: {
      en: `${both.recent} customers bought both in ${days} days, ${rounded(lift)} times as many as by chance; in as many days before ${both.before}, ${rounded(before)} times. ${sure.en}`,
      zh: `近 ${days} 天有 ${both.recent} 位客户两者都买，是随机情况的 ${rounded(lift)} 倍；此前同样天数为 ${both.before} 位，${rounded(before)} 倍。${sure.zh}`,
    },
    name: { en: `${one} and ${other}`, zh: `${one}与${other}` },
    rule: { all: pair.map((name) => ({ bought: { between, [by]: name } })) },
    size: both.recent,
  };
}
