import { refreshOwners } from '../events/index.ts';
import type { Queue } from '../jobs/index.ts';
import { createSegments, kindOfJob, segmentJobs, segmentSchedule } from '../segments/index.ts';
import type { House } from './house.ts';
import { takeTurn } from './turn.ts';

/** Segments, and the jobs that keep them up to date. */
export function openSegments(
  house: House,
  queue: Queue,
  workspaces: () => Promise<readonly { readonly id: string }[]>,
): ReturnType<typeof createSegments> {
  const { operational, clock, warehouse, fields, seen } = house;
  const owners = (workspace: string) =>
    takeTurn(house, workspace, async () => refreshOwners(await warehouse(workspace)));
  for (const handler of segmentJobs({ operational, clock, warehouse, fields, owners, workspaces }))
    queue.register(handler);
  queue.every(segmentSchedule);
  return createSegments({
    operational,
    clock,
    warehouse,
    seen,
    async refresh({ workspace, id }) {
      const job = await queue.enqueue({ workspace, kind: kindOfJob, input: {}, createdBy: id });
      return { job: job.id };
    },
  });
}
