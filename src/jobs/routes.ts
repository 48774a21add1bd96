import { callerOf, route } from '../access/index.ts';
import type { Route } from '../access/index.ts';
import { cancelJob, getJob, listJobs } from './contract.ts';
import type { Queue } from './queue.ts';

/** The endpoints of jobs. */
export function jobRoutes(queue: Queue): Route[] {
  return [
    route(listJobs, (input, context) => queue.list({ ...input, workspace: callerOf(context).workspace })),
    route(getJob, ({ id }, context) => queue.get(id, callerOf(context).workspace)),
    route(cancelJob, ({ id }, context) => queue.cancel(id, callerOf(context).workspace)),
  ];
}
