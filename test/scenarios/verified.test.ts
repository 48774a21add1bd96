import { expect, test, vi } from 'vitest';

import { updateVisibility } from '../../src/access/contract.ts';
import { recordId } from '../../src/lib/profile-id.ts';
import { createProfiles, getProfile, retractRecord, updateProfile } from '../../src/profiles/contract.ts';
import { eraseProfile } from '../../src/profiles/erasure/contract.ts';
import { createVerification, listVerifications } from '../../src/profiles/verified/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { explainQuery } from '../../src/query/preview/contract.ts';
import { listSources } from '../../src/sources/contract.ts';
import { setRetention } from '../../src/sources/retention/contract.ts';
import { followJob, problemOf } from '../actions.ts';
import { openTestApp, type TestWorkspace } from '../harness.ts';

const { freshWorkspace } = await openTestApp();
type Client = TestWorkspace['client'];

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString();

async function make(client: Client, record: object, kind: 'person' | 'organization' = 'person') {
  const { profiles } = await client.call(createProfiles, { kind, source: 'Test', records: [{ ...record }] });
  return profiles[0] ?? '';
}

async function fitting(client: Client, rule: object, kind: 'person' | 'organization' = 'person') {
  const { rows } = await client.call(queryProfiles, { kind, rule, limit: 10 });
  return rows.map(({ id }) => id).toSorted();
}

const mobile = '+8613911110001';
const byCall = { field: 'phones', value: mobile, means: 'call' } as const;

test('a value that somebody verified counts while the profile has it, until it is found wrong', async () => {
  const { client, clientAs } = await freshWorkspace();
  const id = await make(client, { name: '李娜', phones: '13911110001' });
  const other = await make(client, { name: '王芳', phones: '13911110002' });
  expect(await client.call(listVerifications, { id })).toEqual({ rows: [] });
  expect(await fitting(client, { verified: 'phones' })).toEqual([]);
  const noted = await client.call(createVerification, { id, ...byCall, note: '本人接听' });
  expect(noted).toMatchObject({
    ...byCall,
    holds: true,
    outcome: 'confirmed',
    note: '本人接听',
    by: { name: 'Key of owner' },
  });
  expect(await fitting(client, { verified: 'phones' })).toEqual([id]);
  expect(await fitting(client, { not: { verified: 'phones' } })).toEqual([other]);
  expect(await client.call(listVerifications, { id })).toEqual({ rows: [noted] });

  // Another number stands there now: it was not verified, and the old one says nothing.
  const { id: version } = await client.call(getProfile, { id });
  await client.call(updateProfile, { id: version, set: { phones: ['13911110003'] } });
  expect(await fitting(client, { verified: 'phones' })).toEqual([]);
  expect((await client.call(listVerifications, { id })).rows).toMatchObject([
    { value: mobile, holds: false },
  ]);
  expect(await problemOf(client.call(createVerification, { id, ...byCall }))).toMatchObject({
    code: 'verifications.value',
  });
  await client.call(updateProfile, { id, set: { phones: ['13911110003', '13911110001'] } });
  expect(await fitting(client, { verified: 'phones' })).toEqual([id]);

  await client.call(createVerification, { id, ...byCall, outcome: 'wrong', note: '空号' });
  expect(await fitting(client, { verified: 'phones' })).toEqual([]);
  await client.call(createVerification, { id, ...byCall, value: '+8613911110003', means: 'message' });
  expect(await fitting(client, { verified: 'phones' })).toEqual([id]);
  const viewer = await clientAs('viewer');
  expect((await viewer.call(listVerifications, { id })).rows[0]).toMatchObject({ value: null, note: null });
});

test('values of all shapes are verified as they are shown', async () => {
  const { client } = await freshWorkspace();
  const values = {
    name: '杭州云帆软件有限公司',
    region: '杭州市西湖区',
    registered_capital: '500万元',
    employees: '100-499人',
    founded: '2011-05-03',
    legal_representative: '张伟',
    emails: 'Info@Yunfan.example',
  };
  const id = await make(client, values, 'organization');
  await make(client, { name: '上海某某贸易有限公司', registered_capital: '500万元' }, 'organization');
  const shown = (await client.call(getProfile, { id })).values;
  for (const field of Object.keys(values)) {
    const value = createVerification.input.shape.value.parse([shown[field]].flat()[0]);
    const noted = await client.call(createVerification, { id, field, value, means: 'registry' });
    expect(noted).toMatchObject({ field, holds: true });
    expect(await fitting(client, { verified: field }, 'organization'), field).toEqual([id]);
  }
  const { rows } = await client.call(listVerifications, { id });
  expect(rows.map(({ field, value }) => [field, value])).toEqual(
    Object.keys(values)
      .map((field) => [field, [shown[field]].flat()[0]])
      .toReversed(),
  );
});

test('how long it counts is said by the rule, or by the field', async () => {
  const { client } = await freshWorkspace();
  const goBack = (days: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - days * dayMs });
  const fits = async (within?: string) => {
    const rule = { verified: 'phones', ...(within === undefined ? {} : { within }) };
    return (await fitting(client, rule)).length === 1;
  };
  let id = '';
  try {
    goBack(190);
    id = await make(client, { name: '李娜', phones: '13911110001', job_title: '经理' });
    await client.call(createVerification, { id, ...byCall });
    const title = { field: 'job_title', value: '经理', means: 'document' } as const;
    await client.call(createVerification, { id, ...title, at: daysAgo(200) });
    vi.useRealTimers();
    goBack(100);
    expect([await fits('30d'), await fits('4m'), await fits()]).toEqual([false, true, true]);
    expect(await fitting(client, { verified: 'job_title' })).toEqual([id]);
  } finally {
    vi.useRealTimers();
  }
  // Telephones stay fresh for 180 days; what does not say for how long, for a year.
  expect([await fits(), await fits('1y')]).toEqual([false, true]);
  expect(await fitting(client, { verified: 'job_title' })).toEqual([]);
  // What was found before does not count after it.
  await client.call(createVerification, { id, ...byCall, outcome: 'wrong', at: daysAgo(50) });
  await client.call(createVerification, { id, ...byCall, at: daysAgo(60) });
  expect(await fits('1y')).toBe(false);
});

test('rules say it in words and why, and what is wrong with them where', async () => {
  const { client, clientAs } = await freshWorkspace();
  const id = await make(client, { name: '李娜', phones: '13911110001' });
  await client.call(createVerification, { id, ...byCall, at: '2026-01-05T08:00:00Z' });
  const rule = { verified: 'phones', within: '9y' };
  const { rows } = await client.call(explainQuery, { kind: 'person', rule });
  expect(rows[0]?.reasons).toMatchObject([
    {
      condition: { en: 'Phones verified within the last 9 years', zh: '手机在最近9年内核实过' },
      holds: true,
      value: { en: '2026-01-05, by call', zh: '2026-01-05，经电话' },
    },
  ]);
  const wrong = async (part: object, of = client) => {
    const found = await problemOf(of.call(queryProfiles, { kind: 'person', rule: { all: [part] } }));
    return [found.code, found.details['path']];
  };
  expect(await wrong({ verified: 'phone' })).toEqual(['rule.field', 'all[0].verified']);
  expect(await wrong({ verified: 'phones', within: 'soon' })).toEqual(['rule.value', 'all[0].within']);
  expect(await wrong({ verified: 'phones', since: 1 })).toEqual(['rule.invalid', 'all[0]']);
  const viewer = await clientAs('viewer');
  expect(await wrong({ verified: 'phones' }, viewer)).toEqual(['rule.masked', 'all[0].verified']);
  expect(await fitting(client, { verified: 'wechat_openid' })).toEqual([]);
});

test('who may not see or change a value cannot verify it, and another workspace never hears of it', async () => {
  const { client, clientAs } = await freshWorkspace();
  const id = await make(client, { name: '李娜', phones: '13911110001' });
  const refused = async (of: Client, more: object = {}) =>
    (await problemOf(of.call(createVerification, { id, ...byCall, ...more }))).code;
  expect(await refused(await clientAs('viewer'))).toBe('access.forbidden');
  expect(await refused(client, { field: 'phone' })).toBe('verifications.field');
  expect(await refused(client, { at: '2999-01-01T00:00:00Z' })).toBe('verifications.time');
  expect(await refused(client, { field: 'identity_document' })).toMatch(/^verifications\.(sealed|masked)$/);
  expect(await refused(client, { value: '13911110009' })).toBe('verifications.value');
  await client.call(createVerification, { id, ...byCall });
  const masked = { internal: 'full', personal: 'masked', sensitive: 'masked' } as const;
  const admin = { internal: 'full', personal: 'full', sensitive: 'masked' } as const;
  const policy = { viewer: masked, analyst: masked, editor: masked, admin };
  await client.call(updateVisibility, policy);
  const editor = await clientAs('editor');
  expect(await refused(editor)).toBe('verifications.masked');
  expect((await editor.call(listVerifications, { id })).rows).toMatchObject([{ value: null, note: null }]);
  const hidden = { ...masked, personal: 'hidden' } as const;
  await client.call(updateVisibility, { ...policy, viewer: hidden });
  expect((await (await clientAs('viewer')).call(listVerifications, { id })).rows).toEqual([]);
  const { client: stranger } = await freshWorkspace();
  expect(await refused(stranger)).toBe('profiles.not-found');
  await make(stranger, { name: '李娜', phones: '13911110001' });
  expect(await fitting(stranger, { verified: 'phones' })).toEqual([]);
  expect((await stranger.call(listVerifications, { id })).rows).toEqual([]);
});

test('it follows a join and its end: what was confirmed stays with whose record says it', async () => {
  const { client } = await freshWorkspace();
  const one = await make(client, { name: '赵敏', emails: 'zhao.min@example.org' });
  const two = await make(client, { name: '赵敏', phones: '13911110001' });
  await client.call(createVerification, { id: two, ...byCall });
  const both = await make(client, {
    name: '赵敏',
    phones: '13911110001',
    emails: 'zhao.min@example.org',
  });
  expect(both).toBe(one);
  expect(await fitting(client, { verified: 'phones' })).toEqual([one]);
  expect((await client.call(listVerifications, { id: two })).rows).toHaveLength(1);
  const mail = { field: 'emails', value: 'zhao.min@example.org', means: 'message' } as const;
  await client.call(createVerification, { id: both, ...mail });
  await client.call(createVerification, { id: both, ...byCall, means: 'visit' });
  await client.call(retractRecord, { id: recordId(3) });
  expect(await fitting(client, { verified: 'phones' })).toEqual([two]);
  expect(await fitting(client, { verified: 'emails' })).toEqual([one]);
});

test('whoever is erased leaves nothing of it', async () => {
  const { client } = await freshWorkspace();
  const record = { name: '李娜', phones: '13911110001' };
  const id = await make(client, record);
  await client.call(createVerification, { id, ...byCall });
  // Taken for another's for a while, whose address was verified then: that hangs on both.
  const other = await make(client, { name: '赵敏', emails: 'zhao.min@example.org' });
  const { profiles } = await client.call(createProfiles, {
    kind: 'person',
    source: 'Test',
    records: [{ ...record, emails: 'zhao.min@example.org' }],
  });
  expect(profiles).toEqual([id]);
  const mail = { field: 'emails', value: 'zhao.min@example.org', means: 'message' } as const;
  await client.call(createVerification, { id, ...mail });
  await client.call(retractRecord, { id: recordId(3) });
  expect((await client.call(listVerifications, { id: other })).rows).toHaveLength(1);
  await client.call(eraseProfile, { id });
  expect((await client.call(listVerifications, { id: other })).rows).toEqual([]);
  const again = await make(client, record);
  expect((await client.call(listVerifications, { id: again })).rows).toEqual([]);
  expect(await fitting(client, { verified: 'phones' })).toEqual([]);
});

test('what was verified of records that may be kept no longer goes with them', async () => {
  const { client } = await freshWorkspace();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 20 * dayMs });
  let id = '';
  try {
    id = await make(client, { name: '李娜', phones: '13911110001' });
    await client.call(createVerification, { id, ...byCall });
  } finally {
    vi.useRealTimers();
  }
  const stays = await make(client, { name: '王芳', phones: '13911110002' });
  await client.call(createVerification, { id: stays, ...byCall, value: '+8613911110002' });
  const [source] = (await client.call(listSources, {})).rows;
  const { job } = await client.call(setRetention, { id: source?.id ?? '', days: 10 });
  await followJob(client, job ?? '');
  expect((await problemOf(client.call(listVerifications, { id }))).code).toBe('profiles.not-found');
  expect(await fitting(client, { verified: 'phones' })).toEqual([stays]);
  // The same record again has nothing of it.
  const again = await make(client, { name: '李娜', phones: '13911110001' });
  expect((await client.call(listVerifications, { id: again })).rows).toEqual([]);
});
