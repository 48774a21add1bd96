import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { profileId } from '../../lib/profile-id.ts';
import { command, type Warehouse } from '../../store/warehouse/index.ts';
import { parseRule, runQuery } from '../index.ts';
import { openTestStore, testCatalogue, type TestStore } from '../test-table.ts';
import type { ReasonValue } from './contract.ts';
import { previewCount } from './count.ts';
import { estimateShare } from './estimate.ts';
import { explainMembers } from './reasons.ts';

const context = {
  kind: 'person',
  catalogue: testCatalogue('person'),
  now: new Date('2025-06-15T08:00:00Z'),
} as const;
const customers = 60_000;

let store: TestStore;
let warehouse: Warehouse;

/** Customers that came in the order of two sources; every third has bought, the later the more, some by two devices. */
async function fill(): Promise<void> {
  const run = (sql: string) => warehouse.run(command('test.fill', sql));
  await store.insert(warehouse, 'person', [{ _no: 1, name: 'first', gender: 'female', _sources: ['early'] }]);
  await run(`INSERT INTO {db}.profiles_person (_no, name, _name, _search, gender, _sources)
    SELECT number, concat('customer ', toString(number)) AS called, called, called, if(cityHash64(number) % 10 < 3, 'female', 'male'),
      [if(number < 20000, 'early', 'late')] FROM numbers(2, ${customers - 1})`);
  await run(`INSERT INTO {db}.owners SELECT number + 100, 'person', number FROM numbers(1, ${customers})`);
  await run(
    `INSERT INTO {db}.owners SELECT number + 100000, 'person', number FROM numbers(1, ${customers}) WHERE number % 5 = 0`,
  );
  await run(`INSERT INTO {db}.events (entity, ts, name, amount, category)
    SELECT if(n % 2 = 1 AND number % 5 = 0, number + 100000, number + 100), toDateTime('2025-06-01 10:00:00') - number % 90 * 86400 + n, 'Order Completed', 10, 'tea'
    FROM (SELECT number, arrayJoin(range(1 + intDiv(number, 20000))) AS n FROM numbers(1, ${customers}) WHERE number % 3 = 0)`);
  await run(`INSERT INTO {db}.purchases (kind, profile, ts, amount, order)
    SELECT 'person', number, toDateTime('2025-04-02 10:00:00') + n * 86400, 20 + n, toString(n) FROM (SELECT number, arrayJoin(range(3)) AS n FROM numbers(1, 9))`);
  await run(`INSERT INTO {db}.order_lines (entity, ts, order, movement, line, product, quantity, amount)
    SELECT number + 100, toDateTime('2025-04-02 10:00:00'), 'o', 'completed', 1, 'tea', 2, 8 FROM numbers(1, 9)`);
  await run(`INSERT INTO {db}.opinions (entity, ts, message, version, polarity, source)
    SELECT number + 100, toDateTime('2025-06-01 10:00:00'), number, 1, 'negative', 'shop' FROM numbers(1, 9)`);
  await run(`INSERT INTO {db}.customer_values (kind, profile, orders, monetary, segment)
    SELECT 'person', number, 1 + intDiv(number, 20000), 10 * (1 + intDiv(number, 20000)), 'champions' FROM numbers(1, ${customers}) WHERE number % 3 = 0`);
}

beforeAll(async () => {
  store = await openTestStore();
  warehouse = await store.openWorkspace(1);
  await fill();
});
afterAll(() => store.close());

const preview = (rule: unknown, sample: number) =>
  previewCount(warehouse, { ...context, rule: parseRule(rule), sample });
const explain = (rule: unknown, sample?: number) =>
  explainMembers(warehouse, {
    ...context,
    rule: parseRule(rule),
    limit: 4,
    ...(sample === undefined ? {} : { sample }),
  });
const timesOf = (value: ReasonValue | null | undefined) => (value?.type === 'events' ? value.times : 0);
const bought = { did: 'Order Completed', times: { gte: 2 } };
const rules = [
  { field: 'gender', eq: 'female' },
  { source: 'early' },
  { text: 'customer' },
  bought,
  { did: 'Order Completed', within: '30d', where: [{ property: 'category', eq: 'tea' }] },
  { not: bought },
  { insight: 'spend', gte: 20 },
  { insight: 'spend', top: 10 },
  { did: 'Order Completed', followedBy: { did: 'Order Completed' } },
  { any: [{ field: 'gender', eq: 'female' }, bought] },
  { all: [] },
  { any: [] },
];

describe('a rule that is being written', () => {
  it('is counted on a sample; what is true lies within the bounds, which are narrow', async () => {
    for (const rule of rules) {
      const { total } = await runQuery(warehouse, { ...context, rule: parseRule(rule), limit: 0 });
      const seen = await preview(rule, 3_000);
      const said = JSON.stringify({ rule, total, seen });
      expect(seen.exact, said).toBe(false);
      expect(seen.asked, said).toBeLessThan(6_000);
      expect(seen.low <= (total ?? -1) && (total ?? -1) <= seen.high, said).toBe(true);
      expect(seen.total >= seen.low && seen.total <= seen.high, said).toBe(true);
    }
    const women = await preview(rules[0], 3_000);
    expect(women.high - women.low).toBeLessThan(customers * 0.05);
    // Whoever came from one source stands together: bounds for customers drawn one by one would be too narrow.
    const early = await preview(rules[1], 3_000);
    expect(early.high - early.low).toBeGreaterThan(customers * 0.1);
  });

  it('is counted exactly where all can be asked at once', async () => {
    const seen = await preview(bought, 20_000);
    expect(seen).toMatchObject({ exact: true, asked: customers, low: seen.total, high: seen.total });
    expect(seen.total).toBe(13_334);
  });

  it('shows some whom it fits, with what decides each condition', async () => {
    const rule = {
      all: [
        bought,
        {
          any: [
            { field: 'gender', eq: 'female' },
            { insight: 'spend', gte: 30 },
          ],
        },
        { not: { source: 'early' } },
      ],
    };
    for (const sample of [3_000, undefined]) {
      const { rows } = await explain(rule, sample);
      expect(rows).toHaveLength(4);
      for (const { id, reasons } of rows) {
        const [did, gender, spend, source] = reasons;
        expect(reasons.map(({ path }) => path)).toEqual([
          'all[0]',
          'all[1].any[0]',
          'all[1].any[1]',
          'all[2].not',
        ]);
        const times = timesOf(did?.value);
        expect(did).toMatchObject({ holds: true, value: { type: 'events', times, amount: times * 10 } });
        expect(times).toBeGreaterThan(1);
        expect(
          [gender, spend].some((reason) => reason?.holds),
          id,
        ).toBe(true);
        const value = gender?.holds === true ? 'female' : 'male';
        expect(gender?.value).toEqual({ type: 'field', field: 'gender', value });
        expect(spend).toMatchObject({ holds: times === 3, value: { type: 'number', value: times * 10 } });
        expect(source).toMatchObject({
          holds: true,
          value: { type: 'text', en: 'late' },
          condition: { zh: '非（来源为“early”）' },
        });
      }
    }
    const only = await explain({ id: profileId('person', 7) });
    expect(only.rows.map(({ name }) => name)).toEqual(['customer 7']);
    expect((await explain({ any: [] })).rows).toEqual([]);
  });

  it('says since when somebody has a subscription, or until when it was', async () => {
    const at = (name: string, day: string) => `(101, '${day} 10:00:00', '${name}', map('plan', 'pro'))`;
    const tell = (told: string) =>
      warehouse.run(
        command('test.tell', `INSERT INTO {db}.events (entity, ts, name, properties) VALUES ${told}`),
      );
    const why = async (rule: unknown) => (await explain(rule)).rows[0]?.reasons[0]?.value;
    await tell(at('Subscription Started', '2025-02-03'));
    expect(await why({ subscribed: 'running' })).toMatchObject({
      en: 'since 2025-02-03',
      zh: '自2025-02-03起',
    });
    await tell(at('Subscription Cancelled', '2025-03-04'));
    expect(await why({ subscribed: 'ended', plan: 'pro' })).toMatchObject({ en: 'until 2025-03-04' });
  });

  it('says how often, how much and when somebody bought or said what decides', async () => {
    const days = ['2025-04-01', '2025-04-30'];
    const first = '2025-04-02T10:00:00';
    for (const [asked, value] of [
      [{ bought: { between: days } }, { times: 3, amount: 63, first }],
      [{ bought: { first: '2025-04', in: '2025-04' } }, { times: 3, amount: 63, first }],
      [{ bought: { between: days, product: 'tea' } }, { times: 1, amount: 8, quantity: 2, first }],
      [{ said: 'negative' }, { times: 1, amount: 0, first: '2025-06-01T10:00:00' }],
    ] as const) {
      const { rows } = await explain({ all: [{ id: profileId('person', 7) }, asked] });
      const reason = rows[0]?.reasons.at(-1);
      expect([JSON.stringify(asked), rows.length, reason?.holds]).toEqual([JSON.stringify(asked), 1, true]);
      const { first: moment, ...sums } = value;
      expect(reason?.value).toMatchObject({ type: 'events', ...sums });
      expect(String(reason?.value?.type === 'events' && reason.value.first).slice(0, 19)).toBe(moment);
    }
  });
});

it('says less of all the more alike neighbours are', () => {
  const mixed = Array.from({ length: 100 }, () => ({ customers: 50, fit: 25 }));
  const alike = Array.from({ length: 100 }, (_, i) => ({ customers: 50, fit: i % 2 === 0 ? 50 : 0 }));
  const width = (blocks: typeof mixed) => {
    const { low, high } = estimateShare(blocks);
    return high - low;
  };
  expect(estimateShare(mixed).share).toBe(0.5);
  expect(width(mixed)).toBeCloseTo(0.0277, 3);
  expect(width(alike)).toBeCloseTo(0.191, 2);
  const nobody = estimateShare(mixed.map(({ customers: all }) => ({ customers: all, fit: 0 })));
  expect(nobody.share).toBe(0);
  expect(nobody.high).toBeCloseTo(0.037, 3);
});
