export { createDashboards } from './dashboards.ts';
export { createMetrics } from './metrics.ts';
export { dashboardRoutes } from './routes.ts';
export { createMarket } from './market/market.ts';
export { marketRoutes } from './market/routes.ts';
export { createMailings, mailingSchedule } from './mailings/mailings.ts';
export { mailingRoutes } from './mailings/routes.ts';
export type { Ask } from './report/making.ts';
