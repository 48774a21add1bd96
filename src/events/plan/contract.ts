import { z } from 'zod';

import { endpoint, nothing } from '../../lib/endpoint.ts';
import { propertyTypes } from '../../lib/events.ts';

/** What becomes of what comes: it is taken, taken and shown, or refused and kept aside. */
export const planRules = ['allow', 'warn', 'block'] as const;
const rule = z.enum(planRules);
export type PlanRule = z.output<typeof rule>;

const id = z.string().min(1).max(64);
const name = z.string().trim().min(1).max(200);
const planProperty = z.object({
  key: z.string().trim().min(1).max(200),
  type: z.enum(propertyTypes),
  required: z.boolean().default(false),
});
export type PlanProperty = z.output<typeof planProperty>;

const properties = z
  .array(planProperty)
  .max(200)
  .meta({ description: 'What its properties are, where they are there; others may be there too' });
const own = {
  rule: rule.meta({ description: 'What becomes of the event' }),
  faults: rule.meta({ description: 'What becomes of one whose properties are not as they should be' }),
  properties,
};

export const plannedEventSchema = z.object({ id: z.string(), name: z.string(), ...own });
export type PlannedEvent = z.output<typeof plannedEventSchema>;

const seen = {
  count: z.number().meta({ description: 'How many came so far' }),
  last: z.string().nullable().meta({ description: 'When it happened last' }),
};

export const getTrackingPlan = endpoint({
  name: 'getTrackingPlan',
  method: 'GET',
  path: '/api/tracking-plan',
  access: 'viewer',
  summary:
    'What events the workspace expects, how many of them came and where they differed, and the events that nobody planned, with an example of each.',
  input: z.object({}),
  output: z.object({
    unplanned: rule.meta({ description: 'What becomes of events that are not in the plan' }),
    events: z.array(
      plannedEventSchema.extend({
        ...seen,
        differences: z
          .array(z.object({ property: z.string(), count: z.number() }))
          .meta({ description: 'Properties that were not as planned in the last 30 days' }),
      }),
    ),
    seen: z.array(
      z.object({
        name: z.string(),
        ...seen,
        example: z
          .string()
          .nullable()
          .meta({ description: 'A message, for those who may see personal fields in full' }),
      }),
    ),
  }),
});

export const updateTrackingPlan = endpoint({
  name: 'updateTrackingPlan',
  method: 'PATCH',
  path: '/api/tracking-plan',
  access: 'admin',
  summary: 'Says what becomes of events that are not in the plan.',
  input: z.object({ unplanned: rule }),
  output: nothing,
});

export const createPlannedEvent = endpoint({
  name: 'createPlannedEvent',
  method: 'POST',
  path: '/api/planned-events',
  access: 'admin',
  summary:
    'Puts an event into the plan; a known one has the properties of the catalogue where none are said.',
  input: z.object({
    name,
    rule: rule.default('allow'),
    faults: rule.default('warn'),
    properties: properties.optional(),
  }),
  output: plannedEventSchema,
});

export const updatePlannedEvent = endpoint({
  name: 'updatePlannedEvent',
  method: 'PATCH',
  path: '/api/planned-events/:id',
  access: 'admin',
  summary: 'Changes what becomes of an event, or what its properties are.',
  input: z.object({ id, rule: rule.optional(), faults: rule.optional(), properties: properties.optional() }),
  output: plannedEventSchema,
});

export const removePlannedEvent = endpoint({
  name: 'removePlannedEvent',
  method: 'DELETE',
  path: '/api/planned-events/:id',
  access: 'admin',
  summary: 'Takes an event out of the plan.',
  input: z.object({ id }),
  output: nothing,
});
