import { type ChildProcess, spawn } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCommand } from './main.ts';

let directory = '';
let data = '';
let server: ChildProcess;
let started: { url: string; setupUrl: string | null; pid: number };
const home = process.cwd();

async function run(...argv: string[]) {
  let out = '';
  let err = '';
  const terminal = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    live: false,
    person: false,
    columns: 80,
  };
  const code = await runCommand(['--data', data, ...argv], terminal, '1.2.3');
  return { code, out, err };
}

/** Runs with --json: exactly one object on one line. */
async function ask(...argv: string[]) {
  const { code, out } = await run(...argv, '--json');
  expect(out.split('\n')).toHaveLength(2);
  return { code, json: z.record(z.string(), z.unknown()).parse(JSON.parse(out)) };
}

function startServer(): Promise<string> {
  const bin = join(home, 'bin', 'clientele.js');
  server = spawn(process.execPath, [bin, 'start', '--json', '--no-open', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let err = '';
    server.stderr?.on('data', (piece) => (err += String(piece)));
    server.stdout?.once('data', (piece) => resolve(String(piece)));
    server.once('exit', () => reject(new Error(err)));
  });
}

const csv = [
  '企业名称,统一社会信用代码,联系电话,注册地址,人员规模',
  '上海青禾软件有限公司,,13800138000,上海市浦东新区张江路1号,100-499人',
  '苏州甲乙软件有限公司,,0512-62880001,江苏省苏州市工业园区1号,500-999人',
  '多余的单元格有限公司,,1,2,3,4,5,6',
].join('\n');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-cli-'));
  data = join(directory, 'data');
  await writeFile(join(directory, '客户.csv'), csv);
  process.chdir(directory);
  const line = await startServer();
  started = z
    .object({ url: z.string(), setupUrl: z.string().nullable(), pid: z.number() })
    .parse(JSON.parse(line));
});
afterAll(async () => {
  if (server.exitCode === null) server.kill('SIGKILL');
  process.chdir(home);
  await rm(directory, { recursive: true });
});

describe('usage', () => {
  it.each([
    [['show'], 'id'],
    [['import', 'a.csv'], 'source'],
    [['import', 'undo'], 'import list'],
    [['show', 'org_1', '--colour'], '--colour'],
    [['show', 'org_1', 'org_2'], 'expected 1'],
    [['export', 'x', '--to'], 'needs a value'],
    [[], 'command'],
    [['import', 'a.csv', '--source', 'x', '--kind', 'ship'], 'kind'],
    [['query', '{"all":', '--limit', '1'], 'JSON'],
    [['query', 'x', '--limit', 'many'], 'limit'],
    [['export', 'x', '--to', 'list.doc'], 'parquet'],
    [['export', 'x'], '--to'],
    [['key', 'create', '--role', 'king'], 'role'],
    [['nonsense'], 'nonsense'],
  ])('exits 2: %j', async (argv, word) => {
    const { code, json } = await ask(...argv);
    expect(code).toBe(2);
    expect(json).toMatchObject({ error: { code: 'cli.usage', message: expect.stringContaining(word) } });
    const plain = await run(...argv);
    expect([plain.code, plain.out]).toEqual([2, '']);
    expect(plain.err).toContain(word);
  });

  it('says what is wrong in the language of the reader, and where help is', async () => {
    const { err } = await run('query', '软件', '--limt', '3', '--language', 'zh');
    expect(err).toBe('此处没有选项“--limt”。您是否想输入 --limit？用法见：clientele query --help\n');
    const role = await run('key', 'create', '--role', 'king', '--language', 'en');
    expect(role.err).toBe(
      '--role <role> cannot be “king”: it is one of viewer, analyst, editor, admin, owner. See: clientele key --help\n',
    );
  });

  it('shows help in both languages, and the version', async () => {
    expect((await run('--help', '--language', 'zh')).out).toContain('命令：');
    const { out, code } = await run('import', '--help', '--language=en');
    expect([out.includes('--dry-run'), code]).toEqual([true, 0]);
    expect((await run('--version')).out).toBe('1.2.3\n');
  });
});

describe('beside a running server', () => {
  it('finds it by its data directory, whose note only the owner may read', async () => {
    expect(started.pid).toBe(server.pid);
    expect((await stat(join(data, 'server.json'))).mode & 0o777).toBe(0o600);
    const { json } = await ask('doctor');
    expect(json).toMatchObject({ ok: true, where: started.url });
  });

  it('imports, and keeps the rejected rows in the working directory', async () => {
    const { code, json } = await ask('import', '客户.csv', '--source', 'crm', '--kind', 'organization');
    expect(code).toBe(0);
    expect(json).toMatchObject({ rows: 3, accepted: 2, rejected: 1, created: 2, updated: 0, conflicts: 0 });
    expect(json['rejectedFile']).toBe(join(process.cwd(), '客户.rejected.csv'));
    expect(await readFile(join(directory, '客户.rejected.csv'), 'utf8')).toContain('多余的单元格有限公司');
    const again = await ask('import', '客户.csv', '--source', 'crm', '--kind', 'organization', '--dry-run');
    expect(again.json).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    const told = await run('import', '客户.csv', '--source', 'crm', '--dry-run', '--language', 'zh');
    expect(told.out).toMatch(
      /试运行.*拒绝示例\n {2}客户\.csv:4 .*多余的单元格有限公司.*\n {4}.*单元格多于表头/s,
    );
  });

  it('finds, shows, edits and takes back', async () => {
    const { json } = await ask(
      'query',
      '{"text":"软件"}',
      '--sort',
      'employees:desc',
      '--facets',
      'region',
      '--fields',
      'name,employees',
    );
    const found = z
      .object({
        total: z.number(),
        rows: z.array(z.looseObject({ id: z.string(), name: z.string() })),
        facets: z.object({ region: z.array(z.looseObject({ count: z.number() })) }),
        next: z.null(),
        ms: z.number(),
      })
      .parse(json);
    expect(found.rows.map((row) => row.name)).toEqual(['苏州甲乙软件有限公司', '上海青禾软件有限公司']);
    expect(found.facets.region.map((one) => one.count)).toEqual([1, 1]);
    const table = (await run('query', '软件', '--language', 'zh')).out;
    expect(table).toContain('共 2 条');
    expect(table).toContain('100–499');
    const own = await run('query', '软件', '--fields', 'name,_records,_sources');
    expect(own.out).toMatch(/id +Name +Records +Sources\n.*\n\S+ +\S+ +1 +crm\n/);
    expect(table).not.toContain('crm');
    const id = found.rows[0]?.id ?? '';
    const shown = await run('show', id, '--language', 'zh');
    expect(shown.out).toMatch(/苏州甲乙软件有限公司 +crm +客户\.csv:3/);
    const edited = await ask('edit', id, 'phones=13900139000');
    expect(JSON.stringify(edited.json['profile'])).toContain('13900139000');
    const undone = await ask('undo', z.string().parse(edited.json['record']));
    expect(JSON.stringify(undone.json['profile'])).not.toContain('13900139000');
  });

  it('edits all that a rule fits, and takes that back', async () => {
    const dry = await ask('edit', '--rule', '软件', '--dry-run', 'tags+=重点,华东');
    expect(dry.json).toEqual({ total: 2, changed: 2 });
    const made = await ask('edit', '--rule', '软件', 'tags+=重点,华东', 'notes=');
    expect(made.json).toMatchObject({ state: 'done', edited: 2 });
    const tagged = ['query', '{"field":"tags","eq":"华东"}'] as const;
    expect((await ask(...tagged)).json).toMatchObject({ total: 2 });
    const undone = await ask('undo', z.string().parse(made.json['edit']));
    expect(undone.json).toMatchObject({ state: 'undone' });
    expect((await ask(...tagged)).json).toMatchObject({ total: 0 });
    expect((await ask('edit', '--rule', '软件', 'tags')).code).toBe(2);
    expect((await ask('edit', 'phones=1')).code).toBe(2);
  });

  it.each(['csv', 'xlsx', 'parquet', 'jsonl'])('exports %s', async (format) => {
    const { json } = await ask('export', '{"text":"软件"}', '--to', join(directory, `list.${format}`));
    const bytes = z.number().parse(json['bytes']);
    expect(json).toMatchObject({ rows: 2, format });
    expect((await stat(join(directory, `list.${format}`))).size).toBe(bytes);
    expect(bytes).toBeGreaterThan(100);
  });

  it('undoes an import', async () => {
    const { rows } = z
      .object({ rows: z.array(z.object({ import: z.string(), dryRun: z.boolean() })) })
      .parse((await ask('import', 'list')).json);
    const done = rows.find((one) => !one.dryRun)?.import ?? '';
    expect((await ask('import', 'undo', done)).json).toMatchObject({ import: done, state: 'undone' });
    expect((await ask('query', '软件')).json).toMatchObject({ total: 0 });
  });

  it('keeps the result of an import whose rejected rows cannot be written here, and says so of links before the work', async () => {
    await writeFile('堵.csv', csv);
    await mkdir('堵.rejected.csv');
    const { code, json } = await ask('import', '堵.csv', '--source', 'crm', '--kind', 'organization');
    expect(json).toMatchObject({ created: 2, rejected: 1 });
    expect(json['rejectedFile']).toMatch(/^\/api\/imports\/.*\/rejected$/);
    expect(code).toBe(0);
    const linked = await ask('link', '堵.csv', '客户.csv', '--to', join('nowhere', 'pairs.csv'));
    expect(linked).toMatchObject({ code: 1, json: { error: { code: 'cli.file' } } });
  });

  it('says problems as one object, or as a sentence in the language asked for, and exits 1', async () => {
    const { code, json } = await ask('show', 'org_zzzz');
    expect([code, json]).toEqual([1, { error: expect.objectContaining({ code: 'profiles.not-found' }) }]);
    const plain = await run('show', 'org_zzzz', '--language', 'zh');
    expect([plain.code, plain.out]).toEqual([1, '']);
    expect(plain.err).toMatch(/[一-龥]/);
    expect((await ask('import', 'no-such-file.csv', '--source', 'x')).json).toMatchObject({
      error: { code: 'cli.file' },
    });
    expect((await ask('me', '--url', started.url)).code).toBe(2);
    expect((await ask('query', '{"field":"employes","gte":1}')).code).toBe(2);
    expect((await run('export', 'x', '--to', join('nowhere', 'a.csv'))).err).toContain('nowhere');
    expect((await ask('show', 'org_1', '--url', started.url)).json).toMatchObject({
      error: { code: 'access.unauthenticated' },
    });
    expect((await ask('show', 'org_1', '--url', 'http://127.0.0.1:1')).json).toMatchObject({
      error: { code: 'client.unreachable' },
    });
  });

  it('makes keys that work by --url, with their role and no more', async () => {
    const made = await ask('key', 'create', '--role', 'viewer');
    const by = ['--url', started.url, '--key', z.string().parse(made.json['secret'])];
    expect((await ask('query', 'x', ...by)).json).toMatchObject({ total: 0 });
    expect((await ask('key', 'list', ...by)).json).toMatchObject({ error: { code: 'access.forbidden' } });
  });
});

describe('when the server is told to stop', () => {
  it('ends well, and the next command opens the data itself', async () => {
    const exit = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    expect(await exit).toBe(0);
    await expect(access(join(data, 'server.json'))).rejects.toThrow('ENOENT');
    const { json } = await ask('key', 'list');
    expect(json).toMatchObject({ rows: [{ role: 'viewer', name: 'cli' }] });
  });
});
