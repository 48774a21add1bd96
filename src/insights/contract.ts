import { z } from 'zod';

import { kinds } from '../fields/types.ts';
import { endpoint, nothing } from '../lib/endpoint.ts';
import { periodSchema, secondModelSchema, usualPeriod } from './lifetime/contract.ts';

export { listFindings } from './findings/contract.ts';
export { chosenTexts, getOpinions, sinceDay, textGroups, textPeriods } from './opinions/contract.ts';
export { getNextProducts, listSimilarCustomers } from './alike/contract.ts';
export { demandParts, forecastMeasures, getDemand, getForecast } from './forecast/contract.ts';
export { getLifetimeValue, getProfit, setValuePeriod } from './lifetime/contract.ts';
export { getSubscriptions, subscriptionEvents } from './subscriptions/contract.ts';
export { pathChoice } from './paths/contract.ts';

const number = z.number();
const maybe = number.nullable();
const bilingual = z.object({ en: z.string(), zh: z.string() });
const kind = z.enum(kinds).default('person');
const rule = z.unknown().meta({ description: 'The rule that keeps only these customers' });
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const noticeSchema = bilingual.extend({ code: z.string() });
const fitOf = <S extends z.ZodObject>(parameters: S) =>
  z.object({ parameters, logLikelihood: number, customers: number, converged: z.boolean() }).nullable();

/** What the model of purchases would have said some time ago, against what came. */
const backtestSchema = z.object({
  kind: z.enum(kinds),
  days: number.meta({ description: 'So many days ago' }),
  customers: number,
  quiet: maybe.meta({ description: 'The share that has not ordered since' }),
  skill: maybe.meta({
    description: 'How much less the squared error is than with the same chance for all: 1 at best, 0 none',
  }),
  ranking: maybe.meta({
    description: 'How often of two customers the one at higher risk is the quiet one (AUC)',
  }),
  byRecency: maybe.meta({ description: 'The same by the days since the last order alone' }),
  due: z.object({ customers: number, expected: maybe, ordered: maybe }).meta({
    description: 'Whose next order was expected by then: the share that should and did order by its day',
  }),
  bins: z.array(z.object({ bin: number, customers: number, expected: number, found: number })),
});
export type Backtest = z.output<typeof backtestSchema>;

/** What a refresh found, as it is kept. */
export const runResult = z.object({
  backtests: z.array(backtestSchema).default([]),
  currency: z.string(),
  period: periodSchema.default(usualPeriod),
  notices: z.array(noticeSchema),
  kinds: z.array(
    z.object({
      kind: z.enum(kinds),
      customers: number,
      repeats: number.meta({ description: 'Customers who bought on more than one day' }),
      every: number.meta({ description: 'The models read one customer in so many' }),
      purchases: fitOf(z.object({ r: number, alpha: number, a: number, b: number })).meta({
        description: 'BG/NBD, in weeks',
      }),
      spend: fitOf(z.object({ p: number, q: number, v: number })).meta({ description: 'Gamma-Gamma' }),
      second: secondModelSchema.nullable().default(null),
      notices: z.array(noticeSchema),
    }),
  ),
});
export type RunResult = z.output<typeof runResult>;

const statusSchema = z.object({
  succeededAt: z.string().nullable().meta({ description: 'When values were last computed; null: never' }),
  ms: maybe.meta({ description: 'How long that took' }),
  asOf: z.string().nullable().meta({ description: 'The day whose start counts as now' }),
  result: runResult.nullable(),
  failedAt: z.string().nullable(),
  error: bilingual.nullable(),
});
export type InsightStatus = z.output<typeof statusSchema>;

export const getInsightStatus = endpoint({
  name: 'getInsightStatus',
  method: 'GET',
  path: '/api/insights',
  access: 'viewer',
  summary:
    'When the values of customers were last computed, at what cost, by which models, and what could not be said.',
  input: nothing,
  output: statusSchema,
});

export const refreshInsights = endpoint({
  name: 'refreshInsights',
  method: 'POST',
  path: '/api/insights/refresh',
  access: 'editor',
  summary: 'Computes the values of all customers anew in the background; it is also done once a day.',
  input: z.object({
    asOf: day
      .optional()
      .meta({ description: 'The day whose start counts as now; else the day after the last order' }),
  }),
  output: z.object({ job: z.string() }),
});

export const getRfm = endpoint({
  name: 'getRfm',
  method: 'GET',
  path: '/api/insights/rfm',
  access: 'viewer',
  summary: 'Customers by quintiles of recency and frequency, and the ten segments that these make.',
  input: z.object({ kind }),
  output: z.object({
    customers: number,
    cells: z.array(z.object({ r: number, f: number, customers: number, spend: maybe, rule })),
    segments: z.array(
      bilingual.extend({
        key: z.string(),
        customers: number,
        recency: maybe.meta({ description: 'Mean days since the last order' }),
        orders: maybe.meta({ description: 'Mean number of orders' }),
        spend: maybe.meta({ description: 'Mean spend' }),
        rule,
      }),
    ),
  }),
});

export const getRetention = endpoint({
  name: 'getRetention',
  method: 'GET',
  path: '/api/insights/retention',
  access: 'viewer',
  summary: 'Of customers who first bought in a month: how many bought in each month after it.',
  input: z.object({ kind, cohorts: z.coerce.number().int().min(1).max(36).default(13) }),
  output: z.object({
    months: number,
    cohorts: z.array(
      z.object({
        month: z.string(),
        customers: z.array(number),
        rules: z.array(rule).meta({ description: 'Who these are, month by month' }),
      }),
    ),
  }),
});

const eventName = z.string().min(1).max(200);
/** What of an event a step may ask about: nothing that says who somebody is. */
export const stepProperties = [
  'product',
  'category',
  'coupon',
  'currency',
  'source',
  'utm_source',
  'utm_medium',
  'utm_campaign',
] as const;
export const funnelStep = z.union([
  eventName,
  z.strictObject({
    did: eventName,
    where: z.strictObject({ property: z.enum(stepProperties), eq: z.string().min(1).max(500) }),
  }),
]);
export const funnelSteps = z.array(funnelStep).min(2).max(8);
export type FunnelStep = z.output<typeof funnelStep>;

export const getFunnel = endpoint({
  name: 'getFunnel',
  method: 'POST',
  path: '/api/insights/funnel',
  access: 'viewer',
  summary: 'How many customers did one thing, then the next within so many days of the first, and so on.',
  trail: false,
  input: z.object({ kind, steps: funnelSteps, days: z.number().int().min(1).max(366).default(30) }),
  output: z.object({
    steps: z.array(z.object({ name: z.string(), label: bilingual, customers: number, rule })),
    notice: noticeSchema.nullable().meta({ description: 'Why there is nothing to see' }),
  }),
});

export const listEventNames = endpoint({
  name: 'listEventNames',
  method: 'GET',
  path: '/api/insights/event-names',
  access: 'viewer',
  summary: 'The events that came in most often, of which funnels are made.',
  input: nothing,
  output: z.object({ rows: z.array(z.object({ name: z.string(), count: number })) }),
});

export const getAssociations = endpoint({
  name: 'getAssociations',
  method: 'GET',
  path: '/api/insights/associations',
  access: 'viewer',
  summary:
    'Which products or categories are bought together: rules with support, confidence, lift and conviction.',
  input: z.object({
    by: z.enum(['product', 'category']).default('product'),
    support: z.coerce.number().min(0.0001).max(1).default(0.01),
    confidence: z.coerce.number().min(0.01).max(1).default(0.3),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
  }),
  output: z.object({
    baskets: number,
    read: number.meta({
      description: 'Baskets that were read; fewer than there are where these are a sample',
    }),
    itemsets: number,
    full: z
      .boolean()
      .meta({ description: 'True where more sets were found than are kept; raise the support' }),
    total: number,
    rules: z.array(
      z.object({
        items: z.array(z.string()),
        consequent: z.string(),
        count: number,
        support: number,
        confidence: number,
        lift: number,
        conviction: maybe,
      }),
    ),
  }),
});
