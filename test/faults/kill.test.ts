import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { countProfiles, followImport, followJob, listProfiles, uploadFile } from '../actions.ts';
import { createMaker, csv, type Row } from '../make.ts';
import { onServers } from '../place.ts';
import { buildProgram, runCli, startServer, type TestServer } from './server.ts';
import type { Client } from '../../src/client.ts';
import { getJob } from '../../src/jobs/contract.ts';
import { createProfiles } from '../../src/profiles/contract.ts';
import { replayRecords } from '../../src/records/contract.ts';
import { createImport, getImport, undoImport } from '../../src/sources/contract.ts';
import { openWarehouse, scopeWarehouse, statement } from '../../src/store/warehouse/index.ts';

// Two minutes, more on a busy machine; every wait inside has an end of its own.
vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 120_000 });
if (onServers) console.log('kills: skipped, they are about the engines inside the process');

const data = await mkdtemp(join(tmpdir(), 'clientele-kill-'));
const program = onServers ? '' : await buildProgram();
const state: { server: TestServer | undefined; kills: number } = { server: undefined, kills: 0 };
afterAll(async () => {
  await state.server?.end('SIGKILL');
  for (const folder of [data, program]) if (folder !== '') await rm(folder, { recursive: true, force: true });
  vi.resetConfig();
});

// Other moments each day; a run is repeated with its seed.
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Date.now() / 86_400_000));
const random = ((value: number) => () => {
  value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0;
  return value / 2 ** 32;
})(seed);

async function server(): Promise<TestServer> {
  state.server ??= await startServer({ program, data });
  return state.server;
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  const running = await server();
  const code = await running.end(signal);
  state.server = undefined;
  return code;
}

async function kill(): Promise<void> {
  await end('SIGKILL');
  state.kills += 1;
}

/** Rows of `count` companies; every twentieth comes twice with another phone, so that profiles of several records are made too. */
function rowsOf(first: number, count: number): Row[] {
  const made = createMaker(first).organizations(count);
  const short = made.map((row) => ({
    企业名称: row['企业名称'] ?? '',
    统一社会信用代码: row['统一社会信用代码'] ?? '',
    电话: row['电话'] ?? '',
  }));
  return short.flatMap((row, index) =>
    index % 20 === 0 ? [row, { ...row, 电话: `010-8${String(1_000_000 + index)}` }] : [row],
  );
}

/** What the profiles of rows must be, by credit code. */
function expected(rows: readonly Row[]): Map<string, { name: string; phones: string[] }> {
  const found = new Map<string, { name: string; phones: string[] }>();
  for (const { 企业名称: name = '', 统一社会信用代码: code = '', 电话: phone = '' } of rows) {
    const known = found.get(code) ?? { name, phones: [] };
    known.phones = [
      ...known.phones,
      phone.startsWith('010-') ? `+8610${phone.slice(4)}` : `+86${phone}`,
    ].toSorted();
    found.set(code, known);
  }
  return found;
}

/** The profiles of a source are exactly those of the rows: none lost, none doubled. */
async function check(client: Client, source: string, rows: readonly Row[]): Promise<void> {
  const profiles = await listProfiles(client, {
    rule: { source },
    fields: ['name', 'credit_code', 'phones'],
  });
  const wanted = expected(rows);
  expect(profiles.length).toBe(wanted.size);
  expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length);
  const found = new Map(
    profiles.map(({ credit_code: code, name, phones }) => [
      String(code),
      { name, phones: Array.isArray(phones) ? phones.map(String).toSorted() : [] },
    ]),
  );
  expect(found).toEqual(wanted);
}

/** Lets a piece of work run, killing the server at random moments until `kills` are spent or it is done. */
async function killDuring(work: {
  isDone: (client: Client) => Promise<boolean>;
  longestMs: number;
  kills: number;
}): Promise<void> {
  for (let left = work.kills; left > 0; left -= 1) {
    const { client } = await server();
    await sleep(random() * work.longestMs);
    if (await work.isDone(client)) return;
    await kill();
  }
}

const imported = (id: string) => async (client: Client) =>
  ['done', 'failed'].includes((await client.call(getImport, { id })).state);
const worked = (id: string) => async (client: Client) =>
  ['done', 'failed'].includes((await client.call(getJob, { id })).state);

/** The number of live facts and raw records, and whatever stands there twice or was left behind. */
async function inspectWarehouse(): Promise<Record<string, unknown>> {
  const engine = await openWarehouse({ url: null, cluster: null, directory: join(data, 'warehouse') });
  try {
    const row = await scopeWarehouse(engine, 1).row(
      statement({
        name: 'test.inspect',
        sql: `SELECT
          (SELECT count() FROM {db}.facts_organization) AS facts,
          (SELECT uniqExact(_no) FROM {db}.facts_organization) AS facts_once,
          (SELECT count() FROM {db}.profiles_organization) AS profiles,
          (SELECT uniqExact(_no) FROM {db}.profiles_organization) AS profiles_once,
          (SELECT count() FROM {db}.records) - (SELECT uniqExact(no) FROM {db}.records) AS records_twice,
          (SELECT count() FROM {db}.links_organization) - (SELECT uniqExact(no) FROM {db}.links_organization) AS links_twice,
          (SELECT count() FROM {db}.identifiers_organization) - (SELECT uniqExact(key, no) FROM {db}.identifiers_organization) AS identifiers_twice,
          (SELECT groupArray(name) FROM system.tables WHERE database = '{db}' AND match(name, '^s[0-9]+_')) AS stages`,
        row: z.record(z.string(), z.unknown()),
      }),
    );
    return row ?? {};
  } finally {
    await engine.close();
  }
}

/** What must hold of the warehouse when the server has ended, however often it was killed. */
const whole = { records_twice: 0, links_twice: 0, identifiers_twice: 0, stages: [] };

/** Uploads files and starts their import; answers its id. */
async function start(source: string, files: readonly (readonly Row[])[]): Promise<string> {
  const { client } = await server();
  const uploads: string[] = [];
  for (const rows of files) uploads.push(await uploadFile(client, { name: 'part.csv', bytes: csv(rows) }));
  return (await client.call(createImport, { source, kind: 'organization', uploads })).import;
}

const fileRows = 1_500;
const live: Row[] = [];

test.skipIf(onServers)('a server killed at random moments loses no row and doubles none', async () => {
  const started = performance.now();
  // How long the work takes when nobody disturbs it, on this machine.
  const calmRows = rowsOf(1, fileRows);
  const calm = await start('Calm', [calmRows]);
  const before = performance.now();
  await followImport((await server()).client, calm);
  const longestMs = (performance.now() - before) * 1.1;
  await check((await server()).client, 'Calm', calmRows);

  // A second program on the same data is told so, and harms nothing.
  const second = await runCli({ program, data }, ['start', '--port', '0', '--no-open']).ended;
  expect(second.code).toBe(1);
  expect(`${second.out}${second.err}`).toContain('store.locked');

  for (let round = 1; state.kills < 10; round += 1) {
    const first = round * 20_000;
    // One file, or several, so that a kill may come between two.
    const parts = round % 2 === 1 ? [fileRows] : [fileRows / 2, fileRows / 2];
    const files = parts.map((count, part) => rowsOf(first + part * 5_000, count));
    const id = await start(`Round ${round}`, files);
    await killDuring({ isDone: imported(id), longestMs, kills: Math.min(5, 10 - state.kills) });
    const { client } = await server();
    const rows = files.flat();
    expect(await followImport(client, id)).toMatchObject({
      rows: rows.length,
      accepted: rows.length,
      rejected: 0,
      created: expected(rows).size,
      unchanged: 0,
    });
    await check(client, `Round ${round}`, rows);
    live.push(...rows);
  }

  // Taking back is cut off as well, and so is rebuilding everything.
  const gone = await (await server()).client.call(undoImport, { id: calm });
  await killDuring({ isDone: worked(gone.job), longestMs: longestMs / 2, kills: 3 });
  await followJob((await server()).client, gone.job);
  await check((await server()).client, 'Calm', []);
  const again = await (await server()).client.call(replayRecords, {});
  await killDuring({ isDone: worked(again.job), longestMs: longestMs / 2, kills: 3 });
  await followJob((await server()).client, again.job);
  expect(await countProfiles((await server()).client)).toBe(expected(live).size);
  console.log(
    `kills: ${state.kills} during imports, undoing and rebuilding, seed ${seed}, ${Math.round((performance.now() - started) / 1000)} s`,
  );
});

test.skipIf(onServers)(
  'records sent by a program are there after a kill, once, when they are sent again',
  async () => {
    const rowsFrom = (first: number) =>
      createMaker(first)
        .organizations(100)
        .map((row) => ({ name: row['企业名称'], credit_code: row['统一社会信用代码'] }));
    const send = (client: Client, source: string, records: ReturnType<typeof rowsFrom>) =>
      client.call(createProfiles, { kind: 'organization', source, records });
    const before = performance.now();
    await send((await server()).client, 'Program, calm', rowsFrom(3_000_001));
    const longestMs = performance.now() - before;
    const records = rowsFrom(2_000_001);
    for (let left = Math.max(4, 20 - state.kills); left > 0; left -= 1) {
      const answer = send((await server()).client, 'Program', records).catch(() => undefined);
      // The later half, where things become visible one after another.
      await sleep((0.4 + 0.7 * random()) * longestMs);
      await kill();
      await answer;
    }
    await send((await server()).client, 'Program', records);
    const found = await listProfiles((await server()).client, {
      rule: { source: 'Program' },
      fields: ['credit_code'],
    });
    expect(found.map(({ credit_code: code }) => String(code)).toSorted()).toEqual(
      records.map(({ credit_code: code }) => String(code)).toSorted(),
    );
    expect(state.kills).toBeGreaterThanOrEqual(20);
    console.log(`kills: ${state.kills} in all, seed ${seed}`);

    // Being asked to end finishes or gives back what is running, at once.
    const last = rowsOf(900_001, 1_000);
    const id = await start('Last', [last]);
    await sleep(random() * 500);
    expect(await end('SIGTERM')).toBe(0);
    await followImport((await server()).client, id);
    await check((await server()).client, 'Last', last);
    expect(await end('SIGTERM')).toBe(0);

    const facts = live.length + last.length + 200;
    const profiles = expected(live).size + expected(last).size + 200;
    expect(await inspectWarehouse()).toEqual({
      ...whole,
      facts,
      facts_once: facts,
      profiles,
      profiles_once: profiles,
    });
  },
);
