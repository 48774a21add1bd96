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

/** A fault of the web application, for the server's log. */
export const createFault = endpoint({
  name: 'createFault',
  method: 'POST',
  path: '/api/faults',
  access: 'signed-in',
  summary:
    'Writes a fault of the web application to the log of the server, under the number that its reader saw.',
  input: z.object({
    id: z.string().regex(/^web_[0-9a-f]{12}$/),
    text: z.string().max(1_000),
    stack: z.string().max(8_000),
    path: z.string().max(500),
  }),
  output: nothing,
});
