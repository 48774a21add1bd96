import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { z } from 'zod';

import type { Client } from '../src/client.ts';
import { createWriteKey, listArrivals } from '../src/events/contract.ts';
import { listTimeline } from '../src/profiles/contract.ts';
import { queryProfiles } from '../src/query/contract.ts';
import { createSource, listSources } from '../src/sources/contract.ts';
import { makeIdentify, makeMessage, openLineTo, sendAll, sendFor, type Target } from './collect-sender.ts';
import { keepInstallation } from './installation.ts';
import { demand, percentile, readCpuSeconds, round } from './measure.ts';
import { root, startServer, type Server } from './server.ts';
import type { Bench, BenchRun } from './types.ts';

/** Seconds of each kind of load where nothing else is said. */
const usualSeconds = 20;
const probeEveryMs = 400;
/** How often it is asked whether an event is there: not oftener, as each question is work of the server's that is counted too. */
const askEveryMs = 100;

/** `collect`: events over HTTP, acknowledged when they are on disk, until they stand in timelines; beside it the bare insert. */
export const collectBench: Bench = async (run) => {
  const { options, directory, say } = run;
  const loadSeconds = options.minutes === undefined ? usualSeconds : options.minutes * 60;
  let storingPeakMemoryMB: number | null = null;
  const holds = { people: options.rows, events: options.events };
  const data = await keepInstallation(run, holds, async (server) => {
    say(`storing ${options.events} events of ${options.rows} people …`);
    await storeEvents(run, server.client, await openTarget(server, options.rows));
    storingPeakMemoryMB = await server.peakMemoryMB();
  });
  const server = await startServer(data);
  try {
    const { target, source } = await openTarget(server, options.rows);
    const probe = await openProbe(server.client, target);
    say('batches …');
    const before = await readCpuSeconds(server.pid);
    const started = performance.now();
    const probing = probe.during(loadSeconds);
    const batches = await sendFor(target, { seconds: loadSeconds, connections: 20, size: 100 });
    const waits = await probing;
    await drained(server.client, source);
    const settledSeconds = (performance.now() - started) / 1000;
    const cpu = ((await readCpuSeconds(server.pid)) ?? 0) - (before ?? 0);
    say('single events …');
    const singles = await sendFor(target, { seconds: loadSeconds, connections: 50, size: 1 });
    await drained(server.client, source);
    const peakMemoryMB = await server.peakMemoryMB();
    say('the bare insert …');
    const beside = await compareBare({ events: batches.events, settledSeconds, cpu }, directory);
    return {
      bench: 'collect',
      people: options.rows,
      stored: options.events,
      events: batches.events,
      eventsPerSecond: Math.round(batches.events / batches.seconds),
      batchP50Ms: batches.p50Ms,
      batchP99Ms: batches.p99Ms,
      batchMaxMs: batches.maxMs,
      throttled: batches.throttled + singles.throttled,
      settledSeconds: round(settledSeconds, 2),
      serverCpuSeconds: round(cpu, 1),
      timelineP50Ms: round(percentile(waits, 0.5), 0),
      timelineP95Ms: round(percentile(waits, 0.95), 0),
      singlesPerSecond: Math.round(singles.requests / singles.seconds),
      singleP99Ms: singles.p99Ms,
      storingPeakMemoryMB,
      peakMemoryMB,
      serverCpuMicrosPerEvent: round((cpu / batches.events) * 1_000_000, 1),
      ...beside,
    };
  } finally {
    await server.stop();
  }
};

interface Sending {
  readonly target: Target;
  readonly source: string;
}

/** The source that messages come from, and a new key of it. */
async function openTarget({ client, url }: Server, people: number): Promise<Sending> {
  const name = 'Bench';
  const { rows } = await client.call(listSources, {});
  const { id } =
    rows.find((source) => source.name === name) ??
    (await client.call(createSource, { name, channel: 'web' }));
  const { key } = await client.call(createWriteKey, { source: id });
  return { target: { url, key, people }, source: id };
}

/** People who are known, and what happened with them before. */
async function storeEvents(
  { options, say }: BenchRun,
  client: Client,
  { target, source }: Sending,
): Promise<void> {
  await sendAll(target, options.rows, (n) => makeIdentify(n));
  say('their profiles …');
  while ((await countPeople(client)) < options.rows) await sleep(500);
  await sendAll(target, options.events, () => makeMessage(options.rows));
  await drained(client, source);
}

async function countPeople(client: Client): Promise<number> {
  const { total } = await client.call(queryProfiles, {
    kind: 'person',
    rule: { all: [] },
    fields: ['name'],
    limit: 1,
  });
  return total ?? 0;
}

/** Asks the timeline of one customer for an event until it is there; how long that takes is what is measured. */
async function openProbe(client: Client, target: Target) {
  const line = await openLineTo(target);
  await line.post('/v1/identify', JSON.stringify({ userId: 'probe', traits: { name: 'Probe' } }));
  let id: string | undefined;
  while (id === undefined) {
    const { rows } = await client.call(queryProfiles, {
      kind: 'person',
      rule: { field: 'tracked_id', eq: 'probe' },
      fields: ['name'],
      limit: 1,
    });
    id = rows[0]?.id;
    await sleep(100);
  }
  const profile = id;
  const once = async (name: string): Promise<number> => {
    await line.post('/v1/track', JSON.stringify({ userId: 'probe', event: name }));
    const acknowledged = performance.now();
    for (;;) {
      const { rows } = await client.call(listTimeline, { id: profile, kinds: 'event', limit: 1 });
      if (rows[0]?.text === name) return performance.now() - acknowledged;
      await sleep(askEveryMs);
    }
  };
  return {
    async during(seconds: number): Promise<number[]> {
      const waits: number[] = [];
      const end = performance.now() + seconds * 1000;
      for (let n = 0; performance.now() < end; n += 1) {
        waits.push(await once(`Probe ${n}`));
        await sleep(probeEveryMs);
      }
      line.close();
      return waits;
    },
  };
}

async function drained(client: Client, source: string): Promise<void> {
  while ((await client.call(listArrivals, { source, limit: 1 })).waiting > 0) await sleep(50);
}

const bareRun = z.object({ seconds: z.number(), rows: z.number(), cpuSeconds: z.number() });

interface Settled {
  readonly events: number;
  readonly settledSeconds: number;
  /** Seconds of processors. */
  readonly cpu: number;
}

/** What the bare engine needs for as many messages, at once and in batches, and how many times as long it took here. */
async function compareBare({ events, settledSeconds, cpu }: Settled, directory: string) {
  const messages = await writeMessages(events, directory);
  const bare = await insertBare('all', messages);
  demand(bare.rows === events, 'rows of the bare insert');
  const batches = await insertBare('batches', messages);
  const perSecond = batches.rows / batches.seconds;
  return {
    bareSeconds: round(bare.seconds, 2),
    ratio: round(settledSeconds / bare.seconds, 2),
    bareCpuSeconds: round(bare.cpuSeconds, 2),
    cpuRatio: round(cpu / bare.cpuSeconds, 2),
    bareBatchesPerSecond: Math.round(perSecond),
    ratioToBatches: round((settledSeconds * perSecond) / events, 2),
  };
}

/** As many messages as were sent, one a line, and the directory that they lie in. */
async function writeMessages(count: number, directory: string): Promise<{ path: string; directory: string }> {
  const path = join(directory, 'messages.jsonl');
  const lines = function* () {
    for (let n = 0; n < count; n += 1) yield `${makeMessage(1_000_000)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return { path, directory };
}

/** Has the bare engine insert messages in a process of its own. */
async function insertBare(
  how: 'all' | 'batches',
  { path, directory }: { path: string; directory: string },
): Promise<z.output<typeof bareRun>> {
  const words = [
    '--import',
    'tsx',
    join(root, 'bench', 'collect-process.ts'),
    path,
    join(directory, how),
    how,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, words, {
    cwd: root,
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
  });
  return bareRun.parse(JSON.parse(stdout));
}
