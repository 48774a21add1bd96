import { z } from 'zod';

import { kinds } from '../fields/types.ts';
import {
  chosenTexts,
  demandParts,
  forecastMeasures,
  funnelSteps,
  noticeSchema,
  pathChoice,
  subscriptionEvents,
  textGroups,
  textPeriods,
} from '../insights/contract.ts';
import { endpoint, nothing } from '../lib/endpoint.ts';
import { marketPart } from './market/contract.ts';

const number = z.number();
const maybe = number.nullable();
const id = z.string().min(1).max(64);
const bilingual = z.object({ en: z.string(), zh: z.string() });
const kind = z.enum(kinds).default('person');
const name = z.string().trim().min(1).max(100);
const key = z.string().min(1).max(40);
const rule = z
  .unknown()
  .meta({ description: 'The rule that keeps the customers behind the number, or null' });

/** Days that a metric may look back over. */
export const spans = [7, 30, 90, 365] as const;
const days = z.literal(spans);

export const getMetricModel = endpoint({
  name: 'getMetricModel',
  method: 'GET',
  path: '/api/metrics',
  access: 'viewer',
  summary:
    'What is measured and by what it is broken down: the one definition that pages, API and files use.',
  input: z.object({ kind }),
  output: z.object({
    metrics: z.array(
      z.object({
        key: z.string(),
        label: bilingual,
        note: bilingual.meta({ description: 'How it is counted' }),
        unit: z.enum(['money', 'count', 'share']),
        wanted: z.enum(['more', 'less', 'neither']).meta({ description: 'Which way is the good one' }),
        spans: z.boolean().meta({ description: 'Whether it is of a span of days, or of now' }),
      }),
    ),
    dimensions: z.array(z.object({ key: z.string(), label: bilingual })),
  }),
});

export const readMetric = endpoint({
  name: 'readMetric',
  method: 'GET',
  path: '/api/metric-values',
  access: 'viewer',
  summary:
    'A metric over the last days, over as many before them, by month, and on demand by a dimension; each part with the rule of its customers.',
  input: z.object({
    metric: key,
    kind,
    days: z.coerce.number().pipe(days).default(30),
    by: key.optional().meta({ description: 'A dimension' }),
  }),
  output: z.object({
    metric: z.string(),
    unit: z.enum(['money', 'count', 'share']),
    currency: z.string(),
    asOf: z.string().nullable().meta({ description: 'The day whose start counts as now' }),
    value: maybe,
    before: maybe.meta({ description: 'The same of as many days before; null where nothing was known then' }),
    rule,
    months: z.array(z.object({ month: z.string(), value: maybe })).meta({
      description: 'Thirteen months, the last one until now; of metrics of a span',
    }),
    parts: z.array(z.object({ key: z.string(), label: bilingual, value: maybe, before: maybe, rule })),
    notice: noticeSchema.nullable().meta({ description: 'Why there is no number' }),
  }),
});
export type MetricAnswer = z.output<typeof readMetric.output>;

const common = {
  id: key,
  title: z.string().trim().max(100).default('').meta({ description: "'': the title of what it shows" }),
  size: z.enum(['small', 'wide', 'full']).default('wide'),
  kind,
};
const plain = <T extends string>(type: T) => z.strictObject({ ...common, type: z.literal(type) });

/** What stands on a dashboard: a metric, or a chart of insights with its choices. */
export const cardSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('metric'),
    metric: key,
    days: days.default(30),
    by: key.nullable().default(null),
    target: maybe.default(null).meta({ description: 'What the value should reach' }),
  }),
  plain('rfm'),
  plain('value'),
  plain('profit'),
  plain('retention'),
  plain('intervals'),
  plain('seasons'),
  plain('findings'),
  z.strictObject({
    ...common,
    type: z.literal('opinions'),
    period: z.enum(textPeriods),
    by: z.enum(textGroups),
    ...chosenTexts.omit({ from: true, to: true }).shape,
  }),
  z.strictObject({ ...common, type: z.literal('market'), ...marketPart }),
  z.strictObject({ ...common, type: z.literal('segment'), segment: id }),
  z.strictObject({
    ...common,
    type: z.literal('lifecycle'),
    dormant: number.int().min(1).max(3_650),
    lost: number.int().min(2).max(3_650),
  }),
  z.strictObject({
    ...common,
    type: z.literal('funnel'),
    steps: funnelSteps,
    days: number.int().min(1).max(366),
  }),
  z.strictObject({ ...common, type: z.literal('paths'), ...pathChoice }),
  z.strictObject({ ...common, type: z.literal('subscriptions'), ...subscriptionEvents }),
  z.strictObject({
    ...common,
    type: z.literal('associations'),
    by: z.enum(['product', 'category']),
    support: number.min(0.0001).max(1),
  }),
  z.strictObject({
    ...common,
    type: z.literal('forecast'),
    of: z.enum(forecastMeasures),
    by: z.enum(['week', 'month']),
    part: z.enum(demandParts).optional(),
    item: z.string().min(1).max(500).optional(),
  }),
]);
export type Card = z.output<typeof cardSchema>;

const toldTypes = ['opinions', 'market', 'findings', 'segment'] as const;
/** A card of what is said, was found, or is kept up to date elsewhere; the others are numbers and charts of what happens. */
export type ToldCard = Extract<Card, { type: (typeof toldTypes)[number] }>;

export function isTold(card: Card): card is ToldCard {
  return toldTypes.some((type) => type === card.type);
}

type WithoutId<C> = C extends unknown ? Omit<C, 'id'> : never;
/** A card before it has a place. */
export type NewCard = WithoutId<z.input<typeof cardSchema>>;

const cards = z.array(cardSchema).max(40);

const headSchema = z.object({
  id: z.string(),
  name: z.string(),
  shared: z.boolean().meta({ description: 'Whether all of the workspace sees it' }),
  owner: z.object({ id: z.string(), name: z.string() }),
  mine: z.boolean(),
  changeable: z.boolean().meta({ description: 'Whether you may change it' }),
  count: number.meta({ description: 'How many cards are on it' }),
  updatedAt: z.string(),
});
export type DashboardHead = z.output<typeof headSchema>;
const dashboardSchema = headSchema.extend({ version: number, cards });
export type Dashboard = z.output<typeof dashboardSchema>;

export const listDashboards = endpoint({
  name: 'listDashboards',
  method: 'GET',
  path: '/api/dashboards',
  access: 'viewer',
  summary: 'Your dashboards and those shared with the workspace, by name.',
  input: nothing,
  output: z.object({ rows: z.array(headSchema) }),
});

export const getDashboard = endpoint({
  name: 'getDashboard',
  method: 'GET',
  path: '/api/dashboards/:id',
  access: 'viewer',
  summary: 'A dashboard with its cards, in their order.',
  input: z.object({ id }),
  output: dashboardSchema,
});

export const createDashboard = endpoint({
  name: 'createDashboard',
  method: 'POST',
  path: '/api/dashboards',
  access: 'analyst',
  summary: 'Makes a dashboard, empty or with cards.',
  input: z.object({ name, shared: z.boolean().default(false), cards: cards.default([]) }),
  output: dashboardSchema,
});

export const updateDashboard = endpoint({
  name: 'updateDashboard',
  method: 'PATCH',
  path: '/api/dashboards/:id',
  access: 'analyst',
  summary:
    'Changes a dashboard of your own, or as an administrator a shared one. Cards are given as a whole, with the version that they were changed from.',
  input: z.object({
    id,
    name: name.optional(),
    shared: z.boolean().optional(),
    cards: cards.optional(),
    version: number.int().optional().meta({ description: 'Needed with cards' }),
  }),
  output: dashboardSchema,
});

export const removeDashboard = endpoint({
  name: 'removeDashboard',
  method: 'DELETE',
  path: '/api/dashboards/:id',
  access: 'analyst',
  summary: 'Removes a dashboard of your own, or as an administrator a shared one.',
  input: z.object({ id }),
  output: nothing,
});

export const pinCard = endpoint({
  name: 'pinCard',
  method: 'POST',
  path: '/api/dashboards/:id/cards',
  access: 'analyst',
  summary: 'Puts a card at the end of a dashboard; one with an id that is there takes its place.',
  input: z.object({ id, card: cardSchema }),
  output: dashboardSchema,
});
