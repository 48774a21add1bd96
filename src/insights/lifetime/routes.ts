import { callerOf, route, type Route } from '../../access/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import type { Insights } from '../insights.ts';
import { readLifetimeValue } from '../rfm.ts';
import { getSubscriptions } from '../subscriptions/contract.ts';
import { readSubscriptions } from '../subscriptions/subscriptions.ts';
import { getLifetimeValue, getProfit, setValuePeriod, usualPeriod } from './contract.ts';
import { readProfit } from './profit.ts';

interface LifetimeParts extends Pick<Insights, 'status' | 'setPeriod' | 'clock'> {
  readonly open: (context: Parameters<typeof callerOf>[0]) => Promise<Warehouse>;
}

/** The endpoints of what customers are worth. */
export function lifetimeRoutes({ open, status, setPeriod, clock }: LifetimeParts): Route[] {
  return [
    route(getLifetimeValue, async ({ kind }, context) =>
      readLifetimeValue(await open(context), {
        kind,
        period: (await status.get(callerOf(context).workspace)).result?.period ?? usualPeriod,
      }),
    ),
    route(getProfit, async ({ kind }, context) => readProfit(await open(context), kind)),
    route(getSubscriptions, async (asked, context) =>
      readSubscriptions(await open(context), {
        ...asked,
        now: clock(),
        period: await status.period(callerOf(context).workspace),
      }),
    ),
    route(setValuePeriod, (period, context) => setPeriod(callerOf(context), period)),
  ];
}
