export { buildProfiles, finishIndex } from './golden.ts';
export { isConflict } from './conflict.ts';
export { planChange, publishProfiles } from './change.ts';
export { countOutcome, type Outcome } from './outcome.ts';
export { notFound, readProfile } from './read.ts';
export { profileRoutes, type ProfileDesk } from './routes.ts';
export { countSearched, searchColumns, searchedFields, searchedText } from './search-text.ts';
