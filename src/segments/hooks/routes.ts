import { callerOf, route, type Route } from '../../access/index.ts';
import * as contract from './contract.ts';
import type { Hooks } from './hooks.ts';

/** The endpoints of addresses that changes of segments are sent to. */
export function hookRoutes(hooks: Hooks): Route[] {
  return [
    route(contract.listSegmentHooks, ({ id }, context) => hooks.list(callerOf(context), id)),
    route(contract.createSegmentHook, (input, context) => hooks.create(callerOf(context), input)),
    route(contract.removeSegmentHook, async ({ id }, context) => {
      await hooks.remove(callerOf(context), id);
      return {};
    }),
    route(contract.listSegmentDeliveries, (input, context) => hooks.deliveries(callerOf(context), input)),
    route(contract.retrySegmentDeliveries, ({ id }, context) => hooks.retry(callerOf(context), id)),
  ];
}
