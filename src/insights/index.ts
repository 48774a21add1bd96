export { createInsights, insightSchedule } from './insights.ts';
export { insightRoutes } from './routes.ts';
