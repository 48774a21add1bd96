import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { Problem } from '../../lib/problem.ts';
import { openLog, type LogLimits } from './log.ts';
import { readSegment } from './segment.ts';

const root = await mkdtemp(join(tmpdir(), 'clientele-log-'));
afterAll(() => rm(root, { recursive: true, force: true }));

let count = 0;
const roomy: LogLimits = { waitingBytes: 1_000_000, backlogBytes: 1_000_000, segmentBytes: 1_000_000 };
const freshFolder = () => join(root, String((count += 1)));

/** A disk that is full whenever it is said to be. */
function openDisk() {
  const disk = { full: false };
  const check = async () => {
    if (disk.full) throw new Problem('store.full', { en: 'full', zh: '已满' });
  };
  return { disk, space: { check } };
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'taken',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

test('more than may wait is refused at once and whole, and taken again when there is room', async () => {
  const { space } = openDisk();
  const log = await openLog(freshFolder(), { space, limits: { ...roomy, backlogBytes: 40 } });
  expect(await codeOf(log.append(Buffer.alloc(60, 1)))).toBe('taken');
  expect(await codeOf(log.append(Buffer.alloc(10, 2)))).toBe('events.throttled');
  const [segment] = await log.roll();
  if (segment === undefined) throw new Error('nothing to load');
  expect(await readSegment(segment.path)).toEqual(Buffer.alloc(60, 1));
  await log.drop(segment);
  expect(await codeOf(log.append(Buffer.alloc(10, 3)))).toBe('taken');
  await log.close();
});

test('a full disk refuses before anything is written, and loses nothing of what it had', async () => {
  const { disk, space } = openDisk();
  const folder = freshFolder();
  disk.full = true;
  const log = await openLog(folder, { space, limits: roomy });
  expect(await codeOf(log.append(Buffer.from('lost?')))).toBe('store.full');
  expect(await readdir(folder)).toEqual([]);
  disk.full = false;
  expect(await codeOf(log.append(Buffer.from('kept')))).toBe('taken');
  const [segment] = await log.roll();
  expect(String(await readSegment(segment?.path ?? ''))).toBe('kept');
  await log.close();
});

test('the torn end of a killed process is left out, and what was set aside comes back with the next start', async () => {
  const { space } = openDisk();
  const folder = freshFolder();
  const log = await openLog(folder, { space, limits: roomy });
  await log.append(Buffer.from('one '));
  await log.append(Buffer.from('two'));
  const [segment] = await log.roll();
  if (segment === undefined) throw new Error('nothing to load');
  await appendFile(segment.path, Buffer.from([9, 0, 0, 0, 1, 2, 3, 4, 5]));
  expect(String(await readSegment(segment.path))).toBe('one two');
  await log.setAside(segment);
  expect([log.backlog, await log.roll()]).toEqual([0, []]);
  expect(log.aside).toBeGreaterThan(0);
  await log.close();
  const next = await openLog(folder, { space, limits: roomy });
  const [again] = await next.roll();
  expect(again).toMatchObject({ number: segment.number, again: true });
  expect(next.aside).toBe(0);
  await next.close();
});
