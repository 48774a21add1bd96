import { auditedRoute, callerOf, route, type Caller, type Route, type Seer } from '../access/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import {
  createProfiles,
  getProfile,
  listTimeline,
  retractRecord,
  revealValue,
  updateProfile,
  type Profile,
} from './contract.ts';
import { eraseProfile } from './erasure/contract.ts';
import { findPlace } from './place.ts';
import { readTimeline, type TimelinePart } from './timeline.ts';
import type { Warehouse } from '../store/warehouse/index.ts';

/** What the routes of profiles need: reading, and the flows that change profiles. */
export interface ProfileDesk {
  show(seer: Seer, id: string): Promise<Profile>;
  reveal(caller: Caller, input: Parsed<typeof revealValue>): Promise<Output<typeof revealValue>>;
  edit(caller: Caller, input: Parsed<typeof updateProfile>): Promise<Output<typeof updateProfile>>;
  create(caller: Caller, input: Parsed<typeof createProfiles>): Promise<Output<typeof createProfiles>>;
  erase(caller: Caller, id: string): Promise<Output<typeof eraseProfile>>;
  retract(caller: Caller, id: string): Promise<Output<typeof retractRecord>>;
}

/** What the timeline is put together from. */
interface TimelineTools {
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly parts: readonly TimelinePart[];
}

/** The endpoints of profiles and of records that are not files. */
export function profileRoutes(desk: ProfileDesk, { warehouse, parts }: TimelineTools): Route[] {
  return [
    route(getProfile, ({ id }, context) => desk.show(callerOf(context), id)),
    auditedRoute(revealValue, (input, context) => desk.reveal(callerOf(context), input)),
    route(updateProfile, (input, context) => desk.edit(callerOf(context), input)),
    route(listTimeline, async (input, context) => {
      const caller = callerOf(context);
      const [profile, place] = await Promise.all([
        desk.show(caller, input.id),
        findPlace(await warehouse(caller.workspace), input.id),
      ]);
      return readTimeline(parts, input, { caller, profile, place });
    }),
    route(createProfiles, (input, context) => desk.create(callerOf(context), input)),
    route(eraseProfile, ({ id }, context) => desk.erase(callerOf(context), id)),
    route(retractRecord, ({ id }, context) => desk.retract(callerOf(context), id)),
  ];
}
