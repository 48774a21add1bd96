import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint } from '../../lib/endpoint.ts';

const number = z.number();
const maybe = number.nullable();
const bilingual = z.object({ en: z.string(), zh: z.string() });
const kind = z.enum(kinds).default('person');
const rule = z.unknown().meta({ description: 'The rule that keeps only these customers' });

/** A year, of which each month is worth one per cent less than the one before. */
export const usualPeriod = { months: 12, discount: 0.01 } as const;

export const periodSchema = z.object({
  months: z.number().int().min(1).max(60).meta({ description: 'Over so many months value is counted' }),
  discount: z.number().min(0).max(0.1).meta({ description: 'What a month takes off it: 0.01 is 1%' }),
});
export type ValuePeriod = z.output<typeof periodSchema>;

/** What another model says of the same customers. */
export const secondModelSchema = z.object({
  parameters: z
    .object({ r: number, alpha: number, s: number, beta: number })
    .meta({ description: 'Pareto/NBD, in weeks' }),
  converged: z.boolean(),
  customers: number.meta({ description: 'Whose histories both models were fitted to' }),
  logLikelihood: number.meta({ description: 'Of Pareto/NBD' }),
  firstLogLikelihood: number.meta({ description: 'Of BG/NBD, for the same customers' }),
  orders: number.meta({ description: 'What Pareto/NBD expects of all customers within the value period' }),
  firstOrders: number.meta({ description: 'What BG/NBD does' }),
});
export type SecondModel = z.output<typeof secondModelSchema>;

export const getLifetimeValue = endpoint({
  name: 'getLifetimeValue',
  method: 'GET',
  path: '/api/insights/value',
  access: 'viewer',
  summary:
    'What customers are expected to buy within the value period: sums, tiers, how likely they still buy, and who makes most of the value.',
  input: z.object({ kind }),
  output: z.object({
    period: periodSchema,
    customers: number,
    orders: maybe.meta({ description: 'Orders expected within the value period' }),
    value: maybe.meta({ description: 'Their value, discounted month by month' }),
    spend: maybe.meta({ description: 'What was spent so far' }),
    tiers: z.array(
      bilingual.extend({ key: z.string(), customers: number, value: maybe, spend: maybe, rule }),
    ),
    alive: z.array(z.object({ from: number, to: number, customers: number, rule })),
    risk: z
      .array(z.object({ from: number, to: number, customers: number, rule }))
      .meta({ description: 'Customers by the chance that they do not order within 90 days' }),
    due: z
      .object({ customers: number, rule })
      .meta({ description: 'Who is likely to be there still and to order within 30 days' }),
    curve: z
      .array(z.object({ customers: number, value: number }))
      .meta({ description: 'Shares: the best so many customers make so much of the value' }),
  }),
});

export const getProfit = endpoint({
  name: 'getProfit',
  method: 'GET',
  path: '/api/insights/profit',
  access: 'viewer',
  summary: 'Who makes 80% of the profit so far: spend less what it cost to serve.',
  input: z.object({ kind }),
  output: z.object({
    customers: number.meta({ description: 'Whose profit is known' }),
    costed: number.meta({ description: 'Of how many of them costs are known; of the others spend counts' }),
    profit: maybe.meta({ description: 'Of all; null where amounts are not added up' }),
    best: z
      .object({ customers: number, profit: number, least: number, rule })
      .nullable()
      .meta({ description: 'The fewest customers who make 80% of it, and the least profit among them' }),
    losing: z.object({ customers: number, profit: number, rule }),
    curve: z
      .array(z.object({ customers: number, profit: number }))
      .meta({ description: 'Shares: the best so many customers make so much of the profit' }),
  }),
});

export const setValuePeriod = endpoint({
  name: 'setValuePeriod',
  method: 'PUT',
  path: '/api/insights/value-period',
  access: 'editor',
  summary:
    'Changes over how many months value is counted and by how much it is discounted; all is computed anew.',
  input: periodSchema,
  output: z.object({ job: z.string() }),
});
