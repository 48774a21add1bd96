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
import { startDemo } from './demo.ts';
import { shape } from './import-job.ts';
import { writeRejected } from './rejected.ts';
import { seeExamples } from './examples.ts';
import { listOwnFields, type House } from './house.ts';
import type { SourceTools } from './source-tools.ts';

/** Files and their imports: looking at them, taking them in, and taking them back. */
export function openSourceDesk(tools: SourceTools): SourceDesk {
  const { house, sources, uploads, imports } = tools;
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
    startDemo: (caller, input) => startDemo(tools, caller, { ...input, start }),
  };
}

/** Writes an import down and queues its job. */
async function startImport(
  { house, sources, uploads, imports, queue }: SourceTools,
  caller: Caller,
  input: Parameters<SourceDesk['startImport']>[1],
): ReturnType<SourceDesk['startImport']> {
  const { source: name, party, channel, trust, basis, note } = input;
  const source = await sources.ensure(
    caller.workspace,
    { name, party, channel, trust, basis, note },
    caller.id,
  );
  const files = await Promise.all(input.uploads.map((id) => uploads.get(caller.workspace, id)));
  const id = createId('imp', house.clock());
  await imports.create({
    id,
    workspace: caller.workspace,
    source: source.name,
    kind: input.kind ?? '',
    dryRun: input.dryRun,
    files: files.map((file) => ({ upload: file.id, name: file.name })),
    createdBy: caller.id,
  });
  const job = await queue.enqueue({
    workspace: caller.workspace,
    kind: 'import',
    input: {
      import: id,
      source: source.name,
      kind: input.kind ?? null,
      mapping: input.mapping ?? null,
      shape: input.shape ?? {},
      observedAt: input.observedAt ?? null,
    },
    createdBy: caller.id,
  });
  await imports.setJob(id, job.id);
  return { import: id, job: job.id };
}

/** Reads the beginning of an uploaded file and says what its columns may mean. */
async function inspectUpload(
  { house, uploads, mappings }: SourceTools,
  caller: Caller,
  { id, source, kind, ...overrides }: Parameters<SourceDesk['inspect']>[1],
): ReturnType<SourceDesk['inspect']> {
  const upload = await uploads.get(caller.workspace, id);
  const found = await inspectFile(upload.path, shape.parse(dropEmpty(overrides)), upload.name);
  const customFields = await listOwnFields(house, caller.workspace);
  const match = await mappings.match(found, {
    workspace: caller.workspace,
    source,
    kind,
    named: undefined,
    customFields,
  });
  return {
    ...presentShape(found),
    samples: await seeSamples(house, caller, { upload, samples: found.samples.slice(0, 50), match }),
    upload: upload.id,
    kind: { kind: match.kind, confidence: match.kindConfidence },
    columns: presentMatches(match),
    remembered: match.remembered,
  };
}

/** Whoever sent a file knows it; others see of its cells what they would see of the fields that these go to. */
async function seeSamples(
  house: House,
  caller: Caller,
  of: { upload: Upload; samples: string[][]; match: Awaited<ReturnType<Mappings['match']>> },
): Promise<string[][]> {
  const seen = await house.seen(caller, of.match.kind);
  const isWhole = seen.length === (await house.fields(caller.workspace, of.match.kind)).length;
  if (of.upload.createdBy === caller.id || (isWhole && seen.every(isOpen))) return of.samples;
  return of.samples.map((row) => row.map((cell) => (cell === '' ? '' : concealed)));
}

/** Queues the job that takes an import back; a dry run or an import under way cannot be. */
async function startUndo(
  tools: SourceTools,
  caller: Caller,
  id: string,
): ReturnType<SourceDesk['startUndo']> {
  const { imports, queue } = tools;
  const stored = await imports.get(caller.workspace, id);
  const { state } = await present(tools, caller, stored);
  if (stored.dry_run || (state !== 'done' && state !== 'failed')) throw notUndoable({ ...stored, state });
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
  const { format, encoding, delimiter, sheet, sheets, headerRow, headers, samples, rowsEstimate, warnings } =
    found;
  return {
    format,
    encoding,
    delimiter,
    sheet,
    sheets,
    headerRow,
    headers,
    samples: samples.slice(0, 50),
    rowsEstimate,
    warnings,
  };
}

function presentMatches(match: Awaited<ReturnType<Mappings['match']>>) {
  const chosen = new Map(match.columns.map((column) => [column.column, column]));
  return match.matches.map(({ column, header, confidence, alternatives }) => {
    const { field = null, unit, dateOrder } = chosen.get(column) ?? {};
    return {
      column,
      header,
      field,
      confidence,
      alternatives: alternatives.map((other) => ({ field: other.field.key, confidence: other.confidence })),
      ...(unit ? { unit } : {}),
      ...(dateOrder ? { dateOrder } : {}),
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
    state: settled || job === null ? stored.state : stateOf(stored, job),
    job: stored.job,
    ...presentJob(job, settled),
    result: await seeResult(house, seer, stored),
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

/** A job may fail without a word to its import, and a try may fail that is not the job's last. */
function stateOf(stored: StoredImport, job: Pick<Job, 'kind' | 'state'>): StoredImport['state'] {
  if (job.state === 'failed' || job.state === 'cancelled') return 'failed';
  return stored.state === 'failed' && job.kind === 'import' && job.state !== 'done'
    ? 'running'
    : stored.state;
}

function presentJob(job: Job | null, settled: boolean) {
  if (job === null) return { progress: settled ? 1 : 0, note: null, error: null };
  const error =
    job.error === null ? null : { code: job.error.code, en: job.error.text.en, zh: job.error.text.zh };
  return { progress: settled ? 1 : job.progress, note: job.note, error };
}
