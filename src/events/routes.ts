import { callerOf, route, type Route } from '../access/index.ts';
import {
  createWriteKey,
  listArrivals,
  listWriteKeys,
  removeWriteKey,
  replayRefused,
  retryAside,
} from './contract.ts';
import { getCosts } from './costs/contract.ts';
import { listDevices } from './devices/contract.ts';
import { createEventImport } from './file/contract.ts';
import { getIdentityGuards, updateIdentityGuards } from './guards/contract.ts';
import {
  createPlannedEvent,
  getTrackingPlan,
  removePlannedEvent,
  updatePlannedEvent,
  updateTrackingPlan,
} from './plan/contract.ts';
import type { Events } from './events.ts';

/** The endpoints of write keys and of what arrives with them. */
export function eventRoutes({
  intake,
  keys,
  arrivals,
  devices,
  costs,
  plans,
  planReport,
  guards,
  startImport,
}: Pick<
  Events,
  'intake' | 'keys' | 'arrivals' | 'devices' | 'costs' | 'plans' | 'planReport' | 'guards' | 'startImport'
>): Route[] {
  return [
    route(listWriteKeys, async ({ source }, context) => ({
      rows: await keys.list(callerOf(context), source),
    })),
    route(createWriteKey, ({ source }, context) => keys.create(callerOf(context), source)),
    route(removeWriteKey, async ({ id }, context) => {
      await keys.remove(callerOf(context), id);
      return {};
    }),
    route(listArrivals, (input, context) => arrivals.list(callerOf(context), input)),
    route(retryAside, async (_input, context) => {
      await intake.retryAside(callerOf(context).workspace);
      return {};
    }),
    route(listDevices, ({ id }, context) => devices.list(callerOf(context), id)),
    route(getCosts, ({ id }, context) => costs(callerOf(context), id)),
    route(getTrackingPlan, (_input, context) => planReport(callerOf(context))),
    route(updateTrackingPlan, async ({ unplanned }, context) => {
      await plans.setUnplanned(callerOf(context), unplanned);
      return {};
    }),
    route(createPlannedEvent, (input, context) => plans.create(callerOf(context), input)),
    route(updatePlannedEvent, (input, context) => plans.update(callerOf(context), input)),
    route(removePlannedEvent, async ({ id }, context) => {
      await plans.remove(callerOf(context), id);
      return {};
    }),
    route(getIdentityGuards, (_input, context) => guards.get(callerOf(context))),
    route(updateIdentityGuards, async (input, context) => {
      await guards.update(callerOf(context), input.guards);
      return {};
    }),
    route(createEventImport, (input, context) => startImport({ caller: callerOf(context), input })),
    route(replayRefused, (input, context) => arrivals.replay(callerOf(context), input)),
  ];
}
