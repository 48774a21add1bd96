import { z } from 'zod';
import { endpoint, nothing } from '../lib/endpoint.ts';

/** Is everything answering? For probes and for the command line. */
export const getHealth = endpoint({
  name: 'getHealth',
  method: 'GET',
  path: '/api/health',
  access: 'anyone',
  summary: 'Whether the application and its stores answer, and in which version',
  input: nothing,
  output: z.object({
    status: z.literal('ok'),
    version: z.string(),
    engines: z.array(z.object({ name: z.string(), mode: z.string(), version: z.string() })),
  }),
});
