import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { createId, type Caller } from '../access/index.ts';
import { Problem } from '../lib/problem.ts';
import { scenarios, writeScenario, type SourceDesk } from '../sources/index.ts';
import { demoOrdersKind } from './demo-orders.ts';
import type { SourceTools } from './source-tools.ts';

const dayMs = 86_400_000;

type DemoInput = Parameters<SourceDesk['startDemo']>[1] & { readonly start: SourceDesk['startImport'] };

/** Makes the files of a scenario, whose customers were busy until yesterday, and starts their imports. */
export async function startDemo(
  tools: SourceTools,
  caller: Caller,
  { scenario, rows, seed, language, start }: DemoInput,
) {
  const { house } = tools;
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
  const until = new Date(house.clock().getTime() - dayMs).toISOString().slice(0, 10);
  const options = { rows: rows ?? found.defaultRows, seed, directory, until };
  const written = await writeScenario(found.name, options);
  const named = (source: string) => nameSource(found, source, language);
  const imports = [];
  for (const file of written.files) {
    const about = found.sources.find(({ name }) => name === file.source);
    imports.push(await bringFile(tools, caller, { file, about, source: named(file.source), start }));
  }
  const shop = await bringShop(tools, caller, { written, named });
  await rm(directory, { recursive: true, force: true });
  return { scenario: found.name, imports, ...shop };
}

type Scenario = (typeof scenarios)[number];
type Written = Awaited<ReturnType<typeof writeScenario>>;

/** What a source of a scenario is called in a language. */
function nameSource({ sources }: Scenario, source: string, language: DemoInput['language']): string {
  const label = sources.find(({ name }) => name === source)?.label;
  return language === undefined || label === undefined ? source : label[language];
}

/** Starts the import of one file. */
async function bringFile(
  { uploads }: SourceTools,
  caller: Caller,
  {
    file,
    about,
    source,
    start,
  }: Pick<DemoInput, 'start'> & {
    readonly file: Written['files'][number];
    readonly about: Scenario['sources'][number] | undefined;
    readonly source: string;
  },
) {
  const name = basename(file.path);
  const upload = await uploads.adopt(caller.workspace, name, (path) => rename(file.path, path));
  const started = await start(caller, {
    uploads: [upload.id],
    source,
    kind: file.kind,
    dryRun: false,
    party: about?.party ?? 'first',
    channel: 'demo',
    trust: about?.trust ?? 50,
    basis: 'unknown',
    note: '',
  });
  return { ...started, source, file: name, rows: file.rows };
}

/** Has orders, and what is said of them, come in once the imports that were begun before are done. */
async function bringShop(
  { uploads, queue }: SourceTools,
  { workspace, id }: Caller,
  {
    written: { orders, reviews },
    named,
  }: { readonly written: Written; readonly named: (source: string) => string },
) {
  if (orders === undefined || reviews === undefined) return { orders: null, reviews: null };
  const adopt = ({ path }: typeof orders) =>
    uploads.adopt(workspace, basename(path), (to) => rename(path, to));
  const told = ({ path, source, rows }: typeof orders) => ({
    source: named(source),
    file: basename(path),
    rows,
  });
  const files = { upload: (await adopt(orders)).id, reviews: (await adopt(reviews)).id };
  const input = { ...files, source: named(orders.source) };
  const job = await queue.enqueue({ workspace, kind: demoOrdersKind, input, createdBy: id });
  return { orders: { job: job.id, ...told(orders) }, reviews: told(reviews) };
}
