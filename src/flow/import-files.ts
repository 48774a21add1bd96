import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Field, Kind } from '../fields/index.ts';
import type { Bilingual } from '../lib/problem.ts';
import { finishIndex } from '../profiles/index.ts';
import { takeIn, type BatchOutcome, type PipelineStep } from '../pipeline.ts';
import {
  closeStage,
  countIssues,
  nameStage,
  type Batch,
  type BatchHead,
  type Issue,
  type RowChunk,
  type Stage,
} from '../records/index.ts';
import {
  inspectFile,
  overflowHeader,
  spoolFile,
  type FileShape,
  type ImportResult,
  type Mappings,
  type Source,
  type Upload,
} from '../sources/index.ts';
import { command, type Warehouse } from '../store/warehouse/index.ts';
import { collectExamples, joinExamples, type Examples } from './examples.ts';
import { listOwnFields, type House } from './house.ts';
import { specialColumns } from './special-columns.ts';
import { openPublishing, takeTurn } from './turn.ts';

/** An import as its job gets it. */
export interface ImportTask {
  readonly id: string;
  readonly workspace: string;
  readonly source: Source;
  readonly kind: Kind | undefined;
  readonly named: Readonly<Record<string, string>> | undefined;
  readonly shape: Parameters<typeof inspectFile>[1];
  readonly dryRun: boolean;
  readonly observedAt: Date | undefined;
  readonly actor: string;
  readonly files: readonly Upload[];
}

export interface ImportTools {
  readonly house: House;
  readonly mappings: Mappings;
  readonly signal: AbortSignal;
  readonly report: (progress: number, note: Bilingual) => void;
}

/** What is kept of each file's batch: enough to show the result and to print its rejected rows again. */
export interface FileOutcome extends BatchOutcome {
  readonly file: string;
  readonly kind: Kind;
  readonly seconds: number;
  readonly issues: readonly Issue[];
  readonly unmapped: readonly string[];
  readonly examples: Examples;
  readonly shape: FileShape;
  /** Keys of the fields that the file's columns went to; unknown of files of before. */
  readonly fields?: readonly string[];
  readonly rejects: string | null;
}

const stepNotes: Readonly<Record<PipelineStep, Bilingual>> = {
  read: { en: 'Reading {file}', zh: '正在读取 {file}' },
  resolve: { en: 'Finding out who is who', zh: '正在识别身份' },
  build: { en: 'Building profiles', zh: '正在生成档案' },
  publish: { en: 'Publishing', zh: '正在发布' },
};

/** Imports files one after another, each as a batch of its own; what an earlier run of the job finished stays done. */
export async function importFiles(
  task: ImportTask,
  tools: ImportTools,
): Promise<ImportResult & { kind: Kind }> {
  const batches = tools.house.batches(task.workspace);
  const known = await batches.ofImport(task.id);
  const outcomes: FileOutcome[] = [];
  for (const [index, file] of task.files.entries()) {
    const report = (progress: number, step: PipelineStep) => {
      const note = stepNotes[step];
      const fill = (text: string) => text.replace('{file}', file.name);
      tools.report((index + progress) / task.files.length, { en: fill(note.en), zh: fill(note.zh) });
    };
    const earlier = known.find((batch) => batch.file === file.id);
    const ended = earlier === undefined ? null : await endImport(tools.house, task.workspace, earlier);
    outcomes.push(ended ?? (await importFile({ task, tools, file, report }, earlier?.number)));
  }
  return sumUp(task, outcomes);
}

/** What an earlier run of the job made of a file, published to its end where it was cut off; null where it had not come that far. */
async function endImport(house: House, workspace: string, batch: Batch): Promise<FileOutcome | null> {
  const [outcome] = readOutcome(batch.outcome);
  if (outcome === undefined) return null;
  if (batch.state === 'published') return outcome;
  if (batch.journal.length === 0) return null;
  const batches = house.batches(workspace);
  // Whoever takes the turn settles what was cut off before.
  const published = await takeTurn(
    house,
    workspace,
    async () => (await batches.get(batch.number))?.journal.length ?? 0,
  );
  if (published === 0) return null;
  const warehouse = await house.warehouse(workspace);
  await finishIndex(warehouse, outcome.kind, outcome.rows);
  await closeStage(warehouse, nameStage(batch.number, outcome.kind));
  await batches.finish(batch.number, 'published', outcome);
  return outcome;
}

interface FileRun {
  readonly task: ImportTask;
  readonly tools: ImportTools;
  readonly file: Upload;
  readonly report: (progress: number, step: PipelineStep) => void;
}

async function importFile(run: FileRun, known: number | undefined): Promise<FileOutcome> {
  const { task, tools, file } = run;
  const { house } = tools;
  const seconds = startWatch();
  const plan = await planFile(run);
  const batches = house.batches(task.workspace);
  const { kind } = plan.head;
  const number =
    known ?? (await batches.create({ task: { does: 'import', kind }, import: task.id, file: file.id }));
  const head = { ...plan.head, batch: number };
  const directory = join(house.spool, `batch-${task.workspace}-${number}`);
  await mkdir(directory, { recursive: true });
  let found: Findings = { issues: [], examples: noExamples, rejects: null };
  let kept: FileOutcome | null = null;
  let next = task.dryRun ? await batches.peekRecords() : 0;
  const publishing = openPublishing(house, {
    workspace: task.workspace,
    number,
    again: known !== undefined,
    awaited: false,
  });
  const outcome = await takeIn({
    warehouse: plan.warehouse,
    head,
    fields: plan.fields,
    currency: house.currency,
    chunks: readChunks(run, { shape: plan.shape, directory, fields: plan.fields, head }),
    takeNumbers: async (count) => (task.dryRun ? (next += count) - count : batches.takeRecords(count)),
    turn: (work) => (task.dryRun ? work() : publishing.turn(work)),
    journal: publishing.journal,
    dryRun: task.dryRun,
    report: async (progress, step) => {
      tools.signal.throwIfAborted();
      run.report(progress, step);
    },
    look: async (stage) => {
      found = await lookAtStage(plan.warehouse, stage, {
        file: file.name,
        fields: usedFields(plan.fields, head),
        path: join(house.spool, `rejects-${task.id}-${number}.bin`),
      });
    },
    decide: async (counted) => {
      const settled = settle(counted, { found, plan, file, seconds: seconds() });
      kept = settled;
      await batches.saveOutcome(number, settled);
    },
    now: house.clock(),
  });
  await rm(directory, { recursive: true, force: true });
  const final = { ...(kept ?? settle(outcome, { found, plan, file, seconds: 0 })), seconds: seconds() };
  await batches.finish(number, 'published', final);
  if (!task.dryRun)
    await tools.mappings.save(task.workspace, task.source.name, {
      headers: plan.shape.headers,
      kind: head.kind,
      columns: plan.mapping.columns,
    });
  return final;
}

/** Answers the seconds since it was made. */
function startWatch(): () => number {
  const started = performance.now();
  return () => round((performance.now() - started) / 1000);
}

type Findings = Pick<FileOutcome, 'issues' | 'examples' | 'rejects'>;
type FilePlan = Awaited<ReturnType<typeof planFile>>;

/** How a file is laid out, what its columns mean, and what its batch will be called by. */
async function planFile({ task, tools, file }: FileRun) {
  const { house } = tools;
  const shape = await inspectFile(file.path, task.shape, file.name);
  const mapping = await tools.mappings.match(shape, {
    workspace: task.workspace,
    source: task.source.name,
    kind: task.kind,
    named: task.named,
    customFields: await listOwnFields(house, task.workspace),
  });
  const head: Omit<BatchHead, 'batch'> = {
    ...sourceOf(task.source),
    kind: mapping.kind,
    file: file.name,
    columns: shape.headers,
    mapping: mapping.columns.map((column) => ({ ...column })),
    sets: [],
    tied: 0,
    actor: task.actor,
    observedAt: task.observedAt ?? house.clock(),
    receivedAt: house.clock(),
  };
  const fields = await house.fields(task.workspace, mapping.kind);
  return { shape, mapping, head, fields, warehouse: await house.warehouse(task.workspace) };
}

function settle(
  outcome: BatchOutcome,
  of: { found: Findings; plan: FilePlan; file: Upload; seconds: number },
): FileOutcome {
  const { shape, mapping } = of.plan;
  return {
    ...outcome,
    ...of.found,
    file: of.file.name,
    kind: mapping.kind,
    seconds: of.seconds,
    unmapped: shape.headers.filter(
      (header, column) =>
        header !== overflowHeader && !mapping.columns.some((mapped) => mapped.column === column),
    ),
    shape: { ...shape, samples: [] },
    fields: mapping.columns.map(({ field }) => field),
  };
}

const noExamples: Examples = { created: [], changed: [], conflicts: [], rejected: [] };

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function sourceOf({ name, party, channel, basis, trust }: Source) {
  return { source: name, party, channel, basis, trust };
}

function usedFields(fields: readonly Field[], head: BatchHead): Field[] {
  const mapped = new Set(head.mapping.map(({ field }) => field));
  const placed = ['address', 'state', 'city', 'district'].some((key) => mapped.has(key));
  return fields.filter(({ key }) => mapped.has(key) || (key === 'region' && placed));
}

/** The file's rows, a chunk at a time; numbers of phones that are not of this country are parsed on the way. */
async function* readChunks(
  run: FileRun,
  plan: { shape: FileShape; directory: string; fields: readonly Field[]; head: BatchHead },
): AsyncGenerator<RowChunk> {
  const { house, signal } = run.tools;
  const options = {
    directory: plan.directory,
    shape: plan.shape,
    chunkRows: 250_000,
    ...specialColumns(house, plan.head.mapping, plan.fields),
  };
  for await (const chunk of spoolFile(run.file.path, options, { name: run.file.name, signal })) {
    await house.space.check();
    yield { ...chunk, progress: Math.min(1, chunk.bytesRead / Math.max(1, run.file.bytes)) };
  }
}

async function lookAtStage(
  warehouse: Warehouse,
  stage: Stage,
  plan: { file: string; fields: readonly Field[]; path: string },
) {
  await warehouse.save(
    command(
      'flow.rejects',
      `SELECT line, column, code, raw, cells FROM {db}.${stage.table('rejects')} ORDER BY line`,
    ),
    { path: plan.path, format: 'RowBinary' },
  );
  return {
    issues: await countIssues(warehouse, stage, plan.fields),
    examples: await collectExamples(warehouse, stage, plan),
    rejects: plan.path,
  };
}

/** What is kept of a file's batch, as a list of one or none. */
export function readOutcome(value: unknown): FileOutcome[] {
  return isOutcome(value) ? [value] : [];
}

function isOutcome(value: unknown): value is FileOutcome {
  return typeof value === 'object' && value !== null && 'shape' in value && 'created' in value;
}

function sumUp(task: ImportTask, outcomes: readonly FileOutcome[]): ImportResult & { kind: Kind } {
  const sum = (key: 'rows' | 'rejected' | 'created' | 'updated' | 'unchanged' | 'conflicts' | 'seconds') =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const issues = new Map<string, { field: string; rows: number; ruined: number }>();
  for (const { field, rows, ruined } of outcomes.flatMap((outcome) => outcome.issues)) {
    const known = issues.get(field) ?? { field, rows: 0, ruined: 0 };
    issues.set(field, { field, rows: known.rows + rows, ruined: known.ruined + ruined });
  }
  const rejected = sum('rejected');
  return {
    import: task.id,
    kind: outcomes[0]?.kind ?? task.kind ?? 'organization',
    rows: sum('rows'),
    accepted: sum('rows') - rejected,
    rejected,
    created: sum('created'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    conflicts: sum('conflicts'),
    seconds: round(sum('seconds')),
    rejectedFile: rejected === 0 ? null : `/api/imports/${task.id}/rejected`,
    issues: [...issues.values()],
    unmapped: [...new Set(outcomes.flatMap((outcome) => outcome.unmapped))],
    examples: joinExamples(outcomes.map((outcome) => outcome.examples)),
  };
}
