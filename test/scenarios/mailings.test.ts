import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { listAudit, listMembers, setUp } from '../../src/access/contract.ts';
import { openApp, type App } from '../../src/app.ts';
import { createClient, inProcess, type Client } from '../../src/client.ts';
import { readConfig } from '../../src/config.ts';
import { createDashboard } from '../../src/dashboards/contract.ts';
import * as contract from '../../src/dashboards/mailings/contract.ts';
import { followJob, problemOf } from '../actions.ts';
import { listenForMail } from '../mail.ts';
import { openPlace, type Place } from '../place.ts';
import { longestMs } from '../wait.ts';

const letters: string[] = [];
let refuses = false;
const listener = new SMTPServer({
  disabledCommands: ['STARTTLS', 'AUTH'],
  authOptional: true,
  onData(stream, _session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      if (!refuses) letters.push(Buffer.concat(parts).toString('utf8'));
      done(refuses ? new Error('full') : null);
    });
  },
});

let place: Place;
let app: App;
let owner: Client;
let person: string;

beforeAll(async () => {
  place = await openPlace();
  const settings = { ...place.environment, ...(await listenForMail(listener)) };
  app = await openApp(readConfig(settings, {}));
  await place.prepare();
  const stranger = createClient(inProcess((request) => app.fetch(request)));
  await stranger.call(setUp, {
    token: (await app.setupToken()) ?? '',
    name: 'Owner',
    email: 'owner@example.com',
    password: 'correct horse battery',
    workspace: 'Blue & Co',
  });
  owner = createClient(inProcess((request) => app.fetch(request), { key: app.systemKey }));
  person = (await owner.call(listMembers, {})).rows[0]?.id ?? '';
}, longestMs);

afterAll(async () => {
  await app.close();
  await place.remove();
  await new Promise<void>((resolve) => listener.close(() => resolve()));
}, longestMs);

const cards = [
  { id: 'a', type: 'metric', metric: 'customers' },
  { id: 'b', type: 'rfm' },
  { id: 'c', type: 'retention', title: '留存表' },
] as const;

async function send(id: string): Promise<void> {
  await followJob(owner, (await owner.call(contract.sendMailing, { id })).job);
}

/** The file that is attached to a letter. */
function attached(letter: string): Buffer {
  const part = letter.slice(letter.indexOf('Content-Type: application/pdf'));
  const [, encoded = ''] = /\r\n\r\n([\s\S]*?)\r\n--/.exec(part) ?? [];
  return Buffer.from(encoded, 'base64');
}

it('sends a dashboard as PDF to a member who sees it, notes it on the trail, and tries again what was refused', async () => {
  const shared = await owner.call(createDashboard, { name: '每周经营', shared: true, cards: [...cards] });
  const hidden = await owner.call(createDashboard, { name: 'Mine', cards: [] });
  const make = (more: Record<string, unknown>) =>
    owner.call(contract.createMailing, { dashboard: shared.id, recipient: person, language: 'zh', ...more });
  expect(await problemOf(make({ dashboard: hidden.id }))).toMatchObject({ code: 'mailings.may-not-see' });
  expect(await problemOf(make({ recipient: 'usr_nobody' }))).toMatchObject({ code: 'mailings.may-not-see' });
  expect(await problemOf(make({ dashboard: 'dash_none' }))).toMatchObject({ code: 'dashboards.not-found' });
  const { id } = await make({});
  await send(id);
  expect(letters).toHaveLength(1);
  const file = attached(letters[0] ?? '');
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  const title = Buffer.from('每周经营', 'utf16le').swap16().toString('hex');
  expect(file.includes(`/Title <FEFF${title}>`)).toBe(true);
  expect(file.includes(`/URI (https://customers.example.com/w/blue-co/dashboards/${shared.id})`)).toBe(true);
  const trail = await owner.call(listAudit, { action: 'mailingSent' });
  expect(trail.rows).toMatchObject([{ target: 'owner@example.com' }]);

  const listed = async () => (await owner.call(contract.listMailings, { dashboard: shared.id })).rows[0];
  const first = await listed();
  expect(first).toMatchObject({ recipient: { email: 'owner@example.com' }, problem: null });
  expect(first?.sentAt).not.toBeNull();
  refuses = true;
  await send(id);
  const failed = await listed();
  expect(failed?.problem?.zh).toContain('邮件服务器');
  expect(Date.parse(failed?.nextAt ?? '') - Date.now()).toBeLessThanOrEqual(15 * 60_000);
  refuses = false;
  await send(id);
  expect(await listed()).toMatchObject({ problem: null });
  await owner.call(contract.removeMailing, { id });
  expect(await problemOf(owner.call(contract.sendMailing, { id }))).toMatchObject({
    code: 'mailings.not-found',
  });
});

it('sends the digest of findings, and gives a dashboard as a file', async () => {
  const { id } = await owner.call(contract.createMailing, { recipient: person, every: 'month' });
  const sent = letters.length;
  await send(id);
  expect(letters).toHaveLength(sent + 1);
  expect(letters.at(-1)).toContain('Findings in Blue & Co');
  expect(letters.at(-1)).toContain('Nothing stands out');
  const { rows, isSet } = await owner.call(contract.listMailings, {});
  expect([isSet, rows.length, rows[0]?.every]).toEqual([true, 1, 'month']);
  expect(rows[0]?.nextAt).toMatch(/-01T08:00:00/);
  const dashboard = await owner.call(createDashboard, { name: 'a/b 报表', cards: [...cards] });
  const answer = await app.fetch(
    new Request(`http://in-process/api/dashboards/${dashboard.id}/pdf?language=en`, {
      headers: { authorization: `Bearer ${app.systemKey}` },
    }),
  );
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toContain('a_b');
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(-6)
      .toString(),
  ).toBe('%%EOF\n');
});
