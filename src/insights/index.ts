export { createInsights, insightSchedule, type Insights } from './insights.ts';
export { insightRoutes } from './routes.ts';
