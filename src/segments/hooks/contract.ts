import { z } from 'zod';

import { endpoint, nothing, pageOf } from '../../lib/endpoint.ts';

const number = z.number();
const id = z.string().min(1).max(64);
const bilingual = z.object({ en: z.string(), zh: z.string() });

export const deliveryStates = ['waiting', 'sent', 'failed'] as const;

const hookSchema = z.object({
  id: z.string(),
  url: z.string(),
  createdAt: z.string(),
  waiting: number.meta({ description: 'Deliveries that are to be sent, or sent again' }),
  failed: number.meta({ description: 'Deliveries that were given up' }),
  sentAt: z.string().nullable().meta({ description: 'When one was taken last' }),
});
export type SegmentHook = z.output<typeof hookSchema>;

export const listSegmentHooks = endpoint({
  name: 'listSegmentHooks',
  method: 'GET',
  path: '/api/segments/:id/hooks',
  access: 'admin',
  summary: 'The addresses that entries and exits of a segment are sent to.',
  input: z.object({ id }),
  output: z.object({ rows: z.array(hookSchema) }),
});

export const createSegmentHook = endpoint({
  name: 'createSegmentHook',
  method: 'POST',
  path: '/api/segments/:id/hooks',
  access: 'admin',
  summary:
    'Has entries and exits of a segment sent to an address from now on, signed as Standard Webhooks say; the secret is told once.',
  input: z.object({
    id,
    url: z
      .url({ protocol: /^https?$/, error: 'an address that begins with https:// · 以 https:// 开头的地址' })
      .max(2_000),
  }),
  output: hookSchema.extend({
    secret: z.string().meta({ description: 'whsec_…: kept by you, never shown again' }),
  }),
});

export const removeSegmentHook = endpoint({
  name: 'removeSegmentHook',
  method: 'DELETE',
  path: '/api/segment-hooks/:id',
  access: 'admin',
  summary: 'Nothing is sent to an address of a segment any more; what was not sent yet is dropped.',
  input: z.object({ id }),
  output: nothing,
});

const deliverySchema = z.object({
  id: z.string().meta({ description: 'The webhook-id that it is sent with, every time the same' }),
  state: z.enum(deliveryStates),
  refreshedAt: z.string().meta({ description: 'The refresh that found these changes' }),
  changes: number.nullable(),
  tries: number,
  status: number.nullable().meta({ description: 'What the address answered last' }),
  reason: bilingual.nullable(),
  retryAt: z.string().nullable(),
  sentAt: z.string().nullable(),
});
export type SegmentDelivery = z.output<typeof deliverySchema>;

export const listSegmentDeliveries = endpoint({
  name: 'listSegmentDeliveries',
  method: 'GET',
  path: '/api/segment-hooks/:id/deliveries',
  access: 'admin',
  summary: 'What was sent to an address of a segment, newest first.',
  input: z.object({ id, after: id.optional(), limit: z.coerce.number().int().min(1).max(200).default(20) }),
  output: pageOf(deliverySchema),
});

export const retrySegmentDeliveries = endpoint({
  name: 'retrySegmentDeliveries',
  method: 'POST',
  path: '/api/segment-hooks/:id/retry',
  access: 'admin',
  summary: 'Sends again at once what was given up or waits.',
  input: z.object({ id }),
  output: z.object({ waiting: number }),
});
