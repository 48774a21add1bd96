export { readValues } from './computed/values.ts';
export { createInsights, insightSchedule, type Insights } from './insights.ts';
export { interestSchedule } from './habits/job.ts';
export { insightRoutes } from './routes.ts';
export { opinionSchedule } from './opinions/job.ts';
export { withOpinions } from './opinions/timeline.ts';
