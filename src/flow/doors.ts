import type { AccessRoom } from '../access/index.ts';
import { baseUrlOf, type Config } from '../config.ts';
import { createConsents } from '../consent/index.ts';
import type { Places } from '../events/index.ts';
import type { Queue } from '../jobs/index.ts';
import { createVerifications } from '../profiles/index.ts';
import { openConnectors } from './connectors.ts';
import { openEvents } from './events.ts';
import { openForms } from './forms.ts';
import type { House } from './house.ts';
import { openSelfService } from './self-service.ts';

interface DoorOptions {
  readonly queue: Queue;
  readonly access: AccessRoom;
  readonly config: Config;
  readonly secret: string;
  readonly places: Places;
  /** Hears of loads that fail. */
  readonly onFault: (error: unknown) => void;
}

/** The rooms by which facts come past sessions: trackers, what customers allow and fill in, and programs that send. */
export function openDoors(house: House, { queue, access, config, secret, places, onFault }: DoorOptions) {
  const { data } = config;
  const { sights } = access.visibility;
  const events = openEvents(house, queue, { data, sights, places, onFault });
  const consents = createConsents({ clock: house.clock, warehouse: house.warehouse, sights });
  const verifications = createVerifications(house);
  const common = { access, consents, secret, baseUrl: baseUrlOf(config) };
  const forms = openForms(house, { ...common, events, verifications });
  const selfService = openSelfService(house, { ...common, data });
  const connectors = openConnectors(house, { ...common, events, queue });
  return {
    events,
    consents,
    verifications,
    forms,
    selfService,
    connectors,
    /** Answers what trackers send. */
    collect: events.door,
    /** Answers whoever else needs no session; undefined for every other request. */
    knock: (request: Request, info: { readonly ip: string }): Promise<Response> | undefined =>
      forms.door(request, info) ?? selfService.door(request) ?? connectors.door(request),
  };
}

export type Doors = ReturnType<typeof openDoors>;
