import { expect, test } from 'vitest';

import { updateProfile } from '../../src/profiles/contract.ts';
import { getOverview, getWork } from '../../src/query/overview/contract.ts';
import { createView } from '../../src/query/contract.ts';
import { countProfiles, importFile, listProfiles } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';

const { freshWorkspace } = await openTestApp();

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString();

test('every count of the overview is what its rule finds, and says as of when it is', async () => {
  const { client } = await freshWorkspace();
  const maker = createMaker();
  const old = maker.organizations(12);
  await importFile(client, { name: 'old.csv', bytes: csv(old) }, { source: 'crm', observedAt: daysAgo(800) });
  const recent = maker.organizations(8).map((row, at) => (at < 3 ? { ...row, 邮箱: 'no address' } : row));
  await importFile(
    client,
    { name: 'new.csv', bytes: csv(recent) },
    { source: 'web', observedAt: daysAgo(45) },
  );

  const overview = await client.call(getOverview, { kind: 'organization' });
  expect(overview).toMatchObject({ total: 20, week: { created: 20, changed: 20 }, stale: 12 });
  expect(Date.now() - Date.parse(overview.asOf)).toBeLessThan(60_000);
  expect(overview.freshness.map(({ count }) => count)).toEqual([0, 8, 0, 12]);
  expect(overview.sources).toMatchObject([
    { value: 'crm', count: 12 },
    { value: 'web', count: 8 },
  ]);
  expect(overview.invalid).toMatchObject([{ value: 'emails', count: 3 }]);
  const counted = [
    ...overview.freshness,
    ...overview.sources,
    ...overview.regions,
    ...overview.completeness,
    ...overview.invalid,
  ];
  expect(counted.length).toBeGreaterThan(10);
  for (const { rule, count } of counted)
    expect([rule, await countProfiles(client, rule)]).toEqual([rule, count]);
  expect(await countProfiles(client, { observed: { lt: '-1y' } })).toBe(12);
  expect(await client.call(getOverview, { kind: 'person' })).toMatchObject({
    total: 0,
    sources: [],
    stale: 0,
  });
});

test('what was done this week is counted, and what waits is named', async () => {
  const { client, clientAs } = await freshWorkspace();
  const rows = [...createMaker().organizations(3), { 企业名称: '', 地址: '某处' }];
  const { import: id } = await importFile(client, { name: 'some.csv', bytes: csv(rows) }, { source: 'crm' });
  const [first] = await listProfiles(client);
  await client.call(updateProfile, { id: first?.id ?? '', set: { notes: 'seen' } });
  await client.call(createView, { name: 'mine', rule: { all: [] } });
  const work = await (await clientAs('viewer')).call(getWork, {});
  expect(work.week).toEqual({ imports: 1, rows: 3, edits: 1, views: 1, exports: 0 });
  expect(work.imports).toMatchObject([
    { import: id, source: 'crm', files: ['some.csv'], state: 'done', rejected: 1, error: null },
  ]);
  expect(work.jobs).toEqual([]);
});
