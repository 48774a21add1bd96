import { callerOf, route, type Route, type Seer } from '../../access/index.ts';
import type { Field, Kind } from '../../fields/index.ts';
import type { Operational } from '../../store/operational/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import { getOverview, getWork } from './contract.ts';
import { recallOverview } from './memory.ts';
import { readWork } from './work.ts';

/** What the endpoints of the overview work with. */
export interface OverviewDoors {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The catalogue as the asker sees it. */
  readonly fields: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
}

/** The endpoints of what the start page shows. */
export function overviewRoutes({ operational, clock, warehouse, fields }: OverviewDoors): Route[] {
  return [
    route(getOverview, async ({ kind }, context) => {
      const caller = callerOf(context);
      const catalogue = await fields(caller, kind);
      return recallOverview(await warehouse(caller.workspace), { kind, catalogue, now: clock() });
    }),
    route(getWork, (_, context) => readWork(operational, callerOf(context).workspace, clock())),
  ];
}
