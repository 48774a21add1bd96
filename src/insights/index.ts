export { readValues } from './computed/values.ts';
export { createInsights, insightSchedule, type Insights } from './insights.ts';
export { insightRoutes } from './routes.ts';
