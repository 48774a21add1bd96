import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint } from '../../lib/endpoint.ts';

const count = z.number();
const kind = z.enum(kinds).default('person');
const rule = z.unknown().meta({
  description: 'The rule that keeps these customers; null for what they were in months that are over',
});

/** Days without an order after which a customer counts as dormant, and as lost. */
export const silences = [
  { dormant: 30, lost: 90 },
  { dormant: 90, lost: 180 },
  { dormant: 180, lost: 365 },
] as const;

/** What a customer is at the end of a month: each is one of these. */
export const states = ['fresh', 'active', 'dormant', 'lost'] as const;
export type State = (typeof states)[number];
const counted = z.object({ customers: count, rule });

export const getLifecycle = endpoint({
  name: 'getLifecycle',
  method: 'GET',
  path: '/api/insights/lifecycle',
  access: 'viewer',
  summary:
    'All customers who have bought, at the end of each month: new in it, active, dormant, or lost by how long ago the last order is.',
  input: z.object({
    kind,
    dormant: z.coerce.number().int().min(1).max(3_650).default(90),
    lost: z.coerce.number().int().min(2).max(3_650).default(180),
  }),
  output: z.object({
    months: z.array(
      z.object({ month: z.string(), fresh: counted, active: counted, dormant: counted, lost: counted }),
    ),
  }),
});

export const getIntervals = endpoint({
  name: 'getIntervals',
  method: 'GET',
  path: '/api/insights/intervals',
  access: 'viewer',
  summary: 'How many days lie between an order and the next of the same customer, and how many order again.',
  input: z.object({ kind }),
  output: z.object({
    intervals: count.meta({ description: 'Pairs of an order and the next' }),
    median: count.nullable(),
    bins: z.array(
      z.object({
        from: count.meta({ description: 'Days' }),
        to: count.nullable().meta({ description: 'The last day that is in it' }),
        intervals: count,
      }),
    ),
    orders: z.array(
      z.object({
        order: count.meta({ description: 'The first, second, … order' }),
        customers: count.meta({ description: 'Those who came that far' }),
        median: count.nullable().meta({ description: 'Days since the order before' }),
        rule,
      }),
    ),
  }),
});

const part = z.object({
  part: count.meta({ description: 'Month 1-12, day of the week 1-7 from Monday, or hour 0-23' }),
  orders: count,
  index: count.meta({ description: 'Orders a day in it over those of an average day: 1.2 is a fifth more' }),
  low: count.meta({ description: 'The lowest index among the years or quarters that are compared' }),
  high: count,
});
export type SeasonPart = z.output<typeof part>;

export const getSeasons = endpoint({
  name: 'getSeasons',
  method: 'GET',
  path: '/api/insights/seasons',
  access: 'viewer',
  summary:
    'In which months, on which days of the week and at which hours more is ordered than on average, by the clock of the workspace, and how far years and quarters agree.',
  input: z.object({ kind }),
  output: z.object({
    orders: count,
    timeZone: z.string(),
    years: count.meta({ description: 'Whole years that months are compared over; 0 where there is none' }),
    months: z.array(part).meta({ description: 'Empty where no whole year has passed' }),
    quarters: count.meta({ description: 'Thirteen weeks each, that days of the week are compared over' }),
    weekdays: z.array(part).meta({ description: 'Empty where no thirteen weeks have passed' }),
    hours: z.array(z.object({ part: count, orders: count })).meta({
      description: 'Empty where orders have a day and no time',
    }),
  }),
});
