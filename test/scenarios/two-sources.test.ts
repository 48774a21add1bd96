import { expect, test } from 'vitest';

import {
  findProfile,
  importFile,
  listProfiles,
  replay,
  snapshot,
  undo,
  type ListedProfile,
} from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv, type Row } from '../make.ts';
import { getProfile, retractRecord, updateProfile } from '../../src/profiles/contract.ts';

const { freshWorkspace } = await openTestApp();

const sales = createMaker().organizations(30);
/** What the registry says of the first twenty, and of ten that sales does not know. */
const registry = createMaker()
  .organizations(20)
  .map((row, index): Row => ({
    ...row,
    企业名称: `${row['企业名称']?.replace('有限公司', '')}集团有限公司`,
    法定代表人: index % 2 === 0 ? '孙登记' : (row['法定代表人'] ?? ''),
    电话: '010-88886666',
  }));
const more = createMaker(31).organizations(10);
const fromSales = { source: '销售表', trust: 40, observedAt: '2025-06-01T00:00:00Z' };
const fromRegistry = {
  source: '工商登记',
  trust: 90,
  party: 'third',
  observedAt: '2025-01-01T00:00:00Z',
} as const;
const salesFile = { name: 'sales.csv', bytes: csv(sales) };
const registryFile = { name: 'registry.csv', bytes: csv([...registry, ...more]) };

test('the trusted source wins, the loser stays in the lineage, and what is taken back leaves no trace', async () => {
  const { client } = await freshWorkspace();
  const first = await importFile(client, salesFile, fromSales);
  expect(first).toMatchObject({ created: 30, updated: 0 });
  const before = await snapshot(client);

  const second = await importFile(client, registryFile, fromRegistry);
  expect(second).toMatchObject({ rows: 30, created: 10, updated: 20, unchanged: 0 });
  const both = await snapshot(client);
  expect(both).toHaveLength(40);

  const code = sales[0]?.['统一社会信用代码'] ?? '';
  const profile = await findProfile(client, 'credit_code', code);
  expect(profile.sources).toEqual(['工商登记', '销售表']);
  // Names go by trust, the representative by what was seen last.
  expect(profile.values).toMatchObject({
    name: registry[0]?.['企业名称'],
    legal_representative: sales[0]?.['法定代表人'],
  });
  expect(
    profile.lineage['name']?.map(({ value, source, wins, trust }) => ({ value, source, wins, trust })),
  ).toEqual([
    { value: registry[0]?.['企业名称'], source: '工商登记', wins: true, trust: 90 },
    { value: sales[0]?.['企业名称'], source: '销售表', wins: false, trust: 40 },
  ]);
  expect(profile.values['phones']).toEqual(['+861088886666', `+86${sales[0]?.['电话']}`]);

  await replay(client);
  expect(await snapshot(client)).toEqual(both);

  const edited = await client.call(updateProfile, {
    id: profile.id,
    set: { phones: ['13700137000'], legal_representative: '改过', address: null },
    version: profile.version,
  });
  expect(edited.profile.values).toMatchObject({ phones: ['+8613700137000'], legal_representative: '改过' });
  expect(edited.profile.values['address']).toBeUndefined();
  expect(edited.profile.lineage['legal_representative']?.map(({ source }) => source)).toEqual([
    'manual',
    '销售表',
    '工商登记',
  ]);
  const listed = (await snapshot(client)).find(({ id }) => id === profile.id);
  expect(listed).toMatchObject({ phones: ['+8613700137000'], legal_representative: '改过', address: null });
  await replay(client);
  expect((await client.call(getProfile, { id: profile.id })).values).toEqual(edited.profile.values);
  await client.call(retractRecord, { id: edited.record });
  expect(await snapshot(client)).toEqual(both);
  expect((await client.call(getProfile, { id: profile.id })).lineage).toEqual(profile.lineage);

  await undo(client, second.import);
  expect(await snapshot(client)).toEqual(before);
  expect((await findProfile(client, 'credit_code', code)).sources).toEqual(['销售表']);
  await replay(client);
  expect(await snapshot(client)).toEqual(before);
  await undo(client, first.import);
  expect(await snapshot(client)).toEqual([]);
});

test('the order in which two files arrive does not change what the profiles say', async () => {
  const [one, other] = await Promise.all([freshWorkspace(), freshWorkspace()]);
  await Promise.all([
    importFile(one.client, salesFile, fromSales).then(() =>
      importFile(one.client, registryFile, fromRegistry),
    ),
    importFile(other.client, registryFile, fromRegistry).then(() =>
      importFile(other.client, salesFile, fromSales),
    ),
  ]);
  const content = async (client: typeof one.client) => {
    const rows = await listProfiles(client);
    return rows
      .map(({ id: _id, ...row }: ListedProfile) => row)
      .toSorted((a, b) => String(a['credit_code']).localeCompare(String(b['credit_code'])));
  };
  const [a, b] = await Promise.all([content(one.client), content(other.client)]);
  expect(a).toHaveLength(40);
  expect(a).toEqual(b);
});

test('a record that joins two persons parts them again when it is taken back', async () => {
  const { client } = await freshWorkspace();
  await importFile(
    client,
    {
      name: 'a.csv',
      bytes: csv([
        { 姓名: '王小明', 手机: '13811110001' },
        { 姓名: '王小明', 邮箱: 'xiaoming@example.cn' },
        { 姓名: '赵四', 手机: '13811110002' },
      ]),
    },
    { kind: 'person', source: '门店' },
  );
  const before = await snapshot(client);
  expect(before).toHaveLength(3);
  const bridge = await importFile(
    client,
    { name: 'b.csv', bytes: csv([{ 姓名: '王小明', 手机: '13811110001', 邮箱: 'xiaoming@example.cn' }]) },
    { kind: 'person', source: '会员' },
  );
  expect(bridge).toMatchObject({ created: 0, updated: 1 });
  const joined = await snapshot(client);
  expect(joined).toHaveLength(2);
  await undo(client, bridge.import);
  expect(await snapshot(client)).toEqual(before);
  const again = await importFile(
    client,
    { name: 'b.csv', bytes: csv([{ 姓名: '王小明', 手机: '13811110001', 邮箱: 'xiaoming@example.cn' }]) },
    { kind: 'person', source: '会员' },
  );
  expect(again).toMatchObject({ created: 0, updated: 1 });
  expect(await snapshot(client)).toEqual(joined);
});
