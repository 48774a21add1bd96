import { expect, test } from 'vitest';
import { z } from 'zod';

import { createConsent, listConsents } from '../../src/consent/contract.ts';
import { createProfiles, getProfile } from '../../src/profiles/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { createCustomerLink, getConsentProof, revokeCustomerLink } from '../../src/self-service/contract.ts';
import { listTasks } from '../../src/teamwork/contract.ts';
import { problemOf } from '../actions.ts';
import { openTestApp, type TestWorkspace } from '../harness.ts';

const { app, freshWorkspace } = await openTestApp();
type Client = TestWorkspace['client'];

/** The id of a person of a record. */
const make = async (client: Client, record: Record<string, unknown>): Promise<string> => {
  const input = { source: 'Shop', records: [record] };
  return (await client.call(createProfiles, { ...input, kind: 'person' })).profiles[0] ?? '';
};

/** A browser without any cookie. */
async function visit(url: string, said?: Record<string, string>) {
  const { pathname, search } = new URL(url);
  const init = said === undefined ? {} : { method: 'POST', body: new URLSearchParams(said) };
  const answer = await app.fetch(new Request(`http://in-process${pathname}${search}`, init));
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

const marketing = { channel: 'email', purpose: 'marketing' } as const;
const shown = { wording: '同意 <b>接收</b>', evidence: 'form 12', place: 'https://shop.example/join' };

test('a customer sees its data by a signed link, changes what it allows, corrects, exports, and asks for erasure', async () => {
  const { client } = await freshWorkspace();
  const id = await make(client, {
    name: '<i>林静</i>',
    emails: 'lin@example.org',
    job_title: 'Buyer',
    notes: 'staff-only',
  });
  await client.call(createConsent, { id, ...marketing, said: 'given', ...shown });
  const { url } = await client.call(createCustomerLink, { id });
  const page = await visit(`${url}?lang=zh`);
  expect(page.status).toBe(200);
  expect(page.text).toContain('&lt;i&gt;林静&lt;/i&gt;');
  expect(page.text).toContain('lin@example.org');
  expect(page.text).not.toContain('staff-only');
  expect(page.headers.get('content-security-policy')).toMatch(/script-src 'none'.*frame-ancestors 'none'/);

  const allowing = async () =>
    (await client.call(queryProfiles, { kind: 'person', rule: { consent: marketing }, limit: 5 })).rows
      .length;
  expect(await allowing()).toBe(1);
  await visit(url, { does: 'withdraw', ...marketing });
  expect(await allowing()).toBe(0);
  await visit(`${url}?lang=zh`, { does: 'give', ...marketing });
  expect(await allowing()).toBe(1);
  expect((await client.call(listConsents, { id })).rows[0]).toMatchObject({
    said: 'given',
    wording: '我同意通过电子邮件用于营销，并可随时撤回。',
    by: { name: 'Customer' },
  });
  await visit(url, { does: 'object' });
  expect(await allowing()).toBe(0);

  // What makes two records one person is not corrected by a link.
  await visit(url, {
    does: 'correct',
    'f-job_title': 'Head of <b>buying</b>\0',
    'f-emails': 'victim@example.org',
  });
  const profile = await client.call(getProfile, { id });
  expect(profile.values).toMatchObject({ job_title: 'Head of <b>buying</b>', emails: ['lin@example.org'] });
  expect(profile.sources).toContain('self-service');

  const data = await visit(`${url}?download=json`);
  expect(
    z.object({ values: z.unknown(), consents: z.array(z.unknown()) }).parse(JSON.parse(data.text)),
  ).toMatchObject({
    values: { job_title: 'Head of <b>buying</b>' },
  });
  expect(data.headers.get('content-disposition')).toContain('attachment');
  await visit(url, { does: 'erase' });
  const { rows } = await client.call(listTasks, { id });
  expect(rows.map(({ title }) => title).join()).toMatch(/请求删除.*拒绝营销|拒绝营销.*请求删除/s);
  expect((await visit(url, { does: 'nothing' })).status).toBe(400);
});

test('one click withdraws, by a person or by a program of mail; a look alone does not', async () => {
  const { client } = await freshWorkspace();
  const id = await make(client, { name: '何', emails: 'he@example.org' });
  await client.call(createConsent, { id, ...marketing, said: 'given', ...shown });
  const { withdraw } = await client.call(createCustomerLink, { id });
  expect(withdraw.headers).toEqual({
    'List-Unsubscribe': `<${withdraw.url}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
  const allowed = async () => (await client.call(listConsents, { id })).standing[0]?.allowed;
  expect((await visit(withdraw.url)).status).toBe(200);
  expect(await allowed()).toBe(true);
  expect((await visit(withdraw.url, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
  expect(await allowed()).toBe(false);
  // It opens nothing else.
  expect((await visit(withdraw.url.replace('/u/', '/p/'))).status).toBe(410);

  const [entry] = (await client.call(listConsents, { id })).rows.filter(({ said }) => said === 'given');
  const proof = await client.download(getConsentProof, { id, consent: entry?.id ?? '', language: 'zh' });
  const text = await new Response(proof.stream).text();
  expect(text).toContain('同意 &lt;b&gt;接收&lt;/b&gt;');
  expect(text).toContain('form 12');
});

test('a link that is forged, old, or whose profile took somebody else in, opens nothing', async () => {
  const { client, clientAs } = await freshWorkspace();
  const id = await make(client, { name: '钱', emails: 'qian@example.org' });
  await make(client, { name: '孙', emails: 'sun@example.org', job_title: 'secret-of-sun' });
  const { url } = await client.call(createCustomerLink, { id });
  expect((await visit(url)).status).toBe(200);
  for (const wrong of [`${url}x`, url.replace(/.$/, ''), url.replace(/\/p\/./, '/p/f'), 'http://x/p/a.b'])
    expect((await visit(wrong)).status).toBe(410);
  const viewer = await clientAs('viewer');
  expect(await problemOf(viewer.call(createCustomerLink, { id }))).toMatchObject({
    code: 'access.forbidden',
  });
  // Whoever holds the link could have said so in a form: it must not show the other's data.
  await make(client, { name: '钱', emails: ['qian@example.org', 'sun@example.org'] });
  const after = await visit(url);
  expect(after.status).toBe(410);
  expect(after.text).not.toContain('secret-of-sun');
});

test('one link is revoked, and the others of the customer go on; nobody revokes links of another workspace', async () => {
  const { client, clientAs } = await freshWorkspace();
  const { client: stranger } = await freshWorkspace();
  const id = await make(client, { name: '林静', emails: 'lin.jing@example.org' });
  const [one, other] = [
    await client.call(createCustomerLink, { id, days: 7 }),
    await client.call(createCustomerLink, { id, days: 8 }),
  ];
  const expired = { code: 'self-service.link.expired' };
  expect(await problemOf(stranger.call(revokeCustomerLink, { url: one.url }))).toMatchObject(expired);
  expect(await problemOf(client.call(revokeCustomerLink, { url: `${one.url}x` }))).toMatchObject(expired);
  expect(
    await problemOf((await clientAs('viewer')).call(revokeCustomerLink, { url: one.url })),
  ).toMatchObject({
    code: 'access.forbidden',
  });
  expect((await visit(one.url)).status).toBe(200);
  for (const _ of [1, 2]) await client.call(revokeCustomerLink, { url: `${one.url}?lang=zh` });
  expect((await visit(one.url)).status).toBe(410);
  expect((await visit(one.url, { does: 'withdraw', ...marketing })).status).toBe(410);
  expect((await visit(other.url)).status).toBe(200);
  await client.call(revokeCustomerLink, { url: one.withdraw.url });
  expect((await visit(one.withdraw.url, {})).status).toBe(410);
});
