import { z } from 'zod';

import { endpoint, nothing } from '../../lib/endpoint.ts';

/** How long a value counts against a limit. */
export const guardWindows = ['day', 'week', 'ever'] as const;
export type GuardWindow = (typeof guardWindows)[number];

/** The most values that a customer or a device may be said to have. */
export const mostGuarded = 100;

const limit = z.number().int().min(1).max(mostGuarded);
/** A limit on a kind of identifier. */
export const guardSchema = z.object({
  field: z
    .string()
    .min(1)
    .max(64)
    .meta({ description: 'Key of the field; `tracked_id` is the id in your applications' }),
  limit: limit.meta({
    description: 'How many different values one customer may take on; of ids, how many of one source',
  }),
  window: z.enum(guardWindows).meta({ description: 'Within which time they are counted' }),
});
export type Guard = z.output<typeof guardSchema>;

const guards = z
  .array(guardSchema)
  .max(50)
  .meta({ description: 'In the order of their priority: of one message the last gives way first' });

export const getIdentityGuards = endpoint({
  name: 'getIdentityGuards',
  method: 'GET',
  path: '/api/identity-guards',
  access: 'viewer',
  summary:
    'Which identifiers that events bring may join customers: how many of each kind one customer may take on, and in which order they count.',
  input: z.object({}),
  output: z.object({
    guards,
    demoted: z
      .array(z.object({ field: z.string(), reason: z.enum(['identified', 'limit']), count: z.number() }))
      .meta({ description: 'Values of the last 30 days that were kept without joining anybody' }),
  }),
});

export const updateIdentityGuards = endpoint({
  name: 'updateIdentityGuards',
  method: 'PUT',
  path: '/api/identity-guards',
  access: 'admin',
  summary: 'Says anew which identifiers of events may join customers; what was decided before stands.',
  input: z.object({ guards }),
  output: nothing,
});
