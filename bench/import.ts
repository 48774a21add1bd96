import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '../src/client.ts';
import { createProfiles, getProfile, updateProfile } from '../src/profiles/contract.ts';
import { queryProfiles } from '../src/query/contract.ts';
import { writeOrganizations } from '../src/sources/demo/index.ts';
import { runBare } from './bare.ts';
import { takeFile } from './intake.ts';
import { demand, percentile, readCpuSeconds, round, time } from './measure.ts';
import type { Bench } from './types.ts';
import { startServer, type Server } from './server.ts';

const earlierRows = 1_000;
/** Faster than any one person opens customers; each question takes what the import could use of the two cores. */
const everyMs = 200;

/**
 * `import`: a CSV file of organisations from the call that imports it until its profiles can be searched, in the real
 * application in a process of its own, while somebody looks up profiles of an earlier import five times a second. Then single
 * profiles are edited, and single ones come.
 */
export const importBench: Bench = async ({ options, directory, say }) => {
  const { rows, seed } = options;
  const earlier = join(directory, 'earlier.csv');
  const file = join(directory, 'organizations.csv');
  await writeOrganizations(earlier, { rows: earlierRows, seed: seed + 1 });
  const written = await writeOrganizations(file, { rows, seed });
  say(`${rows} rows, ${round(written.bytes / 1e6)} MB; loading them with the bare engine …`);
  const bare = await loadBare(file, directory);
  say(`bare: ${round(bare.seconds, 2)} s; importing …`);
  const server = await startServer(join(directory, 'data'));
  try {
    const before = await takeFile(server.client, earlier, 'earlier');
    const known = await listKnown(server.client);
    const probe = startProbe(server.client, known);
    const idle = await readCpuSeconds(server.pid);
    const taken = await takeFile(server.client, file, 'bench');
    const worked = await readCpuSeconds(server.pid);
    const times = await probe.stop();
    const { result } = taken;
    await checkAnswers(server, { written: rows, before: before.result.created, result });
    say('editing …');
    const changes = await timeChanges(server.client, known);
    return {
      bench: 'import',
      rows,
      fileMB: round(written.bytes / 1e6),
      seconds: round(taken.seconds, 2),
      rowsPerSecond: Math.round(rows / taken.seconds),
      secondsWithUpload: round(taken.seconds + taken.uploadSeconds, 2),
      serverCpuSeconds: idle === null || worked === null ? null : round(worked - idle),
      peakMemoryMB: await server.peakMemoryMB(),
      bareSeconds: round(bare.seconds, 2),
      barePeakMemoryMB: bare.peakMemoryMB,
      ratio: round(taken.seconds / bare.seconds, 2),
      pointQueries: times.length,
      pointP50Ms: round(percentile(times, 0.5)),
      pointP99Ms: round(percentile(times, 0.99)),
      pointMaxMs: round(Math.max(...times)),
      editP50Ms: round(percentile(changes.edits, 0.5)),
      recordP50Ms: round(percentile(changes.records, 0.5)),
      accepted: result.accepted,
      rejected: result.rejected,
      created: result.created,
      updated: result.updated,
      unchanged: result.unchanged,
    };
  } finally {
    await server.stop();
  }
};

const changesEach = 15;

/** Milliseconds of edits of single profiles, and of calls that bring a customer nobody knew, one after another. */
async function timeChanges(
  client: Client,
  known: readonly Known[],
): Promise<{ edits: number[]; records: number[] }> {
  const edits: number[] = [];
  const records: number[] = [];
  for (const [n, { id }] of known.slice(0, changesEach).entries()) {
    const edit = { id, set: { legal_representative: `改${n}`, employees: 100 + n } };
    edits.push((await time(() => client.call(updateProfile, edit))).seconds * 1000);
    const record = { name: `后来者${n}有限公司`, phones: `1380013${8000 + n}`, address: '上海市浦东新区' };
    const add = () =>
      client.call(createProfiles, { kind: 'organization', source: 'bench', records: [record] });
    records.push((await time(add)).seconds * 1000);
  }
  return { edits, records };
}

/** The middle of three loads with the bare engine: one alone takes up to twice as long as the next. */
async function loadBare(file: string, directory: string) {
  const loads = [];
  for (const n of [1, 2, 3]) {
    const place = join(directory, `bare-${n}`);
    loads.push(await runBare(file, place));
    await rm(place, { recursive: true, force: true });
  }
  const [, middle] = loads.toSorted((a, b) => a.seconds - b.seconds);
  if (middle === undefined) throw new Error('nothing was loaded');
  return middle;
}

interface Outcome {
  readonly written: number;
  readonly before: number;
  readonly result: { rows: number; accepted: number; rejected: number; created: number };
}

async function checkAnswers({ client }: Server, { written, before, result }: Outcome): Promise<void> {
  const found = await client.call(queryProfiles, { rule: { all: [] }, limit: 1 });
  demand(
    found.total === before + result.created,
    `${found.total} profiles, created ${before} and ${result.created}`,
  );
  demand(result.accepted + result.rejected === result.rows, 'accepted and rejected rows are not all rows');
  // An unclosed quote swallows the rows that follow it, so that a few rows may be missing; never one in a hundred.
  demand(result.accepted > written * 0.99, `only ${result.accepted} rows of ${written} were accepted`);
}

interface Known {
  readonly id: string;
  readonly code: string;
}

/** Profiles of the earlier import that are asked for: by their id and by their credit code. */
async function listKnown(client: Client): Promise<Known[]> {
  const page = await client.call(queryProfiles, {
    rule: { field: 'credit_code', valid: true },
    fields: ['credit_code'],
    limit: 200,
  });
  return page.rows.map((row) => ({ id: row.id, code: String(row['credit_code']) }));
}

/**
 * One user who asks every 200 ms, or as soon as the answer is there where that took longer; answers all times in
 * milliseconds.
 */
function startProbe(client: Client, known: readonly Known[]): { stop(): Promise<number[]> } {
  const times: number[] = [];
  const end = new AbortController();
  const ask = async (asked: number): Promise<void> => {
    const about = known[asked % known.length];
    if (about === undefined) throw new Error('no profile is known');
    if (asked % 2 === 0) await client.call(getProfile, { id: about.id });
    else await client.call(queryProfiles, { rule: { field: 'credit_code', eq: about.code }, limit: 1 });
  };
  const go = async (): Promise<void> => {
    for (let asked = 0; !end.signal.aborted; asked += 1) {
      const { seconds } = await time(() => ask(asked));
      times.push(seconds * 1000);
      await sleep(Math.max(0, everyMs - seconds * 1000));
    }
  };
  const asking = go();
  asking.catch(() => end.abort());
  return {
    async stop() {
      end.abort();
      await asking;
      return times;
    },
  };
}
