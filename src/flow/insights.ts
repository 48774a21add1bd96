import type { AccessRoom } from '../access/index.ts';
import { refreshOwners } from '../events/index.ts';
import { createInsights, insightSchedule, interestSchedule, opinionSchedule } from '../insights/index.ts';
import type { Queue } from '../jobs/index.ts';
import { segmentsNaming } from '../segments/index.ts';
import { followValues } from './follow-values.ts';
import type { House } from './house.ts';
import { takeTurn } from './turn.ts';

/** What purchases tell of customers; whose these are is brought up to date in the turn to change profiles. */
export function openInsights(
  house: House,
  queue: Queue,
  { workspaces, visibility, audit }: Pick<AccessRoom, 'workspaces' | 'visibility' | 'audit'>,
): ReturnType<typeof createInsights> {
  const { operational, clock, warehouse, fields, seen, world, spool } = house;
  const insights = createInsights({
    operational,
    clock,
    warehouse,
    queue,
    workspaces: workspaces.list,
    opens: async (seer) => (await visibility.sights(seer)).personal === 'full',
    trail: audit.append,
    spool,
    turn: (workspace, work) => house.turns.take(workspace, work),
    fields,
    seen,
    world,
    users: (workspace, value) => segmentsNaming(operational, workspace, value),
    owners: (workspace) => takeTurn(house, workspace, async () => refreshOwners(await warehouse(workspace))),
  });
  for (const handler of insights.handlers) queue.register(handler);
  followValues(house, insights.follow);
  queue.every(insightSchedule);
  queue.every(interestSchedule);
  queue.every(opinionSchedule);
  return insights;
}
