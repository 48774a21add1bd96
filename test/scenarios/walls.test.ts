import { expect, test } from 'vitest';
import { z } from 'zod';

import { followJob, importFile, listProfiles, snapshot, undo, uploadFile } from '../actions.ts';
import { sendEvents } from '../events.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';
import type { Client } from '../../src/client.ts';
import { acceptInvitation, createInvitation, createKey } from '../../src/access/contract.ts';
import { createWriteKey } from '../../src/events/contract.ts';
import { createPlannedEvent } from '../../src/events/plan/contract.ts';
import { startMatching } from '../../src/identity/contract.ts';
import { getProfile, updateProfile } from '../../src/profiles/contract.ts';
import { createExport, createView, queryProfiles } from '../../src/query/contract.ts';
import { createComputedValue } from '../../src/insights/computed/contract.ts';
import { listOpinions, readTexts } from '../../src/insights/opinions/contract.ts';
import { createDashboard } from '../../src/dashboards/contract.ts';
import { createMailing } from '../../src/dashboards/mailings/contract.ts';
import { createMarketSize } from '../../src/dashboards/market/contract.ts';
import { createConnector } from '../../src/connectors/contract.ts';
import { createForm } from '../../src/forms/contract.ts';
import { createSegmentHook } from '../../src/segments/hooks/contract.ts';
import { createSegment } from '../../src/segments/contract.ts';
import { createAttachment, createNote, createRelationship, createTask } from '../../src/teamwork/contract.ts';
import { createTalk } from '../../src/teamwork/talks/contract.ts';
import { createEdit } from '../../src/query/edits/contract.ts';
import { createField } from '../../src/records/contract.ts';
import { createAgreement, createPartnerList } from '../../src/sources/agreements/contract.ts';
import { createImport, createSource } from '../../src/sources/contract.ts';

const { app, clientOf, freshWorkspace } = await openTestApp();

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** Everything that can be called, from the server's own description. */
async function listOperations(): Promise<{ method: string; path: string }[]> {
  const answer = await app.fetch(new Request('http://in-process/api/openapi.json'));
  const { paths } = documentSchema.parse(await answer.json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => ['get', 'post', 'patch', 'put', 'delete'].includes(method))
      .map((method) => ({ method: method.toUpperCase(), path })),
  );
}

/** The path of an operation with an id in it; a file's name travels in the query string. */
function fillPath(path: string, method: string, id = ''): string {
  const query = path.endsWith('/files') && method === 'POST' ? '?name=mine.txt' : '';
  return path.replace(/\{\w+\}/, () => id) + query;
}

/** `/api/profiles/{id}/notes` → `profiles/notes`. */
const bodyOf = (path: string) => path.replace('/api/', '').replace('/{id}', '');

async function send(
  key: string,
  call: { method: string; path: string; body?: unknown; workspace?: string },
): Promise<{ status: number; text: string }> {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    ...(call.workspace === undefined ? {} : { 'x-workspace': call.workspace }),
  };
  const body = call.method === 'GET' || call.method === 'DELETE' ? null : JSON.stringify(call.body ?? {});
  const answer = await app.fetch(
    new Request(`http://in-process${call.path}`, { method: call.method, headers, body }),
  );
  return { status: answer.status, text: await answer.text() };
}

/** Has a customer complain; answers the id of the text once it has been read. */
async function saySomething(client: Client): Promise<string> {
  const batch = [
    { type: 'identify', userId: 'theirs-secret', traits: { email: 'theirs-secret@example.com' } },
    {
      type: 'track',
      userId: 'theirs-secret',
      event: 'Complaint',
      properties: { text: 'Theirs-secret: slow' },
    },
  ];
  await sendEvents({ app, client }, { source: 'Theirs-secret site', batch, people: 1 });
  await followJob(client, (await client.call(readTexts, {})).job);
  const { rows } = await client.call(listOpinions, {});
  return String(rows[0]?.id);
}

test('nothing of one workspace can be seen or changed with the key of another, at any endpoint', async () => {
  const [mine, theirs] = await Promise.all([freshWorkspace('Mine'), freshWorkspace('Theirs-secret')]);
  const { client } = theirs;
  await client.call(createField, {
    key: 'theirs_secret_field',
    label: { en: 'Secret', zh: '机密' },
    kinds: ['organization'],
    type: 'text',
  });
  const rows = [...createMaker(70_000).organizations(8), { 企业名称: '', 地址: 'theirs-secret-rejected' }];
  const done = await importFile(
    client,
    { name: 'theirs-secret.csv', bytes: csv(rows) },
    { source: 'Theirs-secret source' },
  );
  const profiles = await listProfiles(client);
  const profile = String(profiles[0]?.id);
  const { record } = await client.call(updateProfile, {
    id: profile,
    set: { short_name: 'theirs-secret-edit' },
  });
  const upload = await uploadFile(client, { name: 'theirs-secret.csv', bytes: csv(rows) });
  const source = await client.call(createSource, { name: 'Theirs-secret made' });
  const view = await client.call(createView, { name: 'Theirs-secret view', rule: { all: [] }, shared: true });
  const segment = await client.call(createSegment, {
    kind: 'organization',
    name: 'Theirs-secret segment',
    rule: { all: [] },
  });
  const made = await client.call(createExport, { rule: { all: [] }, format: 'csv' });
  await followJob(client, made.job);
  const { key } = await client.call(createKey, { name: 'Theirs-secret key', role: 'viewer' });
  const invited = await client.call(createInvitation, { email: 'theirs-secret@example.com', role: 'viewer' });
  const joining = await client.call(createInvitation, {
    email: 'theirs-secret-member@example.com',
    role: 'viewer',
  });
  const member = await clientOf().call(acceptInvitation, {
    token: joining.token,
    name: 'Theirs-secret member',
    password: 'a good long password',
  });
  const edit = await client.call(createEdit, { ids: [profile], set: { notes: 'theirs-secret-note' } });
  await followJob(client, edit.job);
  const note = await client.call(createNote, { id: profile, text: 'Theirs-secret note' });
  const talk = await client.call(createTalk, { id: profile, way: 'call', text: 'Theirs-secret call' });
  const task = await client.call(createTask, { id: profile, title: 'Theirs-secret task' });
  const bytes = new Blob(['theirs-secret']).stream();
  const file = await client.upload(createAttachment, { id: profile, name: 'theirs-secret.txt' }, bytes);
  const other = String(profiles[1]?.id);
  const edge = await client.call(createRelationship, { id: profile, type: 'supplies', other });
  const writeKey = await client.call(createWriteKey, { source: source.id });
  const said = await saySomething(client);
  const before = await snapshot(client);

  const dashboard = await client.call(createDashboard, { name: 'Theirs-secret board', shared: true });
  const mailing = await client.call(createMailing, { dashboard: dashboard.id, recipient: member.user.id });
  const market = await client.call(createMarketSize, {
    period: '2024',
    size: 1,
    currency: 'CNY',
    source: 'Theirs-secret report',
  });
  const value = await client.call(createComputedValue, {
    kind: 'person',
    name: 'Theirs-secret value',
    spec: { of: 'orders', how: 'count' },
  });
  const hook = await client.call(createSegmentHook, { id: segment.id, url: 'https://theirs-secret.example' });
  const form = await client.call(createForm, { name: 'Theirs-secret form', kind: 'card' });
  const connector = await client.call(createConnector, {
    name: 'Theirs-secret connector',
    kind: 'webhook',
    settings: { secret: 'theirs-secret-of-hooks' },
  });
  const planned = await client.call(createPlannedEvent, { name: 'Theirs-secret event' });
  const agreement = await client.call(createAgreement, {
    source: 'Theirs-secret list',
    partner: 'Theirs-secret partner',
    purpose: 'Theirs-secret purpose',
    fields: ['name'],
    until: '2999-12-31',
  });
  const partnerList = await client.call(createPartnerList, { id: agreement.id, upload });
  const scan = await client.call(startMatching, { kind: 'person' });
  const ids: Readonly<Record<string, string>> = {
    sources: source.id,
    agreements: agreement.id,
    'partner-lists': partnerList.id,
    uploads: upload,
    imports: done.import,
    profiles: profile,
    records: record,
    jobs: made.job,
    views: view.id,
    segments: segment.id,
    dashboards: dashboard.id,
    mailings: mailing.id,
    'market-sizes': market.id,
    insights: said,
    'computed-values': value.id,
    'segment-hooks': hook.id,
    forms: form.id,
    connectors: connector.id,
    exports: made.export,
    edits: edit.edit,
    fields: 'theirs_secret_field',
    keys: key.id,
    members: member.user.id,
    invitations: invited.invitation.id,
    notes: note.id,
    talks: talk.id,
    tasks: task.id,
    files: file.id,
    relationships: edge.id,
    'write-keys': writeKey.id,
    'planned-events': planned.id,
    matching: scan.run,
  };
  const bodies: Readonly<Record<string, unknown>> = {
    sources: { trust: 1 },
    agreements: { purpose: 'mine now' },
    'agreements/lists': { upload },
    'sources/retention': { days: 1 },
    profiles: { set: { short_name: 'mine now' } },
    'profiles/notes': { text: 'mine now' },
    'profiles/talks': { way: 'call', text: 'mine now' },
    'profiles/tasks': { title: 'mine now' },
    'profiles/consents': { channel: 'email', purpose: 'marketing', said: 'withdrawn' },
    'profiles/verifications': { field: 'name', value: 'mine now', means: 'call' },
    'profiles/relationships': { type: 'supplies', other },
    'profiles/reveal': { field: 'legal_representative' },
    notes: { text: 'mine now' },
    talks: { text: 'mine now' },
    tasks: { title: 'mine now' },
    views: { name: 'Mine now' },
    segments: { name: 'Mine now' },
    'segments/hooks': { url: 'https://mine.example' },
    'computed-values': { name: 'Mine now' },
    dashboards: { name: 'Mine now' },
    'market-sizes': { size: 2, currency: 'CNY', source: 'Mine now' },
    'insights/opinions/texts': { polarity: 'positive', topics: [], tags: [] },
    'dashboards/cards': { card: { id: 'one', type: 'rfm' } },
    connectors: { name: 'Mine now' },
    'connectors/preview': { body: '{}' },
    'segments/compare': { ids: [segment.id, 'seg_other'] },
    'imports/mend': { rows: [{ key: '0', cells: ['mine now'] }] },
    members: { role: 'owner' },
    'sources/{source}/refused/replay': { messages: [{ id: 'evt_0000000000000000' }] },
  };
  const operations = await listOperations();
  expect(operations.length).toBeGreaterThan(30);
  const needles = [...Object.values(ids), /theirs-secret/i];
  const hidden = (where: string, text: string): void => {
    for (const needle of needles) expect(text, where).not.toMatch(needle);
  };
  for (const { method, path } of operations) {
    const room = path.split('/')[2] ?? '';
    const call = { method, path: fillPath(path, method, ids[room]), body: bodies[bodyOf(path)] };
    const where = `${method} ${path}`;
    const open = !path.includes('{');
    // A session belongs to a person, and a key has none; trees are the same for everybody.
    if (!open && !['sessions', 'trees'].includes(room)) {
      expect(ids[room], `${path} needs an id of the other workspace in this test`).toBeDefined();
      const answer = await send(mine.key, call);
      expect(answer, `${where} ${answer.text}`).toMatchObject({ status: 404 });
      expect(answer.text, where).not.toMatch(/theirs-secret/i);
    }
    if (open && method === 'GET') hidden(where, (await send(mine.key, call)).text);
    const crossed = await send(mine.key, { ...call, workspace: theirs.id });
    if (crossed.status < 400) hidden(`${where} with the other workspace named`, crossed.text);
  }

  // Ids inside bodies.
  await expect(mine.client.call(createImport, { uploads: [upload], source: 'Mine' })).rejects.toMatchObject({
    code: 'uploads.not-found',
  });
  const found = await mine.client.call(queryProfiles, {
    rule: { source: 'Theirs-secret source' },
    facets: ['_sources', 'region'],
  });
  expect(found).toMatchObject({ total: 0, rows: [], facets: { region: [] } });

  // The same numbers in both: each sees its own.
  await importFile(mine.client, { name: 'mine.csv', bytes: csv(createMaker(80_000).organizations(3)) });
  expect(
    (await listProfiles(mine.client))
      .map(({ name }) => String(name))
      .every((name) => /8000\d有限公司$/.test(name)),
  ).toBe(true);
  expect((await mine.client.call(getProfile, { id: profile })).sources).toEqual(['Test']);
  expect(await snapshot(client)).toEqual(before);
  await undo(client, done.import);
  expect(await listProfiles(mine.client)).toHaveLength(3);
});

test('a role may do what it may, and no more', async () => {
  const workspace = await freshWorkspace();
  const [viewer, analyst, editor] = await Promise.all([
    workspace.clientAs('viewer'),
    workspace.clientAs('analyst'),
    workspace.clientAs('editor'),
  ]);
  const forbidden = { code: 'access.forbidden' };
  await expect(viewer.call(createExport, { rule: { all: [] }, format: 'csv' })).rejects.toMatchObject(
    forbidden,
  );
  await expect(analyst.call(createImport, { uploads: ['upl_x'], source: 'x' })).rejects.toMatchObject(
    forbidden,
  );
  await expect(
    editor.call(createField, { key: 'x', label: { en: 'x', zh: 'x' }, kinds: ['person'], type: 'text' }),
  ).rejects.toMatchObject(forbidden);
  expect(await viewer.call(queryProfiles, { rule: { all: [] } })).toMatchObject({ total: 0 });
  await expect(clientOf().call(queryProfiles, { rule: { all: [] } })).rejects.toMatchObject({
    code: 'access.unauthenticated',
  });
  await expect(clientOf('ck_wrong').call(queryProfiles, { rule: { all: [] } })).rejects.toMatchObject({
    code: 'access.unauthenticated',
  });
});
