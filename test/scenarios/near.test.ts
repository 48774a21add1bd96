import { expect, test } from 'vitest';

import type { Client } from '../../src/client.ts';
import { updateProfile } from '../../src/profiles/contract.ts';
import { createExport, describeQuery, downloadExport, queryProfiles } from '../../src/query/contract.ts';
import { createField } from '../../src/records/contract.ts';
import { inspectUpload } from '../../src/sources/contract.ts';
import {
  findProfile,
  followJob,
  importFile,
  listProfiles,
  problemOf,
  replay,
  snapshot,
  uploadFile,
} from '../actions.ts';
import { openTestApp } from '../harness.ts';

const { freshWorkspace } = await openTestApp();

/** People's Square in Shanghai. */
const square = { latitude: 31.2304, longitude: 121.4737 };

const shops = [
  '企业名称,纬度,经度,电话',
  '广场店,31.2304,121.4737,021-55550001',
  '外滩店,31.2397,121.4998,021-55550002',
  '机场店,31.1443,121.8083,021-55550003',
  '苏州店,31.2990,120.5853,0512-55550004',
  '没有坐标店,,,021-55550005',
  '坏坐标店,310.5,121.4,021-55550006',
  '半个坐标店,31.2,,021-55550007',
].join('\n');

async function namesOf(client: Client, rule: unknown, sort?: string): Promise<unknown[]> {
  const { rows } = await client.call(queryProfiles, {
    rule,
    fields: ['name'],
    ...(sort === undefined ? {} : { sort: [{ field: sort, direction: 'asc' }] }),
  });
  return rows.map(({ name }) => name);
}

test('shops are found near a place, the nearest first, whatever form their coordinates came in', async () => {
  const { client } = await freshWorkspace();
  const upload = await uploadFile(client, { name: 'shops.csv', bytes: shops });
  const { columns } = await client.call(inspectUpload, { id: upload });
  expect(columns.map(({ field, point, datum }) => [field, point, datum])).toEqual([
    ['name', undefined, undefined],
    ['coordinates', 'latitude', 'wgs84'],
    ['coordinates', 'longitude', 'wgs84'],
    ['phones', undefined, undefined],
  ]);
  const done = await importFile(client, { name: 'shops.csv', bytes: shops }, { source: '门店' });
  // What is no point fails its check, and the row is there.
  expect(done).toMatchObject({ created: 7, rejected: 0 });
  expect(done.issues).toEqual([{ field: 'coordinates', rows: 2, ruined: 0 }]);

  const near = (km: number) => ({ field: 'coordinates', near: { ...square, km } });
  expect(await namesOf(client, near(1))).toEqual(['广场店']);
  expect(await namesOf(client, near(5), 'coordinates')).toEqual(['广场店', '外滩店']);
  expect(await namesOf(client, near(100), 'coordinates')).toEqual(['广场店', '外滩店', '机场店', '苏州店']);
  const far = { all: [near(100), { not: near(30) }] };
  expect(await namesOf(client, far, 'coordinates')).toEqual(['机场店', '苏州店']);
  expect(await namesOf(client, { field: 'coordinates', valid: false })).toEqual(
    expect.arrayContaining(['坏坐标店', '半个坐标店']),
  );

  const bund = await findProfile(client, 'name', '外滩店');
  expect(bund.values['coordinates']).toEqual({ latitude: 31.2397, longitude: 121.4998 });
  expect(bund.lineage['coordinates']?.[0]).toMatchObject({
    source: '门店',
    wins: true,
    original: [
      { column: '纬度', text: '31.2397' },
      { column: '经度', text: '121.4998' },
    ],
  });

  // Pages follow the distance, and every shop with a point stands on one of them.
  const paged: [name: unknown, km: number][] = [];
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const page = await client.call(queryProfiles, {
      rule: near(100),
      fields: ['name', '_distance'],
      sort: [{ field: '_distance', direction: 'desc' }],
      limit: 1,
      ...(after === undefined ? {} : { after }),
    });
    for (const { name, _distance: km } of page.rows) paged.push([name, Number(km)]);
    after = page.next ?? undefined;
  }
  expect(paged.map(([name]) => name)).toEqual(['苏州店', '机场店', '外滩店', '广场店']);
  // By the lengths of a degree at their latitude, worked out by hand.
  for (const [at, km] of [84.95, 33.29, 2.69, 0].entries()) expect(paged[at]?.[1]).toBeCloseTo(km, 1);
  const made = await client.call(createExport, {
    kind: 'organization',
    rule: near(100),
    format: 'jsonl',
    fields: ['name'],
    sort: [{ field: '_distance', direction: 'desc' }],
  });
  await followJob(client, made.job);
  const file = await new Response((await client.download(downloadExport, { id: made.export })).stream).text();
  const firsts = file
    .trim()
    .split('\n')
    .map((line) => /[\u4e00-\u9fff]+店/.exec(line)?.[0]);
  expect(firsts).toEqual(['苏州店', '机场店', '外滩店', '广场店']);
  const everybody = await client.call(queryProfiles, {
    fields: ['_distance'],
    sort: [{ field: '_distance', direction: 'asc' }],
  });
  expect(everybody.rows.map(({ _distance: km }) => km)).toEqual(Array(7).fill(null));

  await client.call(updateProfile, { id: bund.id, set: { coordinates: '北纬31.2990 东经120.5853' } });
  expect(await namesOf(client, near(5))).toEqual(['广场店']);
  const before = await snapshot(client);
  await replay(client);
  expect(await snapshot(client)).toEqual(before);
});

test("points measured by China's maps stand where satellites see them", async () => {
  const { client } = await freshWorkspace();
  const files = {
    'amap.csv': '公司名称,高德坐标\n高德店,"116.41024449916938,39.91640428150164"',
    'baidu.csv': '公司名称,百度纬度,百度经度\n百度店,39.92133699351021,116.41036949371029',
    'plain.csv': '公司名称,位置\n手填店,"116.404, 39.915"',
  };
  for (const [name, bytes] of Object.entries(files))
    await importFile(
      client,
      { name, bytes },
      name === 'plain.csv' ? { mapping: { 位置: '坐标（经纬度）' } } : {},
    );
  const rows = await listProfiles(client, { fields: ['name', 'coordinates'] });
  const found = Object.fromEntries(rows.map(({ name, coordinates }) => [name, coordinates]));
  expect(found).toEqual({
    高德店: { latitude: 39.915, longitude: 116.404 },
    // The same point of Amap's map, which Baidu shifts again.
    百度店: { latitude: 39.913596, longitude: 116.397756 },
    手填店: { latitude: 39.915, longitude: 116.404 },
  });
});

test('a person is found near a place by those alone who may see where the person is', async () => {
  const { client, clientAs } = await freshWorkspace();
  const card = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'FN:王小明',
    'TEL:+8613800138000',
    'GEO:geo:31.2304,121.4737',
    'END:VCARD',
  ].join('\r\n');
  await importFile(client, { name: 'card.vcf', bytes: card });
  const rule = { field: 'coordinates', near: { ...square, km: 1 } };
  const ask = (who: Client) => who.call(queryProfiles, { kind: 'person', rule, fields: ['coordinates'] });
  expect((await ask(client)).rows).toMatchObject([{ coordinates: square }]);
  const analyst = await clientAs('analyst');
  expect((await problemOf(ask(analyst))).code).toBe('rule.masked');
  const masked = await listProfiles(analyst, { kind: 'person', fields: ['coordinates'] });
  expect(masked).toMatchObject([{ coordinates: '***' }]);
  const sorted = await problemOf(
    analyst.call(queryProfiles, { kind: 'person', rule: { all: [] }, sort: [{ field: 'coordinates' }] }),
  );
  expect(sorted.code).toBe('rule.masked');
});

test('what is exported is read again, and a field of the workspace’s own can hold a point, too', async () => {
  const [{ client }, { client: other }] = await Promise.all([freshWorkspace(), freshWorkspace()]);
  await client.call(createField, {
    key: 'warehouse',
    label: { en: 'Warehouse', zh: '仓库位置' },
    kinds: ['organization'],
    type: 'coordinates',
  });
  const bytes = [
    '公司名称,经纬度,仓库位置',
    '甲公司,"121.4737,31.2304","31.2990, 120.5853"',
    '乙公司,"87.6177,43.7928",',
  ].join('\n');
  await importFile(client, { name: 'both.csv', bytes }, { source: '仓库' });
  const stored = { field: 'warehouse', near: { latitude: 31.3, longitude: 120.6, km: 10 } };
  expect(await namesOf(client, stored)).toEqual(['甲公司']);
  expect(await client.call(describeQuery, { rule: stored })).toEqual({
    en: 'Warehouse within 10 km of 31.3, 120.6',
    zh: '仓库位置距 31.3, 120.6 不超过 10 公里',
  });
  const a = await findProfile(client, 'name', '甲公司');
  expect(a.values['warehouse']).toEqual({ latitude: 31.299, longitude: 120.5853 });
  await client.call(updateProfile, { id: a.id, set: { warehouse: { latitude: 30.25, longitude: 120.17 } } });
  expect((await findProfile(client, 'name', '甲公司')).values['warehouse']).toEqual({
    latitude: 30.25,
    longitude: 120.17,
  });

  for (const format of ['csv', 'xlsx', 'parquet', 'jsonl'] as const) {
    const made = await client.call(createExport, {
      kind: 'organization',
      rule: { all: [] },
      format,
      fields: ['name', 'coordinates'],
    });
    await followJob(client, made.job);
    const { stream } = await client.download(downloadExport, { id: made.export });
    const read = new Uint8Array(await new Response(stream).arrayBuffer());
    await importFile(other, { name: `again.${format}`, bytes: read }, { source: format });
    const rows = await listProfiles(other, { rule: { source: format }, fields: ['name', 'coordinates'] });
    expect(Object.fromEntries(rows.map(({ name, coordinates }) => [name, coordinates]))).toEqual({
      甲公司: { latitude: 31.2304, longitude: 121.4737 },
      乙公司: { latitude: 43.7928, longitude: 87.6177 },
    });
  }
});

test('programs send points as objects', async () => {
  const { client } = await freshWorkspace();
  const lines = [
    { company: 'One', location: { lat: 31.2304, lng: 121.4737 } },
    { company: 'Two', location: { lat: 31.2397, lng: 121.4998 } },
  ];
  await importFile(
    client,
    { name: 'shops.jsonl', bytes: lines.map((line) => JSON.stringify(line)).join('\n') },
    { source: 'shops' },
  );
  const rule = { field: 'coordinates', near: { ...square, km: 1 } };
  expect(await namesOf(client, rule)).toEqual(['One']);
});
