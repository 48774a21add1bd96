import { z } from 'zod';

import { endpoint } from '../../lib/endpoint.ts';

const count = z.number().int().nonnegative();

export const eraseProfile = endpoint({
  name: 'eraseProfile',
  method: 'POST',
  path: '/api/profiles/:id/erase',
  access: 'admin',
  summary:
    'Erases a customer for good: records as they arrived, events, notes and files, answers to forms, and what connectors hold of it. Consents stay as proof.',
  input: z.object({ id: z.string().min(1).max(64) }),
  output: z.object({ records: count, events: count, deliveries: count }),
});
