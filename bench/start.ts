import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { prepareInstallation } from './installation.ts';
import { readPeakMemory, round, summarise } from './measure.ts';
import { endServer, spawnServer } from './server.ts';
import type { Bench } from './types.ts';

const patienceMs = 60_000;

/** A port that nobody listens on. */
async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}

/** Starts the application and waits for the first answer 200; then ends it. */
async function startOnce(data: string): Promise<{ seconds: number; peakMemoryMB: number | null }> {
  const port = await findPort();
  const started = performance.now();
  const child = spawnServer(data, port);
  try {
    while (performance.now() - started < patienceMs) {
      const status = await fetch(`http://127.0.0.1:${port}/api/health`).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status === 200) {
        const seconds = (performance.now() - started) / 1000;
        return { seconds, peakMemoryMB: await readPeakMemory(child.pid ?? 0) };
      }
      await sleep(5);
    }
    throw new Error('the server did not answer');
  } finally {
    await endServer(child);
  }
}

/** `start`: from the command to the first answer of a built tree, on a data directory that holds organisations. */
export const startBench: Bench = async (run) => {
  const data = await prepareInstallation(run);
  await startOnce(data);
  const starts = [];
  for (let n = 0; n < (run.options.runs ?? 5); n += 1) starts.push(await startOnce(data));
  const times = summarise(starts.map(({ seconds }) => seconds * 1000));
  return {
    bench: 'start',
    rows: run.options.rows,
    starts: starts.length,
    seconds: round(times.p50Ms / 1000, 2),
    worstSeconds: round(times.maxMs / 1000, 2),
    peakMemoryMB: Math.max(...starts.map(({ peakMemoryMB }) => peakMemoryMB ?? 0)),
  };
};
