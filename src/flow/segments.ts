import { refreshOwners } from '../events/index.ts';
import { readValues } from '../insights/index.ts';
import { namesSegments, namesValues, type ReadWorld } from '../query/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Queue } from '../jobs/index.ts';
import {
  createSegments,
  hasSegments,
  kindOfJob,
  readSegments,
  segmentJobs,
  segmentSchedule,
} from '../segments/index.ts';
import type { House } from './house.ts';
import { takeTurn } from './turn.ts';

/** Segments, and the jobs that keep them up to date. */
export function openSegments(
  house: House,
  queue: Queue,
  workspaces: () => Promise<readonly { readonly id: string }[]>,
): ReturnType<typeof createSegments> {
  const { operational, clock, warehouse, fields, seen, world } = house;
  const owners = (workspace: string) =>
    takeTurn(house, workspace, async () => refreshOwners(await warehouse(workspace)));
  for (const handler of segmentJobs({ operational, clock, warehouse, fields, owners, world, workspaces }))
    queue.register(handler);
  queue.every(segmentSchedule);
  return createSegments({
    operational,
    clock,
    warehouse,
    seen,
    world,
    async refresh({ workspace, id }) {
      const job = await queue.enqueue({ workspace, kind: kindOfJob, input: {}, createdBy: id });
      return { job: job.id };
    },
  });
}

/** What rules may speak of besides fields: the days of the workspace, and its segments and computed values where a rule names one. */
export function openWorld(
  operational: Operational,
  find: (workspace: string) => Promise<{ readonly timeZone: string | null } | undefined>,
): ReadWorld {
  return async (workspace, rules) => {
    const timeZone = (await find(workspace))?.timeZone ?? undefined;
    const segments = namesSegments(rules) ? await readSegments(operational, workspace) : undefined;
    const values = namesValues(rules) ? await readValues(operational, workspace) : undefined;
    return { timeZone, segments, values };
  };
}

/** Puts a refresh into the queue where a workspace has segments, as after an import: nobody waits ten minutes to see who came. */
export async function refreshSegments(
  operational: Operational,
  queue: Pick<Queue, 'enqueue'>,
  { workspace, createdBy }: { readonly workspace: string; readonly createdBy: string },
): Promise<void> {
  if (await hasSegments(operational, workspace))
    await queue.enqueue({ workspace, kind: kindOfJob, input: {}, createdBy });
}
