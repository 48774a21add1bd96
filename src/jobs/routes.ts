import { atLeast, callerOf, route } from '../access/index.ts';
import type { Caller, Route } from '../access/index.ts';
import { cancelJob, getJob, listJobs } from './contract.ts';
import type { Job } from './job.ts';
import type { Queue } from './queue.ts';

/** The endpoints of jobs. */
export function jobRoutes(queue: Queue): Route[] {
  return [
    route(listJobs, async (input, context) => {
      const caller = callerOf(context);
      const page = await queue.list({ ...input, workspace: caller.workspace });
      return { ...page, rows: page.rows.map((job) => showJob(job, caller)) };
    }),
    route(getJob, async ({ id }, context) => {
      const caller = callerOf(context);
      return showJob(await queue.get(id, caller.workspace), caller);
    }),
    route(cancelJob, async ({ id }, context) => {
      const caller = callerOf(context);
      return showJob(await queue.cancel(id, caller.workspace), caller);
    }),
  ];
}

/** What a job was asked may name values, in the rule of an export for one: it is for whoever asked, and administrators. */
function showJob(job: Job, caller: Caller): Job {
  return job.createdBy === caller.id || atLeast(caller.role, 'admin') ? job : { ...job, input: null };
}
