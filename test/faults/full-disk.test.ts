import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, expect, test, vi } from 'vitest';

import {
  countProfiles,
  followImport,
  listProfiles,
  problemOf,
  replay,
  uploadFile,
  type TestFile,
} from '../actions.ts';
import { createMaker, csv } from '../make.ts';
import { onServers } from '../place.ts';
import { longestMs } from '../wait.ts';
import { openApp } from '../../src/app.ts';
import { createClient, inProcess } from '../../src/client.ts';
import { readConfig } from '../../src/config.ts';
import type { Problem } from '../../src/lib/problem.ts';
import { createProfiles, getProfile, updateProfile } from '../../src/profiles/contract.ts';
import { createImport } from '../../src/sources/contract.ts';

vi.setConfig({ testTimeout: 6 * longestMs, hookTimeout: longestMs });
afterAll(() => vi.resetConfig());

/** A small disk of its own, or null where this user may not mount one. */
async function mountDisk(): Promise<string | null> {
  if (onServers || process.platform !== 'linux') return null;
  const place = await mkdtemp(join(tmpdir(), 'clientele-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', place], { stdio: 'ignore' });
    return place;
  } catch {
    await rm(place, { recursive: true });
    return null;
  }
}

const disk = await mountDisk();
if (disk === null)
  console.log('full disk: skipped, it needs embedded stores and a user who may mount a small disk');
const place = disk ?? '';
const filler = join(place, 'filler');
const freeBytes = (): number => {
  const { bavail, bsize } = statfsSync(place);
  return bavail * bsize;
};

/** Fills the disk with what is none of ours, until no more than `left` bytes are free. */
function fill(left: number): void {
  const file = openSync(filler, 'a');
  try {
    for (let step = 1 << 20; step >= 4096; step /= 16)
      while (freeBytes() - step >= left) writeSync(file, Buffer.alloc(step));
  } finally {
    closeSync(file);
  }
}
const empty = (): void => rmSync(filler, { force: true });

const environment = {
  CLIENTELE_DATA: join(place, 'data'),
  CLIENTELE_LOG: 'silent',
  CLIENTELE_SECRET: 'only-for-tests-0123456789-0123456789',
  CLIENTELE_KEEP_FREE: '100',
};
const state = { app: disk === null ? null : await openApp(readConfig(environment, {})) };
afterAll(async () => {
  if (disk === null) return;
  empty();
  await state.app?.close();
  execFileSync('umount', ['-l', place]);
  await rm(place, { recursive: true, force: true });
});

const client = createClient(
  inProcess(
    (request) => {
      if (state.app === null) throw new Error('the application is closed');
      return state.app.fetch(request);
    },
    state.app === null ? {} : { key: state.app.systemKey },
  ),
);

const fileOf = (first: number, count: number): TestFile => ({
  name: 'rows.csv',
  bytes: csv(createMaker(first).organizations(count)),
});
const begin = async (source: string, upload: string): Promise<string> =>
  (await client.call(createImport, { source, kind: 'organization', uploads: [upload] })).import;

/** It says in both languages that the disk is full. */
function expectFull(problem: Problem): void {
  expect(['store.full', 'files.space']).toContain(problem.code);
  expect(problem.text.en).toMatch(/full/);
  expect(problem.text.zh).toMatch(/磁盘/);
}

test.skipIf(disk === null)(
  'on a full disk nothing is taken in, nothing is lost, and all works again when there is space',
  async () => {
    await followImport(client, await begin('First', await uploadFile(client, fileOf(1, 200))));
    const before = await listProfiles(client);
    expect(before).toHaveLength(200);
    const id = before[0]?.id ?? '';
    const profile = await client.call(getProfile, { id });
    const waiting = await uploadFile(client, fileOf(1_000, 300));
    const edit = (name: string) => client.call(updateProfile, { id, set: { short_name: name } });
    const send = () =>
      client.call(createProfiles, { kind: 'organization', source: 'Program', records: [{ name: '新公司' }] });

    // Below what is kept free, and with not a byte left.
    for (const left of [90_000_000, 0]) {
      fill(left);
      for (const work of [() => edit('full'), send, () => uploadFile(client, fileOf(1, 5))])
        expectFull(await problemOf(work()));
      expect(await listProfiles(client), 'all can still be read').toEqual(before);
      expect((await client.call(getProfile, { id })).version).toBe(profile.version);
    }
    fill(0);
    empty();
    fill(90_000_000);
    expectFull(await problemOf(begin('Second', waiting).then((started) => followImport(client, started))));
    expect(await listProfiles(client)).toEqual(before);
    empty();
    const done = await followImport(client, await begin('Second', waiting));
    expect(done).toMatchObject({ rows: 300, created: 300 });
    expect((await edit('space')).profile.values['short_name']).toBe('space');
  },
);

test.skipIf(disk === null)(
  'a disk that fills up in the middle of an import leaves it done or not done',
  async () => {
    const before = performance.now();
    await followImport(client, await begin('Calm', await uploadFile(client, fileOf(5_000, 400))));
    const longest = performance.now() - before;
    for (const [round, share] of [0.3, 0.6, 0.85].entries()) {
      const known = await countProfiles(client);
      const upload = await uploadFile(client, fileOf(10_000 * (round + 1), 400));
      const started = await begin(`Round ${round}`, upload);
      await sleep(share * longest);
      fill(0);
      const ended = followImport(client, started);
      ended.catch(() => undefined);
      // The engine may wait for space with what cannot be left half done: after a while there is some.
      await Promise.race([ended.catch(() => undefined), sleep(2 * longest)]);
      const whileFull = await countProfiles(client);
      expect(whileFull).toBeGreaterThanOrEqual(known);
      empty();
      const outcome = await ended.then(
        () => 'done' as const,
        (error: unknown) => problemOf(Promise.reject(error)),
      );
      if (outcome !== 'done') {
        expectFull(outcome);
        // Whoever changes something next settles what is left; then the same file goes in as if nothing had been.
        await client.call(updateProfile, { id: 'org_1', set: { short_name: `Round ${round}` } });
        expect(await countProfiles(client)).toBe(known);
        const again = await begin(
          `Round ${round}`,
          await uploadFile(client, fileOf(10_000 * (round + 1), 400)),
        );
        expect(await followImport(client, again)).toMatchObject({ rows: 400, created: 400 });
      }
      expect(await countProfiles(client)).toBe(known + 400);
    }
    const all = await listProfiles(client);
    await replay(client);
    expect(await listProfiles(client)).toEqual(all);
    await state.app?.close();
    state.app = await openApp(readConfig(environment, {}));
    const reopened = createClient(
      inProcess((request) => (state.app ?? fail()).fetch(request), { key: state.app.systemKey }),
    );
    expect(await listProfiles(reopened)).toEqual(all);
  },
);

function fail(): never {
  throw new Error('the application is closed');
}
