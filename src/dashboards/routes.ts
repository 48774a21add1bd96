import { callerOf, route, type Route } from '../access/index.ts';
import * as contract from './contract.ts';
import type { Dashboards } from './dashboards.ts';
import type { Metrics } from './metrics.ts';

/** The endpoints of metrics and dashboards. */
export function dashboardRoutes(dashboards: Dashboards, metrics: Metrics): Route[] {
  return [
    route(contract.getMetricModel, ({ kind }, context) => metrics.model(callerOf(context), kind)),
    route(contract.readMetric, (asked, context) => metrics.read(callerOf(context), asked)),
    route(contract.listDashboards, async (_, context) => ({
      rows: await dashboards.list(callerOf(context)),
    })),
    route(contract.getDashboard, ({ id }, context) => dashboards.get(callerOf(context), id)),
    route(contract.createDashboard, (content, context) => dashboards.create(callerOf(context), content)),
    route(contract.updateDashboard, (changes, context) => dashboards.update(callerOf(context), changes)),
    route(contract.removeDashboard, async ({ id }, context) => {
      await dashboards.remove(callerOf(context), id);
      return {};
    }),
    route(contract.pinCard, (pinned, context) => dashboards.pin(callerOf(context), pinned)),
  ];
}
