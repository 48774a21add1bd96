import { callerOf, route, type Route } from '../../access/index.ts';
import * as contract from './contract.ts';
import type { Values } from './values.ts';

/** The endpoints of computed values. */
export function valueRoutes(values: Values): Route[] {
  return [
    route(contract.listComputedValues, ({ kind }, context) => values.list(callerOf(context), kind)),
    route(contract.createComputedValue, (content, context) => values.create(callerOf(context), content)),
    route(contract.updateComputedValue, (changes, context) => values.update(callerOf(context), changes)),
    route(contract.removeComputedValue, async ({ id }, context) => {
      await values.remove(callerOf(context), id);
      return {};
    }),
    route(contract.previewComputedValue, (asked, context) => values.preview(callerOf(context), asked)),
    route(contract.getProfileValues, ({ id }, context) => values.ofProfile(callerOf(context), id)),
  ];
}
