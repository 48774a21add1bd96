export { planKeys } from './keys.ts';
export { agglomerate } from './matching/agglomerate.ts';
export { attributesOf, type FieldSource } from './matching/attributes.ts';
export { matchRecords } from './matching/match.ts';
export type { MatchInput } from './matching/standardise.ts';
export { openSteps, type Steps } from './matching/steps.ts';
export { joinNodes, nodesTable, resolveProfiles } from './resolve.ts';
export { nameTables } from './tables.ts';
