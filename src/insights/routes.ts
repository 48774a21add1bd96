import { callerOf, route, type Route } from '../access/index.ts';
import { readNextProducts } from './alike/next-items.ts';
import { readAssociations } from './associations.ts';
import { valueRoutes } from './computed/routes.ts';
import * as contract from './contract.ts';
import { readEventNames, readFunnel } from './funnel.ts';
import { readRetention } from './retention.ts';
import { listFindings } from './findings/contract.ts';
import type { Insights } from './insights.ts';
import { opinionRoutes } from './opinions/routes.ts';
import * as overTime from './over-time/contract.ts';
import { readIntervals } from './over-time/intervals.ts';
import { readLifecycle } from './over-time/lifecycle.ts';
import { readSeasons } from './over-time/seasons.ts';
import { getPaths } from './paths/contract.ts';
import { readPaths } from './paths/paths.ts';
import { lifetimeRoutes } from './lifetime/routes.ts';
import { readRfm } from './rfm.ts';
import { readDemand } from './forecast/demand.ts';
import { readForecast } from './forecast/series.ts';

/** The endpoints of insights. */
export function insightRoutes({
  status,
  warehouse,
  refresh,
  setPeriod,
  similar,
  clock,
  zone,
  found,
  values,
  opinions,
}: Insights): Route[] {
  const open = (context: Parameters<typeof callerOf>[0]) => warehouse(callerOf(context).workspace);
  const today = async (context: Parameters<typeof callerOf>[0]) =>
    (await status.get(callerOf(context).workspace)).asOf ?? clock().toISOString().slice(0, 10);
  return [
    ...valueRoutes(values),
    ...opinionRoutes(opinions),
    ...lifetimeRoutes({ open, status, setPeriod, clock }),
    route(contract.getInsightStatus, (_, context) => status.get(callerOf(context).workspace)),
    route(contract.refreshInsights, ({ asOf }, context) => refresh(callerOf(context), asOf)),
    route(listFindings, ({ kind }, context) => found(callerOf(context), kind)),
    route(contract.getRfm, async ({ kind }, context) => readRfm(await open(context), kind)),
    route(contract.getRetention, async (input, context) => readRetention(await open(context), input)),
    route(contract.getFunnel, async (input, context) => readFunnel(await open(context), input)),
    route(getPaths, async (asked, context) =>
      readPaths(await open(context), { asked, timeZone: await zone(callerOf(context).workspace) }),
    ),
    route(contract.listEventNames, async (_, context) => readEventNames(await open(context))),
    route(overTime.getLifecycle, async (input, context) =>
      readLifecycle(await open(context), input, await today(context)),
    ),
    route(overTime.getIntervals, async ({ kind }, context) => readIntervals(await open(context), kind)),
    route(overTime.getSeasons, async ({ kind }, context) =>
      readSeasons(await open(context), {
        kind,
        timeZone: await zone(callerOf(context).workspace),
        asOf: await today(context),
      }),
    ),
    route(contract.getAssociations, async (input, context) => readAssociations(await open(context), input)),
    route(contract.listSimilarCustomers, (input, context) => similar(callerOf(context), input)),
    route(contract.getNextProducts, async (input, context) => readNextProducts(await open(context), input)),
    route(contract.getForecast, async (input, context) =>
      readForecast(await open(context), input, await today(context)),
    ),
    route(contract.getDemand, async (input, context) =>
      readDemand(await open(context), input, await today(context)),
    ),
  ];
}
