import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint } from '../../lib/endpoint.ts';
import { periodSchema } from '../lifetime/contract.ts';

const number = z.number();
const maybe = number.nullable();
const rule = z.unknown().meta({ description: 'The rule that keeps only these customers' });
const eventName = z.string().min(1).max(200);

/** By which events a subscription begins and ends. */
export const subscriptionEvents = {
  started: eventName.default('Subscription Started'),
  ended: eventName.default('Subscription Cancelled'),
};

export const getSubscriptions = endpoint({
  name: 'getSubscriptions',
  method: 'GET',
  path: '/api/insights/subscriptions',
  access: 'viewer',
  summary:
    'Subscriptions, which end when customers say so: how many stay for how long, seen and by a model, and what those that run are worth.',
  input: z.object({ kind: z.enum(kinds).default('person'), ...subscriptionEvents }),
  output: z.object({
    begun: z.object({ subscriptions: number, rule }),
    ended: z.object({ subscriptions: number, rule }),
    active: number,
    activeRule: rule,
    endedLately: number.meta({ description: 'Of those that ended, within the last 365 days' }),
    ages: z.array(
      z.object({
        months: number.meta({ description: 'Whole months since it began' }),
        atRisk: number.meta({
          description: 'Subscriptions that were there then and of which the next month is known',
        }),
        ended: number.meta({ description: 'Those of them that ended within it' }),
        seen: number.meta({ description: 'The share of all that is there after it (Kaplan-Meier)' }),
        expected: maybe.meta({ description: 'The same by the model' }),
      }),
    ),
    model: z
      .object({ alpha: number, beta: number, logLikelihood: number, converged: z.boolean() })
      .nullable()
      .meta({ description: 'Shifted-beta-geometric, in months' }),
    period: periodSchema,
    tenures: z.array(
      z.object({
        from: number.meta({ description: 'Months' }),
        to: maybe.meta({ description: 'The last month that is in it' }),
        active: number,
        half: maybe.meta({
          description: 'After so many more months half of them are gone; null: after more than ten years',
        }),
        months: number.meta({ description: 'Months of the value period for which one is expected to stay' }),
        value: maybe.meta({ description: 'What all of them are expected to pay within it, discounted' }),
      }),
    ),
    fee: maybe.meta({
      description: 'Mean monthly price of those that run, where prices in one currency are known',
    }),
    currency: z.string(),
    value: maybe.meta({
      description: 'What those that run are expected to pay within the value period, discounted',
    }),
    notices: z.array(z.object({ code: z.string(), en: z.string(), zh: z.string() })),
  }),
});
