import { createServer, type IncomingMessage } from 'node:http';

import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';

import {
  createConnector,
  getConnector,
  listRuns,
  runConnector,
  updateConnector,
} from '../../src/connectors/contract.ts';
import { getProfile } from '../../src/profiles/contract.ts';
import { listProfiles, followImport, followJob, problemOf } from '../actions.ts';
import { namesIn, pull } from '../connectors.ts';
import { openTestApp } from '../harness.ts';
import { attachment, message, openImap, text } from '../imap-listener.ts';
import { hasMariadb, startMariadb } from '../mariadb.ts';
import { onServers } from '../place.ts';
import { newUserKey, openSftp } from '../sftp-server.ts';
import { openS3, s3Keys } from '../s3-listener.ts';

if (!hasMariadb) console.log('pulls: MariaDB is skipped, mariadb-server is not installed');
const { freshWorkspace } = await openTestApp({ CLIENTELE_PRIVATE_HOSTS: '127.0.0.1' });

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Opens a server that answers as it is told; answers its address and what it was asked. */
async function serve(answer: (request: IncomingMessage) => Answer) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    const { status = 200, headers = {}, body = '' } = answer(request);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { base: `http://127.0.0.1:${port}`, port, asked };
}

const row = (name: string, phone: string): string => `姓名,手机\n${name},${phone}\n`;

test('a file at an address is fetched, imported, and fetched again only when it has changed', async () => {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  let text = '姓名,手机,邮箱\n王芳,13911118881,wang@example.org\n';
  let etag = '"one"';
  const site = await serve(({ headers }) =>
    headers['if-none-match'] === etag
      ? { status: 304 }
      : headers['x-token'] === 'let me in'
        ? { headers: { etag, 'content-type': 'text/csv' }, body: text }
        : { status: 401 },
  );
  const { id } = await client.call(createConnector, {
    name: 'Members',
    kind: 'http',
    on: false,
    settings: { url: `${site.base}/members.csv`, header: 'X-Token', value: 'let me in', about: 'person' },
  });
  expect(await pull(workspace, id)).toMatchObject({ state: 'done', error: null });
  expect(await listProfiles(client, { kind: 'person' })).toHaveLength(1);
  expect(await pull(workspace, id)).toMatchObject({ state: 'nothing', bytes: 0 });
  // The same bytes by another name are nothing new either.
  etag = '"two"';
  expect(await pull(workspace, id)).toMatchObject({ state: 'nothing' });
  text += '李雷,13911118882,li@example.org\n';
  etag = '"three"';
  expect(await pull(workspace, id)).toMatchObject({ state: 'done' });
  expect(await listProfiles(client, { kind: 'person' })).toHaveLength(2);
  await client.call(updateConnector, { id, on: true });
  expect(await client.call(getConnector, { id })).toMatchObject({ health: 'good', counts: { taken: 2 } });
});

test('what is not the file, not there, or in a private network is said, and nothing is fetched from inside', async () => {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const site = await serve(({ url = '' }) =>
    url === '/inside'
      ? { status: 302, headers: { location: `http://localhost:${site.port}/secret` } }
      : url === '/file'
        ? { status: 302, headers: { location: 'file:///etc/passwd' } }
        : url === '/loop'
          ? { status: 302, headers: { location: '/loop' } }
          : { status: 404 },
  );
  const { id } = await client.call(createConnector, {
    name: 'Wrong',
    kind: 'http',
    on: false,
    settings: { url: `${site.base}/none` },
  });
  const failOf = async (url: string) => {
    await client.call(updateConnector, { id, settings: { url } });
    return (await pull(workspace, id))?.error?.code;
  };
  expect((await pull(workspace, id))?.error?.code).toBe('connectors.http');
  expect(await failOf(`${site.base}/inside`)).toBe('connectors.host.private');
  expect(await failOf(`${site.base}/file`)).toBe('connectors.http');
  expect(await failOf(`${site.base}/loop`)).toBe('connectors.http');
  expect(await failOf('http://[::ffff:169.254.169.254]/latest/meta-data')).toBe('connectors.host.private');
  expect(await failOf('http://127.0.0.1:1/')).toBe('connectors.host.unreachable');
  expect(site.asked.map(({ url }) => url)).not.toContain('/secret');
  expect(await client.call(updateConnector, { id, on: true })).toMatchObject({ health: 'failing' });
  expect(
    await problemOf(client.call(updateConnector, { id, settings: { url: 'file:///etc/passwd' } })),
  ).toMatchObject({ code: 'connectors.settings', details: { settings: 'url' } });
  const hook = await client.call(createConnector, {
    name: 'Hook',
    kind: 'webhook',
    settings: { secret: 'long enough' },
  });
  expect(await problemOf(client.call(runConnector, { id: hook.id }))).toMatchObject({
    code: 'connectors.does',
  });
});

test('files of a bucket are fetched once, and again when they change; what cannot be read is set aside with its reason', async () => {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const { endpoint, objects, asked, close } = await openS3();
  afterAll(close);
  const put = (key: string, body: string, day = 1) =>
    objects.set(key, { body, changed: new Date(Date.UTC(2026, 0, day)) });
  put('exports/一 店+(1).csv', row('王芳', '13911118901'));
  put('exports/b.csv', row('李雷', '13911118902'), 3);
  put('exports/broken.xlsx', `PK\u0003\u0004 cut off`, 2);
  put('exports/nobody.csv', '颜色,尺寸\n红,大\n', 2);
  put('exports/old.csv', 'frozen', 2);
  put('exports/empty.csv', '');
  put('exports/../other.csv', row('没有', '13911118909'));
  put('exports/notes.pdf', 'not asked for');
  put('elsewhere.csv', row('没有', '13911118909'));
  const settings = {
    endpoint,
    bucket: 'crm',
    prefix: 'exports/',
    ends: 'CSV, *.xlsx',
    about: 'person',
    ...s3Keys,
  };
  const { id, secrets } = await client.call(createConnector, {
    name: 'Bucket',
    kind: 's3',
    on: false,
    settings,
  });
  expect(secrets).toEqual(['secretKey']);
  const first = await pull(workspace, id);
  expect(first).toMatchObject({ state: 'done', files: 2, error: null });
  expect(first?.skipped.map(({ name, reason }) => [name, reason.code])).toEqual([
    ['old.csv', 'connectors.file'],
    ['broken.xlsx', 'files.broken'],
    ['nobody.csv', 'import.no-name'],
  ]);
  expect(await namesIn(workspace)).toEqual(['李雷', '王芳']);
  await client.call(updateConnector, { id, on: true });
  expect(await client.call(getConnector, { id })).toMatchObject({ health: 'failing' });
  await client.call(updateConnector, { id, on: false });
  const before = asked.length;
  expect(await pull(workspace, id)).toMatchObject({ state: 'nothing', files: 0, skipped: [] });
  // Only lists were asked for.
  expect(asked.slice(before).filter((one) => !one.includes('list-type'))).toEqual([]);
  // One that came late with a day of before, one that is mended, and one that says something else now.
  put('exports/a-late.csv', row('韩梅梅', '13911118903'));
  put('exports/old.csv', row('林涛', '13911118904'), 2);
  put('exports/b.csv', row('李小雷', '13911118905'), 4);
  expect(await pull(workspace, id)).toMatchObject({ state: 'done', files: 3, skipped: [] });
  expect(await namesIn(workspace)).toEqual(['李小雷', '李雷', '林涛', '王芳', '韩梅梅']);
  await followJob(client, (await client.call(runConnector, { id, again: true })).job);
  expect((await client.call(listRuns, { id })).rows[0]).toMatchObject({ state: 'done', files: 4 });
  const failOf = async (change: Record<string, string>) => {
    await client.call(updateConnector, { id, settings: { ...settings, ...change } });
    return (await pull(workspace, id))?.error;
  };
  expect((await failOf({ secretKey: 'another' }))?.en).toContain('SignatureDoesNotMatch');
  expect((await failOf({ bucket: 'none' }))?.code).toBe('connectors.s3');
  expect((await failOf({ endpoint: endpoint.replace('127.0.0.1', 'localhost') }))?.code).toBe(
    'connectors.host.private',
  );
});

/** A connector to a folder of a server, and what changes its settings and fetches. */
async function openFolder() {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const userKey = newUserKey();
  const server = await openSftp(userKey.public);
  afterAll(server.close);
  const { port } = server;
  const settings = { host: '127.0.0.1', port, user: 'tester', password: 'let me in', folder: '/out' };
  const created = { name: 'Files', kind: 'sftp', on: false, settings } as const;
  const { id } = await client.call(createConnector, created);
  const change = (more: object) => client.call(updateConnector, { id, settings: { ...settings, ...more } });
  const fetchWith = async (more: object) => {
    await change(more);
    return pull(workspace, id);
  };
  return { ...server, workspace, id, userKey, change, fetchWith };
}

test('a server of SFTP is known by its key, and told who asks only then', async () => {
  const { workspace, id, hostKey, entered, userKey, change, fetchWith } = await openFolder();
  const first = await pull(workspace, id);
  expect(first?.error).toMatchObject({ code: 'connectors.host-key' });
  expect(first?.error?.en).toContain(hostKey);
  const other = `SHA256:${'A'.repeat(43)}`;
  expect((await fetchWith({ hostKey: other }))?.error?.en).toContain('not the one in the settings');
  expect((await fetchWith({ hostKey, password: 'wrong' }))?.error?.code).toBe('connectors.sftp');
  expect(entered).toEqual([]);
  expect(await fetchWith({ hostKey: `${other}, ${hostKey}` })).toMatchObject({ state: 'nothing' });
  const withKey = { hostKey, password: 'words', privateKey: userKey.private };
  const { settings: shown, secrets } = await change(withKey);
  expect([secrets, 'privateKey' in shown]).toEqual([['password', 'privateKey'], false]);
  expect(await pull(workspace, id)).toMatchObject({ state: 'nothing' });
  expect(entered).toEqual(['password', 'publickey']);
  const codeOf = async (more: object) => (await fetchWith({ ...withKey, ...more }))?.error?.code;
  expect(await codeOf({ privateKey: 'no key' })).toBe('connectors.sftp');
  expect(await codeOf({ folder: '/none' })).toBe('connectors.sftp');
  expect(await codeOf({ host: 'localhost' })).toBe('connectors.host.private');
  expect(await codeOf({ port: 1 })).toBe('connectors.host.unreachable');
});

test('files of a folder of SFTP are fetched once each; one that is still written comes whole the next time', async () => {
  const { workspace, id, hostKey, files, fetchWith } = await openFolder();
  const put = (name: string, body: string, more: object = {}) =>
    files.set(name, { body: Buffer.from(body), changed: new Date(Date.UTC(2026, 0, 1)), ...more });
  const li = row('李雷', '13911118922');
  put('王.csv', row('王芳', '13911118921'));
  put('closed.csv', row('没有', '13911118929'), { refuses: true });
  put('../li.csv', row('没有', '13911118929'));
  put('growing.csv', li, { afterRead: () => put('growing.csv', `${li}林涛,13911118923\n`) });
  const first = await fetchWith({ hostKey, about: 'person' });
  expect(first).toMatchObject({ state: 'done', files: 1, error: null });
  expect(first?.skipped).toMatchObject([{ name: 'closed.csv', reason: { code: 'connectors.file' } }]);
  expect(await namesIn(workspace)).toEqual(['王芳']);
  expect(await pull(workspace, id)).toMatchObject({ state: 'done', files: 1 });
  expect(await namesIn(workspace)).toEqual(['李雷', '林涛', '王芳']);
  expect(await pull(workspace, id)).toMatchObject({ state: 'nothing' });
  put('north/2026/zhao.csv', row('赵六', '13911118924'));
  expect(await pull(workspace, id)).toMatchObject({ state: 'nothing' });
  const deep = await fetchWith({ hostKey, about: 'person', deep: true });
  // With other settings it begins anew; what was said before says nothing new.
  expect(deep).toMatchObject({ state: 'done', files: 3 });
  expect(await namesIn(workspace)).toEqual(['李雷', '林涛', '王芳', '赵六']);
});

test('mails of a folder: cards and tables that hang on them come in, signatures become persons, the rest is let be', async () => {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const server = await openImap();
  afterAll(server.close);
  const { port, messages } = server;
  const jane = ['Jane Roe', 'jane', 'partner.example'] as const;
  const own = ['Colleague', 'we', 'mail.our.example'] as const;
  const signed = '您好\n\n--\n李雷  采购经理\n苏州电子有限公司\n手机：13911118931\n';
  const card = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:王芳\r\nTEL;TYPE=cell:13911118932\r\nEND:VCARD\r\n';
  messages.set(
    3,
    message(['李雷', 'li', 'suzhou.example'], text(signed), attachment('photo.png', 'image/png', 'x')),
  );
  messages.set(
    5,
    message(
      own,
      text('See attached\n\n--\nColleague\nOur Company Ltd\n'),
      attachment('../card.vcf', 'text/vcard', card),
      attachment('list.csv', 'text/csv', row('韩梅梅', '13911118933')),
    ),
  );
  messages.set(
    6,
    message(
      jane,
      text('<p>Hello</p><p>Kind regards</p><p>Jane Roe<br>Sales Manager<br>T: +44 20 7946 0958</p>', 'html'),
      attachment('bad.xlsx', 'application/octet-stream', 'PK\u0003\u0004 cut off'),
    ),
  );
  const settings = {
    host: '127.0.0.1',
    port,
    tls: false,
    user: 'drop',
    password: 'let me in',
    folder: 'Drop',
    own: 'our.example',
  };
  const { id } = await client.call(createConnector, { name: 'Mail', kind: 'mailbox', on: false, settings });
  const first = await pull(workspace, id);
  expect(first).toMatchObject({ state: 'done', error: null, files: 3 });
  expect(first?.skipped).toMatchObject([{ name: 'bad.xlsx', reason: { code: 'files.broken' } }]);
  expect(await namesIn(workspace)).toEqual(['Jane Roe', '李雷', '王芳', '韩梅梅']);
  const rows = await listProfiles(client, { kind: 'person' });
  const profile = rows.find(({ name }) => name === '李雷');
  expect((await client.call(getProfile, { id: profile?.id ?? '' })).values).toMatchObject({
    job_title: '采购经理',
    employer_name: '苏州电子有限公司',
    emails: ['li@suzhou.example'],
  });
  const before = server.asked.length;
  expect(await pull(workspace, id)).toMatchObject({ state: 'nothing' });
  expect(server.asked.slice(before).filter((one) => one.startsWith('UID FETCH'))).toEqual([]);
  // A mail in which there is nothing to read is passed by; where numbers begin anew, all is read again.
  messages.set(8, message(own, text('Nothing')));
  expect(await pull(workspace, id)).toMatchObject({ state: 'nothing' });
  server.validity = 8;
  expect(await pull(workspace, id)).toMatchObject({ state: 'done', files: 3 });
  expect(await namesIn(workspace)).toHaveLength(4);
  expect(server.asked.filter((one) => /^(?:SELECT|STORE|UID STORE|EXPUNGE)/.test(one))).toEqual([]);
  const codeOf = async (change: object) => {
    await client.call(updateConnector, { id, settings: { ...settings, ...change } });
    return (await pull(workspace, id))?.error?.code;
  };
  expect(await codeOf({ password: 'wrong' })).toBe('connectors.mailbox');
  expect(await codeOf({ folder: 'None' })).toBe('connectors.mailbox');
  expect(await codeOf({ tls: true })).toBe('connectors.host.unreachable');
  expect(await codeOf({ host: 'localhost' })).toBe('connectors.host.private');
});

test.skipIf(!onServers)('a table of PostgreSQL is read on from where it was read to', async () => {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const url = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
  const database = new Client(url.href);
  await database.connect();
  const table = `crm_${Date.now()}`;
  try {
    await database.query(`CREATE TABLE "${table}" ("姓名" text, "手机" text, changed timestamptz)`);
    const add = (name: string, phone: string, at: string) =>
      database.query(`INSERT INTO "${table}" VALUES ($1, $2, $3)`, [name, phone, at]);
    await add('王"芳,"', '13911118883', '2026-01-01T00:00:00.123456Z');
    await add('李雷', '13911118884', '2026-01-02T00:00:00Z');
    const settings = {
      host: '127.0.0.1',
      port: Number(url.port),
      database: url.pathname.slice(1),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      tls: false,
      table: `public.${table}`,
      cursor: 'changed',
      about: 'person',
    };
    const { id } = await client.call(createConnector, { name: 'CRM', kind: 'postgres', on: false, settings });
    expect(await pull(workspace, id)).toMatchObject({ state: 'done', error: null });
    expect(await listProfiles(client, { kind: 'person' })).toHaveLength(2);
    const second = await pull(workspace, id);
    // From the last value on: its own rows once more, which change nothing.
    expect(second?.state).toBe('done');
    expect(await pull(workspace, id)).toMatchObject({ state: 'nothing' });
    await add('韩梅梅', '13911118885', '2026-01-03T00:00:00Z');
    expect(await pull(workspace, id)).toMatchObject({ state: 'done' });
    expect(await listProfiles(client, { kind: 'person' })).toHaveLength(3);
    const failOf = async (change: Record<string, string>) => {
      await client.call(updateConnector, { id, settings: { ...settings, ...change } });
      return (await pull(workspace, id))?.error?.code;
    };
    expect(await failOf({ table: 'public.nothing' })).toBe('connectors.database');
    expect(await failOf({ cursor: 'gone' })).toBe('connectors.database');
    expect(await failOf({ table: 'x; DROP TABLE y' })).toBe('connectors.database');
  } finally {
    await database.query(`DROP TABLE "${table}"`);
    await database.end();
  }
});

test.skipIf(!hasMariadb)(
  'a table of MariaDB is read on from where it was read to, whatever its numbers and letters are',
  async () => {
    const workspace = await freshWorkspace();
    const { client } = workspace;
    const { port, connection, stop } = await startMariadb();
    try {
      // Larger than what a number of JavaScript holds, and one after the other.
      const first = 1_234_567_890_123_456_789n;
      await connection.query(
        'CREATE TABLE `会员 1` (id BIGINT UNSIGNED PRIMARY KEY, `姓名` TEXT, `手机` VARCHAR(20), `备注` LONGBLOB, born DATE, extra JSON)',
      );
      const add = (at: bigint, name: string) =>
        connection.query('INSERT INTO `会员 1` VALUES (?, ?, ?, ?, ?, ?)', [
          String(first + at),
          name,
          `1391111${8950n + at}`,
          'x,"\n',
          '0000-00-00',
          '{"a": 1}',
        ]);
      await connection.query("SET sql_mode = ''");
      for (const at of [0n, 1n, 2n]) await add(at, `王"小${'一二三'[Number(at)] ?? ''}`);
      const settings = {
        host: '127.0.0.1',
        port,
        database: 'crm',
        user: 'reader',
        password: 'read "it',
        tls: false,
        table: 'crm.会员 1',
        cursor: 'id',
        about: 'person',
      };
      const { id } = await client.call(createConnector, { name: 'CRM', kind: 'mysql', on: false, settings });
      expect(await pull(workspace, id)).toMatchObject({ state: 'done', error: null, files: 1 });
      expect(await listProfiles(client, { kind: 'person' })).toHaveLength(3);
      // From the last value on, and from it exactly: its own row alone.
      const second = await pull(workspace, id);
      expect(second?.state).toBe('done');
      const rows = async (run: Awaited<ReturnType<typeof pull>>) =>
        (await followImport(client, run?.import ?? '')).rows;
      expect(await rows(second)).toBe(1);
      expect(await pull(workspace, id)).toMatchObject({ state: 'nothing' });
      await add(3n, '韩梅梅');
      expect(await rows(await pull(workspace, id))).toBe(2);
      expect((await listProfiles(client, { kind: 'person' })).map(({ name }) => name)).toContain('韩梅梅');
      const failOf = async (change: Record<string, string | boolean>) => {
        await client.call(updateConnector, { id, settings: { ...settings, ...change } });
        return (await pull(workspace, id))?.error?.code;
      };
      expect(await failOf({ table: 'nothing' })).toBe('connectors.database');
      expect(await failOf({ table: "x' OR 1; DROP TABLE y" })).toBe('connectors.database');
      expect(await failOf({ cursor: 'gone' })).toBe('connectors.database');
      expect(await failOf({ password: 'wrong' })).toBe('connectors.database');
      // A server without a certificate, or with one that nobody vouches for, is not told a password.
      expect(await failOf({ tls: true })).toBe('connectors.host.unreachable');
      expect(await failOf({ host: 'localhost' })).toBe('connectors.host.private');
    } finally {
      await stop();
    }
  },
);
