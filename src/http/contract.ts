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

/** What the installation runs on. */
export const getInstallation = endpoint({
  name: 'getInstallation',
  method: 'GET',
  path: '/api/installation',
  access: 'admin',
  summary:
    'What the installation runs on: versions, stores, space, mail, and what is meant where files do not say.',
  input: nothing,
  output: z.object({
    version: z.string(),
    node: z.string(),
    engines: z.array(z.object({ name: z.string(), mode: z.string(), version: z.string() })),
    space: z.object({ free: z.number(), keepFree: z.number() }),
    country: z.string(),
    currency: z.string(),
    mail: z.object({ from: z.string().nullable().meta({ description: 'Null where no mail is sent' }) }),
  }),
});

/** Whether the mail server would take mail. */
export const checkMail = endpoint({
  name: 'checkMail',
  method: 'POST',
  path: '/api/installation/mail',
  access: 'admin',
  summary: 'Ask the mail server whether it would take mail.',
  trail: false,
  input: nothing,
  output: z.object({ works: z.boolean(), reason: z.string().nullable() }),
});
