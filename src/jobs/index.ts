export { openDesk, type Desk } from './desk.ts';
export { jobHandler, restoreProblem } from './job.ts';
export type { Job, JobHandler, JobRun } from './job.ts';
export { createQueue } from './queue.ts';
export type { Queue, QueueOptions } from './queue.ts';
export { jobRoutes } from './routes.ts';
