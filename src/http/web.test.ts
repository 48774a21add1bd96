import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWeb } from './web.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-web-'));
  await mkdir(join(directory, 'assets'));
  const html = '<!doctype html><html lang="en"><head><link nonce="__NONCE__"></head></html>';
  await writeFile(join(directory, 'index.html'), html);
  await writeFile(join(directory, 'favicon.svg'), '<svg/>');
  await writeFile(join(directory, 'assets', 'app-1a2b.js'), 'console.log(1)');
  await writeFile(join(directory, 'assets', 'app-1a2b.js.gz'), gzipSync('console.log(1)'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

const ask = (path: string, headers: Record<string, string> = {}) =>
  openWeb(directory)(new Request(`http://x${path}`, { headers }));

it('gives every path of the application its one page, in the reader’s language and theme', async () => {
  const page = await ask('/w/acme/explore?q=1', { 'accept-language': 'zh-CN' });
  const html = (await page?.text()) ?? '';
  expect(html).toContain('<html lang="zh-CN">');
  const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? '';
  expect(nonce).toHaveLength(24);
  expect(page?.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
  const chosen = await ask('/', {
    'accept-language': 'zh-CN',
    cookie: 'a=b; clientele.language=en; clientele.theme=dark',
  });
  expect(await chosen?.text()).toContain('<html lang="en" data-mantine-color-scheme="dark">');
  const hostile = await ask('/', { cookie: 'clientele.theme="><script>; clientele.language=<b>' });
  expect(await hostile?.text()).toContain('<html lang="en">');
});

it('gives assets for ever, packed for whoever takes them packed', async () => {
  const plain = await ask('/assets/app-1a2b.js');
  expect(await plain?.text()).toBe('console.log(1)');
  expect(plain?.headers.get('cache-control')).toContain('immutable');
  const packed = await ask('/assets/app-1a2b.js', { 'accept-encoding': 'br, gzip' });
  expect(packed?.headers.get('content-encoding')).toBe('gzip');
  expect(packed?.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  const refused = await ask('/assets/app-1a2b.js', { 'accept-encoding': 'gzip;q=0' });
  expect(refused?.headers.has('content-encoding')).toBe(false);
});

it.each(['/assets/gone.js', '/assets/..%2f..%2fpackage.json', '/robots.txt', '/package.json'])(
  'has nothing at %s',
  async (path) => {
    expect(await ask(path)).toBeNull();
  },
);

it('has no longer what a new build took away', async () => {
  const gone = join(directory, 'assets', 'old-9f9f.js');
  await writeFile(gone, 'old');
  const web = openWeb(directory);
  await rm(gone);
  expect(await web(new Request('http://x/assets/old-9f9f.js'))).toBeNull();
});
