import { z } from 'zod';

import { consentChannels, consentPurposes } from '../lib/consent.ts';
import { endpoint, nothing } from '../lib/endpoint.ts';

const id = z.string().min(1).max(64);

export const createCustomerLink = endpoint({
  name: 'createCustomerLink',
  method: 'POST',
  path: '/api/profiles/:id/customer-link',
  access: 'editor',
  summary:
    'Makes a signed link by which a person sees, corrects and exports its data and changes its consent; and one that withdraws one consent with a click, with the headers of a letter for it.',
  input: z.object({
    id,
    days: z.coerce.number().int().min(1).max(365).default(30),
    channel: z.enum(consentChannels).default('email'),
    purpose: z.enum(consentPurposes).default('marketing'),
  }),
  output: z.object({
    url: z.string(),
    expiresAt: z.string(),
    withdraw: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }),
  }),
});

export const revokeCustomerLink = endpoint({
  name: 'revokeCustomerLink',
  method: 'POST',
  path: '/api/customer-links/revoke',
  access: 'editor',
  summary: 'Makes one link of a customer worthless, at once; others of the same customer go on working.',
  input: z.object({ url: z.string().trim().min(1).max(4_000) }),
  output: nothing,
});

export const getConsentProof = endpoint({
  name: 'getConsentProof',
  method: 'GET',
  path: '/api/profiles/:id/consents/:consent/proof',
  access: 'editor',
  summary:
    'What shows a consent, as a page to print: the words, the evidence, place, time and who wrote it down.',
  input: z.object({ id, consent: id, language: z.enum(['en', 'zh']).default('en') }),
  output: z.unknown(),
  download: true,
});
