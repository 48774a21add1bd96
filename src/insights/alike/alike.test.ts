import { expect, test } from 'vitest';

import { updateVisibility } from '../../access/contract.ts';
import { followJob, importFile, listProfiles, problemOf, uploadFile } from '../../../test/actions.ts';
import { openTestApp } from '../../../test/harness.ts';
import { csv } from '../../../test/make.ts';
import { importEvents } from '../../../test/retail.ts';
import { waitFor } from '../../../test/wait.ts';
import { refreshInsights } from '../contract.ts';
import { getNextProducts, listSimilarCustomers } from './contract.ts';

const { freshWorkspace } = await openTestApp();

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

/** `c1: [tea, cups]` → one order of both. */
const ordersOf = (bought: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(bought).flatMap(([customer, products]) =>
    products.map((product) => ({
      order: `o-${customer}`,
      customer,
      time: '2024-03-01 10:00:00',
      product,
      category: product.startsWith('tea') ? 'tea' : 'things',
      quantity: '1',
      price: '10',
      currency: 'CNY',
    })),
  );

test('who bought the same rare thing is more alike than who bought what everybody does', async () => {
  const { client } = await freshWorkspace();
  const everybody = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`x${n}`, ['bag', 'pen']]));
  const rows = ordersOf({
    ...everybody,
    me: ['bag', 'tea of the south', 'tea of the north'],
    twin: ['bag', 'tea of the south', 'tea of the north'],
    near: ['tea of the south', 'lamp'],
    far: ['lamp'],
  });
  const upload = await uploadFile(client, { name: 'orders.csv', bytes: csv(rows) });
  await importEvents(client, { upload, columns, currency: 'CNY' });
  const people = await waitFor(
    'the customers',
    () => listProfiles(client, { kind: 'person', fields: ['external_id'] }),
    (list) => list.length === 16,
  );
  await followJob(client, (await client.call(refreshInsights, {})).job);
  const idOf = (name: string) => people.find((one) => JSON.stringify(one).includes(`"${name}"`))?.id ?? '';
  const { by, rows: found } = await client.call(listSimilarCustomers, { profile: idOf('me'), limit: 50 });
  expect(by).toBe('orders');
  expect(found.slice(0, 2).map(({ id }) => id)).toEqual([idOf('twin'), idOf('near')]);
  expect(found[0]).toMatchObject({
    score: 1,
    items: ['tea of the north', 'tea of the south', 'bag'],
    facts: [],
  });
  expect(found[1]?.items).toEqual(['tea of the south']);
  // Both are as much like each other, and whoever shares nothing is not there.
  const other = await client.call(listSimilarCustomers, { profile: idOf('near'), limit: 50 });
  expect(other.rows.find(({ id }) => id === idOf('me'))?.score).toBeCloseTo(found[1]?.score ?? 0, 12);
  expect(found.map(({ id }) => id)).not.toContain(idOf('far'));
  expect(found.map(({ id }) => id)).not.toContain(idOf('me'));

  const next = await client.call(getNextProducts, { profile: idOf('far'), limit: 5 });
  expect(next.categories).toEqual([expect.objectContaining({ category: 'tea', why: 'popular' })]);
  expect(next.products.map(({ product }) => product)).not.toContain('lamp');

  const gone = await problemOf(client.call(listSimilarCustomers, { profile: 'per_zzzz' }));
  expect(gone.code).toBe('profiles.not-found');
});

test('customers who bought nothing are alike by what is known of them, as far as the asker sees it', async () => {
  const { client } = await freshWorkspace();
  const company = (name: string, region: string, industry: string) => ({
    企业名称: name,
    地区: region,
    行业: industry,
  });
  await importFile(client, {
    name: 'list.csv',
    bytes: csv([
      company('甲公司', '江苏省南京市', '软件和信息技术服务业'),
      company('乙公司', '江苏省南京市', '软件和信息技术服务业'),
      company('丙公司', '江苏省南京市', '批发业'),
      company('丁公司', '广东省深圳市', '批发业'),
    ]),
  });
  const list = await listProfiles(client, { fields: ['name'] });
  const idOf = (name: string) => list.find((one) => JSON.stringify(one).includes(name))?.id ?? '';
  const { by, rows } = await client.call(listSimilarCustomers, { profile: idOf('甲公司') });
  expect(by).toBe('facts');
  expect(rows.map(({ name }) => name)).toEqual(['乙公司', '丙公司']);
  expect(rows[0]?.score).toBe(1);
  expect(rows[0]?.facts.map(({ field }) => field)).toEqual(['industry', 'region']);
  expect(rows[1]?.facts.map(({ field }) => field)).toEqual(['region']);
});

test('a fact that a role does not see is no reason', async () => {
  const { client, clientAs } = await freshWorkspace();
  const person = (name: string, gender: string) => ({ 姓名: name, 性别: gender });
  const bytes = csv([person('王一', '女'), person('李二', '女'), person('赵三', '男')]);
  await importFile(client, { name: 'people.csv', bytes }, { kind: 'person' });
  const list = await listProfiles(client, { kind: 'person', fields: ['name'] });
  const profile = list.find((one) => JSON.stringify(one).includes('王一'))?.id ?? '';
  const full = { internal: 'full', personal: 'full', sensitive: 'masked' } as const;
  const none = { internal: 'full', personal: 'hidden', sensitive: 'hidden' } as const;
  await client.call(updateVisibility, { viewer: none, analyst: full, editor: full, admin: full });
  const seen = await (await clientAs('analyst')).call(listSimilarCustomers, { profile });
  expect(seen.rows).toMatchObject([{ name: '李二', facts: [{ field: 'gender', value: 'female' }] }]);
  const hidden = await (await clientAs('viewer')).call(listSimilarCustomers, { profile });
  expect(hidden).toEqual({ by: null, rows: [] });
});
