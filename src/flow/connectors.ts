import { z } from 'zod';

import type { AccessRoom, Route } from '../access/index.ts';
import {
  connectorRoutes,
  createConnectors,
  createDeliveries,
  createSealing,
  openHookDoor,
  openTaking,
  type Connectors,
  type Sealing,
} from '../connectors/index.ts';
import type { Consents } from '../consent/index.ts';
import type { Events } from '../events/index.ts';
import { jobHandler, type Queue } from '../jobs/index.ts';
import { openSources } from '../sources/index.ts';
import type { House } from './house.ts';
import { takeRecords } from './take-records.ts';

interface ConnectorRooms {
  readonly access: Pick<AccessRoom, 'visibility'>;
  readonly events: Pick<Events, 'intake' | 'plans'>;
  readonly consents: Consents;
  readonly baseUrl: string;
  readonly queue: Queue;
}

/** Connectors as the application has them: a door for programs, and endpoints for those who set them up. */
export interface ConnectorDesk {
  readonly door: ReturnType<typeof openHookDoor>;
  readonly routes: readonly Route[];
  readonly connectors: Connectors;
  readonly sealing: Sealing;
  resume(): Promise<void>;
}

/** Opens the connectors on a house. */
export function openConnectors(house: House, rooms: ConnectorRooms): ConnectorDesk {
  const { operational, clock, warehouse, later } = house;
  const { queue } = rooms;
  const sources = openSources(operational, clock);
  const sealing = createSealing(house.encryptionKey);
  const { sights } = rooms.access.visibility;
  const taking = openTaking({
    operational,
    clock,
    warehouse,
    later,
    stopping: house.stopping,
    sealing,
    intake: rooms.events.intake,
    plans: rooms.events.plans,
    consents: rooms.consents,
    async takeRecords({ source: name, ...task }) {
      const source = await sources.find(task.workspace, name);
      if (source === undefined) throw new Error(`source ${name} has gone`);
      return takeRecords(house, { ...task, source, actor: '', sets: [], tiedTo: null });
    },
  });
  const common = { operational, clock, sealing };
  const connectors = createConnectors({ ...common, sources, sights, baseUrl: rooms.baseUrl });
  const deliveries = createDeliveries({ operational, sights, connectors, wake: taking.wake });
  queue.register(
    jobHandler({ kind: 'connectors', lane: 'connectors', input: z.object({}), run: () => taking.resume() }),
  );
  queue.every({ name: 'connectors', seconds: 60, workspace: 'installation', kind: 'connectors', input: {} });
  return {
    connectors,
    sealing,
    resume: taking.resume,
    door: openHookDoor({ ...common, wake: taking.wake }),
    routes: connectorRoutes({ connectors, deliveries }),
  };
}
