import { expect, test } from 'vitest';

import { problemOf } from '../actions.ts';
import { openTestApp, type TestWorkspace } from '../harness.ts';
import { recordId } from '../../src/lib/profile-id.ts';
import type { ConsentRule } from '../../src/query/rule/types.ts';
import { createProfiles, retractRecord } from '../../src/profiles/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { createConsent, listConsents } from '../../src/consent/contract.ts';

const { freshWorkspace } = await openTestApp();
type Client = TestWorkspace['client'];

async function make(client: Client, record: Record<string, unknown>): Promise<string> {
  const { profiles } = await client.call(createProfiles, {
    kind: 'person',
    source: 'Test',
    records: [record],
  });
  return profiles[0] ?? '';
}

const marketing = { channel: 'email', purpose: 'marketing' } as const;
const shown = { wording: '同意接收优惠信息', evidence: 'form 12', place: 'https://shop.example/join' };

const allowing = async (client: Client, consent: ConsentRule['consent'] = marketing): Promise<string[]> =>
  (await client.call(queryProfiles, { kind: 'person', rule: { consent }, limit: 10 })).rows
    .map(({ id }) => id)
    .toSorted();

test('the last word counts at once, in the ledger and in rules, and nothing of it is lost', async () => {
  const { client, clientAs } = await freshWorkspace();
  const id = await make(client, { name: '李娜', mobiles: '13911110001' });
  expect(await client.call(listConsents, { id })).toEqual({ standing: [], rows: [] });
  await client.call(createConsent, { id, ...marketing, said: 'given', ...shown, at: '2026-01-05T08:00:00Z' });
  expect(await allowing(client)).toEqual([id]);
  expect(await allowing(client, { channel: 'sms', purpose: 'marketing' })).toEqual([]);
  await client.call(createConsent, { id, ...marketing, said: 'withdrawn', place: '电话' });
  expect(await allowing(client)).toEqual([]);
  // What was said before is written down, and changes nothing of what holds now.
  await client.call(createConsent, { id, ...marketing, said: 'given', ...shown, at: '2026-01-04T08:00:00Z' });
  expect(await allowing(client)).toEqual([]);
  const ledger = await client.call(listConsents, { id });
  expect(ledger.standing).toMatchObject([{ ...marketing, allowed: false }]);
  expect(ledger.rows).toMatchObject([
    { said: 'withdrawn', place: '电话' },
    { said: 'given', at: '2026-01-05T08:00:00.000Z', ...shown, by: { name: 'Key of owner' } },
    { said: 'given', at: '2026-01-04T08:00:00.000Z' },
  ]);
  const seen = await (await clientAs('viewer')).call(listConsents, { id });
  expect(seen.rows[1]).toMatchObject({ wording: shown.wording, evidence: null, place: null });
});

test('consent that nobody could show is refused, and so is a general one where the law asks for a separate one', async () => {
  const { client, clientAs } = await freshWorkspace();
  const id = await make(client, { name: '王芳', mobiles: '13911110002' });
  const give = (more: object) => client.call(createConsent, { id, ...marketing, said: 'given', ...more });
  expect(await problemOf(give({}))).toMatchObject({ code: 'consent.no-evidence' });
  expect(await problemOf(give({ ...shown, purpose: 'abroad' }))).toMatchObject({ code: 'consent.form' });
  expect(await problemOf(give({ ...shown, at: '2999-01-01T00:00:00Z' }))).toMatchObject({
    code: 'consent.time',
  });
  const viewer = await clientAs('viewer');
  expect(await problemOf(viewer.call(createConsent, { id, ...marketing, said: 'withdrawn' }))).toMatchObject({
    code: 'access.forbidden',
  });
  const { client: other } = await freshWorkspace();
  expect(await problemOf(other.call(listConsents, { id }))).toMatchObject({ code: 'profiles.not-found' });
  expect(await give({ ...shown, purpose: 'abroad', form: 'separate' })).toMatchObject({ form: 'separate' });
});

test('the ledger follows a merge and its end; a withdrawal outlives both', async () => {
  const { client } = await freshWorkspace();
  const one = await make(client, { name: '赵敏', mobiles: '13911110003' });
  const two = await make(client, { name: '赵敏', emails: 'zhao.min@example.org' });
  await client.call(createConsent, { id: one, ...marketing, said: 'given', ...shown });
  await client.call(createConsent, { id: two, ...marketing, said: 'withdrawn' });
  expect(await allowing(client)).toEqual([one]);
  const both = await make(client, {
    name: '赵敏',
    mobiles: '13911110003',
    emails: 'zhao.min@example.org',
  });
  expect(both).toBe(one);
  expect((await client.call(listConsents, { id: two })).rows).toHaveLength(2);
  expect(await allowing(client)).toEqual([]);
  await client.call(createConsent, { id: both, ...marketing, said: 'given', ...shown });
  expect(await allowing(client)).toEqual([both]);
  await client.call(retractRecord, { id: recordId(3) });
  // What both said as one is the word of the first alone.
  expect(await allowing(client)).toEqual([one]);
  expect((await client.call(listConsents, { id: two })).standing).toMatchObject([{ allowed: false }]);
});
