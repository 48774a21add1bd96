import { expect, test } from 'vitest';

import { followJob, listProfiles, problemOf, uploadFile } from '../../../test/actions.ts';
import { openTestApp, type TestWorkspace } from '../../../test/harness.ts';
import { csv } from '../../../test/make.ts';
import { importEvents } from '../../../test/retail.ts';
import { waitFor } from '../../../test/wait.ts';
import { createExport, describeQuery, downloadExport, queryProfiles } from '../../query/contract.ts';
import { createSegment, listSegments, refreshSegments, removeSegment } from '../../segments/contract.ts';
import { refreshInsights } from '../contract.ts';
import * as contract from './contract.ts';

const { freshWorkspace } = await openTestApp();
type Client = TestWorkspace['client'];

const columns = {
  order: 'order',
  customer: 'customer',
  time: 'time',
  product: 'product',
  category: 'category',
  quantity: 'quantity',
  price: 'price',
  currency: 'currency',
} as const;

const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const line = (customer: string, order: string, [category, price, back, currency = 'CNY']: Line) => ({
  order,
  customer,
  time: `${day(back)} 10:00:00`,
  product: `${category}-${price}`,
  category,
  quantity: '1',
  price: String(price),
  currency,
});
type Line = readonly [category: string, price: number, back: number, currency?: string];

const rows = [
  line('c1', 'A1', ['tea', 10, 300]),
  line('c1', 'A2', ['tea', 30, 20]),
  line('c1', 'A3', ['cups', 20, 10]),
  line('c2', 'B1', ['cups', 90, 200]),
  line('c3', 'C1', ['tea', 5, 5, 'USD']),
];

async function open(): Promise<Client> {
  const { client } = await freshWorkspace();
  const upload = await uploadFile(client, { name: 'orders.csv', bytes: csv(rows) });
  await importEvents(client, { upload, columns, currency: 'CNY' });
  await waitFor(
    'the customers',
    () => listProfiles(client, { kind: 'person' }),
    (list) => list.length === 3,
  );
  await followJob(client, (await client.call(refreshInsights, {})).job);
  return client;
}

async function define(client: Client, name: string, spec: contract.ValueSpecInput): Promise<string> {
  const { id } = await client.call(contract.createComputedValue, { kind: 'person', name, spec });
  const read = () => client.call(contract.listComputedValues, { kind: 'person' });
  const isDone = ({ rows: list }: Awaited<ReturnType<typeof read>>) =>
    list.some((one) => one.id === id && one.computedAt !== null);
  await waitFor('the value', read, isDone);
  return id;
}

/** What a value is of each customer, by the customers' own ids. */
async function valuesOf(client: Client, id: string): Promise<unknown[]> {
  const field = `_value.${id}`;
  const answer = await client.call(queryProfiles, { kind: 'person', fields: ['external_id', field] });
  return answer.rows
    .map((row): [string, unknown] => [String(row['external_id']), row[field]])
    .toSorted(([left], [right]) => left.localeCompare(right))
    .map(([, value]) => value);
}

const sorted = (values: readonly unknown[]) =>
  values.toSorted((left, right) => String(left).localeCompare(String(right)));
const views = { of: 'events', event: 'Order Completed' } as const;
const cny = [{ property: 'currency', in: ['CNY'] }];

test('each way to compute a value of customers gives what one counts by hand', async () => {
  const client = await open();
  const cases: readonly (readonly [contract.ValueSpecInput, unknown[]])[] = [
    [{ ...views, how: 'count' }, [3, 1, 1]],
    [{ ...views, how: 'count', within: '30d' }, [2, 0, 1]],
    [{ of: 'orders', how: 'sum', what: 'amount', where: cny }, [60, 90, 0]],
    [{ of: 'orders', how: 'avg', what: 'amount', where: cny }, [20, 90, null]],
    [{ of: 'lines', how: 'most', what: 'category' }, ['tea', 'cups', 'tea']],
    [{ of: 'lines', how: 'last', what: 'category' }, ['cups', 'cups', 'tea']],
    [{ of: 'lines', how: 'first', what: 'price' }, [10, 90, 5]],
    [{ of: 'orders', how: 'days_since' }, [10, 200, 5]],
    [{ of: 'orders', how: 'days_since_first' }, [300, 200, 5]],
    [
      {
        how: 'ratio',
        top: { of: 'lines', how: 'count', where: [{ property: 'category', in: ['tea'] }] },
        bottom: { of: 'lines', how: 'count' },
      },
      [2 / 3, 0, 1],
    ],
    [{ of: 'lines', how: 'count', where: [{ property: 'price', gte: 20 }] }, [2, 1, 0]],
  ];
  for (const [i, [spec, wanted]] of cases.entries()) {
    const id = await define(client, `value ${i}`, spec);
    expect(await valuesOf(client, id), JSON.stringify(spec)).toEqual(wanted);
    const preview = await client.call(contract.previewComputedValue, { kind: 'person', spec });
    expect(preview.problem).toBeNull();
    const isThere = (value: unknown) => value !== null && !(value === 0 && !('top' in spec));
    expect(sorted(preview.rows.map(({ value }) => value))).toEqual(sorted(wanted.filter(isThere)));
  }
  // Several currencies are not added up, and the place says so.
  const spec = { of: 'orders', how: 'sum', what: 'amount' } as const;
  const mixed = await define(client, 'mixed', spec);
  const { rows: list } = await client.call(contract.listComputedValues, { kind: 'person' });
  expect(list.find(({ id }) => id === mixed)?.problem?.en).toContain('CNY, USD');
  expect((await client.call(contract.previewComputedValue, { kind: 'person', spec })).problem).not.toBeNull();
});

test('a computed value is asked for in rules, ordered by, exported and shown, and stays while a segment uses it', async () => {
  const client = await open();
  const id = await define(client, '茶叶次数', {
    of: 'lines',
    how: 'count',
    where: [{ property: 'category', in: ['tea'] }],
  });
  const count = async (rule: unknown) =>
    (await client.call(queryProfiles, { kind: 'person', rule, limit: 0 })).total;
  expect(await count({ insight: id, gte: 1 })).toBe(2);
  expect(await count({ insight: id, gte: 2 })).toBe(1);
  expect(await count({ insight: id, lt: 1 })).toBe(1);
  expect(await count({ insight: id, top: 50 })).toBe(1);
  expect(await count({ not: { insight: id, eq: 0 } })).toBe(2);
  expect(await client.call(describeQuery, { kind: 'person', rule: { insight: id, gte: 2 } })).toEqual({
    en: '“茶叶次数” is at least 2',
    zh: '“茶叶次数”不低于2',
  });
  const field = `_value.${id}`;
  const ask = async (direction: 'asc' | 'desc', reverse = false) => {
    const fields = ['external_id', field];
    const sort = [{ field, direction }];
    const first = await client.call(queryProfiles, { kind: 'person', sort, fields, limit: 2, reverse });
    const after = first.next ?? '';
    const rest = await client.call(queryProfiles, { kind: 'person', sort, fields, limit: 2, reverse, after });
    return [...first.rows, ...rest.rows].map((row) => row[field]);
  };
  expect(await ask('desc')).toEqual([2, 1, 0]);
  expect(await ask('asc')).toEqual([0, 1, 2]);
  expect(await ask('asc', true)).toEqual([2, 1, 0]);
  const fields = ['_value.segment', '_value.orders'];
  const shipped = await client.call(queryProfiles, { kind: 'person', fields });
  expect(sorted(shipped.rows.map((row) => row['_value.orders']))).toEqual([1, 1, 3]);

  const made = await client.call(createExport, {
    kind: 'person',
    rule: { all: [] },
    format: 'csv',
    fields: ['external_id', field, '_value.orders'],
    sort: [{ field, direction: 'desc' }],
    language: 'en',
  });
  await followJob(client, made.job);
  const file = await client.download(downloadExport, { id: made.export });
  const text = await new Response(file.stream).text();
  expect(text.split('\n')[0]).toContain('"茶叶次数","number of orders"');
  expect(text.split('\n')[1]).toContain('"2","3"');

  const [first] = (await client.call(queryProfiles, { kind: 'person', rule: { insight: id, gte: 2 } })).rows;
  const profile = await client.call(contract.getProfileValues, { id: String(first?.id) });
  expect(profile.rows).toContainEqual(
    expect.objectContaining({ key: id, value: 2, label: { en: '茶叶次数', zh: '茶叶次数' } }),
  );

  const rule = { insight: id, lt: 1 };
  const segment = await client.call(createSegment, { kind: 'person', name: '不喝茶', rule });
  await followJob(client, (await client.call(refreshSegments, {})).job);
  expect((await client.call(listSegments, {})).rows[0]).toMatchObject({ size: 1, problem: null });
  const remove = () => client.call(contract.removeComputedValue, { id });
  expect(await problemOf(remove())).toMatchObject({ code: 'computed.in-use' });
  await client.call(removeSegment, { id: segment.id });
  await remove();
  expect((await problemOf(count(rule))).code).toBe('rule.computed');
});

test('what cannot be computed is refused in words', async () => {
  const { client } = await freshWorkspace();
  const wrong: readonly unknown[] = [
    { of: 'events', how: 'count' },
    { of: 'orders', how: 'sum', what: 'raw' },
    { of: 'orders', how: 'most', what: 'amount' },
    { of: 'lines', how: 'count', where: [{ property: 'email', in: ['x'] }] },
    { of: 'lines', how: 'count', within: 'forever' },
    { how: 'ratio', top: { of: 'lines', how: 'most', what: 'brand' }, bottom: { of: 'lines', how: 'count' } },
  ];
  for (const spec of wrong) {
    const said = await problemOf(
      client.call(
        contract.createComputedValue,
        JSON.parse(JSON.stringify({ kind: 'person', name: 'x', spec })),
      ),
    );
    expect(said.code, JSON.stringify(spec)).toBe('request.invalid');
  }
});
