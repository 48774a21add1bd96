import type { Bilingual } from '../../lib/problem.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import { keepDiscoveries, testRates, type Rate } from '../models/rates.ts';
import type { Found } from './contract.ts';
import { countPlaces, everybody, partsAt, type Counting } from './counts.ts';
import { listParts, placeParts, type Looking, type Part } from './parts.ts';
import { sureness } from './words.ts';

/** Less than this is no news, however sure it is: neither of its own, nor beside the rest. */
const leastDifference = 0.15;
const least = { change: 30, niche: 20 } as const;
const days = { change: 28, niche: 91 } as const;
const mostShown = 10;

const none: Rate = { recent: 0, before: 0, recentSquares: 0, beforeSquares: 0 };

/** Parts whose orders changed otherwise than those of the rest, and pairs of parts that gained new customers faster. */
export async function findChanges(warehouse: Warehouse, looking: Looking, asOf: string): Promise<Found[]> {
  const parts = await listParts(warehouse, looking);
  if (parts.length === 0) return [];
  const placed = await placeParts(warehouse, parts, looking);
  const count = (measure: Counting['measure'], type: 'change' | 'niche') =>
    countPlaces(warehouse, looking, {
      counting: { parts, placed, measure, pairs: type === 'niche' },
      times: { asOf, days: days[type] },
    });
  const [orders, visits, newcomers] = await Promise.all([
    count('orders', 'change'),
    count('visits', 'change'),
    count('newcomers', 'niche'),
  ]);
  return [
    ...testPlaces(orders, parts, 'change').map((tested) =>
      describeChange(tested, visits.get(tested.place) ?? none),
    ),
    ...testPlaces(newcomers, parts, 'niche')
      .filter(({ change, rest }) => change > rest)
      .map(describeNiche),
  ];
}

function testPlaces(counts: ReadonlyMap<number, Rate>, parts: readonly Part[], type: 'change' | 'niche') {
  const all = counts.get(everybody) ?? none;
  const tests = [...counts].flatMap(([place, rate]) => {
    const own = partsAt(place, parts);
    const test = own.length === 0 ? null : testRates(rate, all, least[type]);
    return test === null ? [] : [{ ...test, place, rate, parts: own }];
  });
  return keepDiscoveries(tests)
    .filter(
      ({ change, rest }) =>
        Math.min(Math.abs(change), Math.abs((1 + change) / (1 + rest) - 1)) >= leastDifference,
    )
    .slice(0, mostShown);
}

type Tested = ReturnType<typeof testPlaces>[number];

const percent = (share: number) => `${Math.round(Math.abs(share) * 100)}%`;
const signed = (share: number) => `${share < 0 ? '−' : '+'}${percent(share)}`;

function move(change: number): Bilingual {
  if (!Number.isFinite(change)) return { en: 'began', zh: '从无到有' };
  return change < 0
    ? { en: `fell by ${percent(change)}`, zh: `下降 ${percent(change)}` }
    : { en: `rose by ${percent(change)}`, zh: `增长 ${percent(change)}` };
}

const noLabel: Bilingual = { en: '', zh: '' };

/** What visits did meanwhile, where they went the other way. */
function besideVisits(change: number, visits: Rate): Bilingual {
  const seen = visits.before >= least.change ? visits.recent / visits.before - 1 : 0;
  if (seen === 0 || Math.sign(seen) === Math.sign(change)) return noLabel;
  const moved = move(seen);
  return { en: ` while visits ${moved.en}`, zh: `，而访问${moved.zh}` };
}

function describeChange({ parts, rate, change, rest, p }: Tested, visits: Rate): Found {
  const { key, label, rule } = parts[0] ?? { key: '', label: noLabel, rule: null };
  const moved = move(change);
  const beside = besideVisits(change, visits);
  const sure = sureness(p);
  return {
    key: `change:${key}:${change < 0 ? 'down' : 'up'}`,
    type: 'change',
    title: {
      en: `Orders from ${label.en} ${moved.en}${beside.en}`,
      zh: `${label.zh}的订单${moved.zh}${beside.zh}`,
    },
    detail: {
      en: `${rate.recent} orders in ${days.change} days after ${rate.before} in as many before; elsewhere ${signed(rest)}. ${sure.en}`,
      zh: `近 ${days.change} 天 ${rate.recent} 单，此前同样天数 ${rate.before} 单；其余客户为 ${signed(rest)}。${sure.zh}`,
    },
    name: label,
    rule,
    size: Math.max(rate.recent, rate.before),
  };
}

function describeNiche({ parts, rate, change, rest, p }: Tested): Found {
  const en = parts.map(({ label }) => label.en).join(' · ');
  const zh = parts.map(({ label }) => label.zh).join(' · ');
  const moved = move(change);
  const sure = sureness(p);
  return {
    key: `niche:${parts.map(({ key }) => key).join('&')}`,
    type: 'niche',
    title: { en: `New customers among ${en} ${moved.en}`, zh: `${zh}的新客户${moved.zh}` },
    detail: {
      en: `${rate.recent} ordered for the first time in ${days.niche} days after ${rate.before} in as many before; elsewhere ${signed(rest)}. ${sure.en}`,
      zh: `近 ${days.niche} 天有 ${rate.recent} 位客户首次下单，此前同样天数为 ${rate.before} 位；其余客户为 ${signed(rest)}。${sure.zh}`,
    },
    name: { en, zh },
    rule: { all: parts.map(({ rule }) => rule) },
    size: rate.recent,
  };
}
