import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { createId, type Caller } from '../access/index.ts';
import { Problem } from '../lib/problem.ts';
import { scenarios, writeScenario, type SourceDesk } from '../sources/index.ts';
import type { SourceTools } from './source-tools.ts';

type DemoInput = Parameters<SourceDesk['startDemo']>[1] & { readonly start: SourceDesk['startImport'] };

/** Makes the files of a scenario and starts their imports. */
export async function startDemo(
  { house, uploads }: SourceTools,
  caller: Caller,
  { scenario, rows, seed, start }: DemoInput,
) {
  const found = scenarios.find(({ name }) => name === scenario);
  if (found === undefined) {
    throw new Problem(
      'demo.not-found',
      {
        en: 'There is no scenario "{scenario}". There are: {names}.',
        zh: '没有场景“{scenario}”。可选：{names}。',
      },
      { scenario, names: scenarios.map(({ name }) => name).join(', ') },
    );
  }
  const directory = join(house.spool, createId('demo', house.clock()));
  await mkdir(directory, { recursive: true });
  const written = await writeScenario(found.name, { rows: rows ?? found.defaultRows, seed, directory });
  const imports = [];
  for (const file of written.files) {
    const about = found.sources.find(({ name }) => name === file.source);
    const name = file.path.split('/').at(-1) ?? file.path;
    const upload = await uploads.adopt(caller.workspace, name, (path) => rename(file.path, path));
    const started = await start(caller, {
      uploads: [upload.id],
      source: file.source,
      kind: file.kind,
      dryRun: false,
      party: about?.party ?? 'first',
      channel: 'demo',
      trust: about?.trust ?? 50,
      basis: 'unknown',
      note: '',
    });
    imports.push({ ...started, source: file.source, file: name, rows: file.rows });
  }
  await rm(directory, { recursive: true, force: true });
  return { scenario: found.name, imports };
}
