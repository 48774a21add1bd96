import { rm } from 'node:fs/promises';

import { z } from 'zod';

import type { Caller } from '../access/index.ts';
import { jobHandler } from '../jobs/index.ts';
import { Problem } from '../lib/problem.ts';
import { importSettings, mappedColumn, shapeChoices, type ImportSettings } from '../sources/contract.ts';
import { agreedConsent, type ImportResult, type MappedColumn } from '../sources/index.ts';
import { importFiles } from './import-files.ts';
import { writeAgreedConsents } from './agreed-consents.ts';
import { recoverWorkspace } from './recover.ts';
import { refreshSegments } from './segments.ts';
import type { SourceTools } from './source-tools.ts';
import { takeBack } from './undo.ts';

/** How the caller wants a file to be read, where the file itself does not tell; no line of the header: there is none. */
export function readShape(choices: unknown) {
  const { headerRow, ...said } = shapeChoices.parse(choices);
  const told = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return { ...told, ...(headerRow === undefined ? {} : { headerRow: headerRow === 0 ? null : headerRow }) };
}

const importInput = z.object({
  import: z.string(),
  ...importSettings.shape,
  /** What the columns mean by their place, for files that the program itself has laid out. */
  columns: z.array(mappedColumn).nullable().default(null),
  /** What a partner's list is held to: the columns that may come in, and how each person consented. */
  agreed: z
    .object({ kept: z.array(z.string()), consent: agreedConsent.nullable() })
    .nullable()
    .default(null),
});

/** An import that has been written down. */
interface WrittenImport {
  readonly id: string;
  readonly source: string;
  readonly settings: ImportSettings;
  readonly columns: readonly MappedColumn[] | null;
  readonly agreed?: NonNullable<z.output<typeof importInput>['agreed']>;
}

/** Queues the job of an import. */
export async function queueImport(
  { imports, queue }: SourceTools,
  caller: Caller,
  { id, source, settings, columns, agreed }: WrittenImport,
): Promise<{ import: string; job: string }> {
  const job = await queue.enqueue({
    workspace: caller.workspace,
    kind: 'import',
    input: { import: id, source, ...settings, columns, agreed },
    createdBy: caller.id,
  });
  await imports.setJob(id, job.id);
  return { import: id, job: job.id };
}

function readSettings({ kind, mapping, columns, agreed, shape, observedAt }: z.output<typeof importInput>) {
  return {
    kind: kind ?? undefined,
    named: mapping ?? undefined,
    columns: columns ?? undefined,
    kept: agreed?.kept,
    shape: readShape(shape),
    observedAt: observedAt === null ? undefined : new Date(observedAt),
  };
}

/** The job that takes the files of an import in. */
export function importJob({ house, sources, uploads, mappings, imports, queue }: SourceTools) {
  return jobHandler({
    kind: 'import',
    lane: 'write',
    input: importInput,
    async run({ job, input, signal, report }) {
      const stored = await imports.get(job.workspace, input.import);
      // Cut off after its last step: the files are gone already, or on their way.
      if (stored.state === 'done' && stored.result !== null) return summaryOf(stored.result);
      const source = await sources.find(job.workspace, stored.source);
      if (source === undefined) throw new Error(`source ${stored.source} is gone`);
      await imports.setState(stored.id, 'running');
      try {
        const files = await Promise.all(
          stored.files.map(async ({ upload, name }) => ({
            ...(await uploads.get(job.workspace, upload)),
            name,
          })),
        );
        const result = await importFiles(
          {
            id: stored.id,
            workspace: job.workspace,
            source,
            ...readSettings(input),
            dryRun: stored.dry_run,
            actor: job.createdBy,
            files,
          },
          { house, mappings, signal, report },
        );
        if (!stored.dry_run && input.agreed !== null)
          await writeAgreedConsents(house, job, { ...input.agreed, import: stored.id });
        await imports.setState(stored.id, 'done', { result, kind: result.kind });
        await Promise.all(stored.dry_run ? [] : files.map(({ path }) => rm(path, { force: true })));
        if (!stored.dry_run) await refreshSegments(house.operational, queue, job);
        return summaryOf(result);
      } catch (error) {
        if (error instanceof Problem) await imports.setState(stored.id, 'failed');
        throw error;
      }
    },
    clearUp: ({ workspace }) => recoverWorkspace(house, workspace),
  });
}

/** What jobs tell everybody of an import: without its examples, which not everybody may see. */
function summaryOf(result: ImportResult): Record<string, unknown> {
  return Object.fromEntries(Object.entries(result).filter(([key]) => key !== 'examples'));
}

/** The job that takes an import back. */
export function undoJob({ house, imports }: SourceTools) {
  return jobHandler({
    kind: 'import-undo',
    lane: 'write',
    input: z.object({ import: z.string() }),
    async run({ job, input }) {
      const batches = await house.batches(job.workspace).ofImport(input.import);
      await takeBack(
        house,
        job.workspace,
        batches.map(({ number }) => number),
      );
      await imports.setState(input.import, 'undone');
      return { import: input.import };
    },
    clearUp: ({ workspace }) => recoverWorkspace(house, workspace),
  });
}
