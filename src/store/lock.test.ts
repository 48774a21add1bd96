import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { isProblem } from '../lib/problem.ts';
import { lockDirectory } from './lock.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test('a directory has one holder, and after its release another', async () => {
  const lock = await lockDirectory(directory);
  const second = await lockDirectory(directory).catch((error: unknown) => error);
  expect(isProblem(second, 'store.locked')).toBe(true);
  await lock.release();
  await (await lockDirectory(directory)).release();
  expect(await readdir(directory)).toEqual([]);
});

test.each([
  ['of a process that is gone', '2147483646 12345'],
  ['of another process that had the same number', `${process.pid} 1`],
  ['that was cut off while it was written', ''],
])('a lock %s is taken over, by one of all who try', async (_whose, content) => {
  await writeFile(join(directory, 'lock'), content);
  const tries = await Promise.allSettled(Array.from({ length: 12 }, () => lockDirectory(directory)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await readdir(directory)).toEqual(['lock']);
  expect(await readFile(join(directory, 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
});
