export { createConnectors, type Connectors } from './connectors.ts';
export { createDeliveries } from './deliveries.ts';
export { openHookDoor } from './door.ts';
export { listDue, pullConnector, type PullParts } from './pull.ts';
export { connectorRoutes, runRoutes } from './routes.ts';
export { createRuns } from './runs.ts';
export { createSealing, type Sealing } from './sealing.ts';
export { openTaking } from './take.ts';
export { signStandard } from './signature.ts';
