export { kindOfJob, segmentJobs, segmentSchedule } from './job.ts';
export { segmentRoutes } from './routes.ts';
export { hasSegments, readSegments, segmentsNaming } from './named.ts';
export { createSegments } from './segments.ts';
