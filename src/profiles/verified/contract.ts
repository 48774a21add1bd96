import { z } from 'zod';

import { endpoint } from '../../lib/endpoint.ts';
import { pointSchema } from '../../lib/point.ts';
import { lookedUpBy, verificationMeans, verificationOutcomes } from '../../lib/verification.ts';

const id = z.string().min(1).max(64);
const bound = z.number().nullable();

/** A value as a profile shows it; of a list, one of its elements. */
const valueInput = z.union([
  z.string().min(1).max(10_000),
  z.number(),
  z.boolean(),
  z.object({ min: bound, max: bound, currency: z.string().max(10).optional() }),
  z.object({ code: z.string().max(20) }),
  pointSchema,
]);

/** What was found once about one value. */
export const verificationSchema = z.object({
  id: z.string(),
  field: z.string(),
  value: z.unknown().meta({
    description:
      'The value as the profile shows it; once it holds it no longer, as it was stored; null where you see the field masked',
  }),
  holds: z.boolean().meta({ description: 'False: the profile no longer has this value, so it says nothing' }),
  outcome: z.enum(verificationOutcomes),
  means: z.enum(verificationMeans),
  at: z.string().meta({ description: 'When it was verified' }),
  writtenAt: z.string().meta({ description: 'When it was written down here' }),
  note: z.string().nullable().meta({ description: 'null where you see the field masked' }),
  by: z.object({ id: z.string(), name: z.string() }),
});
export type Verification = z.infer<typeof verificationSchema>;

export const listVerifications = endpoint({
  name: 'listVerifications',
  method: 'GET',
  path: '/api/profiles/:id/verifications',
  access: 'viewer',
  summary: 'Which values of a profile were verified, when, how and by whom, the newest first.',
  input: z.object({ id }),
  output: z.object({ rows: z.array(verificationSchema) }),
});

export const createVerification = endpoint({
  name: 'createVerification',
  method: 'POST',
  path: '/api/profiles/:id/verifications',
  access: 'editor',
  summary:
    'Writes down that a value of a profile was looked up and found right or wrong; the newest word about a value counts, for as long as the profile has it.',
  input: z.object({
    id,
    field: z.string().min(1).max(200),
    value: valueInput.meta({ description: 'As the profile shows it; of a list, one of its elements' }),
    means: z.enum(lookedUpBy),
    outcome: z.enum(verificationOutcomes).default('confirmed'),
    note: z.string().trim().max(1_000).default(''),
    at: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'When it was verified; now where nothing is said' }),
  }),
  output: verificationSchema,
});
