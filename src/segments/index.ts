export { kindOfJob, segmentJobs, segmentSchedule } from './job.ts';
export { segmentRoutes } from './routes.ts';
export { hasSegments, readSegments, segmentsNaming } from './named.ts';
export { createSegments } from './segments.ts';
export { hookJobs, hookSchedule, kindOfSending } from './hooks/job.ts';
export { createHooks, hasHooks } from './hooks/hooks.ts';
export { hookRoutes } from './hooks/routes.ts';
