import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { createMailer } from '../../src/access/mail/mailer.ts';
import { openApp, type App } from '../../src/app.ts';
import { createClient, inProcess, type Client } from '../../src/client.ts';
import { readConfig } from '../../src/config.ts';
import { checkMail, getInstallation } from '../../src/http/contract.ts';
import { createForm, listSubmissions, retrySubmission, updateForm } from '../../src/forms/contract.ts';
import { listVerifications } from '../../src/profiles/verified/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { emptyForm, sendForm, solvePuzzle } from '../forms.ts';
import { listenForMail } from '../mail.ts';
import { openPlace, type Place } from '../place.ts';
import { longestMs, waitFor } from '../wait.ts';
import {
  createInvitation,
  forgetPassword,
  getStart,
  readInvitation,
  resetPassword,
  setUp,
  signIn,
} from '../../src/access/contract.ts';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

const letters: Received[] = [];
const listener = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  onAuth: ({ username, password }, _session, answer) =>
    username === 'mailer' && password === 'secret'
      ? answer(null, { user: username })
      : answer(new Error('wrong password')),
  onData(stream, { envelope }, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      letters.push({
        from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
        to: envelope.rcptTo.map(({ address }) => address),
        text: Buffer.concat(parts).toString('utf8'),
      });
      done();
    });
  },
});

let place: Place;
let app: App;
let owner: Client;
const anyone = (language: 'en' | 'zh' = 'en') =>
  createClient(inProcess((request) => app.fetch(request), { language }));

beforeAll(async () => {
  place = await openPlace();
  const settings = { ...place.environment, ...(await listenForMail(listener, 'mailer:secret')) };
  app = await openApp(readConfig(settings, {}));
  await place.prepare();
  await anyone().call(setUp, {
    token: (await app.setupToken()) ?? '',
    name: 'Owner <b>',
    email: 'owner@example.com',
    password: 'correct horse battery',
    workspace: 'Blue & Co',
  });
  owner = createClient(inProcess((request) => app.fetch(request), { key: app.systemKey }));
}, longestMs);

afterAll(async () => {
  await app.close();
  await place.remove();
  await new Promise<void>((resolve) => listener.close(() => resolve()));
}, longestMs);

const codeOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'fine',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

/** The text of a letter as its reader sees it. */
function plain({ text }: Received, type = 'plain'): string {
  const part = text.slice(text.indexOf(`Content-Type: text/${type}`));
  const [, head = '', encoded = ''] = /^([\s\S]*?)\r\n\r\n([\s\S]*?)\r\n--/.exec(part) ?? [];
  if (/base64/.test(head)) return Buffer.from(encoded, 'base64').toString('utf8');
  const joined = encoded.replaceAll('=\r\n', '');
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

async function lettersTo(address: string, count = 1): Promise<Received[]> {
  const all = () => letters.filter(({ to }) => to.includes(address));
  return waitFor(
    `letters to ${address}`,
    async () => all(),
    (found) => found.length >= count,
  );
}

it('sends a one-time link to whoever forgot their password, in their language', async () => {
  expect((await anyone().call(getStart, {})).mail).toBe(true);
  await anyone('zh').call(forgetPassword, { email: 'OWNER@example.com' });
  const [letter] = await lettersTo('owner@example.com');
  expect(letter?.from).toBe('no-reply@example.com');
  const text = letter === undefined ? '' : plain(letter);
  expect(text).toContain('一小时内有效');
  const token = /https:\/\/customers\.example\.com\/password\/(\S+)/.exec(text)?.[1] ?? '';
  expect(token).not.toBe('');
  await anyone().call(resetPassword, { token, password: 'a quite new password' });
  expect(await codeOf(anyone().call(resetPassword, { token, password: 'again a new password' }))).toBe(
    'access.password-link',
  );
  const back = await anyone().call(signIn, { email: 'owner@example.com', password: 'a quite new password' });
  expect(back.user?.email).toBe('owner@example.com');
});

it('answers the same for an address that nobody has, and writes nobody', async () => {
  const before = letters.length;
  const ask = async (email: string) => {
    const answer = await app.fetch(
      new Request('http://in-process/api/password/forgotten', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-clientele': '1' },
        body: JSON.stringify({ email }),
      }),
    );
    return { status: answer.status, text: await answer.text() };
  };
  const known = await ask('owner@example.com');
  expect(await ask('nobody@example.com')).toEqual(known);
  await lettersTo('owner@example.com', 2);
  expect(letters.slice(before).flatMap(({ to }) => to)).toEqual(['owner@example.com']);
});

it('asks by mail before an answer to a form counts, where the form wants that', async () => {
  const { design, id } = await owner.call(createForm, { name: 'News', kind: 'subscription' });
  await owner.call(updateForm, { id, design: { ...design, doubleOptIn: true } });
  const send = async () => {
    const answers = { email: 'Reader@example.com' };
    const sent = { ...emptyForm, version: 2, answers, allowed: ['news'], ...(await solvePuzzle(app, id)) };
    return (await sendForm(app, id, sent)).status;
  };
  expect(await send()).toBe(200);
  const states = async () =>
    (await owner.call(listSubmissions, { id })).rows.map(({ state, confirmedAt }) => [
      state,
      confirmedAt !== null,
    ]);
  expect(await states()).toEqual([['pending', false]]);
  const [letter] = await lettersTo('reader@example.com');
  const link = /https:\/\/customers\.example\.com(\/f\/confirm\/\S+)/.exec(
    letter === undefined ? '' : plain(letter),
  )?.[1];
  const follow = (method: string) => app.fetch(new Request(`http://in-process${link}`, { method }));
  // Programs that look into mails follow links: that alone confirms nothing.
  expect((await follow('GET')).status).toBe(200);
  expect(await states()).toEqual([['pending', false]]);
  for (const _ of [1, 2]) expect((await follow('POST')).status).toBe(200);
  await waitFor('a record', states, ([first]) => first?.[0] === 'taken' && first[1] === true);
  // The link shows that the address is right; that is written down once.
  const [{ profile } = { profile: null }] = (await owner.call(listSubmissions, { id })).rows;
  expect((await owner.call(listVerifications, { id: profile ?? '' })).rows).toMatchObject([
    { field: 'emails', value: 'reader@example.com', holds: true, means: 'link', by: { name: 'News' } },
  ]);
  const rule = { verified: 'emails', within: '1d' };
  const found = await owner.call(queryProfiles, { kind: 'person', rule });
  expect(found.rows.map((row) => row.id)).toEqual([profile]);
  // Nobody's mailbox is filled by strangers.
  expect([await send(), await send(), await send(), await send()]).toEqual([200, 200, 200, 429]);
  expect((await app.fetch(new Request('http://in-process/f/confirm/nothing'))).status).toBe(410);
});

it('answers a form by mail, with the words of its maker, once, in the language of the page', async () => {
  const { design, id } = await owner.call(createForm, { name: 'Catalogue', kind: 'download' });
  const reply = {
    subject: { en: 'Your catalogue', zh: '您的资料' },
    text: { en: 'Here it is.\n\n<b>Thank you</b>', zh: '请查收。' },
  };
  expect(
    await codeOf(
      owner.call(updateForm, { id, design: { ...design, reply: { ...reply, subject: { en: '', zh: '' } } } }),
    ),
  ).toBe('forms.design');
  await owner.call(updateForm, { id, design: { ...design, reply } });
  const answers = { name: 'Ann <script>', email: 'Ann@example.com' };
  const sent = { ...emptyForm, language: 'en', version: 2, answers, ...(await solvePuzzle(app, id)) };
  for (const _ of [1, 2]) expect((await sendForm(app, id, sent)).status).toBe(200);
  const [letter] = await lettersTo('ann@example.com');
  if (letter === undefined) throw new Error('no letter');
  expect(letter.text).toContain('Subject: Your catalogue');
  expect(plain(letter)).toContain('<b>Thank you</b>');
  expect(plain(letter, 'html')).toContain('&lt;b&gt;Thank you&lt;/b&gt;');
  expect(letter.text).not.toContain('Ann <');
  const states = async () => (await owner.call(listSubmissions, { id })).rows.map(({ state }) => state);
  await waitFor('a record', states, ([first]) => first === 'taken');
  expect(letters.filter(({ to }) => to.includes('ann@example.com'))).toHaveLength(1);
  const [{ id: submission } = { id: '' }] = (await owner.call(listSubmissions, { id })).rows;
  // What has been taken waits for nothing.
  expect(await codeOf(owner.call(retrySubmission, { id, submission }))).toBe('forms.submission.not-found');
});

it('slows down whoever asks again and again', async () => {
  const outcomes = [];
  for (let at = 0; at < 10; at += 1)
    outcomes.push(await codeOf(anyone().call(forgetPassword, { email: 'flood@example.com' })));
  expect(outcomes.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 'fine'));
  expect(outcomes.slice(8)).toEqual(['access.throttled', 'access.throttled']);
});

it('mails invitations, with names as text', async () => {
  const made = await owner.call(createInvitation, { email: 'new@example.com', role: 'viewer' });
  expect(made.mailed).toBe(true);
  const [letter] = await lettersTo('new@example.com');
  const text = letter === undefined ? '' : plain(letter);
  expect(text).toContain('Blue & Co');
  const token = /\/invitations\/(\S+)/.exec(text)?.[1] ?? '';
  expect((await anyone().call(readInvitation, { token })).email).toBe('new@example.com');
  expect(letter === undefined ? '' : plain(letter, 'html')).toContain('Blue &amp; Co');
});

it('says whether the mail server answers', async () => {
  expect((await owner.call(getInstallation, {})).mail).toEqual({ from: 'Clientele <no-reply@example.com>' });
  expect(await owner.call(checkMail, {})).toEqual({ works: true, reason: null });
  const faults: unknown[] = [];
  const lost = createMailer({ url: 'smtp://127.0.0.1:1', from: 'a@example.com' }, (fault) =>
    faults.push(fault),
  );
  expect(await lost.check()).toEqual({ works: false, reason: expect.stringContaining('ECONNREFUSED') });
  expect(await lost.send('b@example.com', { subject: 's', text: 't', html: 'h' })).toBe(false);
  expect(faults).toHaveLength(1);
});
