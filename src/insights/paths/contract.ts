import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint } from '../../lib/endpoint.ts';

const number = z.number();
const name = z.string().min(1).max(200);

/** What of paths is chosen; a card of a dashboard keeps it. */
export const pathChoice = {
  event: name.meta({ description: 'The event that paths begin with, or end with' }),
  direction: z.enum(['after', 'before']).default('after'),
  days: z.number().int().min(1).max(366).default(7).meta({ description: 'So many days from it on count' }),
  depth: z.number().int().min(1).max(5).default(3),
  from: z.iso
    .date()
    .nullable()
    .default(null)
    .meta({ description: 'The first day of which the event counts' }),
  to: z.iso.date().nullable().default(null).meta({ description: 'The last one' }),
  except: z.array(name).max(50).default([]).meta({ description: 'Events that do not count' }),
};

const rule = z
  .unknown()
  .meta({ description: 'The rule that keeps these customers; null: it cannot be asked' });

const pathNodeSchema = z.object({
  path: z.array(z.string()).meta({ description: 'The events from the chosen one on' }),
  customers: number,
  rule,
  ended: number.meta({ description: 'Who did nothing more within the days' }),
  endedRule: rule,
  rest: number.meta({ description: 'Who went on otherwise than by the steps below this one' }),
  restRule: rule,
});
/** A step of a path, by all that came before it. */
export type PathNode = z.output<typeof pathNodeSchema>;

export const getPaths = endpoint({
  name: 'getPaths',
  method: 'POST',
  path: '/api/insights/paths',
  access: 'viewer',
  summary:
    'What customers did next after an event, step by step, or what they did before it: how many went each way, and how many did nothing more.',
  trail: false,
  input: z.object({ kind: z.enum(kinds).default('person'), ...pathChoice }),
  output: z.object({
    customers: number.meta({ description: 'Who did the event' }),
    nodes: z
      .array(pathNodeSchema)
      .meta({ description: 'Each step before those below it, the largest first' }),
    notice: z
      .object({ en: z.string(), zh: z.string(), code: z.string() })
      .nullable()
      .meta({ description: 'Why there is nothing to see' }),
  }),
});
export type PathsAnswer = z.output<typeof getPaths.output>;
