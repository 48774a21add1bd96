import { z } from 'zod';

import type { Route } from '../access/index.ts';
import { matchRoutes } from '../identity/index.ts';
import { jobHandler, type Queue } from '../jobs/index.ts';
import type { ProfileDesk, TimelinePart } from '../profiles/index.ts';
import {
  agreementRoutes,
  openAgreements,
  openImportStore,
  openMappings,
  openMendedRows,
  openSources,
  openUploads,
  type SourceDesk,
} from '../sources/index.ts';
import { editRoutes } from '../query/index.ts';
import { openAgreementDesk } from './agreements.ts';
import { openProfileDesk } from './edit.ts';
import { openEditDesk } from './edits/desk.ts';
import type { House } from './house.ts';
import { scanAgain } from './matching/again.ts';
import { openMatchDesk } from './matching/desk.ts';
import { openNewsDesk } from './matching/news.ts';
import { matchPart } from './matching/timeline.ts';
import { importJob, undoJob } from './import-job.ts';
import { replay } from './replay.ts';
import { retentionJob, retentionSchedule, type RetentionParts } from './retention.ts';
import { openSourceDesk } from './source-desk.ts';
import { tidyJob, tidySchedule, type TidyParts } from './tidy.ts';
import type { SourceTools } from './source-tools.ts';

/** The desks of the stages that reach beyond themselves, and the jobs behind them. */
export interface Desk {
  readonly sources: SourceDesk;
  readonly profiles: ProfileDesk;
  /** The endpoints of edits of many, and of duplicates. */
  readonly routes: readonly Route[];
  /** What the timeline of a profile tells of decisions about who is who. */
  readonly timeline: readonly TimelinePart[];
  startReplay(workspace: string, actor: string): Promise<{ job: string }>;
}

/** Where files on their way in and out are kept, for how long, and in which workspaces order is kept. */
export interface Keeping extends Pick<TidyParts, 'keepDays' | 'directories'>, Pick<RetentionParts, 'trail'> {
  readonly workspaces: () => Promise<{ id: string }[]>;
  /** How long nothing changes before duplicates are looked for the first time. */
  readonly quietMs: number;
}

/** Opens the desks on a house and tells the queue how their jobs are done. */
export function openDesk(house: House, queue: Queue, keeping: Keeping): Desk {
  const { operational, clock } = house;
  const directory = keeping.directories.uploads;
  const sources = openSources(operational, clock);
  const agreements = openAgreements({ operational, clock, sources });
  const tools: SourceTools = {
    house,
    sources,
    agreements,
    uploads: openUploads(operational, clock, { directory, space: house.space }),
    mappings: openMappings(operational, clock),
    imports: openImportStore(operational, clock),
    mended: openMendedRows(operational),
    queue,
  };
  queue.register(importJob(tools));
  queue.register(undoJob(tools));
  queue.register(tidyJob({ ...keeping, house }, keeping.workspaces));
  queue.every(tidySchedule);
  queue.register(retentionJob({ ...tools, trail: keeping.trail, workspaces: keeping.workspaces }));
  queue.every(retentionSchedule);
  queue.register(
    jobHandler({
      kind: 'replay',
      lane: 'write',
      input: z.object({ only: z.literal('days').optional() }),
      run: ({ job, input, report }) => replay(house, job.workspace, { ...input, report }),
    }),
  );
  house.watchers.add(
    openNewsDesk(house, { onScanDue: (about) => scanAgain(tools, about), quietMs: keeping.quietMs }),
  );
  const profiles = openProfileDesk(house, { sources, agreements });
  return {
    sources: openSourceDesk(tools),
    profiles,
    routes: [
      ...agreementRoutes(openAgreementDesk(tools)),
      ...editRoutes(openEditDesk(house, sources, queue)),
      ...matchRoutes(openMatchDesk(tools, profiles)),
    ],
    timeline: [matchPart(house)],
    async startReplay(workspace, actor) {
      const job = await queue.enqueue({ workspace, kind: 'replay', input: {}, createdBy: actor });
      return { job: job.id };
    },
  };
}
