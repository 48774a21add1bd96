import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { z } from 'zod';

import { writeOrganizations } from '../src/sources/demo/index.ts';
import { takeFile } from './intake.ts';
import { round } from './measure.ts';
import { startServer } from './server.ts';
import type { BenchRun } from './types.ts';

const contents = z.object({ rows: z.number(), seed: z.number() });

/** A data directory full of organisations: one that was kept and holds what is asked for, else a new one. */
export async function prepareInstallation({ options, directory, say }: BenchRun): Promise<string> {
  const { rows, seed } = options;
  const data = resolve(options.data ?? join(directory, 'data'));
  const label = join(data, 'bench.json');
  await mkdir(data, { recursive: true });
  const kept = contents.nullable().parse(JSON.parse(await readFile(label, 'utf8').catch(() => 'null')));
  if (kept?.rows === rows && kept.seed === seed) return data;
  if (kept !== null)
    throw new Error(
      `${data} holds ${kept.rows} rows of seed ${kept.seed}: name another directory, or remove it`,
    );
  const file = join(directory, 'organizations.csv');
  say(`making ${rows} organisations …`);
  await writeOrganizations(file, { rows, seed });
  const server = await startServer(data);
  try {
    const taken = await takeFile(server.client, file, 'bench');
    say(`imported in ${round(taken.seconds)} s`);
  } finally {
    await server.stop();
    await rm(file, { force: true });
  }
  await writeFile(label, JSON.stringify({ rows, seed }));
  return data;
}
