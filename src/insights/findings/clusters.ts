import { z } from 'zod';

import type { Bilingual } from '../../lib/problem.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { habits } from '../clusters.ts';
import type { Found } from './contract.ts';
import type { Looking } from './parts.ts';

const number = z.coerce.number();
const maybe = z.coerce.number().nullable();
const features = habits([
  'v.orders',
  'ifNull(v.average_order, 0)',
  'v.recency',
  'ifNull(v.first_day, v.recency)',
]);

const groups = statement({
  name: 'findings.clusters',
  sql: `SELECT toString(cluster) AS cluster, count() AS customers, avg(v.orders) AS orders, avg(v.average_order) AS average, avg(v.recency) AS recency,
      sum(v.monetary) AS spend, avgForEach(${features}) AS means, stddevPopForEach(${features}) AS deviations
    FROM (SELECT *, arrayJoin([cluster, 'all']) AS cluster FROM {db}.customer_values WHERE kind = {kind:String} AND cluster != '') AS v
    GROUP BY cluster ORDER BY cluster`,
  row: z.object({
    cluster: z.string(),
    customers: number,
    orders: number,
    average: maybe,
    recency: number,
    spend: maybe,
    means: z.array(z.number()),
    deviations: z.array(z.number()),
  }),
});

/** What is said of a group that has less, or more, of a habit than customers have on average. */
const words: readonly (readonly [less: Bilingual, more: Bilingual])[] = [
  [
    { en: 'order seldom', zh: '下单少' },
    { en: 'order often', zh: '下单频繁' },
  ],
  [
    { en: 'small orders', zh: '客单价低' },
    { en: 'large orders', zh: '客单价高' },
  ],
  [
    { en: 'ordered lately', zh: '近期下单' },
    { en: 'long silent', zh: '久未下单' },
  ],
  [
    { en: 'came lately', zh: '新近加入' },
    { en: 'here for long', zh: '老客户' },
  ],
];

/** So far from the mean, in standard deviations, something sets a group apart. */
const apart = 0.4;

/** The groups of customers with like habits, named by what sets them apart. */
export async function describeClusters(warehouse: Warehouse, { kind }: Looking): Promise<Found[]> {
  const rows = await warehouse.rows(groups, { kind });
  const all = rows.find(({ cluster }) => cluster === 'all');
  if (all === undefined) return [];
  return rows
    .filter(({ cluster }) => cluster !== 'all')
    .map((row): Found => {
      const name = nameOf(row.means, all);
      const share = Math.round((row.customers / all.customers) * 100);
      const spend = row.spend === null || !all.spend ? null : Math.round((row.spend / all.spend) * 100);
      return {
        key: `cluster:${row.cluster}`,
        type: 'cluster',
        title: { en: `${share}% of customers: ${name.en}`, zh: `${share}% 的客户：${name.zh}` },
        detail: {
          en: `${row.customers} customers; ${row.orders.toFixed(1)} orders each${row.average === null ? '' : ` of ${row.average.toFixed(0)}`}, the last ${row.recency.toFixed(0)} days ago (all: ${all.orders.toFixed(1)} orders, ${all.recency.toFixed(0)} days)${spend === null ? '' : `; ${spend}% of all spend`}.`,
          zh: `${row.customers} 位客户；平均下单 ${row.orders.toFixed(1)} 次${row.average === null ? '' : `，每单 ${row.average.toFixed(0)}`}，最近一次在 ${row.recency.toFixed(0)} 天前（全部客户：${all.orders.toFixed(1)} 次，${all.recency.toFixed(0)} 天前）${spend === null ? '' : `；占全部消费的 ${spend}%`}。`,
        },
        name,
        rule: { insight: 'cluster', in: [row.cluster] },
        size: row.customers,
      };
    });
}

function nameOf(
  means: readonly number[],
  all: { means: readonly number[]; deviations: readonly number[] },
): Bilingual {
  const scores = means.map((mean, i) => ({ i, z: (mean - (all.means[i] ?? 0)) / (all.deviations[i] || 1) }));
  const telling = scores
    .filter(({ z }) => Math.abs(z) >= apart)
    .toSorted((left, right) => Math.abs(right.z) - Math.abs(left.z))
    .slice(0, 3);
  const said = telling.flatMap(({ i, z }) => words[i]?.[z < 0 ? 0 : 1] ?? []);
  if (said.length === 0) return { en: 'like most', zh: '与多数客户相近' };
  return { en: said.map(({ en }) => en).join(', '), zh: said.map(({ zh }) => zh).join('、') };
}
