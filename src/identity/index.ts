export { planKeys } from './keys.ts';
export { joinNodes, nodesTable, resolveProfiles } from './resolve.ts';
