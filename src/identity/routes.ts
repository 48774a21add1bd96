import { callerOf, route, type Caller, type Route } from '../access/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import {
  decideMatches,
  getMatchBands,
  joinBand,
  linkFiles,
  listMatchChanges,
  listMatchModels,
  listMatchPairs,
  listMatchRuns,
  previewJoin,
  resumeMatching,
  setMatchBands,
  startMatching,
  undoAuthorChanges,
  undoMatchChange,
} from './contract.ts';

/** What stands behind the endpoints of matching; it reaches beyond this room, so the flow opens it. */
export interface MatchDesk {
  start(caller: Caller, input: Parsed<typeof startMatching>): Promise<Output<typeof startMatching>>;
  resume(caller: Caller, run: string): Promise<Output<typeof resumeMatching>>;
  runs(caller: Caller, input: Parsed<typeof listMatchRuns>): Promise<Output<typeof listMatchRuns>>;
  pairs(caller: Caller, input: Parsed<typeof listMatchPairs>): Promise<Output<typeof listMatchPairs>>;
  decide(caller: Caller, input: Parsed<typeof decideMatches>): Promise<Output<typeof decideMatches>>;
  preview(caller: Caller, input: Parsed<typeof previewJoin>): Promise<Output<typeof previewJoin>>;
  joinBand(caller: Caller, run: string): Promise<Output<typeof joinBand>>;
  changes(caller: Caller, input: Parsed<typeof listMatchChanges>): Promise<Output<typeof listMatchChanges>>;
  link(caller: Caller, input: Parsed<typeof linkFiles>): Promise<unknown>;
  bands(caller: Caller, input: Parsed<typeof getMatchBands>): Promise<Output<typeof getMatchBands>>;
  setBands(caller: Caller, input: Parsed<typeof setMatchBands>): Promise<Output<typeof setMatchBands>>;
  models(caller: Caller, input: Parsed<typeof listMatchModels>): Promise<Output<typeof listMatchModels>>;
  undoAuthor(caller: Caller, author: string): Promise<Output<typeof undoAuthorChanges>>;
  undo(caller: Caller, change: string): Promise<Output<typeof undoMatchChange>>;
}

/** The endpoints of matching. */
export function matchRoutes(desk: MatchDesk): Route[] {
  return [
    route(startMatching, (input, context) => desk.start(callerOf(context), input)),
    route(resumeMatching, ({ id }, context) => desk.resume(callerOf(context), id)),
    route(listMatchRuns, (input, context) => desk.runs(callerOf(context), input)),
    route(getMatchBands, (input, context) => desk.bands(callerOf(context), input)),
    route(setMatchBands, (input, context) => desk.setBands(callerOf(context), input)),
    route(listMatchModels, (input, context) => desk.models(callerOf(context), input)),
    route(listMatchPairs, (input, context) => desk.pairs(callerOf(context), input)),
    route(decideMatches, (input, context) => desk.decide(callerOf(context), input)),
    route(previewJoin, (input, context) => desk.preview(callerOf(context), input)),
    route(joinBand, ({ id }, context) => desk.joinBand(callerOf(context), id)),
    route(listMatchChanges, (input, context) => desk.changes(callerOf(context), input)),
    route(linkFiles, (input, context) => desk.link(callerOf(context), input)),
    route(undoAuthorChanges, ({ author }, context) => desk.undoAuthor(callerOf(context), author)),
    route(undoMatchChange, ({ id }, context) => desk.undo(callerOf(context), id)),
  ];
}
