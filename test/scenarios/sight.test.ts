import { expect, test } from 'vitest';
import { z } from 'zod';

import { findProfile, followJob, importFile, listProfiles, readRejected, uploadFile } from '../actions.ts';
import { openTestApp, type TestWorkspace } from '../harness.ts';
import { creditCode, csv } from '../make.ts';
import type { Downloaded } from '../../src/client.ts';
import { createKey, getVisibility, listAudit, updateVisibility } from '../../src/access/contract.ts';
import { getProfile, updateProfile } from '../../src/profiles/contract.ts';
import {
  createExport,
  createView,
  describeQuery,
  downloadExport,
  listViews,
  queryProfiles,
} from '../../src/query/contract.ts';
import { createEdit, previewEdit } from '../../src/query/edits/contract.ts';
import { listFields } from '../../src/records/contract.ts';
import { getImport, inspectUpload } from '../../src/sources/contract.ts';
import { listRejected, mendRejected } from '../../src/sources/rejected/contract.ts';

const { app, freshWorkspace } = await openTestApp();

/** What nobody below editor may read, and what nobody below admin may. */
const personal = [
  '张密藏',
  '13812340001',
  '13812340002',
  'secret.person',
  '1987-06-15',
  '密藏路',
  '密藏昵称',
  '王隐秘',
];
const sensitive = ['310101198706152345', '极密收入', '佛教'];

const person = {
  姓名: '张密藏',
  手机: '13812340001',
  邮箱: 'secret.person@example.com',
  出生日期: '1987-06-15',
  性别: '女',
  地址: '上海市浦东新区密藏路9号',
  身份证号: '310101198706152345',
  宗教信仰: '佛教',
  信用状况: '极密收入',
};

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

async function listOperations(): Promise<{ method: string; path: string }[]> {
  const answer = await app.fetch(new Request('http://in-process/api/openapi.json'));
  const { paths } = documentSchema.parse(await answer.json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
}

const bodies = [
  {},
  { kind: 'person', rule: { all: [] }, limit: 50, facets: ['region', 'gender', 'birth_date', '_invalid'] },
  { kind: 'organization', rule: { all: [] }, facets: ['region'], fields: ['name', 'legal_representative'] },
  { kind: 'person', text: '张', query: '张', limit: 20 },
  { field: 'phones' },
];
const queries = [
  '',
  '?kind=person',
  '?kind=organization',
  '?kind=person&text=%E5%BC%A0',
  '?q=138',
  '?text=138',
];

/** What a visitor might try at an endpoint, with the ids of what was planted. */
function triesOf(
  { method, path }: { method: string; path: string },
  ids: Readonly<Record<string, readonly string[]>>,
): { method: string; path: string; body?: unknown }[] {
  const room = path.split('/')[2] ?? '';
  const paths = path.includes('{') ? (ids[room] ?? ['x']).map((id) => path.replace(/\{\w+\}/, id)) : [path];
  return paths.flatMap((one) => {
    if (method === 'GET') return queries.map((query) => ({ method, path: `${one}${query}` }));
    return method === 'POST' ? bodies.map((body) => ({ method, path: one, body })) : [];
  });
}

/** A workspace with a person and a company that have something to hide, in files, edits, jobs, views and exports. */
async function plant(workspace: TestWorkspace) {
  const { client } = workspace;
  const people = await importFile(client, { name: 'people.csv', bytes: csv([person]) }, { kind: 'person' });
  const again = await importFile(
    client,
    {
      name: 'again.csv',
      bytes: csv([
        { ...person, 手机: '13812340001;13812340002', 地址: '上海市徐汇区密藏路10号', 性别: '男' },
        { 姓名: '', 手机: '', 地址: '密藏路无名' },
      ]),
    },
    { kind: 'person', source: 'Other' },
  );
  const company = { 企业名称: '明面软件有限公司', 统一社会信用代码: creditCode(77), 法定代表人: '王隐秘' };
  await importFile(client, { name: 'companies.csv', bytes: csv([company]) });
  const [row] = await listProfiles(client, { kind: 'person', fields: ['name'] });
  const profile = await client.call(getProfile, { id: row?.id ?? '' });
  const organization = await findProfile(client, 'name', '明面软件有限公司');
  const { record } = await client.call(updateProfile, { id: profile.id, set: { notes: 'edited' } });
  const rule = { field: 'phones', eq: '13812340001' };
  const view = await client.call(createView, { name: 'Shared', kind: 'person', rule, shared: true });
  const made = await client.call(createExport, { kind: 'person', rule, format: 'csv' });
  await followJob(client, made.job);
  const edit = await client.call(createEdit, {
    kind: 'person',
    rule,
    set: { nickname: '密藏昵称' },
  });
  await followJob(client, edit.job);
  const upload = await uploadFile(client, { name: 'up.csv', bytes: csv([person]) });
  return { people, again, profile, organization, record, view, made, upload, edit };
}

test('no endpoint tells a viewer or an analyst what their role hides', async () => {
  const workspace = await freshWorkspace();
  const planted = await plant(workspace);
  const ids: Readonly<Record<string, readonly string[]>> = {
    imports: [planted.people.import, planted.again.import],
    profiles: [planted.profile.id, planted.organization.id],
    records: [planted.record],
    jobs: [planted.made.job],
    views: [planted.view.id],
    exports: [planted.made.export],
    uploads: [planted.upload],
    edits: [planted.edit.edit],
  };
  const operations = await listOperations();
  expect(operations.length).toBeGreaterThan(30);
  for (const role of ['viewer', 'analyst'] as const) {
    let answered = 0;
    const { secret: key } = await workspace.client.call(createKey, { name: role, role });
    const look = async (call: { method: string; path: string; body?: unknown }) => {
      const answer = await app.fetch(
        new Request(`http://in-process${call.path}`, {
          method: call.method,
          headers: { 'x-api-key': key, 'content-type': 'application/json' },
          body: call.method === 'GET' || call.method === 'DELETE' ? null : JSON.stringify(call.body),
        }),
      );
      if (answer.ok) answered += 1;
      const text = await answer.text();
      for (const secret of [...personal, ...sensitive])
        expect(text, `${role}: ${call.method} ${call.path} ${JSON.stringify(call.body)}`).not.toContain(
          secret,
        );
    };
    for (const call of operations.flatMap((operation) => triesOf(operation, ids))) await look(call);
    expect(answered).toBeGreaterThan(30);
  }
});

test('masked values keep their shape, hidden fields are not there, and neither is a way to ask for them', async () => {
  const workspace = await freshWorkspace();
  const { profile, organization, again, view } = await plant(workspace);
  const viewer = await workspace.clientAs('viewer');
  const seen = await viewer.call(getProfile, { id: profile.id });
  expect(seen.values).toMatchObject({
    name: '张**',
    phones: expect.arrayContaining(['+86138****0001']),
    emails: ['s***@example.com'],
    birth_date: '1987',
    gender: expect.any(String),
    notes: 'edited',
  });
  expect(seen.values).not.toHaveProperty('identity_document');
  expect(seen.lineage).not.toHaveProperty('religion');
  expect(seen.masked).toEqual(expect.arrayContaining(['name', 'phones', 'emails']));
  expect(seen.completeness).toBe(profile.completeness);
  expect((await viewer.call(getProfile, { id: organization.id })).values).toMatchObject({
    name: '明面软件有限公司',
    legal_representative: '王**',
  });
  const rows = await listProfiles(viewer, { kind: 'person' });
  expect(rows.map(({ name }) => name)).toEqual(['张**']);

  const { rows: fields } = await viewer.call(listFields, { kind: 'person' });
  expect(fields.find(({ key }) => key === 'phones')).toMatchObject({ sight: 'masked', asked: false });
  expect(fields.find(({ key }) => key === 'gender')).toMatchObject({ sight: 'masked', asked: true });
  expect(fields.map(({ key }) => key)).not.toContain('religion');

  const refusals = [
    { rule: { field: 'phones', eq: '13812340001' } },
    { rule: { field: 'name', startsWith: '张' } },
    { rule: { not: { any: [{ field: 'birth_date', gte: '1987-06' }] } } },
    { rule: { field: 'religion', exists: true } },
    { rule: { all: [] }, sort: [{ field: 'name', direction: 'asc' as const }] },
    { rule: { all: [] }, sort: [{ field: 'birth_date', direction: 'asc' as const }] },
    { rule: { all: [] }, facets: ['phones'] },
    { rule: { all: [] }, facets: ['religion'] },
    { rule: { all: [] }, fields: ['religion'] },
  ];
  for (const refused of refusals) {
    await expect(
      viewer.call(queryProfiles, { kind: 'person', ...refused }),
      JSON.stringify(refused),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^rule\.(masked|field)$/) });
  }
  await expect(
    viewer.call(describeQuery, { kind: 'person', rule: { field: 'phones', eq: '1' } }),
  ).rejects.toMatchObject({ code: 'rule.masked' });
  const total = async (rule: unknown, kind: 'person' | 'organization' = 'person') =>
    (await viewer.call(queryProfiles, { kind, rule, limit: 0 })).total;
  expect(await total({ field: 'birth_date', gte: '1987', lt: '1988' })).toBe(1);
  expect(await total({ field: 'phones', exists: true })).toBe(1);

  // Free text finds what is seen and nothing else, in no spelling.
  for (const text of [
    '张密藏',
    '密藏',
    '张',
    '13812340001',
    '1234000',
    'secret.person@example.com',
    'zmc',
    'zhangmicang',
  ])
    expect(await total({ text }), text).toBe(0);
  for (const text of ['王隐秘', '隐秘', '王', 'wym', 'wangyinmi'])
    expect(await total({ text }, 'organization'), text).toBe(0);
  for (const text of ['明面软件', '明面', '软', 'mmrj', 'mingmian'])
    expect(await total({ text }, 'organization'), text).toBe(1);
  expect(await total({ text: '上海' })).toBe(1);
  const owner = workspace.client;
  for (const text of ['王隐秘', 'wym']) {
    expect((await owner.call(queryProfiles, { rule: { text } })).total, text).toBe(1);
  }

  // What was made for stronger eyes.
  expect((await viewer.call(listViews, {})).rows.map(({ id }) => id)).not.toContain(view.id);
  const shown = await viewer.call(getImport, { id: again.import });
  expect(shown.result?.examples.changed.length).toBeGreaterThan(0);
  for (const { text, detail } of shown.result?.examples.changed ?? []) {
    expect(text).toBe('***');
    expect(detail.en).not.toMatch(/[→0-9]/);
  }
  const editor = await workspace.clientAs('editor');
  await expect(
    editor.call(previewEdit, {
      kind: 'person',
      rule: { field: 'religion', eq: '佛教' },
      set: { notes: 'x' },
    }),
  ).rejects.toMatchObject({ code: 'rule.masked' });
  await expect(
    editor.call(updateProfile, { id: profile.id, set: { religion: '道教' } }),
  ).rejects.toMatchObject({ code: 'profiles.masked' });
});

test('exports, rejected rows and previews keep to the role of whoever asks', async () => {
  const workspace = await freshWorkspace();
  const { made, again, upload } = await plant(workspace);
  const analyst = await workspace.clientAs('analyst');
  await expect(analyst.download(downloadExport, { id: made.export })).rejects.toMatchObject({
    code: 'query.export-not-yours',
  });
  for (const format of ['csv', 'jsonl'] as const) {
    const own = await analyst.call(createExport, { kind: 'person', rule: { all: [] }, format });
    await followJob(analyst, own.job);
    const text = await textOf(await analyst.download(downloadExport, { id: own.export }));
    expect(text).toContain('+86138****0001');
    expect(text).toContain('张**');
    for (const secret of [...personal, ...sensitive]) expect(text, format).not.toContain(secret);
  }
  await expect(
    analyst.call(createExport, { kind: 'person', rule: { field: 'name', eq: '张密藏' }, format: 'csv' }),
  ).rejects.toMatchObject({ code: 'rule.masked' });

  // An editor sees persons, but not what is sensitive of them.
  const editor = await workspace.clientAs('editor');
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const lines = decode(await readRejected(editor, again.import));
  expect(lines).toContain('***');
  expect(lines).not.toContain('密藏路');
  expect(decode(await readRejected(workspace.client, again.import))).toContain('密藏路');
  const page = await editor.call(listRejected, { id: again.import });
  expect(page.rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(page.rows)).not.toContain('密藏路');
  const key = page.rows[0]?.key ?? '';
  await expect(
    editor.call(mendRejected, { id: again.import, rows: [{ key, cells: ['x'] }] }),
  ).rejects.toMatchObject({ code: 'imports.masked' });
  const preview = await editor.call(inspectUpload, { id: upload });
  expect(JSON.stringify([preview.samples, preview.top])).not.toContain('310101198706152345');
});

test('owners say what roles see; nobody opens what they do not see, and weaker roles never see more', async () => {
  const workspace = await freshWorkspace();
  const { profile, made } = await plant(workspace);
  const { client } = workspace;
  const [viewer, admin] = await Promise.all([workspace.clientAs('viewer'), workspace.clientAs('admin')]);
  const { roles } = await viewer.call(getVisibility, {});
  expect(roles.find(({ role }) => role === 'viewer')?.sights).toEqual({
    public: 'full',
    internal: 'full',
    personal: 'masked',
    sensitive: 'hidden',
  });
  const row = { internal: 'full', personal: 'full', sensitive: 'masked' } as const;
  const policy = { viewer: { ...row, sensitive: 'hidden' as const }, analyst: row, editor: row, admin: row };
  await client.call(updateVisibility, policy);
  expect((await viewer.call(getProfile, { id: profile.id })).values).toMatchObject({ name: '张密藏' });
  await expect(
    client.call(updateVisibility, { ...policy, editor: { ...row, personal: 'masked' } }),
  ).rejects.toMatchObject({ code: 'access.visibility-order' });
  await expect(
    admin.call(updateVisibility, { ...policy, admin: { ...row, sensitive: 'full' } }),
  ).rejects.toMatchObject({ code: 'access.visibility-beyond' });
  // What was written before may hold more than is seen now.
  await expect(admin.download(downloadExport, { id: made.export })).rejects.toMatchObject({
    code: 'query.export-not-yours',
  });
  const none = { internal: 'hidden', personal: 'hidden', sensitive: 'hidden' } as const;
  await client.call(updateVisibility, { ...policy, viewer: none });
  const bare = await viewer.call(queryProfiles, { kind: 'person', rule: { all: [] }, limit: 1 });
  expect(bare.rows[0]).toMatchObject({ kind: 'person' });
  expect(bare.rows[0]).not.toHaveProperty('name');
  const { rows: lines } = await client.call(listAudit, { action: 'updateVisibility' });
  expect(lines[0]?.details).toMatchObject({
    before: { viewer: { personal: 'full' } },
    after: { viewer: none },
  });
});

test('one looks with the eyes of weaker roles, never of stronger ones', async () => {
  const workspace = await freshWorkspace();
  const ask = async (key: string, role: string) => {
    const answer = await app.fetch(
      new Request('http://in-process/api/audit', { headers: { 'x-api-key': key, 'x-view-as': role } }),
    );
    return z.object({ code: z.string().optional() }).parse(await answer.json()).code;
  };
  expect(await ask(workspace.key, 'admin')).toBeUndefined();
  expect(await ask(workspace.key, 'editor')).toBe('access.forbidden');
  expect(await ask(workspace.key, 'god')).toBe('access.view-as');
});

async function textOf({ stream }: Downloaded): Promise<string> {
  return new Response(stream).text();
}
