import { callerOf, route, type Route } from '../access/index.ts';
import type { Consents } from './consent.ts';
import { createConsent, listConsents } from './contract.ts';

/** The endpoints of what customers allow. */
export function consentRoutes(consents: Consents): Route[] {
  return [
    route(listConsents, ({ id }, context) => consents.list(callerOf(context), id)),
    route(createConsent, (input, context) => consents.create(callerOf(context), input)),
  ];
}
