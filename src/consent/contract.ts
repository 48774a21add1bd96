import { z } from 'zod';

import { endpoint } from '../lib/endpoint.ts';
import { consentChannels, consentForms, consentPurposes } from '../lib/consent.ts';

const id = z.string().min(1).max(64);

/** What was said once: given or withdrawn, for one channel and one purpose, with what shows it. */
export const consentSchema = z.object({
  id: z.string(),
  channel: z.enum(consentChannels),
  purpose: z.enum(consentPurposes),
  said: z.enum(['given', 'withdrawn']),
  form: z.enum(consentForms).meta({
    description: 'General, separate (asked for by itself), or written, as the law asks for some purposes',
  }),
  at: z.string().meta({ description: 'When the customer said so' }),
  writtenAt: z.string().meta({ description: 'When it was written down here' }),
  wording: z.string().meta({ description: 'The text that was shown or read to the customer' }),
  evidence: z
    .string()
    .nullable()
    .meta({ description: 'What shows it; null for those who do not see personal fields in full' }),
  place: z
    .string()
    .nullable()
    .meta({ description: 'Where: the address of a page, a shop, a telephone number' }),
  by: z.object({ id: z.string(), name: z.string() }),
});
export type Consent = z.infer<typeof consentSchema>;

/** How it stands for a channel and a purpose: the last word. */
export const standingSchema = z.object({
  channel: z.enum(consentChannels),
  purpose: z.enum(consentPurposes),
  allowed: z.boolean(),
  since: z.string(),
  id: z.string().meta({ description: 'The entry that says so' }),
});

export const listConsents = endpoint({
  name: 'listConsents',
  method: 'GET',
  path: '/api/profiles/:id/consents',
  access: 'viewer',
  summary:
    'What a customer allows now, and everything that it ever said about it, the newest first, with its evidence.',
  input: z.object({ id }),
  output: z.object({ standing: z.array(standingSchema), rows: z.array(consentSchema) }),
});

export const createConsent = endpoint({
  name: 'createConsent',
  method: 'POST',
  path: '/api/profiles/:id/consents',
  access: 'editor',
  summary:
    'Writes down that a customer gave or withdrew its consent; it holds at once, and nothing is ever overwritten.',
  input: z.object({
    id,
    channel: z.enum(consentChannels),
    purpose: z.enum(consentPurposes),
    said: z.enum(['given', 'withdrawn']),
    form: z.enum(consentForms).default('general'),
    at: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'When the customer said so; now where nothing is said' }),
    wording: z.string().trim().max(10_000).default(''),
    evidence: z.string().trim().max(10_000).default(''),
    place: z.string().trim().max(1_000).default(''),
  }),
  output: consentSchema,
});
