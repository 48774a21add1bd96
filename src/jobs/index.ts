export { jobHandler, restoreProblem } from './job.ts';
export type { Job, JobHandler, JobRun, NewJob } from './job.ts';
export { createQueue } from './queue.ts';
export type { Queue, QueueOptions } from './queue.ts';
export type { JobSearch } from './reading.ts';
export { jobRoutes } from './routes.ts';
export type { Schedule } from './schedules.ts';
