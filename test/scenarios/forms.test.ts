import { expect, test } from 'vitest';
import { z } from 'zod';

import { listConsents } from '../../src/consent/contract.ts';
import { createForm, listForms, listSubmissions, updateForm } from '../../src/forms/contract.ts';
import { formKinds } from '../../src/lib/form.ts';
import { getProfile, listTimeline } from '../../src/profiles/contract.ts';
import { listProfiles, problemOf } from '../actions.ts';
import { emptyForm, sendForm, solvePuzzle } from '../forms.ts';
import { openTestApp, type TestWorkspace } from '../harness.ts';
import { waitFor } from '../wait.ts';

const problemSchema = z.object({ code: z.string() });

const { app, freshWorkspace } = await openTestApp();

const taken = ({ client }: TestWorkspace, id: string, count: number) =>
  waitFor(
    'records of submissions',
    async () => (await client.call(listSubmissions, { id })).rows,
    (rows) => rows.filter(({ state }) => state === 'taken').length === count,
  );

test('what a customer fills in becomes one profile, an event with where it came from, and consent with its words', async () => {
  const workspace = await freshWorkspace();
  const { client, clientAs } = workspace;
  const form = await client.call(createForm, { name: '展会登记', kind: 'registration' });
  const page = await (await app.fetch(new Request(`http://in-process/f/${form.id}?lang=zh`))).text();
  expect(page).toContain('您的姓名');
  const sent = {
    ...emptyForm,
    answers: { name: '陈<b>晓</b>', email: 'chen.xiao@example.org', phone: '13911117771' },
    allowed: ['news', 'unknown'],
    page: 'https://shop.example/join?utm_source=wechat&utm_campaign=spring',
    referrer: 'https://search.example/',
    anonymous: 'browser-1',
    ...(await solvePuzzle(app, form.id)),
  };
  // Sent twice, as by a client whose answer was lost: it counts once.
  for (const _ of [1, 2]) expect((await sendForm(app, form.id, sent)).status).toBe(200);
  expect(
    await (await sendForm(app, form.id, { ...sent, answers: { ...sent.answers, name: '别人' } })).json(),
  ).toMatchObject({ code: 'forms.puzzle' });
  const rows = await taken(workspace, form.id, 1);
  expect(rows.map(({ state }) => state)).toEqual(['rejected', 'taken']);
  const profile = rows[1]?.profile ?? '';
  expect(rows[1]).toMatchObject({
    allowed: ['news'],
    utm: { utm_source: 'wechat', utm_campaign: 'spring' },
    referrer: 'https://search.example/',
  });

  // The same person again, by another form: the same profile.
  const survey = await client.call(createForm, { name: 'Survey', kind: 'survey' });
  const answers = { recommend: '9', why: '更多颜色', email: 'chen.xiao@example.org', __proto__: 'x' };
  const second = { ...emptyForm, language: 'en', answers, ...(await solvePuzzle(app, survey.id)) };
  expect((await sendForm(app, survey.id, second)).status).toBe(200);
  const [answered] = await taken(workspace, survey.id, 1);
  expect(answered?.profile).toBe(profile);
  expect(await listProfiles(client, { kind: 'person' })).toHaveLength(1);

  const ledger = await client.call(listConsents, { id: profile });
  expect(ledger.standing).toMatchObject([{ channel: 'email', purpose: 'marketing', allowed: true }]);
  expect(ledger.rows).toMatchObject([
    {
      wording: '我同意通过电子邮件接收资讯与优惠信息，并可随时撤回。',
      place: sent.page,
      by: { name: '展会登记' },
    },
  ]);
  expect(ledger.rows[0]?.evidence).toContain(rows[1]?.id);
  const events = await waitFor(
    'events of forms',
    async () => (await client.call(listTimeline, { id: profile, kinds: 'event' })).rows,
    (list) => list.length === 2,
  );
  expect(events.map(({ text }) => text).toSorted()).toEqual(['Form Submitted', 'Survey Answered']);
  expect(events.find(({ text }) => text === 'Form Submitted')?.details).toMatchObject({
    utm_source: 'wechat',
    url: sent.page,
  });
  expect(events.find(({ text }) => text === 'Survey Answered')?.details).toMatchObject({
    text: '更多颜色',
    properties: { nps: '9' },
  });

  // Two records, one of each form; what the events say of whom they are about makes no more.
  const { records, values } = await client.call(getProfile, { id: profile });
  const numbers = ['external_id', 'tracked_id'].filter((key) => typeof values[key] === 'string');
  expect({ records, numbers }).toEqual({ records: 2, numbers: [] });

  const seen = await (await clientAs('viewer')).call(listSubmissions, { id: form.id, state: 'taken' });
  expect(seen.rows[0]).toMatchObject({
    page: null,
    answers: [{ answer: null }, { answer: null }, { answer: null }],
  });
});

test('robots and nonsense are refused, kept with the reason, and change nothing', async () => {
  const { client } = await freshWorkspace();
  const form = await client.call(createForm, { name: 'Contact', kind: 'card' });
  const solved = () => solvePuzzle(app, form.id);
  const good = { name: 'Eve', phone: '13911117772' };
  const codeOf = async (body: unknown) => {
    const answer = await sendForm(app, form.id, body);
    return answer.ok ? 'taken' : problemSchema.parse(await answer.json()).code;
  };
  expect(await codeOf({ ...emptyForm, answers: good, puzzle: 'x', solution: 1 })).toBe('forms.puzzle');
  expect(await codeOf({ ...emptyForm, answers: good, ...(await solved()), solution: 0 })).toBe(
    'forms.puzzle',
  );
  // A robot is thanked, and none the wiser.
  expect(
    await codeOf({ ...emptyForm, answers: good, trap: 'http://spam.example', ...(await solved()) }),
  ).toBe('taken');
  for (const answers of [
    {},
    { name: 'Eve', phone: [[1]] },
    { name: { $gt: '' }, phone: '1' },
    { name: '\0', phone: '13911117772' },
  ])
    expect(await codeOf({ ...emptyForm, answers, ...(await solved()) })).toBe('forms.answers');
  expect(await codeOf({ ...emptyForm, answers: 'x', ...(await solved()) })).toBe('forms.shape');
  expect(await codeOf({ ...emptyForm, version: 9_999, answers: good, ...(await solved()) })).toBe(
    'forms.not-found',
  );
  expect(await codeOf('[')).toBe('request.json');
  expect(await codeOf({ pad: 'x'.repeat(1_000_000) })).toBe('request.too-large');
  const { rows } = await client.call(listSubmissions, { id: form.id, limit: 100 });
  expect(rows.map(({ reason }) => reason?.code)).toEqual([
    'forms.shape',
    ...Array.from({ length: 4 }, () => 'forms.answers'),
    'forms.trap',
    'forms.puzzle',
    'forms.puzzle',
  ]);
  expect(await listProfiles(client, { kind: 'person' })).toEqual([]);
  const { client: other } = await freshWorkspace();
  expect(await problemOf(other.call(listSubmissions, { id: form.id }))).toMatchObject({
    code: 'forms.not-found',
  });
  await client.call(updateForm, { id: form.id, open: false });
  expect(await codeOf({ ...emptyForm, answers: good, ...(await solved()) })).toBe('forms.gone');
});

test('pages hold texts of a design as texts, under a policy that lets in nothing else; every kind has a form that works', async () => {
  const { client } = await freshWorkspace();
  for (const kind of formKinds) await client.call(createForm, { name: kind, kind });
  const { rows } = await client.call(listForms, {});
  expect(rows).toHaveLength(formKinds.length);
  const [first] = rows;
  const evil = { en: '<script>alert(1)</script>', zh: '"><img src=x onerror=alert(1)>' };
  const question = {
    id: 'q',
    type: 'single' as const,
    label: evil,
    options: [
      { id: 'a', label: evil },
      { id: 'b', label: evil },
    ],
  };
  const design = { title: evil, thanks: evil, button: evil, intro: evil, questions: [question] };
  const update = (more: object) =>
    client.call(updateForm, { id: first?.id ?? '', design: { ...design, ...more } });
  expect(await update({})).toMatchObject({ version: 2 });
  const answer = await app.fetch(
    new Request(`http://in-process/f/${first?.id}`, { headers: { 'accept-language': 'zh-CN' } }),
  );
  const page = await answer.text();
  expect(page).toContain('<html lang="zh-CN">');
  expect(page).not.toMatch(/<script>|<img/);
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  await update({ sites: ['https://shop.example'] });
  const embedded = await app.fetch(new Request(`http://in-process/f/${first?.id}?embed=1`));
  expect(embedded.headers.get('content-security-policy')).toContain('frame-ancestors https://shop.example');
  for (const wrong of [
    { questions: [question, question] },
    { questions: [{ ...question, options: [] }] },
    { questions: [{ ...question, type: 'text', field: 'tracked_id' }] },
    { title: { en: ' ', zh: '' } },
    { consents: [{ id: 'c', channel: 'email', purpose: 'abroad', wording: evil }] },
  ])
    expect(await problemOf(update(wrong))).toMatchObject({ code: 'forms.design' });
  expect(await problemOf(update({ doubleOptIn: true }))).toMatchObject({ code: 'forms.no-mail' });
  expect((await app.fetch(new Request('http://in-process/f/frm_nothing'))).status).toBe(404);
  expect(await (await app.fetch(new Request(`http://in-process/f/${first?.id}.js`))).text()).toContain(
    first?.id,
  );
});
