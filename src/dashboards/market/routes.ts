import { callerOf, route, type Route } from '../../access/index.ts';
import * as contract from './contract.ts';
import type { Market } from './market.ts';

/** The endpoints of market share. */
export function marketRoutes(market: Market): Route[] {
  return [
    route(contract.listMarketShares, ({ kind }, context) => market.list(callerOf(context), kind)),
    route(contract.createMarketSize, (size, context) => market.create(callerOf(context), size)),
    route(contract.updateMarketSize, async (changes, context) => {
      await market.update(callerOf(context), changes);
      return {};
    }),
    route(contract.removeMarketSize, async ({ id }, context) => {
      await market.remove(callerOf(context), id);
      return {};
    }),
  ];
}
