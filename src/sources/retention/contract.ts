import { z } from 'zod';

import { endpoint } from '../../lib/endpoint.ts';

const id = z.string().min(1).max(64);
const count = z.number().int().nonnegative();
const days = z.coerce.number().int().min(1).max(36_500);

/** What goes today when records of a source are kept for so many days. */
export const previewRetention = endpoint({
  name: 'previewRetention',
  method: 'GET',
  path: '/api/sources/:id/retention',
  access: 'viewer',
  summary: 'Says what would go today if the records of a source were kept for so many days.',
  input: z.object({ id, days: days.default(365) }),
  output: z.object({
    before: z.string().meta({ description: 'What came before this moment would go' }),
    records: count,
    events: count,
    gone: count.meta({ description: 'Profiles that nobody else speaks of' }),
    changed: count.meta({ description: 'Profiles that become what other sources say' }),
  }),
});

export const setRetention = endpoint({
  name: 'setRetention',
  method: 'PUT',
  path: '/api/sources/:id/retention',
  access: 'admin',
  summary:
    'Sets for how many days after they came the records of a source are kept, or null: without an end. What is past its time goes at once and then every day, for good.',
  input: z.object({ id, days: days.nullable() }),
  output: z.object({
    keepDays: z.number().int().nullable(),
    job: z.string().nullable().meta({ description: 'The job that takes out what is past its time' }),
  }),
});
