export { createAccess } from './access.ts';
export type { AccessOptions, AccessRoom } from './access.ts';
export { atLeast, authorize, callerOf, systemActor } from './actor.ts';
export type { Actor, Caller, Seer } from './actor.ts';
export { createId } from './id.ts';
export type { Reveal } from './reveals.ts';
export { auditedRoute, route } from './route.ts';
export type { Route } from './route.ts';
export { accessRoutes } from './routes.ts';
