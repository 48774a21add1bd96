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
import { listProfiles, followImport, followJob, problemOf } from '../actions.ts';
import { openTestApp, type TestWorkspace } from '../harness.ts';
import { onServers } from '../place.ts';

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

/** Fetches once, of a connector that is switched off, so that nothing else does; and waits until what came is imported; answers the run. */
async function pull({ client }: TestWorkspace, id: string) {
  await followJob(client, (await client.call(runConnector, { id })).job);
  const [run] = (await client.call(listRuns, { id })).rows;
  if (run?.import) await followImport(client, run.import);
  return run;
}

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
