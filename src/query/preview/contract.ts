import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint } from '../../lib/endpoint.ts';
import { ruleInput } from '../contract.ts';

const number = z.number();
const bilingual = z.object({ en: z.string(), zh: z.string() });
const kind = z.enum(kinds).default('organization');

/** How many a rule fits, at once: of many customers a part is asked. */
export const previewQuery = endpoint({
  name: 'previewQuery',
  method: 'POST',
  path: '/api/query/preview',
  access: 'viewer',
  summary:
    'How many profiles a rule fits, at once: of more than 100,000 about 20,000 are asked, and the bounds say how sure that is.',
  trail: false,
  input: z.object({ kind, rule: ruleInput }),
  output: z.object({
    total: number,
    low: number.meta({ description: 'With 95% confidence at least so many' }),
    high: number,
    exact: z.boolean().meta({ description: 'All were asked: total, low and high are the same' }),
    asked: number.meta({ description: 'How many profiles were asked' }),
    ms: number,
  }),
});

const reasonValue = z.union([
  z.object({ type: z.literal('field'), field: z.string(), value: z.unknown() }),
  z.object({
    type: z.literal('events'),
    times: number,
    amount: number,
    quantity: number,
    first: z.string(),
    last: z.string(),
  }),
  z.object({ type: z.literal('number'), value: number }),
  z.object({ type: z.literal('moment'), value: z.string() }),
  bilingual.extend({ type: z.literal('text') }),
]);
/** What of a customer decides a condition. */
export type ReasonValue = z.output<typeof reasonValue>;

/** Some of those whom a rule fits, and what makes it true of each. */
export const explainQuery = endpoint({
  name: 'explainQuery',
  method: 'POST',
  path: '/api/query/reasons',
  access: 'viewer',
  summary:
    'Some profiles that a rule fits, and for each condition of the rule whether it holds and what decides it.',
  trail: false,
  input: z.object({ kind, rule: ruleInput, limit: z.number().int().min(1).max(20).default(5) }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        name: z.unknown().meta({ description: 'null where your role does not see names' }),
        reasons: z.array(
          z.object({
            path: z.string().meta({ description: 'Where in the rule the condition stands' }),
            condition: bilingual,
            holds: z.boolean(),
            value: reasonValue.nullable().meta({ description: 'null: nothing beyond whether it holds' }),
          }),
        ),
      }),
    ),
    ms: number,
  }),
});
