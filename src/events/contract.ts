import { z } from 'zod';

import { endpoint, nothing } from '../lib/endpoint.ts';

const id = z.string().min(1).max(64);

export const writeKeySchema = z.object({
  id: z.string(),
  source: z.string(),
  key: z.string().meta({ description: 'What senders put where they say writeKey or api_key' }),
  createdAt: z.string(),
});
export type WriteKey = z.infer<typeof writeKeySchema>;

export const listWriteKeys = endpoint({
  name: 'listWriteKeys',
  method: 'GET',
  path: '/api/write-keys',
  access: 'editor',
  summary: 'Lists the keys with which websites, apps and servers send events, of all sources or one.',
  input: z.object({ source: id.optional() }),
  output: z.object({ rows: z.array(writeKeySchema) }),
});

export const createWriteKey = endpoint({
  name: 'createWriteKey',
  method: 'POST',
  path: '/api/write-keys',
  access: 'admin',
  summary: 'Makes a key with which events of a source are sent.',
  input: z.object({ source: id }),
  output: writeKeySchema,
});

export const removeWriteKey = endpoint({
  name: 'removeWriteKey',
  method: 'DELETE',
  path: '/api/write-keys/:id',
  access: 'admin',
  summary: 'Removes a write key; what is sent with it is refused within seconds.',
  input: z.object({ id }),
  output: nothing,
});

/** An event as it arrived at a source, or what was refused. */
export const arrivalSchema = z.object({
  at: z.string(),
  received: z.string(),
  id: z.string(),
  type: z.string(),
  name: z.string(),
  user: z.string(),
  device: z.string(),
  refused: z.object({ code: z.string(), en: z.string(), zh: z.string(), detail: z.string() }).nullable(),
  demoted: z
    .array(z.object({ field: z.string(), reason: z.enum(['identified', 'limit']) }))
    .meta({ description: 'Identifiers that were kept without joining the customer with anybody, and why' }),
  raw: z
    .string()
    .nullable()
    .meta({ description: 'The message as it came, for those who may see personal fields in full' }),
});
export type ArrivalView = z.infer<typeof arrivalSchema>;

export const listArrivals = endpoint({
  name: 'listArrivals',
  method: 'GET',
  path: '/api/sources/:source/arrivals',
  access: 'editor',
  summary: 'The latest that arrived at a source, the newest first: what it became, or why it was refused.',
  input: z.object({
    source: id,
    only: z.enum(['all', 'refused']).default('all'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(arrivalSchema),
    waiting: z.number().meta({ description: 'Bytes that are acknowledged and not yet in the warehouse' }),
    aside: z.number().meta({
      description:
        'Bytes of the workspace that could not be loaded and were set aside, until they are tried again',
    }),
  }),
});

export const retryAside = endpoint({
  name: 'retryAside',
  method: 'POST',
  path: '/api/arrivals/aside/retry',
  access: 'editor',
  summary: 'Tries once more to load what could not be loaded and was set aside.',
  input: z.object({}),
  output: nothing,
});

export const replayRefused = endpoint({
  name: 'replayRefused',
  method: 'POST',
  path: '/api/sources/:source/refused/replay',
  access: 'editor',
  summary: 'Sends refused messages of a source again, as they are or as they were mended.',
  input: z.object({
    source: id,
    messages: z
      .array(z.object({ id, raw: z.string().max(262_144).optional() }))
      .min(1)
      .max(200),
  }),
  output: z.object({
    taken: z.number(),
    refused: z.array(z.object({ id: z.string(), code: z.string(), en: z.string(), zh: z.string() })),
  }),
});
