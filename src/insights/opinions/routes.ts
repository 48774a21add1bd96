import { auditedRoute, callerOf, route, type Route } from '../../access/index.ts';
import * as contract from './contract.ts';
import type { OpinionDesk } from './job.ts';

/** The endpoints of what customers say in texts. */
export function opinionRoutes(opinions: OpinionDesk): Route[] {
  return [
    route(contract.getOpinions, (asked, context) => opinions.summary(callerOf(context), asked)),
    route(contract.listOpinions, (asked, context) => opinions.list(callerOf(context), asked)),
    route(contract.readTexts, (_, context) => opinions.readNow(callerOf(context))),
    auditedRoute(contract.correctOpinion, (asked, context) => opinions.correct(callerOf(context), asked)),
  ];
}
