import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { jobHandler } from '../jobs/index.ts';
import { waitingLists } from '../sources/index.ts';
import { statement } from '../store/operational/index.ts';
import type { House } from './house.ts';
import { recoverWorkspaces } from './recover.ts';

/** For how many days what has served its purpose is kept. */
export interface Retention {
  /** Jobs that have ended. */
  readonly jobs: number;
  /** Files that were uploaded and not imported. */
  readonly uploads: number;
  /** Files that were exported. */
  readonly exports: number;
  /** Rejected rows of imports. */
  readonly rejected: number;
}

/** What tidying works on. */
export interface TidyParts {
  readonly house: Pick<House, 'operational' | 'clock' | 'spool'>;
  readonly keepDays: Retention;
  readonly directories: { readonly uploads: string; readonly exports: string };
}

/** What went. */
export interface Tidied {
  readonly uploads: number;
  readonly exports: number;
  readonly rejected: number;
  readonly jobs: number;
}

const dayMs = 86_400_000;
const none = z.unknown();
const idRow = z.object({ id: z.string() });

const statements = {
  uploads: statement({
    name: 'tidy.uploads',
    sql: `DELETE FROM uploads WHERE created_at < $1 AND NOT EXISTS (
      SELECT FROM imports AS i JOIN jobs AS j ON j.id = i.job
      WHERE i.workspace = uploads.workspace AND j.state IN ('queued', 'running')
        AND i.files @> jsonb_build_array(jsonb_build_object('upload', uploads.id))
    ) AND NOT EXISTS (SELECT FROM partner_lists WHERE upload = uploads.id AND ${waitingLists})`,
    row: none,
  }),
  knownUploads: statement({
    name: 'tidy.uploads.known',
    sql: 'SELECT id FROM uploads WHERE id = ANY ($1::text[])',
    row: idRow,
  }),
  exports: statement({
    name: 'tidy.exports',
    sql: `DELETE FROM exports WHERE coalesce(finished_at, created_at) < $1 AND NOT EXISTS (
      SELECT FROM jobs AS j WHERE j.id = exports.job AND j.state IN ('queued', 'running')
    )`,
    row: none,
  }),
  knownExports: statement({
    name: 'tidy.exports.known',
    sql: 'SELECT id FROM exports WHERE id = ANY ($1::text[])',
    row: idRow,
  }),
  // A failed import says why through its job, and an export that is there shows its own.
  jobs: statement({
    name: 'tidy.jobs',
    sql: `DELETE FROM jobs WHERE state IN ('done', 'failed', 'cancelled') AND finished_at < $1
      AND NOT EXISTS (SELECT FROM imports AS i WHERE i.job = jobs.id AND i.state NOT IN ('done', 'undone'))
      AND NOT EXISTS (SELECT FROM bulk_edits AS b WHERE b.job = jobs.id AND b.state NOT IN ('done', 'undone'))
      AND NOT EXISTS (SELECT FROM exports AS e WHERE e.job = jobs.id)`,
    row: none,
  }),
};

/** Does away with what has served its purpose: first what is written down of files, then the files that nobody knows any more. */
export async function tidy({ house, keepDays, directories }: TidyParts): Promise<Tidied> {
  const { operational, clock, spool } = house;
  const before = (days: number) => new Date(clock().getTime() - days * dayMs);
  const known = (name: 'knownUploads' | 'knownExports') => async (ids: readonly string[]) =>
    new Set((await operational.rows(statements[name], [[...ids]])).map(({ id }) => id));

  await operational.run(statements.uploads, [before(keepDays.uploads)]);
  const uploads = await dropFiles(directories.uploads, {
    before: before(keepDays.uploads),
    known: known('knownUploads'),
  });
  await operational.run(statements.exports, [before(keepDays.exports)]);
  let exports = 0;
  for (const workspace of await listNames(directories.exports)) {
    exports += await dropFiles(join(directories.exports, workspace), {
      before: before(keepDays.exports),
      known: known('knownExports'),
    });
  }
  const rejected = await dropFiles(spool, {
    before: before(keepDays.rejected),
    named: /^reject(?:s|ed)-/,
    known: async () => new Set(),
  });
  const jobs = await operational.run(statements.jobs, [before(keepDays.jobs)]);
  return { uploads, exports, rejected, jobs };
}

interface Sweep {
  readonly before: Date;
  readonly named?: RegExp;
  /** Those of these ids that somebody still knows; an id is a file's name up to its first point. */
  readonly known: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Removes the files of a folder that are old enough and known to nobody; answers how many. */
async function dropFiles(directory: string, { before, named = /./, known }: Sweep): Promise<number> {
  const old: string[] = [];
  for (const name of (await listNames(directory)).filter((found) => named.test(found))) {
    const found = await stat(join(directory, name)).catch(() => null);
    if (found !== null && found.mtime < before) old.push(name);
  }
  if (old.length === 0) return 0;
  const idOf = (name: string): string => name.split('.')[0] ?? name;
  const kept = await known(old.map(idOf));
  const gone = old.filter((name) => !kept.has(idOf(name)));
  for (const name of gone) await rm(join(directory, name), { recursive: true, force: true });
  return gone.length;
}

async function listNames(directory: string): Promise<string[]> {
  return readdir(directory).catch(() => []);
}

/** The job that tidies up, once an hour for the whole installation; the workspaces are put in order on the way. */
export function tidyJob(parts: TidyParts & { house: House }, workspaces: () => Promise<{ id: string }[]>) {
  return jobHandler({
    kind: 'tidy',
    lane: 'tidy',
    input: z.object({}),
    async run({ signal }) {
      const tidied = await tidy(parts);
      await recoverWorkspaces(parts.house, await workspaces(), { signal });
      return tidied;
    },
  });
}

/** When tidying is done. */
export const tidySchedule = {
  name: 'tidy',
  seconds: 3_600,
  workspace: 'installation',
  kind: 'tidy',
  input: {},
} as const;
