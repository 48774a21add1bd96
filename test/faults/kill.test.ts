import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { countProfiles, followImport, followJob, listProfiles, uploadFile } from '../actions.ts';
import { createMaker, csv, type Row } from '../make.ts';
import { onServers } from '../place.ts';
import { runCli, startServer, type TestServer } from './server.ts';
import type { Client } from '../../src/client.ts';
import { getJob } from '../../src/jobs/contract.ts';
import { createProfiles } from '../../src/profiles/contract.ts';
import { replayRecords } from '../../src/records/contract.ts';
import { createImport, getImport, undoImport } from '../../src/sources/contract.ts';
import { openWarehouse, scopeWarehouse, statement } from '../../src/store/warehouse/index.ts';

// Several minutes on a busy machine; every wait inside has an end of its own.
vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 120_000 });
const wanted = process.env['TEST_FAULTS'] === '1';
const skip = onServers
  ? 'kills: skipped, they are about the engines inside the process'
  : wanted
    ? ''
    : 'kills: skipped, set TEST_FAULTS=1 (npm run test:faults) for these minutes of killing';
if (skip !== '') console.log(skip);

const data = await mkdtemp(join(tmpdir(), 'clientele-kill-'));
const state: { server: TestServer | undefined; kills: number } = { server: undefined, kills: 0 };
afterAll(async () => {
  await state.server?.end('SIGKILL');
  await rm(data, { recursive: true, force: true });
  vi.resetConfig();
});

const seed = Number(process.env['KILL_SEED'] ?? 20_261_121);
const random = ((value: number) => () => {
  value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0;
  return value / 2 ** 32;
})(seed);

async function server(): Promise<TestServer> {
  state.server ??= await startServer(data);
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

test.skipIf(onServers || !wanted)(
  'a server killed at random moments loses no row and doubles none',
  async () => {
    const started = performance.now();
    const all: Row[] = [];
    const start = async (client: Client, source: string, files: readonly (readonly Row[])[]) => {
      const uploads: string[] = [];
      for (const rows of files)
        uploads.push(await uploadFile(client, { name: 'part.csv', bytes: csv(rows) }));
      all.push(...files.flat());
      return client.call(createImport, { source, kind: 'organization', uploads });
    };

    // How long the work takes when nobody disturbs it, on this machine.
    const whole = rowsOf(1, 19_000);
    const calm = await start((await server()).client, 'Calm', [whole]);
    const before = performance.now();
    await followImport((await server()).client, calm.import);
    const longestMs = (performance.now() - before) * 1.1;
    await check((await server()).client, 'Calm', whole);

    // A second program on the same data is told so, and harms nothing.
    const second = await runCli(data, ['start', '--port', '0', '--no-open']).ended;
    expect(second.code).toBe(1);
    expect(`${second.out}${second.err}`).toContain('store.locked');

    for (let round = 1; state.kills < 20; round += 1) {
      const first = round * 20_000;
      // One file, or several, so that a kill may come between two.
      const files =
        round % 2 === 1
          ? [rowsOf(first, 19_000)]
          : [0, 1, 2].map((part) => rowsOf(first + part * 5_000, 4_000));
      const { import: id } = await start((await server()).client, `Round ${round}`, files);
      await killDuring({ isDone: imported(id), longestMs, kills: Math.min(7, 20 - state.kills) });
      const { client } = await server();
      const result = await followImport(client, id);
      const rows = files.flat();
      expect(result).toMatchObject({
        rows: rows.length,
        accepted: rows.length,
        rejected: 0,
        created: expected(rows).size,
        unchanged: 0,
      });
      await check(client, `Round ${round}`, rows);
    }
    const importKills = state.kills;

    // Taking back is cut off as well, and so is rebuilding everything.
    const gone = await (await server()).client.call(undoImport, { id: calm.import });
    await killDuring({ isDone: worked(gone.job), longestMs, kills: 4 });
    await followJob((await server()).client, gone.job);
    await check((await server()).client, 'Calm', []);
    const rest = all.slice(whole.length);
    const again = await (await server()).client.call(replayRecords, {});
    await killDuring({ isDone: worked(again.job), longestMs, kills: 4 });
    await followJob((await server()).client, again.job);
    expect(await countProfiles((await server()).client)).toBe(expected(rest).size);

    // Being asked to end finishes or gives back what is running, at once.
    const last = rowsOf(900_001, 4_000);
    const { import: id } = await start((await server()).client, 'Last', [last]);
    await sleep(random() * 500);
    expect(await end('SIGTERM')).toBe(0);
    await followImport((await server()).client, id);
    await check((await server()).client, 'Last', last);
    expect(await end('SIGTERM')).toBe(0);

    const profiles = expected(rest).size + expected(last).size;
    const facts = rest.length + last.length;
    expect(await inspectWarehouse()).toEqual({
      facts,
      facts_once: facts,
      profiles,
      profiles_once: profiles,
      records_twice: 0,
      links_twice: 0,
      identifiers_twice: 0,
      stages: [],
    });
    console.log(
      `kills: ${importKills} during imports, ${state.kills - importKills} during other work, seed ${seed}, ${Math.round((performance.now() - started) / 1000)} s`,
    );
  },
);

test.skipIf(onServers || !wanted)(
  'records sent by a program are there after a kill, once, when they are sent again',
  async () => {
    const records = createMaker(2_000_001)
      .organizations(300)
      .map((row) => ({ name: row['企业名称'], credit_code: row['统一社会信用代码'] }));
    const send = async (client: Client) =>
      client.call(createProfiles, { kind: 'organization', source: 'Program', records });
    const { client } = await server();
    const calm = createMaker(3_000_001)
      .organizations(300)
      .map((row) => ({ name: row['企业名称'], credit_code: row['统一社会信用代码'] }));
    const before = performance.now();
    await client.call(createProfiles, { kind: 'organization', source: 'Calm', records: calm });
    const longestMs = performance.now() - before;
    for (let round = 0; round < 6; round += 1) {
      const answer = send((await server()).client).catch(() => undefined);
      // The later half, where things become visible one after another.
      await sleep((0.4 + 0.7 * random()) * longestMs);
      await kill();
      await answer;
    }
    await send((await server()).client);
    const found = await listProfiles((await server()).client, {
      rule: { source: 'Program' },
      fields: ['credit_code'],
    });
    expect(new Set(found.map(({ credit_code: code }) => code))).toEqual(
      new Set(records.map(({ credit_code: code }) => code)),
    );
    expect(found).toHaveLength(records.length);
    expect(await end('SIGTERM')).toBe(0);
    expect(await inspectWarehouse()).toMatchObject({
      records_twice: 0,
      links_twice: 0,
      identifiers_twice: 0,
      stages: [],
    });
  },
);
