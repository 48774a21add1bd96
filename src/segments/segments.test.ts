import { expect, test } from 'vitest';

import { updateProfile } from '../profiles/contract.ts';
import { describeQuery } from '../query/contract.ts';
import { countProfiles, followJob, importFile, listProfiles, problemOf } from '../../test/actions.ts';
import { openTestApp, type TestWorkspace } from '../../test/harness.ts';
import { csv } from '../../test/make.ts';
import { waitFor } from '../../test/wait.ts';
import * as contract from './contract.ts';
import { asksEvents } from './job.ts';

const { freshWorkspace } = await openTestApp();

const people = [
  { 姓名: '王一', 手机: '13812340001', 性别: '女', 出生日期: '1987-06-15' },
  { 姓名: '李二', 手机: '13812340002', 性别: '女', 出生日期: '1990-01-01' },
  { 姓名: '赵三', 手机: '13812340003', 性别: '男', 出生日期: '1991-01-01' },
];

async function bringUpToDate(client: TestWorkspace['client']): Promise<void> {
  await followJob(client, (await client.call(contract.refreshSegments, {})).job);
}

const women = { kind: 'person', name: '女性客户', rule: { field: 'gender', eq: 'female' } } as const;

test('members follow their rule; who came and who left is written down', async () => {
  const { client } = await freshWorkspace();
  await importFile(client, { name: 'people.csv', bytes: csv(people) }, { source: 'crm', kind: 'person' });
  const segment = await client.call(contract.createSegment, { ...women, folder: '人群' });
  const named = await client.call(contract.createSegment, {
    kind: 'person',
    name: 'named',
    rule: { any: [{ text: '王一' }, { text: '赵' }] },
  });
  expect(
    await client.call(contract.createSegment, { kind: 'person', name: 'none', rule: { any: [] } }),
  ).toMatchObject({ history: [] });
  await bringUpToDate(client);
  const sizes = async () =>
    (await client.call(contract.listSegments, {})).rows.map(({ name, size }) => [name, size]);
  expect(await sizes()).toEqual([
    ['named', 2],
    ['none', 0],
    ['女性客户', 2],
  ]);
  expect(await countProfiles(client, women.rule, 'person')).toBe(2);

  const listed = await listProfiles(client, { kind: 'person' });
  const idOf = (name: string) => listed.find((row) => row.name === name)?.id ?? '';
  await client.call(updateProfile, { id: idOf('李二'), set: { gender: '男' } });
  await client.call(updateProfile, { id: idOf('赵三'), set: { gender: '女' } });
  await bringUpToDate(client);
  const after = await client.call(contract.getSegment, { id: segment.id });
  expect(after).toMatchObject({ size: 2, folder: '人群', mine: true, problem: null });
  expect(after.history.map(({ size, entered, left }) => [size, entered, left])).toEqual([
    [2, 0, 0],
    [2, 1, 1],
  ]);
  expect(after.changes.map(({ entered, profile }) => [entered, profile])).toEqual([
    [true, idOf('赵三')],
    [false, idOf('李二')],
  ]);
  const compared = await client.call(contract.compareSegments, { ids: [segment.id, named.id] });
  expect(compared.rows.map(({ both }) => both)).toEqual([2]);

  // Another rule begins anew: nobody "came" by it, and nothing is noted where nothing has changed.
  await client.call(contract.updateSegment, { id: segment.id, rule: { field: 'gender', eq: 'male' } });
  await bringUpToDate(client);
  await bringUpToDate(client);
  const changed = await client.call(contract.getSegment, { id: segment.id });
  expect(changed).toMatchObject({ size: 1 });
  expect(changed.history.at(-1)).toMatchObject({ size: 1, entered: 0, left: 0 });
  expect(changed.history).toHaveLength(3);
});

test('rules that nobody can ask are refused; a role sees nothing of a rule that it may not ask', async () => {
  const { client, clientAs } = await freshWorkspace();
  await importFile(client, { name: 'people.csv', bytes: csv(people) }, { source: 'crm', kind: 'person' });
  const make = (rule: unknown) => client.call(contract.createSegment, { kind: 'person', name: 'x', rule });
  expect((await problemOf(make({ field: 'no_such', eq: 1 }))).code).toBe('rule.field');
  expect((await problemOf(make({ nonsense: 1 }))).code).toBe('rule.invalid');

  const born = await make({ field: 'birth_date', lt: '1990-01-01' });
  const open = await client.call(contract.createSegment, women);
  await bringUpToDate(client);
  expect(await client.call(contract.getSegment, { id: born.id })).toMatchObject({ size: 1 });
  const viewer = await clientAs('viewer');
  const seen = await viewer.call(contract.getSegment, { id: born.id });
  expect(seen).toMatchObject({ rule: null, size: null, history: [], changes: [] });
  expect(seen.problem?.en).toContain('may not ask');
  const compare = viewer.call(contract.compareSegments, { ids: [born.id, open.id] });
  expect((await problemOf(compare)).code).toBe('segments.hidden');

  const analyst = await clientAs('analyst');
  const remove = analyst.call(contract.removeSegment, { id: open.id });
  expect((await problemOf(remove)).code).toBe('segments.not-yours');
  expect((await problemOf(viewer.call(contract.createSegment, women))).code).toBe('access.forbidden');
  const stranger = (await freshWorkspace()).client;
  expect((await problemOf(stranger.call(contract.getSegment, { id: open.id }))).code).toBe(
    'segments.not-found',
  );
  await client.call(contract.removeSegment, { id: born.id });
  expect((await problemOf(client.call(contract.getSegment, { id: born.id }))).code).toBe(
    'segments.not-found',
  );
});

test('what one can start from depends on the data that is there, and each of it can be asked', async () => {
  const { client } = await freshWorkspace();
  await importFile(client, { name: 'people.csv', bytes: csv(people) }, { source: 'crm', kind: 'person' });
  const { rows } = await client.call(contract.listStockedSegments, { kind: 'person' });
  expect(rows.map(({ key }) => key)).toEqual(['seen_this_month', 'stale', 'no_contact', 'incomplete']);
  for (const { rule } of rows) await countProfiles(client, rule, 'person');
  expect(await countProfiles(client, rows[0]?.rule, 'person')).toBe(3);
});

test('segments stand in rules of others: not in a circle, and not once they are gone; fixed ones stay as they are', async () => {
  const { client, clientAs } = await freshWorkspace();
  await importFile(client, { name: 'people.csv', bytes: csv(people) }, { source: 'crm', kind: 'person' });
  const make = (name: string, rule: unknown, fixed = false) =>
    client.call(contract.createSegment, { kind: 'person', name, rule, fixed });
  const born = await make('born', { field: 'birth_date', lt: '1990-06-01' });
  const inner = await make('women', women.rule);
  const outer = await make('both', { all: [{ segment: inner.id }, { not: { segment: born.id } }] });
  const fixed = await make('snapshot', { segment: inner.id }, true);
  await bringUpToDate(client);
  const rule = { all: [{ segment: fixed.id }, { segment: inner.id }] };
  expect(await countProfiles(client, rule, 'person')).toBe(2);
  expect(await countProfiles(client, { segment: outer.id }, 'person')).toBe(0);
  expect(await client.call(describeQuery, { kind: 'person', rule })).toEqual({
    en: 'is in the segment “snapshot” and is in the segment “women”',
    zh: '属于分群“snapshot”，且属于分群“women”',
  });

  const codeOf = async (work: Promise<unknown>) => (await problemOf(work)).code;
  const update = (id: string, other: unknown) => client.call(contract.updateSegment, { id, rule: other });
  for (const leadsBack of [inner.id, outer.id])
    expect(await codeOf(update(inner.id, { any: [{ segment: leadsBack }] }))).toBe('rule.segment');
  expect(await codeOf(make('x', { segment: 'seg_gone' }))).toBe('rule.segment');
  expect(await codeOf(countProfiles(client, { segment: inner.id }, 'organization'))).toBe('rule.segment');
  expect(await codeOf(update(fixed.id, { all: [] }))).toBe('segments.fixed');
  const removal = await problemOf(client.call(contract.removeSegment, { id: inner.id }));
  expect(removal).toMatchObject({ code: 'segments.in-use' });
  const viewer = await clientAs('viewer');
  expect(await codeOf(countProfiles(viewer, { segment: outer.id }, 'person'))).toBe('rule.masked');
  expect(await viewer.call(contract.getSegment, { id: outer.id })).toMatchObject({ rule: null, size: null });

  // What others change by it follows at once; a snapshot does not.
  await update(inner.id, { field: 'gender', eq: 'male' });
  await bringUpToDate(client);
  expect(await countProfiles(client, { segment: inner.id }, 'person')).toBe(1);
  expect(await countProfiles(client, { all: [{ segment: fixed.id }] }, 'person')).toBe(2);
  expect(await client.call(contract.getSegment, { id: fixed.id })).toMatchObject({ size: 2, fixed: true });
  expect(await client.call(contract.getSegment, { id: outer.id })).toMatchObject({ size: 1 });

  // An import brings them up to date without anybody asking.
  const more = [{ 姓名: '孙四', 手机: '13812340004', 性别: '男', 出生日期: '1992-01-01' }];
  await importFile(client, { name: 'more.csv', bytes: csv(more) }, { source: 'crm', kind: 'person' });
  await waitFor(
    'the members after the import',
    () => client.call(contract.getSegment, { id: inner.id }),
    ({ size }) => size === 2,
  );
});

test('the values that set two segments apart are found, with the rule of each, and no others', async () => {
  const { client, clientAs } = await freshWorkspace();
  // Of those called 甲 80 of 100 are women, of those called 乙 20; as many of both are members of each tier.
  const rows = Array.from({ length: 200 }, (_, i) => ({
    姓名: `${i < 100 ? '甲' : '乙'}${'一二三四五六七八九十'.charAt(i % 10)}`,
    手机: `138${String(12_000_000 + i)}`,
    性别: i < 100 === i % 5 < 4 ? '女' : '男',
    会员等级: i % 2 === 0 ? '金卡' : '银卡',
  }));
  await importFile(client, { name: 'people.csv', bytes: csv(rows) }, { source: 'crm', kind: 'person' });
  const make = async (name: string) =>
    (
      await client.call(contract.createSegment, {
        kind: 'person',
        name,
        rule: { field: 'name', startsWith: name },
      })
    ).id;
  const [left, right] = [await make('甲'), await make('乙')];
  const found = await client.call(contract.contrastSegments, { left, right });
  expect(found).toMatchObject({ left: 100, right: 100 });
  expect(found.rows.map(({ field, value, left: one, right: other }) => [field, value, one, other])).toEqual([
    ['gender', 'female', 80, 20],
    ['gender', 'male', 20, 80],
  ]);
  const [first] = found.rows;
  expect(first).toMatchObject({ leftShare: 0.8, rightShare: 0.2, lift: 4, label: { zh: '女' } });
  // z = .6 / sqrt(.25 · .02) = 8.485: by the normal distribution 2.15e-17.
  expect(first?.p).toBeLessThan(1e-7);
  expect(await countProfiles(client, { all: [{ segment: left }, first?.rule] }, 'person')).toBe(80);
  const viewer = await clientAs('viewer');
  // Who sees names masked may not ask by them, nor compare what others asked.
  const hidden = viewer.call(contract.contrastSegments, { left, right });
  expect((await problemOf(hidden)).code).toBe('segments.hidden');
  const alone = await client.call(contract.contrastSegments, { left, right: left });
  expect(alone.rows).toEqual([]);
});

test('whose the events are is looked up for whatever rule asks what customers did, went through or wrote', () => {
  const asking = [
    { did: 'Called' },
    { not: { all: [{ path: ['Product Viewed', 'Order Completed'] }] } },
    { any: [{ field: 'city', eq: 'Paris' }, { said: { polarity: 'negative' } }] },
  ];
  expect(asking.map(asksEvents)).toEqual([true, true, true]);
  expect(
    [
      { field: 'name', has: 'did' },
      { insight: 'spend', gte: 10 },
    ].map(asksEvents),
  ).toEqual([false, false]);
});
