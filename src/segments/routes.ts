import { callerOf, route, type Route } from '../access/index.ts';
import * as contract from './contract.ts';
import type { Segments } from './segments.ts';

/** The endpoints of segments. */
export function segmentRoutes(segments: Segments): Route[] {
  return [
    route(contract.listSegments, async ({ kind }, context) => ({
      rows: await segments.list(callerOf(context), kind),
    })),
    route(contract.getSegment, ({ id }, context) => segments.get(callerOf(context), id)),
    route(contract.createSegment, (content, context) => segments.create(callerOf(context), content)),
    route(contract.updateSegment, (changes, context) => segments.update(callerOf(context), changes)),
    route(contract.removeSegment, async ({ id }, context) => {
      await segments.remove(callerOf(context), id);
      return {};
    }),
    route(contract.refreshSegments, (_, context) => segments.refresh(callerOf(context))),
    route(contract.compareSegments, ({ ids }, context) => segments.compare(callerOf(context), ids)),
    route(contract.contrastSegments, (input, context) => segments.contrast(callerOf(context), input)),
    route(contract.listStockedSegments, async ({ kind }, context) => ({
      rows: (await segments.stocked(callerOf(context), kind)).map(({ key, name, description, rule }) => ({
        key,
        name,
        description,
        rule,
      })),
    })),
  ];
}
