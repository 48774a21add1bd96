import { authorize, systemActor, type AccessRoom, type Caller, type Route } from '../access/index.ts';
import {
  createDashboards,
  createMailings,
  createMarket,
  createMetrics,
  dashboardRoutes,
  mailingRoutes,
  mailingSchedule,
  marketRoutes,
  type Ask,
} from '../dashboards/index.ts';
import type { Insights } from '../insights/index.ts';
import type { Queue } from '../jobs/index.ts';
import { isProblem } from '../lib/problem.ts';
import type { House } from './house.ts';

interface DashboardDoors {
  readonly access: AccessRoom;
  readonly queue: Queue;
  readonly insights: Insights;
  /** Endpoints of the rooms to the left that cards ask. */
  readonly asked: readonly Route[];
  readonly baseUrl: string;
}

/** Asks endpoints as somebody, by the same checks as over the network: nobody is mailed what they may not see. */
function askFrom(routes: readonly Route[]): (caller: Caller) => Ask {
  const byName = new Map(routes.map((one) => [one.endpoint.name, one]));
  return (caller) => async (endpoint, input) => {
    const found = byName.get(endpoint.name);
    if (found === undefined) throw new Error(`${endpoint.name} cannot be asked here`);
    authorize(caller, endpoint.access);
    const answer = await found.handle(endpoint.input.parse(input), {
      actor: caller,
      headers: new Headers(),
      request: new Request(`http://in-process${endpoint.path}`),
      ip: caller.ip,
      setHeader: () => undefined,
    });
    return endpoint.output.parse(answer);
  };
}

/** Dashboards and the metrics on them, as of the day for which values were last computed; and both by mail. */
export function openDashboards(
  house: House,
  { access, queue, insights, asked, baseUrl }: DashboardDoors,
): Route[] {
  const { operational, clock, warehouse, seen } = house;
  const { get: status } = insights.status;
  const dashboards = createDashboards({ operational, clock });
  const { zone } = insights;
  const routes = [
    ...dashboardRoutes(dashboards, createMetrics({ clock, warehouse, seen, status, zone })),
    ...marketRoutes(createMarket({ operational, clock, warehouse, seen, status })),
  ];
  const mailings = createMailings({
    operational,
    clock,
    queue,
    baseUrl,
    dashboards,
    mailer: access.mailer,
    trail: access.audit.append,
    askAs: askFrom([...routes, ...asked]),
    member: (workspace, id) =>
      access.members
        .get({ ...systemActor(workspace), workspace, role: 'owner', ip: '' }, id)
        .catch((error: unknown) => {
          if (isProblem(error)) return undefined;
          throw error;
        }),
    async place(workspace) {
      const found = await access.workspaces.get(workspace);
      return { name: '', slug: '', ...found, timeZone: found?.timeZone ?? 'UTC' };
    },
  });
  for (const handler of mailings.handlers) queue.register(handler);
  queue.every(mailingSchedule);
  return [...routes, ...mailingRoutes(mailings)];
}
