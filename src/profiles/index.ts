export { buildProfiles } from './golden.ts';
export { planChange, publishProfiles } from './change.ts';
export { countOutcome, type Outcome } from './outcome.ts';
export type { Profile } from './contract.ts';
export { notFound, readProfile } from './read.ts';
export { profileRoutes, type ProfileDesk } from './routes.ts';
