export { createDashboards } from './dashboards.ts';
export { createMetrics } from './metrics.ts';
export { dashboardRoutes } from './routes.ts';
