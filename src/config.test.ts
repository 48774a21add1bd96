import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeConfig, readConfig, readSecret } from './config.ts';
import { isProblem } from './lib/problem.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-config-'));
});
afterAll(() => rm(directory, { recursive: true }));

function problemOf(work: () => unknown): { code: string; en: string; zh: string } | undefined {
  try {
    work();
  } catch (error) {
    if (isProblem(error)) return { code: error.code, ...error.text };
    throw error;
  }
  return undefined;
}

it('has a default for everything, and is frozen', () => {
  const config = readConfig({}, { CLIENTELE_PORT: '', UNRELATED: 'x' });
  expect(config).toMatchObject({
    data: resolve('data'),
    port: 4400,
    host: '127.0.0.1',
    country: 'CN',
    currency: 'CNY',
    language: 'en',
  });
  expect(Object.isFrozen(config)).toBe(true);
});

it('reads what is set, and lets the command line win', () => {
  const environment = {
    CLIENTELE_PORT: '1',
    CLIENTELE_URL: 'https://crm.example/',
    LANG: 'zh_CN.UTF-8',
    DATABASE_URL: 'postgres://u@h/d',
  };
  expect(readConfig({ CLIENTELE_PORT: '2', CLIENTELE_DATA: undefined }, environment)).toMatchObject({
    port: 2,
    url: 'https://crm.example',
    language: 'zh',
    databaseUrl: 'postgres://u@h/d',
  });
  expect(readConfig({}, { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }).language).toBe('en');
});

it.each([
  ['CLIENTELE_PORT', '70000'],
  ['CLIENTELE_PORT', '44x'],
  ['CLIENTELE_HOST', 'a b'],
  ['CLIENTELE_URL', 'ftp://x'],
  ['CLIENTELE_SECRET', 'short'],
  ['CLIENTELE_KEY', 'nonsense'],
  ['DATABASE_URL', 'mysql://x'],
  ['CLICKHOUSE_URL', 'nowhere'],
  ['CLICKHOUSE_CLUSTER', "a'; DROP"],
  ['CLIENTELE_LOG', 'loud'],
  ['CLIENTELE_COUNTRY', 'China'],
  ['CLIENTELE_CURRENCY', 'rmb'],
])('names the variable that is wrong: %s=%s', (name, value) => {
  const problem = problemOf(() => readConfig({}, { [name]: value }));
  expect(problem?.code).toBe('config.invalid');
  expect(problem?.en).toContain(name);
  expect(problem?.zh).toContain(name);
});

it('masks secrets when it is shown', () => {
  const secret = 'hush-hush-hush-hush-hush-hush-hush';
  const shown = describeConfig(
    readConfig(
      {},
      {
        CLIENTELE_SECRET: secret,
        CLIENTELE_KEY: 'ck_hush',
        DATABASE_URL: 'postgres://me:hush@db.example/crm?sslpassword=hush',
        CLICKHOUSE_URL: 'https://me:hush@ch.example:8443/',
      },
    ),
  );
  expect(JSON.stringify(shown)).not.toContain('hush');
  expect(shown['DATABASE_URL']).toContain('db.example/crm');
});

it('makes one secret, once, for its owner alone, however many ask at the same time', async () => {
  const asked = await Promise.all(Array.from({ length: 8 }, () => readSecret(join(directory, 'data'))));
  expect(new Set(asked).size).toBe(1);
  expect(asked[0]).toHaveLength(43);
  const path = join(directory, 'data', 'secret');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(directory, 'data'))).toEqual(['secret']);
  expect(await readSecret(join(directory, 'data'))).toBe((await readFile(path, 'utf8')).trim());
});

it('does not replace a secret that was damaged', async () => {
  await writeFile(join(directory, 'secret'), 'oops');
  await expect(readSecret(directory)).rejects.toMatchObject({ code: 'config.secret' });
  expect(await readFile(join(directory, 'secret'), 'utf8')).toBe('oops');
});
