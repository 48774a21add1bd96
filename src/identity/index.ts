export { planKeys } from './keys.ts';
export { joinNodes, nodesTable, resolveProfiles } from './resolve.ts';
export { nameTables } from './tables.ts';
