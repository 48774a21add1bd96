import { callerOf, route, type Route } from '../access/index.ts';
import type { Connectors } from './connectors.ts';
import {
  createConnector,
  getConnector,
  listConnectorKinds,
  listConnectors,
  listDeliveries,
  listRuns,
  previewMapping,
  removeConnector,
  replayDeliveries,
  runConnector,
  updateConnector,
} from './contract.ts';
import type { Deliveries } from './deliveries.ts';
import { listKinds, openPuller } from './kinds.ts';
import type { Runs } from './runs.ts';
import type { Sealing } from './sealing.ts';

/** The endpoints of connectors and of what was sent to them. */
export function connectorRoutes({
  connectors,
  deliveries,
}: {
  readonly connectors: Connectors;
  readonly deliveries: Deliveries;
}): Route[] {
  return [
    route(listConnectorKinds, async () => ({ rows: listKinds() })),
    route(listConnectors, (_input, context) => connectors.list(callerOf(context))),
    route(getConnector, ({ id }, context) => connectors.get(callerOf(context), id)),
    route(createConnector, (input, context) => connectors.create(callerOf(context), input)),
    route(updateConnector, (input, context) => connectors.update(callerOf(context), input)),
    route(removeConnector, async ({ id }, context) => {
      await connectors.remove(callerOf(context), id);
      return {};
    }),
    route(previewMapping, (input, context) => connectors.preview(callerOf(context), input)),
    route(listDeliveries, (input, context) => deliveries.list(callerOf(context), input)),
    route(replayDeliveries, (input, context) => deliveries.replay(callerOf(context), input)),
  ];
}

/** The endpoints of connectors that fetch. */
export function runRoutes({
  connectors,
  sealing,
  runs,
  start,
}: {
  readonly connectors: Pick<Connectors, 'find'>;
  readonly sealing: Sealing;
  readonly runs: Runs;
  readonly start: (workspace: string, id: string, by: string) => Promise<string>;
}): Route[] {
  return [
    route(listRuns, (input, context) => runs.list(callerOf(context), input)),
    route(runConnector, async ({ id, again }, context) => {
      const caller = callerOf(context);
      const row = await connectors.find(caller, id);
      openPuller(row.kind, sealing.open(row));
      if (again) await runs.forget(caller, id);
      return { job: await start(caller.workspace, id, caller.id) };
    }),
  ];
}
