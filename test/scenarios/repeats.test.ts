import { expect, test } from 'vitest';

import { countProfiles, findProfile, importFile, listProfiles, replay, snapshot } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, creditCode, csv, type Row } from '../make.ts';
import { createProfiles, getProfile, updateProfile } from '../../src/profiles/contract.ts';
import type { Client } from '../../src/client.ts';

const { freshWorkspace } = await openTestApp();

const file = (rows: readonly Row[]) => ({ name: 'list.csv', bytes: csv(rows) });
const company = (index: number, said: Row = {}): Row => ({
  企业名称: `第${index}公司`,
  统一社会信用代码: creditCode(index),
  法定代表人: '王一',
  ...said,
});
const representative = async (client: Client, index = 1) =>
  (await findProfile(client, 'credit_code', creditCode(index))).values['legal_representative'];

test('edits of different profiles that say the same are both kept, and so is one that is made again', async () => {
  const { client } = await freshWorkspace();
  await importFile(client, file([company(1), company(2)]));
  const ids = (await listProfiles(client)).map(({ id }) => id);
  const set = { legal_representative: '李二' };
  for (const id of ids) {
    const { record, profile } = await client.call(updateProfile, { id, set });
    expect(record).toMatch(/^rec_/);
    expect(profile.values).toMatchObject(set);
  }
  const [id = ''] = ids;
  await client.call(updateProfile, { id, set: { legal_representative: '赵三' } });
  const last = await client.call(updateProfile, { id, set });
  expect(last.profile.values).toMatchObject(set);
  expect(last.profile.lineage['legal_representative']?.map(({ value }) => value)).toEqual([
    '李二',
    '赵三',
    '李二',
    '王一',
  ]);
  const before = await snapshot(client);
  await replay(client);
  expect(await snapshot(client)).toEqual(before);
});

test('a value that comes back is a new observation, of a file and of a call', async () => {
  const { client } = await freshWorkspace();
  const older = file([company(1), company(2)]);
  const newer = file([company(1, { 法定代表人: '李二' }), company(2)]);
  await importFile(client, older);
  expect(await importFile(client, newer)).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  expect(await representative(client)).toBe('李二');
  // The older list again: what it says of the first company holds again; of the second it is known.
  expect(await importFile(client, older)).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  expect(await representative(client)).toBe('王一');
  const settled = await snapshot(client);
  expect(await importFile(client, older)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  expect(await snapshot(client)).toEqual(settled);

  const send = (representative: string) =>
    client.call(createProfiles, {
      kind: 'organization',
      source: 'erp',
      records: [{ name: '第三公司', credit_code: creditCode(3), legal_representative: representative }],
    });
  expect(await send('甲')).toMatchObject({ created: 1 });
  expect(await send('乙')).toMatchObject({ updated: 1 });
  expect(await send('甲')).toMatchObject({ updated: 1, unchanged: 0 });
  expect(await representative(client, 3)).toBe('甲');
  expect(await send('甲')).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
});

test('an older file that says when it was true changes nothing that was seen since', async () => {
  const { client } = await freshWorkspace();
  const older = file([company(1)]);
  const newer = file([company(1, { 法定代表人: '李二' })]);
  const early = { observedAt: '2024-01-01T00:00:00Z' };
  await importFile(client, older, early);
  await importFile(client, newer, { observedAt: '2025-01-01T00:00:00Z' });
  const before = await snapshot(client);
  expect(await importFile(client, older, early)).toMatchObject({ updated: 0, unchanged: 1 });
  expect(await snapshot(client)).toEqual(before);
  expect(await representative(client)).toBe('李二');
});

test('rows of one customer in one file are all known when the file comes again, changed in part or not', async () => {
  const { client } = await freshWorkspace();
  const contact = (phone: string, 法定代表人: string) => company(1, { 电话: phone, 法定代表人 });
  const first = file([contact('13800000001', '王一'), contact('13800000002', '李二')]);
  const second = file([contact('13800000001', '王一'), contact('13800000003', '赵三')]);
  await importFile(client, first);
  expect(await importFile(client, first)).toMatchObject({ unchanged: 2 });
  expect(await importFile(client, second)).toMatchObject({ updated: 1, unchanged: 1 });
  expect(await importFile(client, second)).toMatchObject({ updated: 0, unchanged: 2 });
  expect(await importFile(client, second)).toMatchObject({ updated: 0, unchanged: 2 });
  expect((await findProfile(client, 'credit_code', creditCode(1))).records).toBe(3);
});

test('in one file the last of several rows about a customer is the one that holds', async () => {
  const { client } = await freshWorkspace();
  const rows = ['王一', '李二', '王一'].map((name) => company(1, { 法定代表人: name }));
  expect(await importFile(client, file(rows))).toMatchObject({ rows: 3, created: 1, unchanged: 1 });
  expect(await representative(client)).toBe('王一');
  expect(await importFile(client, file(rows))).toMatchObject({ updated: 0, unchanged: 3 });
});

test('the same cells under another mapping say something else', async () => {
  const { client } = await freshWorkspace();
  const rows = [{ 企业名称: '甲公司', 统一社会信用代码: creditCode(1), 联系: '13800000001' }];
  await importFile(client, file(rows), { mapping: { 联系: 'fax' } });
  expect(await importFile(client, file(rows), { mapping: { 联系: 'phones' } })).toMatchObject({
    updated: 1,
    unchanged: 0,
  });
  const { id, values } = await findProfile(client, 'credit_code', creditCode(1));
  expect(values['phones']).toEqual(['+8613800000001']);
  expect((await client.call(getProfile, { id })).records).toBe(2);
});

test('what other files say is of no account for rows that share nothing with it', async () => {
  const { client } = await freshWorkspace();
  const known = createMaker().organizations(200);
  await importFile(client, file(known));
  await importFile(client, file(createMaker(500).organizations(200)));
  expect(await importFile(client, file(known))).toMatchObject({ created: 0, updated: 0, unchanged: 200 });
  expect(await countProfiles(client)).toBe(400);
});
