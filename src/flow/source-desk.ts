import { createId, type Caller, type Seer } from '../access/index.ts';
import { concealed, isOpen } from '../fields/index.ts';
import type { Job } from '../jobs/index.ts';
import { Problem } from '../lib/problem.ts';
import {
  inspectFile,
  type Mappings,
  type SourceDesk,
  type StoredImport,
  type Upload,
} from '../sources/index.ts';
import { refuseAgreed } from './agreements.ts';
import { startDemo } from './demo.ts';
import { queueImport, readShape } from './import-job.ts';
import { mendRows, showRejected } from './rejected-rows.ts';
import { writeRejected } from './rejected.ts';
import { seeExamples } from './examples.ts';
import { showSourceCounts } from './source-counts.ts';
import { openRetention } from './retention.ts';
import { openSourceQuality } from './source-quality.ts';
import { foreseeUndo } from './undo-preview.ts';
import { listOwnFields, type House } from './house.ts';
import { showSourceRecords } from './source-records.ts';
import type { SourceTools } from './source-tools.ts';

/** Files and their imports: looking at them, taking them in, and taking them back. */
export function openSourceDesk(tools: SourceTools): SourceDesk {
  const { house, sources, uploads, imports } = tools;
  const quality = openSourceQuality(house);
  const start: SourceDesk['startImport'] = (caller, input) => startImport(tools, caller, input);
  return {
    sources,
    uploads,
    startImport: start,
    inspect: (caller, input) => inspectUpload(tools, caller, input),
    async showImport(seer, id) {
      return present(tools, seer, await imports.get(seer.workspace, id));
    },
    async showImports(seer, page) {
      const rows = await imports.list(seer.workspace, page);
      const shown = rows.slice(0, page.limit);
      return {
        rows: await Promise.all(shown.map((row) => present(tools, seer, row))),
        next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
      };
    },
    startUndo: (caller, id) => startUndo(tools, caller, id),
    async rejected(seer, id) {
      await imports.get(seer.workspace, id);
      return writeRejected(house, seer, id);
    },
    async showRejected(seer, page) {
      await imports.get(seer.workspace, page.id);
      return showRejected(tools, seer, page);
    },
    mend: (caller, input) => mendRows(tools, caller, input),
    async foreseeUndo(workspace, id) {
      await imports.get(workspace, id);
      return foreseeUndo(house, workspace, id);
    },
    countSources: (workspace) => showSourceCounts(tools, workspace),
    async quality(seer, id) {
      return quality(seer, await sources.get(seer.workspace, id));
    },
    async records(seer, { id, after, limit }) {
      return showSourceRecords(house, seer, { source: await sources.get(seer.workspace, id), after, limit });
    },
    ...openRetention(tools),
    startDemo: (caller, input) => startDemo(tools, caller, { ...input, start }),
  };
}

/** Writes an import down and queues its job. */
async function startImport(
  tools: SourceTools,
  caller: Caller,
  input: Parameters<SourceDesk['startImport']>[1],
): ReturnType<SourceDesk['startImport']> {
  const { house, sources, uploads, imports } = tools;
  const { source: name, party, channel, trust, basis, note } = input;
  await refuseAgreed(tools.agreements, caller.workspace, name);
  const source = await sources.ensure(
    caller.workspace,
    { name, party, channel, trust, basis, note },
    caller.id,
  );
  const files = await Promise.all(input.uploads.map((id) => uploads.get(caller.workspace, id)));
  const id = createId('imp', house.clock());
  const settings = {
    kind: input.kind ?? null,
    mapping: input.mapping ?? null,
    shape: input.shape ?? {},
    observedAt: input.observedAt ?? null,
  };
  await imports.create({
    id,
    workspace: caller.workspace,
    source: source.name,
    kind: input.kind ?? '',
    dryRun: input.dryRun,
    files: files.map((file) => ({ upload: file.id, name: file.name })),
    settings,
    mends: null,
    createdBy: caller.id,
  });
  return queueImport(tools, caller, { id, source: source.name, settings, columns: null });
}

/** Reads the beginning of an uploaded file and says what its columns may mean. */
async function inspectUpload(
  { house, uploads, mappings }: SourceTools,
  caller: Caller,
  { id, source, kind, ...overrides }: Parameters<SourceDesk['inspect']>[1],
): ReturnType<SourceDesk['inspect']> {
  const upload = await uploads.get(caller.workspace, id);
  const found = await inspectFile(upload.path, readShape(dropEmpty(overrides)), upload.name);
  const customFields = await listOwnFields(house, caller.workspace);
  const match = await mappings.match(found, {
    workspace: caller.workspace,
    source,
    kind,
    named: undefined,
    customFields,
  });
  const see = await sightOf(house, caller, { upload, match });
  return {
    ...presentShape(found),
    warnings: [...found.warnings, ...match.warnings],
    samples: see(found.samples.slice(0, 50)),
    top: found.top.map(({ line, cells }) => ({ line, cells: see([cells]).flat() })),
    upload: upload.id,
    name: upload.name,
    kind: { kind: match.kind, confidence: match.kindConfidence },
    columns: presentMatches(match),
    remembered: match.remembered,
  };
}

type Cells = string[][];

/** Whoever sent a file knows it; others see of its cells what they would see of the fields that these go to. */
async function sightOf(
  house: House,
  caller: Caller,
  of: { upload: Upload; match: Awaited<ReturnType<Mappings['match']>> },
): Promise<(rows: Cells) => Cells> {
  const seen = await house.seen(caller, of.match.kind);
  const isWhole = seen.length === (await house.fields(caller.workspace, of.match.kind)).length;
  if (of.upload.createdBy === caller.id || (isWhole && seen.every(isOpen))) return (rows) => rows;
  return (rows) => rows.map((row) => row.map((cell) => (cell === '' ? '' : concealed)));
}

/** Queues the job that takes an import back; a dry run or an import under way cannot be. */
async function startUndo(
  tools: SourceTools,
  caller: Caller,
  id: string,
): ReturnType<SourceDesk['startUndo']> {
  const { imports, queue } = tools;
  const stored = await imports.get(caller.workspace, id);
  if (stored.dry_run || (stored.state !== 'done' && stored.state !== 'failed')) throw notUndoable(stored);
  const job = await queue.enqueue({
    workspace: caller.workspace,
    kind: 'import-undo',
    input: { import: id, source: stored.source },
    createdBy: caller.id,
  });
  await imports.setJob(id, job.id);
  return { import: id, job: job.id };
}

function notUndoable(stored: StoredImport): Problem {
  return new Problem(
    'imports.not-undoable',
    {
      en: 'This import cannot be taken back: it is {state}, and a dry run changes nothing. Wait until it is done.',
      zh: '该导入无法撤销：当前状态为 {state}；试运行不会改变任何数据。请等待其完成。',
    },
    { state: stored.dry_run ? 'a dry run' : stored.state },
  );
}

function dropEmpty(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function presentShape(found: Awaited<ReturnType<typeof inspectFile>>) {
  const { format, encoding, delimiter, sheet, sheets, headerRow, headers, top, samples, rowsEstimate } =
    found;
  return {
    format,
    encoding,
    delimiter,
    sheet,
    sheets,
    headerRow,
    headers,
    top,
    samples: samples.slice(0, 50),
    rowsEstimate,
  };
}

function presentMatches(match: Awaited<ReturnType<Mappings['match']>>) {
  const chosen = new Map(match.columns.map((column) => [column.column, column]));
  return match.matches.map(({ column, header, confidence, alternatives }) => {
    const { field = null, ...form } = chosen.get(column) ?? { column };
    return {
      ...form,
      header,
      field,
      confidence,
      alternatives: alternatives.map((other) => ({ field: other.field.key, confidence: other.confidence })),
    };
  });
}

async function present({ house, queue }: SourceTools, seer: Seer, stored: StoredImport) {
  // The job of a settled import is not kept for ever.
  const job = stored.job === null ? null : await queue.find(stored.job, stored.workspace);
  const settled = stored.state === 'done' || stored.state === 'undone';
  return {
    import: stored.id,
    source: stored.source,
    kind: stored.kind,
    dryRun: stored.dry_run,
    files: stored.files,
    state: stored.state,
    job: stored.job,
    ...presentJob(job, settled),
    result: await seeResult(house, seer, stored),
    settings: stored.settings,
    mends: stored.mends,
    mended: stored.mended,
    createdAt: stored.created_at.toISOString(),
    finishedAt: stored.finished_at?.toISOString() ?? null,
  };
}

/** What an import did, with its examples as somebody sees them. */
async function seeResult(house: House, seer: Seer, { result, kind }: StoredImport) {
  if (result === null) return null;
  const seen = await house.seen(seer, kind === 'person' ? 'person' : 'organization');
  return { ...result, examples: seeExamples(result.examples, seen) };
}

function presentJob(job: Job | null, settled: boolean) {
  if (job === null) return { progress: settled ? 1 : 0, note: null, error: null };
  const error =
    job.error === null ? null : { code: job.error.code, en: job.error.text.en, zh: job.error.text.zh };
  return { progress: settled ? 1 : job.progress, note: job.note, error };
}
