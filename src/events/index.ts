export { noAmounts, noTexts, type Arrival } from './arrival.ts';
export { typeItems } from './door.ts';
export { createEvents, type Events } from './events.ts';
export { trackedField, trackedKey } from './keys.ts';
export { refreshOwners } from './owners.ts';
export { refusalTexts } from './protocol/refusals.ts';
export { eventRoutes } from './routes.ts';
export { readSaid, type Said } from './said.ts';
