import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { beforeAll, describe, expect, it } from 'vitest';

import { findAssociations, findItemsets, type Association, type Basket, type Itemset } from './itemsets.ts';

const file = new URL('../../../../shared/data/retail/groceries.csv', import.meta.url);
const isThere = existsSync(file);
if (!isThere) process.stdout.write('skipped: the baskets of Groceries are not at ../shared/data/retail\n');

it('finds what is together in a handful of baskets, and stops when it has enough', async () => {
  const baskets = [[0, 1, 2], [0, 1], [0, 2], [1], [0]].map((items) => ({ items, count: 1 }));
  const limits = { least: 2, longest: 3, most: 100 };
  const { itemsets, full } = await findItemsets(baskets, limits);
  expect(full).toBe(false);
  const found = Object.fromEntries(
    itemsets.map(({ items, count }) => [items.toSorted((left, right) => left - right).join(''), count]),
  );
  expect(found).toEqual({ '0': 4, '1': 3, '2': 2, '01': 2, '02': 2 });
  const [rule] = findAssociations(itemsets, { baskets: 5, confidence: 0.9 });
  expect(rule).toEqual({
    items: [2],
    consequent: 0,
    count: 2,
    support: 0.4,
    confidence: 1,
    lift: 1.25,
    conviction: null,
  });
  expect(await findItemsets(baskets, { ...limits, most: 2 })).toMatchObject({ full: true });
});

describe.skipIf(!isThere)('on the baskets of Groceries', () => {
  let names: string[];
  let total: number;
  let itemsets: Itemset[];

  beforeAll(async () => {
    const rows = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
    const bought = rows.map((row) => [...new Set(row.split(',').filter((name) => name !== ''))]);
    const counts = new Map<string, number>();
    for (const name of bought.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
    names = [...counts.keys()].sort((left, right) => (counts.get(right) ?? 0) - (counts.get(left) ?? 0));
    total = rows.length;
    const code = new Map(names.map((name, i) => [name, i]));
    const baskets: Basket[] = bought.map((items) => ({
      items: items.map((name) => code.get(name) ?? -1).sort((left, right) => left - right),
      count: 1,
    }));
    ({ itemsets } = await findItemsets(baskets, { least: 0.001 * total, longest: 10, most: 100_000 }));
  });

  const rulesAt = (support: number, confidence: number) =>
    findAssociations(
      itemsets.filter(({ count }) => count >= support * total),
      { baskets: total, confidence },
    );
  const nameOf = ({ items, consequent }: Association) =>
    `${items
      .map((item) => names[item] ?? '')
      .toSorted((left, right) => left.localeCompare(right))
      .join(', ')} ⇒ ${names[consequent]}`;

  it('there are as many itemsets and rules as published, and the same on top', () => {
    expect([total, names.length, itemsets.length]).toEqual([9_835, 169, 13_492]);
    const rules = rulesAt(0.006, 0.25);
    const bySize = [1, 2, 3].map((size) => rules.filter(({ items }) => items.length === size).length);
    expect(bySize).toEqual([150, 297, 16]);
    const [top] = rules;
    expect(top && nameOf(top)).toBe('herbs ⇒ root vegetables');
    expect(top?.support).toBeCloseTo(0.007_015_76, 8);
    expect(top?.confidence).toBeCloseTo(0.431_25, 6);
    expect(top?.lift).toBeCloseTo(3.956_477, 5);
    const many = rulesAt(0.001, 0.5);
    expect(many).toHaveLength(5_668);
    expect(many[0] && nameOf(many[0])).toBe('Instant food products, soda ⇒ hamburger meat');
    expect(many[0]?.lift).toBeCloseTo(18.9957, 3);
    expect(rulesAt(0.001, 0.8)).toHaveLength(410);
  });
});
