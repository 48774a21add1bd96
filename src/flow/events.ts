import { join } from 'node:path';

import { createEvents, type Events } from '../events/index.ts';
import type { Queue } from '../jobs/index.ts';
import { settleAll } from '../lib/settle-all.ts';
import { openSources, openUploads } from '../sources/index.ts';
import type { House } from './house.ts';
import { openSaidDesk } from './said.ts';

type Own = Pick<Parameters<typeof createEvents>[0], 'sights' | 'places' | 'onFault'>;

/** What happens with customers, and how it goes on with what earlier processes left. */
interface OpenedEvents extends Events {
  resume(workspaces: readonly string[]): Promise<void>;
}

/** What happens with customers; what of it says who they are becomes records. */
export function openEvents(
  house: House,
  queue: Queue,
  { data, ...own }: Own & { readonly data: string },
): OpenedEvents {
  const { operational, clock, warehouse, space } = house;
  const sources = openSources(operational, clock);
  const events = createEvents({
    ...own,
    directory: join(data, 'collect'),
    operational,
    clock,
    warehouse,
    space,
    sources,
    uploads: openUploads(operational, clock, { directory: join(data, 'uploads'), space }),
    queue,
    spool: house.spool,
    loaded: (workspace, loaded) => {
      if (loaded.said > 0) said.wake(workspace);
    },
  });
  const said = openSaidDesk(house, { sources, guards: events.guards });
  const lookAll = async (workspaces: readonly string[]): Promise<void> => {
    for (const workspace of workspaces) {
      if (house.stopping.aborted) return;
      // What cannot be looked at now is looked at later.
      await said.resume(workspace).catch(() => said.wake(workspace));
    }
  };
  return {
    ...events,
    resume: (workspaces) =>
      settleAll([...workspaces.map((workspace) => events.intake.resume(workspace)), lookAll(workspaces)]),
  };
}
