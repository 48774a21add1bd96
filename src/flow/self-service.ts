import { join } from 'node:path';

import type { AccessRoom, Route } from '../access/index.ts';
import type { Consents } from '../consent/index.ts';
import { seeFields } from '../fields/index.ts';
import { readProfileId } from '../lib/profile-id.ts';
import {
  createCustomer,
  createLinks,
  createRevocations,
  openCustomerDoor,
  selfServiceRoutes,
} from '../self-service/index.ts';
import { openSources } from '../sources/index.ts';
import { createTeamwork } from '../teamwork/index.ts';
import type { House } from './house.ts';
import { openLook } from './look.ts';
import { takeRecords } from './take-records.ts';

interface Rooms {
  readonly access: Pick<AccessRoom, 'throttle' | 'members'>;
  readonly consents: Consents;
  readonly secret: string;
  readonly baseUrl: string;
  readonly data: string;
}

/** What people see of themselves: nothing that the staff keeps for itself, and behind a mask what is most sensitive. */
const sights = { public: 'full', internal: 'hidden', personal: 'full', sensitive: 'masked' } as const;

const source = {
  name: 'self-service',
  party: 'first',
  channel: 'form',
  trust: 90,
  basis: 'consent',
  note: '',
} as const;

/** The page of a customer as the application has it: a door, and endpoints that make links. */
export interface SelfService {
  readonly door: ReturnType<typeof openCustomerDoor>;
  readonly routes: readonly Route[];
}

/** Opens what customers do by themselves on a house. */
export function openSelfService(house: House, rooms: Rooms): SelfService {
  const { operational, clock, warehouse, space } = house;
  const { access, consents } = rooms;
  const sources = openSources(operational, clock);
  const links = createLinks(rooms.secret, clock);
  const revocations = createRevocations({ operational, clock, links });
  const fields = async (workspace: string) => seeFields(await house.fields(workspace, 'person'), { sights });
  const { show } = openLook({ ...house, seen: ({ workspace }) => fields(workspace) });
  const { tasks } = createTeamwork({
    operational,
    clock,
    warehouse,
    seen: house.seen,
    show,
    member: access.members.get,
    directory: join(rooms.data, 'files'),
    space,
  });
  const customer = createCustomer({
    clock,
    warehouse,
    consents,
    fields,
    show,
    async correct(workspace, profile, values) {
      const own = await sources.ensure(workspace, source, 'customer');
      const tiedTo = readProfileId(profile)?.no ?? null;
      const task = { workspace, kind: 'person', source: own, actor: '', sets: [], tiedTo } as const;
      await takeRecords(house, { ...task, records: [values] });
    },
    addTask: async (caller, task) => {
      await tasks.create(caller, { ...task, due: null, assignee: null });
    },
  });
  return {
    door: openCustomerDoor({ links: revocations, customer, throttle: access.throttle }),
    routes: selfServiceRoutes({ clock, warehouse, links, revocations, consents, baseUrl: rooms.baseUrl }),
  };
}
