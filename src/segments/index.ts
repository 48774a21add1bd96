export { kindOfJob, segmentJobs, segmentSchedule } from './job.ts';
export { segmentRoutes } from './routes.ts';
export { hasSegments, readSegments } from './named.ts';
export { createSegments } from './segments.ts';
