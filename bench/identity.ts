import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { loadFiles } from '../src/flow/match-files.ts';
import { agglomerate, matchRecords, openSteps, type MatchInput, type Steps } from '../src/identity/index.ts';
import {
  command,
  migrateWarehouse,
  openWarehouse,
  readWarehouseMigrations,
  scopeWarehouse,
  statement,
  type Warehouse,
} from '../src/store/warehouse/index.ts';
import { generateOrganisations, generatePersons } from './identity-data.ts';
import { matchNewcomers } from './identity-news.ts';
import type { BenchRun, Figures } from './types.ts';

/** Where the published sets lie, where they are. */
const folder = '../shared/data/matching';

/** A set, the columns that hold the truth, which the matcher never sees, and how the truth is read from a row. */
interface TruthSet {
  readonly name: string;
  readonly files: readonly string[];
  /** A set so large that a small run leaves it out. */
  readonly large?: boolean;
  readonly hidden: readonly string[];
  readonly truth: (cell: (header: string) => string) => string;
}

const planted = (cell: (header: string) => string) => `extract(${cell('rec_id')}, 'rec-([0-9]+)-')`;
const sets: readonly TruthSet[] = [
  { name: 'febrl1', files: ['febrl1.csv'], hidden: ['rec_id'], truth: planted },
  { name: 'febrl4', files: ['febrl4a.csv', 'febrl4b.csv'], hidden: ['rec_id'], truth: planted },
  {
    name: 'fake_1000',
    files: ['fake_1000.csv'],
    hidden: ['unique_id', 'cluster'],
    truth: (cell) => cell('cluster'),
  },
  {
    name: 'historical_50k',
    files: ['historical_50k.csv.gz'],
    large: true,
    hidden: ['unique_id', 'cluster'],
    truth: (cell) => cell('cluster'),
  },
];

const numbers = z.record(z.string(), z.coerce.number());
/** With fewer rows than this a run is small. */
const smallest = 100_000;
/** Thresholds in bits of log-odds; 0 is the usual one. */
const thresholds = [-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 4, 6];
const bits = 'log2(greatest(p, 1e-9) / greatest(1 - p, 1e-9))';

type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Finds duplicates in published sets and in generated ones, as anyone would who sets nothing. */
export async function identityBench({ options, directory, say }: BenchRun): Promise<Figures> {
  await mkdir(join(directory, 'spool'), { recursive: true });
  const engine = await openWarehouse({ url: null, cluster: null, directory: join(directory, 'warehouse') });
  try {
    await migrateWarehouse(engine, 'ws_1', await readWarehouseMigrations('migrations/warehouse'));
    const warehouse = scopeWarehouse(engine, 1);
    const accuracy: Row[] = [];
    if (!existsSync(folder)) say(`skipped: the published sets are not at ${folder}`);
    else
      for (const set of sets.filter(({ large }) => !large || options.rows >= smallest))
        accuracy.push(await judge(warehouse, set, { spool: join(directory, 'spool'), say }));
    const scale: Row[] = [];
    for (const kind of ['person', 'organization'] as const)
      for (const rows of [Math.ceil(options.rows / 10), options.rows])
        scale.push(await scan(warehouse, kind, { rows, seed: options.seed, say }));
    const news: Row[] = [];
    for (const kind of ['person', 'organization'] as const)
      news.push(await matchNewcomers(warehouse, kind, { rows: options.rows, seed: options.seed, say }));
    return { accuracy, scale, news, skipped: existsSync(folder) ? null : `no data at ${folder}` };
  } finally {
    await engine.close();
  }
}

/** Pairs found and right, of groups joined at a threshold. */
async function grade(
  steps: Steps,
  { truths, sided, least }: { truths: string; sided: boolean; least: number },
): Promise<{ precision: number; recall: number; f1: number }> {
  await agglomerate(steps, `SELECT l, r, ${bits} AS bits FROM {db}.${steps.table('scored')}`, {
    joining: { least, unknown: 0.75, most: 10 },
  });
  const pairs = sided ? 'countIf(side = 0) * countIf(side = 1)' : 'count() * (count() - 1) / 2';
  const joined = `{db}.${steps.table('groups')} AS g INNER JOIN {db}.${truths} AS t ON g.no = t.no`;
  const [row] = await steps.ask(
    'bench.grade',
    `SELECT (SELECT sum(n) FROM (SELECT ${pairs} AS n FROM ${joined} GROUP BY label)) AS found,
    (SELECT sum(n) FROM (SELECT ${pairs} AS n FROM ${joined} GROUP BY label, truth)) AS right,
    (SELECT sum(n) FROM (SELECT ${pairs} AS n FROM {db}.${truths} GROUP BY truth)) AS all`,
    numbers,
  );
  const { found = 0, right = 0, all = 0 } = row ?? {};
  const precision = right / Math.max(found, 1);
  const recall = right / Math.max(all, 1);
  return {
    precision: round(precision),
    recall: round(recall),
    f1: round((2 * precision * recall) / (precision + recall)),
  };
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;

async function judge(
  warehouse: Warehouse,
  set: TruthSet,
  { spool, say }: { spool: string; say: (text: string) => void },
): Promise<Row> {
  const files = set.files.map((name) => ({ path: join(folder, name) }));
  const table = `files_${set.name}`;
  const { input, headers, compared } = await loadFiles(warehouse, {
    files,
    directory: spool,
    table,
    hidden: set.hidden,
  });
  const cell = (header: string) => `cells[${headers[0]?.indexOf(header) ?? 0} + 1]`;
  const truths = `truth_${set.name}`;
  const sql = `CREATE TABLE {db}.${truths} ENGINE = MergeTree ORDER BY no AS SELECT no, side, ${set.truth(cell)} AS truth FROM {db}.${table}`;
  await warehouse.run(command('bench.truth', sql));
  const began = performance.now();
  const steps = await openSteps(warehouse, `match_${set.name}`);
  const { rows, compared: pairs } = await matchRecords(steps, input);
  const grades = [];
  for (const least of thresholds)
    grades.push({ least, ...(await grade(steps, { truths, sided: input.sided, least })) });
  const none = { least: 0, precision: 0, recall: 0, f1: 0 };
  const usual = grades.find(({ least }) => least === 0) ?? none;
  const best = grades.toSorted((one, other) => other.f1 - one.f1)[0] ?? none;
  await steps.close();
  say(`${set.name}: F1 ${usual.f1} at the usual threshold, ${best.f1} at the best`);
  return {
    set: set.name,
    rows,
    pairs,
    attributes: compared.join(' '),
    precision: usual.precision,
    recall: usual.recall,
    f1: usual.f1,
    bestThreshold: best.least,
    bestPrecision: best.precision,
    bestRecall: best.recall,
    bestF1: best.f1,
    seconds: Math.round(performance.now() - began) / 1000,
  };
}

async function scan(
  warehouse: Warehouse,
  kind: 'person' | 'organization',
  { rows, seed, say }: { rows: number; seed: number; say: (text: string) => void },
): Promise<Row> {
  const generate = kind === 'person' ? generatePersons : generateOrganisations;
  const { sql, attributes } = generate(rows, seed);
  const truths = `made_${kind}_${rows}`;
  await warehouse.run(
    command('bench.made', `CREATE TABLE {db}.${truths} ENGINE = MergeTree ORDER BY no AS ${sql}`),
  );
  await warehouse.row(
    statement({ name: 'bench.count', sql: `SELECT count() AS n FROM {db}.${truths}`, row: numbers }),
  );
  const input: MatchInput = { from: `{db}.${truths}`, attributes, sided: false };
  const began = performance.now();
  const cpu = process.cpuUsage();
  const steps = await openSteps(warehouse, `match_${kind}`);
  const { compared } = await matchRecords(steps, input);
  await agglomerate(steps, `SELECT l, r, ${bits} AS bits FROM {db}.${steps.table('scored')}`);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const used = process.cpuUsage(cpu);
  const found = await grade(steps, { truths, sided: false, least: 0 });
  const slow = steps.log.toSorted((one, other) => other.ms - one.ms)[0];
  await steps.close();
  await warehouse.run(command('bench.drop', `DROP TABLE {db}.${truths} SYNC`));
  say(`${rows} ${kind}: ${seconds} s, F1 ${found.f1}`);
  return {
    kind,
    rows,
    pairs: compared,
    seconds,
    cpuSeconds: Math.round((used.user + used.system) / 100_000) / 10,
    peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
    slowestStep: slow === undefined ? '' : `${slow.name} ${slow.ms} ms`,
    ...found,
  };
}
