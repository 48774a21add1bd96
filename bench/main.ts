import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { collectBench } from './collect.ts';
import { exploreBench } from './explore.ts';
import { identityBench } from './identity.ts';
import { insightsBench } from './insights.ts';
import { importBench } from './import.ts';
import { readOptions, usage, type BenchName, type BenchOptions } from './options.ts';
import { buildServer } from './server.ts';
import { nearBench } from './near.ts';
import { startBench } from './start.ts';
import type { Bench, Figures } from './types.ts';
import { webBench } from './web.ts';

const benches: Readonly<Record<BenchName, Bench>> = {
  import: importBench,
  explore: exploreBench,
  near: nearBench,
  start: startBench,
  web: webBench,
  identity: identityBench,
  collect: collectBench,
  insights: insightsBench,
};

/** Runs one bench in a directory of its own, which is removed whatever happens. */
async function run(options: BenchOptions): Promise<Figures> {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-bench-'));
  const say = (text: string) => console.error(text);
  try {
    await buildServer();
    return await benches[options.name]({ options, directory, say });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function print(figures: Figures, json: boolean): void {
  if (!json) {
    for (const [name, value] of Object.entries(figures))
      console.log(`${name.padEnd(28)} ${JSON.stringify(value)}`);
  }
  console.log(JSON.stringify(figures));
}

try {
  const options = readOptions(process.argv.slice(2));
  print(await run(options), options.json);
} catch (error) {
  const isUsage = error instanceof Error && error.stack?.includes('readOptions') === true;
  console.error(isUsage ? `${error.message}\n\n${usage}` : error);
  process.exitCode = isUsage ? 2 : 1;
}
