import { callerOf, route, type Route } from '../../access/index.ts';
import { createVerification, listVerifications } from './contract.ts';
import type { Verifications } from './verifications.ts';

/** The endpoints of what was verified. */
export function verificationRoutes(verifications: Verifications): Route[] {
  return [
    route(listVerifications, ({ id }, context) => verifications.list(callerOf(context), id)),
    route(createVerification, (input, context) => verifications.create(callerOf(context), input)),
  ];
}
