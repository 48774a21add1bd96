import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

import { openTestApp } from '../test/harness.ts';

const { app, freshWorkspace } = await openTestApp();
const { port } = await app.listen(0, '127.0.0.1');
const { key } = await freshWorkspace();

async function run(name: string, ...words: string[]): Promise<string> {
  const script = join(import.meta.dirname, name);
  const line = ['--import', import.meta.resolve('tsx'), script, `http://127.0.0.1:${port}`, key, ...words];
  return (await promisify(execFile)(process.execPath, line)).stdout;
}

it('runs each example as its README says', async () => {
  const sent = await run('send-records.ts');
  expect(sent).toContain('stands on 2 records of crm and directory');
  expect(sent).toMatch(/\* employees: .*100.*\(crm\)/);
  expect(sent).toContain('edited: ["+862162177777"]');
  expect(sent).toMatch(/taken back: .*\+862162175555/);

  const directory = await mkdtemp(join(tmpdir(), 'examples-'));
  const file = join(directory, 'customers.csv');
  await writeFile(file, '公司,地址,员工人数\n南京远望软件有限公司,江苏省南京市玄武区中山路1号,300\n,,\n');
  const imported = await run('import-a-file.ts', file);
  await rm(directory, { recursive: true });
  expect(imported).toContain('rows are of the kind organization');
  expect(imported).toContain('公司 → name');
  expect(imported).toContain('1 accepted (1 new, 0 changed, 0 the same)');

  const found = await run('find-customers.ts');
  expect(found).toContain('南京远望软件有限公司');
  expect(found).toMatch(/^1\tJiangsu$/m);
});
