import { z } from 'zod';

import type { Caller } from '../../access/index.ts';
import { jobHandler, type JobHandler } from '../../jobs/index.ts';
import { statement } from '../../store/operational/index.ts';
import { statement as warehouseStatement } from '../../store/warehouse/index.ts';
import { readingVersion } from './judge.ts';
import { createOpinions, type Opinions } from './opinions.ts';
import type { OpinionParts } from './parts.ts';
import { readOpinions } from './read.ts';

const kindOfRound = 'read-texts';

/** When new texts are read without anybody asking. */
export const opinionSchedule = {
  name: kindOfRound,
  seconds: 300,
  workspace: 'installation',
  kind: kindOfRound,
  input: {},
} as const;

const readMark = statement({
  name: 'readOpinionMark',
  sql: 'SELECT received, version FROM opinion_marks WHERE workspace = $1',
  row: z.object({ received: z.date(), version: z.number() }),
});
const putMark = statement({
  name: 'putOpinionMark',
  sql: `INSERT INTO opinion_marks (workspace, received, version, read_at, texts) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (workspace) DO UPDATE SET received = excluded.received, version = excluded.version, read_at = excluded.read_at, texts = excluded.texts`,
  row: z.unknown(),
});
const newest = warehouseStatement({
  name: 'opinions.newest',
  sql: `SELECT toString(max(received)) AS at, count() AS n FROM {db}.events WHERE received > {since:DateTime64(3, 'UTC')}`,
  row: z.object({ at: z.string(), n: z.coerce.number() }),
});

const beginning = new Date(0);

/** Reads the texts of a workspace that came since the last time, or all where they were read in another way. */
async function readNews(parts: OpinionParts, workspace: string, signal: AbortSignal): Promise<number> {
  const { operational, clock, spool } = parts;
  const mark = await operational.row(readMark, [workspace]);
  const since = mark?.version === readingVersion ? mark.received : beginning;
  const warehouse = await parts.warehouse(workspace);
  const asked = { since: since.toISOString().replace('T', ' ').replace('Z', '') };
  const found = await warehouse.row(newest, asked);
  if (found === undefined || found.n === 0) return 0;
  const inTurn = <T>(work: () => Promise<T>) => parts.turn(workspace, work);
  const texts = await readOpinions(warehouse, { since, spool, signal, inTurn });
  // Rules ask whose texts they are.
  if (texts > 0) await parts.owners(workspace);
  const upTo = new Date(`${found.at.replace(' ', 'T')}Z`);
  await operational.run(putMark, [workspace, upTo, readingVersion, clock(), texts]);
  return texts;
}

/** What customers say in texts: read in the background as it comes, seen, and corrected. */
export function openOpinions(parts: OpinionParts): {
  readonly opinions: Opinions & {
    readonly readNow: (caller: Pick<Caller, 'workspace' | 'id'>) => Promise<{ readonly job: string }>;
  };
  readonly handler: JobHandler;
} {
  const handler = jobHandler({
    kind: kindOfRound,
    lane: 'insights',
    input: z.object({}),
    async run({ job: { workspace }, signal }) {
      // The round reads those of all workspaces.
      const all = workspace === opinionSchedule.workspace ? await parts.workspaces() : [{ id: workspace }];
      let texts = 0;
      for (const { id } of all) {
        signal.throwIfAborted();
        texts += await readNews(parts, id, signal);
      }
      return { texts };
    },
  });
  const readNow = async ({ workspace, id: createdBy }: Pick<Caller, 'workspace' | 'id'>) => {
    const job = await parts.queue.enqueue({ workspace, kind: kindOfRound, input: {}, createdBy });
    return { job: job.id };
  };
  return { opinions: { ...createOpinions(parts), readNow }, handler };
}

/** The desk of texts. */
export type OpinionDesk = ReturnType<typeof openOpinions>['opinions'];
