import type { Operational } from '../store/operational/index.ts';
import type { Space } from '../store/space.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import type { Queue } from '../jobs/index.ts';
import type { Sources, Uploads } from '../sources/index.ts';
import { createArrivals } from './arrivals.ts';
import { createCosts } from './costs/costs.ts';
import { createDevices } from './devices/devices.ts';
import type { Places } from './devices/places.ts';
import { openDoor } from './door.ts';
import { eventImportJob, startEventImport } from './file/import.ts';
import { demotionPart } from './guards/demotions.ts';
import { openGuards } from './guards/guards.ts';
import { openIntake, type IntakeOptions } from './intake/intake.ts';
import type { Sights } from './sights.ts';
import { eventParts } from './timeline.ts';
import { openPlans } from './plan/plans.ts';
import { createPlanReport } from './plan/seen.ts';
import { openWriteKeys } from './write-keys.ts';

/** What the room needs of the whole. */
export interface EventOptions extends Pick<IntakeOptions, 'loaded' | 'onFault' | 'limits'> {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly sources: Pick<Sources, 'get' | 'ensure'>;
  readonly uploads: Pick<Uploads, 'get'>;
  readonly queue: Queue;
  /** Where files on their way in are kept for a while. */
  readonly spool: string;
  readonly space: Space;
  /** Where the logs of intake lie. */
  readonly directory: string;
  readonly sights: Sights;
  readonly places: Places;
}

/** What happens with customers: how it is taken in, kept and shown. */
export function createEvents(options: EventOptions) {
  const { operational, clock, warehouse, sources, sights, queue } = options;
  const intake = openIntake(options);
  const keys = openWriteKeys(operational, clock, sources);
  const plans = openPlans(operational, clock);
  queue.register(eventImportJob(options));
  return {
    intake,
    keys,
    door: openDoor({ intake, keys, plans, clock }),
    arrivals: createArrivals({ warehouse, sources, intake, sights, clock, plans }),
    plans,
    planReport: createPlanReport({ warehouse, sights, plans }),
    guards: openGuards({ operational, clock, warehouse }),
    devices: createDevices(options),
    costs: createCosts(warehouse),
    startImport: (of: Parameters<typeof startEventImport>[2]) => startEventImport(options, queue, of),
    timeline: [...eventParts({ warehouse, sights }), demotionPart({ warehouse, sights })],
  };
}

export type Events = ReturnType<typeof createEvents>;
