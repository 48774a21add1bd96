import { expect, test } from 'vitest';

import { followJob, importFile, listProfiles, problemOf, undo } from '../actions.ts';
import { openTestApp, type TestWorkspace } from '../harness.ts';
import { creditCode, csv } from '../make.ts';
import type { Kind } from '../../src/fields/types.ts';
import { createProfiles, updateProfile } from '../../src/profiles/contract.ts';
import { describeQuery, queryProfiles } from '../../src/query/contract.ts';
import { explainQuery } from '../../src/query/preview/contract.ts';
import { createSegment, listSegments, refreshSegments } from '../../src/segments/contract.ts';
import { createRelationship, removeRelationship } from '../../src/teamwork/contract.ts';

const { freshWorkspace } = await openTestApp();
type Client = TestWorkspace['client'];
type Values = Record<string, unknown>;

async function make(client: Client, record: Values, kind: Kind = 'organization'): Promise<string> {
  const { profiles } = await client.call(createProfiles, { kind, source: 'Test', records: [record] });
  return profiles[0] ?? '';
}

async function namesOf(client: Client, rule: Values, kind: Kind = 'organization'): Promise<string[]> {
  const rows = await listProfiles(client, { kind, rule, fields: ['name'] });
  return rows.map(({ name }) => String(name)).toSorted();
}

const address = '上海市浦东新区世纪大道8号';

/** Two firms of one group, a stranger, and three people who work at one of them or nowhere. */
async function makeGroup(client: Client) {
  const mother = await make(client, {
    name: '啟明软件有限公司',
    former_names: '启明电脑有限公司',
    credit_code: creditCode(1),
    legal_representative: '王伟',
    phones: '021-62175555',
    emails: 'sales@qiming.cn, a@qq.com',
    region: '上海',
    address,
  });
  const child = await make(client, {
    name: '启明数据有限公司',
    credit_code: creditCode(2),
    parent_name: '启明软件有限公司',
    phones: '021-62175555',
    emails: 'hr@qiming.cn',
    address,
  });
  const stranger = await make(client, {
    name: '云图物流有限公司',
    credit_code: creditCode(3),
    emails: 'b@qq.com',
    legal_representative: '王伟',
  });
  const employer_name = '启明软件有限公司';
  const boss = await make(client, { name: '王伟', phones: '13812345678', employer_name }, 'person');
  const clerk = await make(
    client,
    { name: '李芳', phones: '021-62175555', employer_name: '启明电脑有限公司' },
    'person',
  );
  const nobody = await make(client, { name: '赵六', phones: '13712345678' }, 'person');
  return { mother, child, stranger, boss, clerk, nobody };
}

test('who is related by what the facts say is found, each type and both ways', async () => {
  const { client } = await freshWorkspace();
  const { mother } = await makeGroup(client);
  const people = (rule: Values) => namesOf(client, rule, 'person');
  const firms = (rule: Values) => namesOf(client, rule);
  const isMother = { field: 'name', contains: '软件' };
  const isChild = { field: 'name', contains: '数据' };
  expect(await people({ related: 'works_at' })).toEqual(['李芳', '王伟']);
  expect(await people({ related: 'works_at', direction: 'out', where: isMother })).toEqual(['李芳', '王伟']);
  expect(await people({ related: 'works_at', direction: 'in' })).toEqual([]);
  expect(await people({ related: 'works_at', where: isChild })).toEqual([]);
  expect(await people({ not: { related: 'works_at' } })).toEqual(['赵六']);
  expect(await people({ related: 'represents' })).toEqual(['王伟']);
  expect(await firms({ related: 'works_at', where: { field: 'name', eq: '李芳' } })).toEqual([
    '啟明软件有限公司',
  ]);
  expect(await firms({ related: 'represents' })).toEqual(['啟明软件有限公司']);
  expect(await firms({ related: 'child_of', direction: 'out' })).toEqual(['启明数据有限公司']);
  expect(await firms({ related: 'child_of', direction: 'in' })).toEqual(['啟明软件有限公司']);
  expect(await firms({ related: 'child_of' })).toEqual(['启明数据有限公司', '啟明软件有限公司']);
  for (const related of ['shares_email_domain', 'shares_address']) {
    expect(await firms({ related })).toEqual(['启明数据有限公司', '啟明软件有限公司']);
    expect(await firms({ related, where: isMother })).toEqual(['启明数据有限公司']);
  }
  expect(await firms({ related: 'shares_phone', kind: 'organization', where: isMother })).toEqual([
    '启明数据有限公司',
  ]);
  expect(await firms({ related: 'shares_phone', kind: 'person' })).toHaveLength(2);
  expect(await people({ related: 'shares_phone' })).toEqual(['李芳']);
  // A rule about the other one may ask for relationships again: who works at a firm that has a subsidiary of that name.
  const group = { related: 'child_of', direction: 'in', where: isChild };
  expect(await people({ related: 'works_at', where: group })).toEqual(['李芳', '王伟']);
  expect(
    await people({
      related: 'works_at',
      where: { all: [{ not: group }, { field: 'name', contains: '明' }] },
    }),
  ).toEqual([]);
  // A name that lost is a name still.
  await client.call(updateProfile, { id: mother, set: { name: '明日软件有限公司' } });
  expect(await people({ related: 'works_at', where: isMother })).toEqual(['李芳', '王伟']);
  expect(await firms({ related: 'child_of', direction: 'in' })).toEqual(['明日软件有限公司']);
});

test('what people set counts in both directions, until it is removed, and in its own workspace alone', async () => {
  const [mine, theirs] = await Promise.all([freshWorkspace(), freshWorkspace()]);
  const { client } = mine;
  const { mother, stranger, nobody, boss } = await makeGroup(client);
  await makeGroup(theirs.client);
  const edge = await client.call(createRelationship, { id: stranger, type: 'supplies', other: mother });
  await client.call(createRelationship, { id: nobody, type: 'works_at', other: stranger });
  await client.call(createRelationship, { id: nobody, type: 'knows', other: boss });
  const firms = (rule: Values) => namesOf(client, rule);
  expect(await firms({ related: 'supplies', direction: 'out' })).toEqual(['云图物流有限公司']);
  expect(await firms({ related: 'supplies', direction: 'in' })).toEqual(['啟明软件有限公司']);
  expect(await firms({ related: 'supplies', where: { field: 'region', under: '上海' } })).toEqual([
    '云图物流有限公司',
  ]);
  expect(await namesOf(client, { related: 'works_at' }, 'person')).toEqual(['李芳', '王伟', '赵六']);
  expect(
    await namesOf(
      client,
      { related: 'works_at', where: { related: 'supplies', direction: 'out' } },
      'person',
    ),
  ).toEqual(['赵六']);
  expect(await namesOf(client, { related: 'knows', direction: 'in' }, 'person')).toEqual(['王伟']);
  expect(await namesOf(theirs.client, { related: 'supplies' })).toEqual([]);
  expect(await namesOf(theirs.client, { related: 'works_at' }, 'person')).toEqual(['李芳', '王伟']);
  await client.call(removeRelationship, { id: edge.id });
  expect(await firms({ related: 'supplies' })).toEqual([]);
});

test('relationships follow profiles that are joined and parted again', async () => {
  const { client } = await freshWorkspace();
  const file = (rows: Record<string, string>[]) => ({ name: 'f.csv', bytes: csv(rows) });
  await importFile(client, file([{ 姓名: '王甲', 手机: '13800000001' }]), { source: 'A' });
  const second = await make(client, { name: '李乙', phones: '13900000002' }, 'person');
  const third = await make(client, { name: '张丙', phones: '13700000003' }, 'person');
  await client.call(createRelationship, { id: second, type: 'spouse', other: third });
  const spouses = (where: Values) => namesOf(client, { related: 'spouse', where }, 'person');
  expect(await spouses({ field: 'name', eq: '李乙' })).toEqual(['张丙']);
  expect(await spouses({ field: 'name', eq: '张丙' })).toEqual(['李乙']);
  const joining = await importFile(client, file([{ 姓名: '王甲', 手机: '13800000001;13900000002' }]), {
    source: 'B',
  });
  expect(await spouses({ field: 'name', eq: '王甲' })).toEqual(['张丙']);
  expect(await spouses({ field: 'name', eq: '张丙' })).toEqual(['王甲']);
  await undo(client, joining.import);
  expect(await spouses({ field: 'name', eq: '王甲' })).toEqual([]);
  expect(await spouses({ field: 'name', eq: '张丙' })).toEqual(['李乙']);
  // Two ends that become one profile say nothing any more.
  const closing = await importFile(client, file([{ 姓名: '李乙', 手机: '13900000002;13700000003' }]), {
    source: 'C',
  });
  expect(await spouses({ all: [] })).toEqual([]);
  await undo(client, closing.import);
  expect(await spouses({ all: [] })).toHaveLength(2);
});

test('what somebody may not ask is refused in the rule about the other one, and in what relates them', async () => {
  const { client, clientAs } = await freshWorkspace();
  await makeGroup(client);
  const viewer = await clientAs('viewer');
  const codeOf = async (rule: Values, kind: Kind) => {
    const { code, details } = await problemOf(viewer.call(queryProfiles, { kind, rule }));
    return [code, details['path']];
  };
  expect(
    await codeOf({ related: 'works_at', where: { field: 'phones', eq: '13812345678' } }, 'organization'),
  ).toEqual(['rule.masked', 'where']);
  expect(await codeOf({ all: [{ related: 'shares_phone', kind: 'person' }] }, 'organization')).toEqual([
    'rule.masked',
    'all[0].related',
  ]);
  expect(await codeOf({ related: 'works_at', where: { field: 'nonsense', eq: 1 } }, 'person')).toEqual([
    'rule.field',
    'where.field',
  ]);
  expect(await codeOf({ related: 'shares_phone' }, 'organization')).toEqual(['rule.related', 'related']);
  expect(await codeOf({ related: 'child_of', direction: 'up' }, 'organization')).toEqual([
    'rule.invalid',
    'direction',
  ]);
  let deep: Values = { related: 'child_of' };
  for (let i = 0; i < 30; i += 1) deep = { related: 'child_of', where: deep };
  expect((await codeOf(deep, 'organization'))[0]).toBe('rule.too-large');
});

test('a relationship is said in both languages, stands in segments, and the sample names the other one', async () => {
  const { client } = await freshWorkspace();
  await makeGroup(client);
  const where = { all: [{ field: 'region', under: '上海' }] };
  const rule = { related: 'works_at', where };
  expect(await client.call(describeQuery, { kind: 'person', rule })).toEqual({
    en: 'works at an organisation for which (Region is in “Shanghai”)',
    zh: '任职于符合（地区属于“上海市”）的企业',
  });
  expect(await client.call(describeQuery, { rule: { related: 'works_at' } })).toEqual({
    en: 'employs a known person',
    zh: '员工中有库中的个人',
  });
  const { id } = await client.call(createSegment, { kind: 'person', name: 'At Shanghai firms', rule });
  expect(await namesOf(client, { segment: id }, 'person')).toEqual(['李芳', '王伟']);
  const firms = { not: { related: 'works_at', where: { segment: id } } };
  await client.call(createSegment, { kind: 'organization', name: 'Firms without them', rule: firms });
  await followJob(client, (await client.call(refreshSegments, {})).job);
  const sizes = (await client.call(listSegments, {})).rows.map(({ name, size }) => `${name} ${size}`);
  expect(sizes.toSorted()).toEqual(['At Shanghai firms 2', 'Firms without them 2']);
  const { rows } = await client.call(explainQuery, { kind: 'person', rule: { segment: id }, limit: 5 });
  expect(rows).toHaveLength(2);
  const explained = await client.call(explainQuery, { kind: 'person', rule, limit: 5 });
  expect(explained.rows.map(({ reasons }) => reasons[0])).toMatchObject([
    { holds: true, value: { type: 'text', en: '啟明软件有限公司' } },
    { holds: true, value: { type: 'text', en: '啟明软件有限公司' } },
  ]);
});
