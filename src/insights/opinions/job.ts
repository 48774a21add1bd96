import { z } from 'zod';

import type { Caller } from '../../access/index.ts';
import { jobHandler, type JobHandler } from '../../jobs/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import { findNewest, getMark, type Round, updateMark } from '../rounds.ts';
import { hasNews, readNotes } from './notes.ts';
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

const beginning = new Date(0);

interface News {
  readonly workspace: string;
  readonly warehouse: Warehouse;
  readonly signal: AbortSignal;
}

/** What is left to read, or all where it was read in another way. */
async function sinceOf({ operational }: OpinionParts, workspace: string, round: Round): Promise<Date> {
  const mark = await getMark(operational, workspace, round);
  return mark?.version === readingVersion ? mark.received : beginning;
}

/** Reads the texts of events that came since the last time. */
async function readEvents(parts: OpinionParts, { workspace, warehouse, signal }: News): Promise<number> {
  const { operational, clock, spool } = parts;
  const since = await sinceOf(parts, workspace, 'texts');
  const received = await findNewest(warehouse, since);
  if (received === null) return 0;
  const inTurn = <T>(work: () => Promise<T>) => parts.turn(workspace, work);
  const texts = await readOpinions(warehouse, { since, spool, signal, inTurn });
  // Rules ask whose texts they are.
  if (texts > 0) await parts.owners(workspace);
  const done = { round: 'texts', received, version: readingVersion, at: clock() } as const;
  await updateMark(operational, workspace, done);
  return texts;
}

/** Reads what members wrote down since the last time. */
async function readWritten(parts: OpinionParts, { workspace, warehouse, signal }: News): Promise<number> {
  const { operational, clock, spool } = parts;
  const [since, received] = [await sinceOf(parts, workspace, 'notes'), clock()];
  const inTurn = <T>(work: () => Promise<T>) => parts.turn(workspace, work);
  const reading = { operational, warehouse, workspace, since, spool, signal, inTurn };
  if (!(await hasNews(reading))) return 0;
  const notes = await readNotes(reading);
  const done = { round: 'notes', received, version: readingVersion, at: clock() } as const;
  await updateMark(operational, workspace, done);
  return notes;
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
        const news = { workspace: id, warehouse: await parts.warehouse(id), signal };
        texts += (await readEvents(parts, news)) + (await readWritten(parts, news));
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
