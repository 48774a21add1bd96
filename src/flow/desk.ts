import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { z } from 'zod';

import { createId, type Caller } from '../access/index.ts';
import { jobHandler, type Queue } from '../jobs/index.ts';
import { Problem } from '../lib/problem.ts';
import type { ProfileDesk } from '../profiles/index.ts';
import {
  createRejectWriter,
  inspectFile,
  openImportStore,
  openMappings,
  openSources,
  openUploads,
  readRejects,
  scenarios,
  writeScenario,
  type Source,
  type SourceDesk,
  type StoredImport,
} from '../sources/index.ts';
import { openProfileDesk } from './edit.ts';
import type { House } from './house.ts';
import { importFiles, readOutcome } from './import-files.ts';
import { replay } from './replay.ts';
import { takeBack } from './take-back.ts';

/** The desks of the stages that reach beyond themselves, and the jobs behind them. */
export interface Desk {
  readonly sources: SourceDesk;
  readonly profiles: ProfileDesk;
  startReplay(workspace: string, actor: string): Promise<{ job: string }>;
}

const shape = z.object({ format: z.enum(['csv', 'xlsx', 'xls', 'json', 'jsonl', 'parquet', 'vcard']), encoding: z.string(), delimiter: z.string(), quote: z.string(), sheet: z.string(), headerRow: z.number() }).partial();
const importInput = z.object({
  import: z.string(),
  kind: z.enum(['organization', 'person']).nullable(),
  mapping: z.record(z.string(), z.string()).nullable(),
  shape,
  observedAt: z.string().nullable(),
});

/** Opens the desks on a house and tells the queue how their jobs are done. */
export function openDesk(house: House, queue: Queue, data: string): Desk {
  const { operational, clock } = house;
  const sources = openSources(operational, clock);
  const uploads = openUploads(operational, clock, join(data, 'uploads'));
  const mappings = openMappings(operational, clock);
  const imports = openImportStore(operational, clock);
  const tools = { house, sources, uploads, mappings, imports, queue };
  queue.register(importJob(tools));
  queue.register(undoJob(tools));
  queue.register(
    jobHandler({
      kind: 'replay',
      lane: 'write',
      input: z.object({}),
      run: ({ job, report }) => replay(house, job.workspace, report),
    }),
  );
  return {
    sources: openSourceDesk(tools),
    profiles: openProfileDesk(house, sources),
    async startReplay(workspace, actor) {
      const job = await queue.enqueue({ workspace, kind: 'replay', input: {}, createdBy: actor });
      return { job: job.id };
    },
  };
}

interface Tools {
  readonly house: House;
  readonly sources: ReturnType<typeof openSources>;
  readonly uploads: ReturnType<typeof openUploads>;
  readonly mappings: ReturnType<typeof openMappings>;
  readonly imports: ReturnType<typeof openImportStore>;
  readonly queue: Queue;
}

function importJob({ house, sources, uploads, mappings, imports }: Tools) {
  return jobHandler({
    kind: 'import',
    lane: 'write',
    input: importInput,
    async run({ job, input, signal, report }) {
      const stored = await imports.get(job.workspace, input.import);
      const source = await sources.find(job.workspace, stored.source);
      if (source === undefined) throw new Error(`source ${stored.source} is gone`);
      await imports.setState(stored.id, 'running');
      try {
        const files = await Promise.all(stored.files.map(async ({ upload, name }) => ({ ...(await uploads.get(job.workspace, upload)), name })));
        const result = await importFiles(
          {
            id: stored.id,
            workspace: job.workspace,
            source,
            kind: input.kind ?? undefined,
            named: input.mapping ?? undefined,
            shape: input.shape,
            dryRun: stored.dry_run,
            observedAt: input.observedAt === null ? undefined : new Date(input.observedAt),
            actor: job.createdBy,
            files,
          },
          { house, mappings, signal, report },
        );
        await imports.setState(stored.id, 'done', { result, kind: result.kind });
        await Promise.all(stored.dry_run ? [] : files.map(({ path }) => rm(path, { force: true })));
        return result;
      } catch (error) {
        if (error instanceof Problem) await imports.setState(stored.id, 'failed');
        throw error;
      }
    },
  });
}

function undoJob({ house, imports }: Tools) {
  return jobHandler({
    kind: 'import-undo',
    lane: 'write',
    input: z.object({ import: z.string() }),
    async run({ job, input }) {
      const batches = await house.batches(job.workspace).ofImport(input.import);
      await takeBack(house, job.workspace, batches.map(({ number }) => number));
      await imports.setState(input.import, 'undone');
      return { import: input.import };
    },
  });
}

function openSourceDesk(tools: Tools): SourceDesk {
  const { house, sources, uploads, mappings, imports, queue } = tools;
  const start: SourceDesk['startImport'] = async (caller, input) => {
    const { name, ...rest } = { name: input.source, party: input.party, channel: input.channel, trust: input.trust, basis: input.basis, note: input.note };
    const source = await sources.ensure(caller.workspace, { name, ...rest }, caller.id);
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
      input: { import: id, kind: input.kind ?? null, mapping: input.mapping ?? null, shape: input.shape ?? {}, observedAt: input.observedAt ?? null },
      createdBy: caller.id,
    });
    await imports.setJob(id, job.id);
    return { import: id, job: job.id };
  };
  return {
    sources,
    uploads,
    startImport: start,
    async inspect(caller, { id, source, kind, ...overrides }) {
      const upload = await uploads.get(caller.workspace, id);
      const found = await inspectFile(upload.path, shape.parse(dropEmpty(overrides)));
      const customFields = (await house.fields(caller.workspace, kind ?? 'organization')).filter((field) => field.custom);
      const match = await mappings.match(found, { workspace: caller.workspace, source, kind, named: undefined, customFields });
      return { ...presentShape(found), upload: upload.id, kind: { kind: match.kind, confidence: match.kindConfidence }, columns: presentMatches(match), remembered: match.remembered };
    },
    async showImport(workspace, id) {
      return present(tools, await imports.get(workspace, id));
    },
    async showImports(workspace, page) {
      const rows = await imports.list(workspace, page);
      const shown = rows.slice(0, page.limit);
      return { rows: await Promise.all(shown.map((row) => present(tools, row))), next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
    },
    async startUndo(caller, id) {
      const stored = await imports.get(caller.workspace, id);
      if (stored.dry_run || (stored.state !== 'done' && stored.state !== 'failed')) throw notUndoable(stored);
      const job = await queue.enqueue({ workspace: caller.workspace, kind: 'import-undo', input: { import: id }, createdBy: caller.id });
      await imports.setJob(id, job.id);
      return { import: id, job: job.id };
    },
    async rejected(workspace, id) {
      await imports.get(workspace, id);
      return writeRejected(tools, workspace, id);
    },
    startDemo: (caller, input) => startDemo(tools, caller, { ...input, start }),
  };
}

function dropEmpty(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function presentShape(found: Awaited<ReturnType<typeof inspectFile>>) {
  const { format, encoding, delimiter, sheet, sheets, headerRow, headers, samples, rowsEstimate, warnings } = found;
  return { format, encoding, delimiter, sheet, sheets, headerRow, headers, samples: samples.slice(0, 50), rowsEstimate, warnings };
}

function presentMatches(match: Awaited<ReturnType<ReturnType<typeof openMappings>['match']>>) {
  const chosen = new Map(match.columns.map((column) => [column.column, column]));
  return match.matches.map(({ column, header, confidence, alternatives }) => {
    const { field = null, unit, dateOrder } = chosen.get(column) ?? {};
    return { column, header, field, confidence, alternatives: alternatives.map((other) => ({ field: other.field.key, confidence: other.confidence })), ...(unit ? { unit } : {}), ...(dateOrder ? { dateOrder } : {}) };
  });
}

async function present({ queue }: Tools, stored: StoredImport) {
  const job = stored.job === null ? null : await queue.get(stored.job, stored.workspace);
  const settled = stored.state === 'done' || stored.state === 'undone';
  const failed = !settled && (job?.state === 'failed' || job?.state === 'cancelled');
  return {
    import: stored.id,
    source: stored.source,
    kind: stored.kind,
    dryRun: stored.dry_run,
    files: stored.files,
    state: failed ? ('failed' as const) : stored.state,
    job: stored.job,
    ...presentJob(job, settled),
    result: stored.result,
    createdAt: stored.created_at.toISOString(),
    finishedAt: stored.finished_at?.toISOString() ?? null,
  };
}

function presentJob(job: Awaited<ReturnType<Queue['get']>> | null, settled: boolean) {
  if (job === null) return { progress: settled ? 1 : 0, note: null, error: null };
  const error = job.error === null ? null : { code: job.error.code, en: job.error.text.en, zh: job.error.text.zh };
  return { progress: settled ? 1 : job.progress, note: job.note, error };
}

/** The rejected rows of an import's files, each in the layout of its original, one file after another. */
async function writeRejected({ house }: Tools, workspace: string, id: string) {
  const batches = await house.batches(workspace).ofImport(id);
  const outcomes = batches.flatMap(({ outcome }) => readOutcome(outcome)).filter(({ rejects, rejected }) => rejects !== null && rejected > 0);
  const [first] = outcomes;
  if (first === undefined) {
    throw new Problem('imports.none-rejected', { en: 'No row of this import was rejected.', zh: '本次导入没有被拒绝的行。' });
  }
  await mkdir(house.spool, { recursive: true });
  const path = join(house.spool, `rejected-${id}.csv`);
  for (const [index, outcome] of outcomes.entries()) {
    const out = createWriteStream(path, { flags: index === 0 ? 'w' : 'a' });
    const writer = createRejectWriter(outcome.shape, out);
    for (const row of readRejects(outcome.rejects ?? '')) await writer.write(row);
    await writer.end();
  }
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      for await (const chunk of Readable.from(createReadStream(path))) controller.enqueue(new Uint8Array(chunk));
      controller.close();
    },
  });
  return { stream, fileName: `${first.file.replace(/\.[^.]+$/, '')}.rejected.csv`, contentType: 'text/csv' };
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

type DemoInput = Parameters<SourceDesk['startDemo']>[1] & { readonly start: SourceDesk['startImport'] };

async function startDemo({ house, uploads }: Tools, caller: Caller, { scenario, rows, seed, start }: DemoInput) {
  const found = scenarios.find(({ name }) => name === scenario);
  if (found === undefined) {
    throw new Problem(
      'demo.not-found',
      { en: 'There is no scenario "{scenario}". There are: {names}.', zh: '没有场景“{scenario}”。可选：{names}。' },
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
    const upload = await uploads.adopt(caller.workspace, name, (path) => import('node:fs/promises').then(({ rename }) => rename(file.path, path)));
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

export type { Source };
