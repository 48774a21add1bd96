import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { z } from 'zod';

import { writeOrganizations } from '../src/sources/demo/index.ts';
import { takeFile } from './intake.ts';
import { round } from './measure.ts';
import { startServer, type Server } from './server.ts';
import type { BenchRun } from './types.ts';

const contents = z.record(z.string(), z.number());

/**
 * A data directory that holds what is asked for: one that was kept, else a new one, filled by a server of its own, so that what
 * is measured afterwards begins with a server that has just started.
 */
export async function keepInstallation(
  { options, directory }: Pick<BenchRun, 'options' | 'directory'>,
  holds: Readonly<Record<string, number>>,
  fill: (server: Server) => Promise<void>,
): Promise<string> {
  const data = resolve(options.data ?? join(directory, 'data'));
  const label = join(data, 'bench.json');
  await mkdir(data, { recursive: true });
  const kept = contents.nullable().parse(JSON.parse(await readFile(label, 'utf8').catch(() => 'null')));
  if (kept !== null) {
    if (Object.entries(holds).every(([key, value]) => kept[key] === value)) return data;
    throw new Error(`${data} holds ${JSON.stringify(kept)}: name another directory, or remove it`);
  }
  const server = await startServer(data);
  try {
    await fill(server);
  } finally {
    await server.stop();
  }
  await writeFile(label, JSON.stringify(holds));
  return data;
}

/** A data directory full of organisations. */
export async function prepareInstallation(run: BenchRun): Promise<string> {
  const { options, directory, say } = run;
  const { rows, seed } = options;
  return keepInstallation(run, { rows, seed }, async ({ client }) => {
    const file = join(directory, 'organizations.csv');
    say(`making ${rows} organisations …`);
    await writeOrganizations(file, { rows, seed });
    const taken = await takeFile(client, file, 'bench');
    say(`imported in ${round(taken.seconds)} s`);
    await rm(file, { force: true });
  });
}
