import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Field, Kind } from '../fields/index.ts';
import type { Bilingual } from '../lib/problem.ts';
import { finishIndex } from '../profiles/index.ts';
import { takeIn, type BatchOutcome, type PipelineStep } from '../pipeline.ts';
import {
  closeStage,
  countIssues,
  countRejects,
  nameStage,
  type Batch,
  type BatchHead,
  type RowChunk,
  type Stage,
} from '../records/index.ts';
import {
  inspectFile,
  overflowHeader,
  spoolFile,
  type FileShape,
  type ImportResult,
  type MappedColumn,
  type Mappings,
  type NamedMapping,
  type Source,
  type Upload,
} from '../sources/index.ts';
import { command, type Warehouse } from '../store/warehouse/index.ts';
import { collectExamples, type Examples } from './examples.ts';
import { narrowMapping, planUnits, spoolTogether, type FileUnit } from './file-unit.ts';
import { listOwnFields, type House } from './house.ts';
import { readOutcome, type FileOutcome } from './file-outcome.ts';
import { sumUp } from './import-sum.ts';
import { specialColumns } from './special-columns.ts';
import { openPublishing, takeTurn } from './turn.ts';

/** An import as its job gets it. */
export interface ImportTask {
  readonly id: string;
  readonly workspace: string;
  readonly source: Source;
  readonly kind: Kind | undefined;
  readonly named: Readonly<NamedMapping> | undefined;
  /** What the columns mean by their place, where the program itself has laid the file out. */
  readonly columns: readonly MappedColumn[] | undefined;
  /** Headers of the only columns that may come in, where not all may. */
  readonly kept?: readonly string[] | undefined;
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

const stepNotes: Readonly<Record<PipelineStep, Bilingual>> = {
  read: { en: 'Reading {file}', zh: '正在读取 {file}' },
  resolve: { en: 'Finding out who is who', zh: '正在识别身份' },
  build: { en: 'Building profiles', zh: '正在生成档案' },
  publish: { en: 'Publishing', zh: '正在发布' },
};

/**
 * Imports files one after another, each as a batch of its own, but small ones of the same layout as one; what an earlier run of
 * the job finished stays done.
 */
export async function importFiles(
  task: ImportTask,
  tools: ImportTools,
): Promise<ImportResult & { kind: Kind }> {
  const batches = tools.house.batches(task.workspace);
  const known = await batches.ofImport(task.id);
  const outcomes: FileOutcome[] = [];
  const shapes: FileShape[] = [];
  for (const { path, name } of task.files) shapes.push(await inspectFile(path, task.shape, name));
  const units = planUnits(task.files, shapes);
  for (const [index, unit] of units.entries()) {
    const report = (progress: number, step: PipelineStep) => {
      const note = stepNotes[step];
      const fill = (text: string) => text.replace('{file}', unit.name);
      tools.report((index + progress) / units.length, { en: fill(note.en), zh: fill(note.zh) });
    };
    const earlier = known.find((batch) => batch.file === unit.files[0]?.id);
    const ended = earlier === undefined ? null : await endImport(tools.house, task.workspace, earlier);
    outcomes.push(
      ended ??
        (await importUnit(
          { task, tools, unit, named: narrowMapping(task.named, unit, units), report },
          earlier?.number,
        )),
    );
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
  readonly unit: FileUnit;
  /** What was said of its columns. */
  readonly named: Readonly<NamedMapping> | undefined;
  readonly report: (progress: number, step: PipelineStep) => void;
}

async function importUnit(run: FileRun, known: number | undefined): Promise<FileOutcome> {
  const { task, tools, unit } = run;
  const { house } = tools;
  const seconds = startWatch();
  const plan = await planFile(run);
  const batches = house.batches(task.workspace);
  const number =
    known ??
    (await batches.create({
      task: { does: 'import', kind: plan.head.kind },
      import: task.id,
      file: unit.files[0]?.id ?? '',
    }));
  const head = { ...plan.head, batch: number };
  const directory = join(house.spool, `batch-${task.workspace}-${number}`);
  await mkdir(directory, { recursive: true });
  let found: Findings = { issues: [], examples: noExamples, reasons: [], rejects: null };
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
    later: house.later,
    report: async (progress, step) => {
      tools.signal.throwIfAborted();
      run.report(progress, step);
    },
    look: async (stage) => {
      found = await lookAtStage(plan.warehouse, stage, {
        unit,
        fields: usedFields(plan.fields, head),
        path: join(house.spool, `rejects-${task.id}-${number}.bin`),
      });
    },
    decide: async (counted) => {
      const settled = settle(counted, { found, plan, unit, seconds: seconds() });
      kept = settled;
      await batches.saveOutcome(number, settled);
    },
    now: house.clock(),
  });
  await rm(directory, { recursive: true, force: true });
  const final = { ...(kept ?? settle(outcome, { found, plan, unit, seconds: 0 })), seconds: seconds() };
  await batches.finish(number, 'published', final);
  await remember(run, plan);
  return final;
}

/** Keeps how the columns were matched, for the source's next file. */
async function remember({ task, tools }: FileRun, { shape, mapping }: FilePlan): Promise<void> {
  if (task.dryRun) return;
  const { headers } = shape;
  const { kind, columns } = mapping;
  await tools.mappings.save(task.workspace, task.source.name, { headers, kind, columns });
}

/** Answers the seconds since it was made. */
function startWatch(): () => number {
  const started = performance.now();
  return () => round((performance.now() - started) / 1000);
}

type Findings = Pick<FileOutcome, 'issues' | 'examples' | 'reasons' | 'rejects'>;
type FilePlan = Awaited<ReturnType<typeof planFile>>;

/** How a file is laid out, what its columns mean, and what its batch will be called by. */
async function planFile({ task, tools, unit, named }: FileRun) {
  const { house } = tools;
  const { shape } = unit;
  const matched = await tools.mappings.match(shape, {
    workspace: task.workspace,
    source: task.source.name,
    kind: task.kind,
    named,
    customFields: await listOwnFields(house, task.workspace),
  });
  const columns = task.columns ?? matched.columns;
  const outside = new Set(columnsOutside(shape.headers, task.kept));
  const mapping = { ...matched, columns: columns.filter(({ column }) => !outside.has(column)) };
  const head: Omit<BatchHead, 'batch'> = {
    ...sourceOf(task.source),
    kind: mapping.kind,
    file: unit.name,
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
  of: { found: Findings; plan: FilePlan; unit: FileUnit; seconds: number },
): FileOutcome {
  const { shape, mapping } = of.plan;
  return {
    ...outcome,
    ...of.found,
    file: of.unit.name,
    kind: mapping.kind,
    seconds: of.seconds,
    unmapped: shape.headers.filter(
      (header, column) =>
        header !== overflowHeader && !mapping.columns.some((mapped) => mapped.column === column),
    ),
    shape: { ...shape, samples: [], top: [], warnings: [...shape.warnings, ...mapping.warnings] },
    fields: mapping.columns.map(({ field }) => field),
    mapping: mapping.columns,
    ...(of.unit.files.length === 1 ? {} : { together: of.unit.files.length }),
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

function columnsOutside(headers: readonly string[], kept: readonly string[] | undefined): number[] {
  if (kept === undefined) return [];
  return [...headers.keys()].filter((column) => !kept.includes(headers[column] ?? ''));
}

/** The file's rows, a chunk at a time; numbers of phones that are not of this country are parsed on the way. */
async function* readChunks(
  run: FileRun,
  plan: { shape: FileShape; directory: string; fields: readonly Field[]; head: BatchHead },
): AsyncGenerator<RowChunk> {
  const { house, signal } = run.tools;
  const { directory, shape } = plan;
  const options = {
    chunkRows: 250_000,
    ...specialColumns(house, plan.head.mapping, plan.fields),
    droppedColumns: columnsOutside(shape.headers, run.task.kept),
  };
  const [file, ...more] = run.unit.files;
  if (file === undefined) return;
  if (more.length > 0) {
    yield* spoolTogether(run.unit, { directory, signal, options, check: () => house.space.check() });
    return;
  }
  for await (const chunk of spoolFile(
    file.path,
    { ...options, directory, shape },
    { name: file.name, signal },
  )) {
    await house.space.check();
    yield { ...chunk, progress: Math.min(1, chunk.bytesRead / Math.max(1, file.bytes)) };
  }
}

async function lookAtStage(
  warehouse: Warehouse,
  stage: Stage,
  plan: { unit: FileUnit; fields: readonly Field[]; path: string },
) {
  const several = plan.unit.files.length > 1;
  const saved = warehouse.save(
    command(
      'flow.rejects',
      `SELECT line, column, code, raw, cells${several ? ', file' : ''} FROM {db}.${stage.table('rejects')} ORDER BY ${several ? 'file, ' : ''}line`,
    ),
    { path: plan.path, format: 'RowBinary' },
  );
  const [issues, examples, reasons] = await Promise.all([
    countIssues(warehouse, stage, plan.fields),
    collectExamples(warehouse, stage, { file: plan.unit.name, fields: plan.fields }),
    countRejects(warehouse, stage),
    saved,
  ]);
  return { issues, examples, reasons, rejects: plan.path };
}
