import { z } from 'zod';

import type { Caller } from '../../access/index.ts';
import { jobHandler, type JobHandler } from '../../jobs/index.ts';
import { findNewest, getMark, updateMark } from '../rounds.ts';
import { readingVersion } from './judge.ts';
import { createOpinions, type Opinions } from './opinions.ts';
import { type OpinionParts, textRound } from './parts.ts';
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

const beginning = new Date(0);

/** Reads the texts of a workspace that came since the last time, or all where they were read in another way. */
async function readNews(parts: OpinionParts, workspace: string, signal: AbortSignal): Promise<number> {
  const { operational, clock, spool } = parts;
  const mark = await getMark(operational, workspace, textRound);
  const since = mark?.version === readingVersion ? mark.received : beginning;
  const warehouse = await parts.warehouse(workspace);
  const received = await findNewest(warehouse, since);
  if (received === null) return 0;
  const inTurn = <T>(work: () => Promise<T>) => parts.turn(workspace, work);
  const texts = await readOpinions(warehouse, { since, spool, signal, inTurn });
  // Rules ask whose texts they are.
  if (texts > 0) await parts.owners(workspace);
  const done = { round: textRound, received, version: readingVersion, at: clock() } as const;
  await updateMark(operational, workspace, done);
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
