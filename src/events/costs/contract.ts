import { z } from 'zod';

import { endpoint } from '../../lib/endpoint.ts';

const spent = { currency: z.string(), amount: z.number(), times: z.number().int() };

export const getCosts = endpoint({
  name: 'getCosts',
  method: 'GET',
  path: '/api/profiles/:id/costs',
  access: 'viewer',
  summary: 'What it cost to serve a customer, as events say: altogether, by month and by what it was.',
  input: z.object({ id: z.string().min(1).max(64) }),
  output: z.object({
    totals: z.array(z.object(spent)),
    months: z.array(z.object({ month: z.string(), ...spent })).meta({ description: 'The earliest first' }),
    kinds: z.array(z.object({ name: z.string(), ...spent })).meta({ description: 'The dearest first' }),
  }),
});
