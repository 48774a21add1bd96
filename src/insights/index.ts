export { readValues } from './computed/values.ts';
export { createInsights, insightSchedule, type Insights } from './insights.ts';
export { interestSchedule } from './habits/job.ts';
export { insightRoutes } from './routes.ts';
export { opinionSchedule } from './opinions/job.ts';
export { withOpinions } from './opinions/timeline.ts';
export { listFindings, type Finding } from './findings/contract.ts';
export { getPaths } from './paths/contract.ts';
export { getIntervals, getLifecycle, getSeasons, states, type SeasonPart } from './over-time/contract.ts';
