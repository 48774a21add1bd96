import { expect, test } from 'vitest';

import type { Client } from '../../src/client.ts';
import { listAudit } from '../../src/access/contract.ts';
import { getJob } from '../../src/jobs/contract.ts';
import { getProfile } from '../../src/profiles/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { createEdit, getEdit, listEdits, previewEdit, undoEdit } from '../../src/query/edits/contract.ts';
import { followJob, importFile, listProfiles, problemOf, replay, snapshot } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';

const { freshWorkspace } = await openTestApp();

const companies = createMaker()
  .organizations(40)
  .map((row, index) => ({ ...row, 标签: index % 2 === 0 ? '老客户、重点' : '' }));

type Given = {
  rule?: unknown;
  ids?: string[];
  set: Record<string, unknown>;
  kind?: 'organization' | 'person';
};

async function edit(client: Client, given: Given): Promise<string> {
  const { edit: id, job } = await client.call(createEdit, given);
  await followJob(client, job);
  return id;
}

async function count(client: Client, rule: unknown): Promise<number | null> {
  return (await client.call(queryProfiles, { rule, limit: 0 })).total;
}

test('an edit by rule changes all that fit and no other, survives a replay, and is undone as a whole', async () => {
  const { client } = await freshWorkspace();
  await importFile(client, { name: 'companies.csv', bytes: csv(companies) });
  const before = await snapshot(client);
  const rule = { field: 'region', under: '上海' };
  const inShanghai = (await count(client, rule)) ?? 0;
  expect(inShanghai).toBeGreaterThan(3);
  expect(inShanghai).toBeLessThan(40);
  const set = {
    tags: { add: ['重点', '华东'] },
    owner: 'OWNER@example.com',
    employees: '100-499人',
    address: null,
  };
  expect(await client.call(previewEdit, { rule, set })).toEqual({ total: inShanghai, changed: inShanghai });
  const id = await edit(client, { rule, set });
  expect(await client.call(getEdit, { id })).toMatchObject({ state: 'done', edited: inShanghai, rule });

  expect(await count(client, { field: 'owner', eq: 'owner@example.com' })).toBe(inShanghai);
  expect(await count(client, { field: 'tags', eq: '华东' })).toBe(inShanghai);
  const after = await snapshot(client);
  const changed = after.filter((row, at) => JSON.stringify(row) !== JSON.stringify(before[at]));
  expect(changed).toHaveLength(inShanghai);
  const first = changed.find(({ tags }) => Array.isArray(tags) && tags.includes('老客户'));
  const profile = await client.call(getProfile, { id: first?.id ?? '' });
  expect(profile.values['tags']).toEqual(['老客户', '重点', '华东']);
  expect(profile.values['employees']).toEqual({ min: 100, max: 499 });
  expect(profile.values['address']).toBeUndefined();
  expect(profile.lineage['owner']?.[0]).toMatchObject({
    source: 'manual',
    wins: true,
    original: [{ column: 'owner', text: 'owner@example.com' }],
  });
  // Said again it changes nothing more.
  expect(await client.call(previewEdit, { rule, set: { tags: { add: ['华东'] } } })).toEqual({
    total: inShanghai,
    changed: 0,
  });

  await replay(client);
  expect(await snapshot(client)).toEqual(after);
  const { rows: lines } = await client.call(listAudit, { action: 'createEdit' });
  expect(lines).toMatchObject([{ target: id }]);

  await followJob(client, (await client.call(undoEdit, { id })).job);
  expect(await client.call(getEdit, { id })).toMatchObject({ state: 'undone' });
  expect(await snapshot(client)).toEqual(before);
  await replay(client);
  expect(await snapshot(client)).toEqual(before);
  await expect(problemOf(client.call(undoEdit, { id }))).resolves.toMatchObject({
    code: 'edits.not-undoable',
  });
});

test('an edit of named profiles adds to lists and takes from them, and joins nobody', async () => {
  const { client } = await freshWorkspace();
  await importFile(client, { name: 'companies.csv', bytes: csv(companies) });
  const ids = (await listProfiles(client)).slice(0, 5).map(({ id }) => id);
  const id = await edit(client, { ids, set: { tags: { add: ['甲'] } } });
  const other = await edit(client, { ids: ids.slice(0, 2), set: { tags: { remove: ['甲', '老客户'] } } });
  expect(await count(client, { field: 'tags', eq: '甲' })).toBe(3);
  expect(await count(client, { all: [] })).toBe(40);
  const { rows } = await client.call(listEdits, {});
  expect(rows.map((row) => [row.edit, row.ids, row.edited])).toEqual([
    [other, 2, 2],
    [id, 5, 5],
  ]);
  expect((await client.call(getJob, { id: rows[0]?.job ?? '' })).result).toEqual({ edit: other, edited: 2 });
  // Undone in the order of their making, the later one still stands.
  await followJob(client, (await client.call(undoEdit, { id })).job);
  expect(await count(client, { field: 'tags', eq: '甲' })).toBe(0);
  expect((await client.call(getProfile, { id: ids[0] ?? '' })).values['tags']).not.toContain('老客户');
});

test('what cannot be set on many is refused before anything is done', async () => {
  const { client, clientAs } = await freshWorkspace();
  await importFile(client, { name: 'companies.csv', bytes: csv(companies) });
  const rule = { all: [] };
  const refused = async (given: Given) => (await problemOf(client.call(createEdit, given))).code;
  expect(await refused({ rule, set: {} })).toBe('profiles.fields');
  expect(await refused({ rule, set: { nobody: 1 } })).toBe('profiles.fields');
  expect(await refused({ rule, set: { _tied: 1 } })).toBe('profiles.fields');
  expect(await refused({ rule, set: { credit_code: '91310000MA1FL0000X' } })).toBe('edits.identifying');
  expect(await refused({ rule, set: { phones: { add: ['13800138000'] } } })).toBe('edits.list');
  expect(await refused({ rule, set: { employees: { add: ['3'] } } })).toBe('edits.list');
  expect(await refused({ rule, set: { tags: { add: ['a;b'] } } })).toBe('edits.separator');
  expect(await refused({ rule, set: { tags: { add: [] } } })).toBe('edits.value');
  expect(await refused({ rule, set: { industry: 'no such trade' } })).toBe('edits.invalid');
  expect(await refused({ rule, set: { owner: 'nobody@example.com' } })).toBe('profiles.owner');
  expect(await refused({ set: { tags: { add: ['a'] } } })).toBe('edits.selection');
  expect(await refused({ rule, ids: ['org_1'], set: { notes: 'x' } })).toBe('edits.selection');
  expect(await refused({ ids: ['per_1'], set: { notes: 'x' } })).toBe('edits.kind');
  expect(await refused({ rule: { field: 'nobody', eq: 1 }, set: { notes: 'x' } })).toBe('rule.field');
  const analyst = await clientAs('analyst');
  expect((await problemOf(analyst.call(createEdit, { rule, set: { notes: 'x' } }))).code).toBe(
    'access.forbidden',
  );
  expect(await client.call(listEdits, {})).toMatchObject({ rows: [] });
});

test('texts of an edit are texts, whatever they look like', async () => {
  const { client } = await freshWorkspace();
  await importFile(client, { name: 'companies.csv', bytes: csv(companies.slice(0, 3)) });
  const strange = `'); DROP TABLE x; -- {db} {cells:String} \\ " <script>`;
  await edit(client, { rule: { all: [] }, set: { notes: strange, tags: { add: [`it's {list0:X} \\`] } } });
  const rows = await listProfiles(client);
  for (const { id } of rows) {
    const { values } = await client.call(getProfile, { id });
    expect(values['notes']).toBe(strange);
    expect(values['tags']).toContain(`it's {list0:X} \\`);
  }
});
