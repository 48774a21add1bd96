export { checkGiven, createConsents, type Consents, type ConsentWord } from './consent.ts';
export { consentRoutes } from './routes.ts';
export { allowing } from './standing.ts';
export { findTracked } from './tracked.ts';
