import type { Route } from '../access/index.ts';
import {
  createDashboards,
  createMarket,
  createMetrics,
  dashboardRoutes,
  marketRoutes,
} from '../dashboards/index.ts';
import type { InsightStatus } from '../insights/contract.ts';
import type { House } from './house.ts';

/** Dashboards and the metrics on them, as of the day for which values were last computed. */
export function openDashboards(house: House, status: (workspace: string) => Promise<InsightStatus>): Route[] {
  const { operational, clock, warehouse, seen } = house;
  return [
    ...dashboardRoutes(
      createDashboards({ operational, clock }),
      createMetrics({ clock, warehouse, seen, status }),
    ),
    ...marketRoutes(createMarket({ operational, clock, warehouse, seen, status })),
  ];
}
