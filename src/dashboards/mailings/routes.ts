import { callerOf, route, type Route } from '../../access/index.ts';
import * as contract from './contract.ts';
import type { Mailings } from './mailings.ts';

/** The endpoints of mailings, and of dashboards as files. */
export function mailingRoutes(mailings: Mailings): Route[] {
  return [
    route(contract.listMailings, ({ dashboard }, context) => mailings.list(callerOf(context), dashboard)),
    route(contract.createMailing, (asked, context) => mailings.create(callerOf(context), asked)),
    route(contract.removeMailing, async ({ id }, context) => {
      await mailings.remove(callerOf(context), id);
      return {};
    }),
    route(contract.sendMailing, ({ id }, context) => mailings.send(callerOf(context), id)),
    route(contract.downloadDashboard, (asked, context) => mailings.download(callerOf(context), asked)),
  ];
}
