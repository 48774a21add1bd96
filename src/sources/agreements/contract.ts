import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { consentChannels, consentForms, consentPurposes } from '../../lib/consent.ts';
import { endpoint, nothing } from '../../lib/endpoint.ts';
import { lawfulBases, sourceName } from '../contract.ts';

const id = z.string().min(1).max(64);
const header = z.string().trim().max(500);

/** How each person of a partner's lists consented, as the ledger will say it. */
export const agreedConsent = z.object({
  channels: z.array(z.enum(consentChannels)).min(1).max(consentChannels.length),
  purpose: z.enum(consentPurposes),
  form: z.enum(consentForms),
  wording: z.string().trim().min(1).max(5_000).meta({ description: 'The words that people agreed to' }),
  evidence: z
    .string()
    .trim()
    .min(1)
    .max(1_000)
    .meta({ description: 'Where and how they did, and who keeps the proof' }),
  evidenceColumn: header.default('').meta({
    description: 'The column that holds the proof of each person; who has none there has not consented',
  }),
  timeColumn: header.default('').meta({ description: 'The column that says when each person consented' }),
});
export type AgreedConsent = z.output<typeof agreedConsent>;

export const agreementSchema = z.object({
  id: z.string(),
  source: z.object({ id: z.string(), name: z.string() }),
  partner: z.string(),
  kind: z.enum(kinds),
  fields: z.array(z.string()),
  purpose: z.string(),
  basis: z.enum(lawfulBases),
  until: z.string().meta({ description: 'The last day on which its records may be kept' }),
  ended: z.boolean(),
  consent: agreedConsent.nullable(),
  waiting: z.number().int().meta({ description: 'Lists that nobody has decided about' }),
  createdAt: z.string(),
});
export type Agreement = z.infer<typeof agreementSchema>;

const terms = {
  purpose: z.string().trim().min(1).max(500),
  fields: z.array(z.string().min(1).max(64)).min(1).max(200),
  until: z.iso.date(),
  consent: agreedConsent.nullable(),
};

/** What becomes of a column of a list. */
export const listColumn = z.object({
  header: z.string(),
  field: z.string().nullable(),
  use: z.enum(['field', 'evidence', 'time', 'left-out']),
});
export type ListColumn = z.infer<typeof listColumn>;

export const partnerListSchema = z.object({
  id: z.string(),
  agreement: z.string(),
  name: z.string(),
  bytes: z.number(),
  columns: z.array(listColumn),
  state: z.enum(['waiting', 'accepted', 'refused']),
  import: z.string().nullable(),
  givenBy: z.string(),
  givenAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type PartnerList = z.infer<typeof partnerListSchema>;

export const listAgreements = endpoint({
  name: 'listAgreements',
  method: 'GET',
  path: '/api/agreements',
  access: 'viewer',
  summary: 'Lists the agreements by which partners give lists of customers.',
  input: nothing,
  output: z.object({ rows: z.array(agreementSchema) }),
});

export const createAgreement = endpoint({
  name: 'createAgreement',
  method: 'POST',
  path: '/api/agreements',
  access: 'admin',
  summary:
    'Makes an agreement with a partner, and the source of its lists: which fields, for what, until when, and how each person consented.',
  input: z.object({
    source: sourceName,
    partner: z.string().trim().min(1).max(200),
    kind: z.enum(kinds).default('person'),
    basis: z.enum(lawfulBases).default('consent'),
    ...terms,
    consent: terms.consent.default(null),
  }),
  output: agreementSchema,
});

export const updateAgreement = endpoint({
  name: 'updateAgreement',
  method: 'PATCH',
  path: '/api/agreements/:id',
  access: 'admin',
  summary:
    'Changes an agreement. Lists that were accepted stay as they are; a day in the past takes its data out.',
  input: z.object({
    id,
    purpose: terms.purpose.optional(),
    fields: terms.fields.optional(),
    until: terms.until.optional(),
    consent: terms.consent.optional(),
  }),
  output: agreementSchema,
});

export const listPartnerLists = endpoint({
  name: 'listPartnerLists',
  method: 'GET',
  path: '/api/agreements/:id/lists',
  access: 'viewer',
  summary: 'The lists that came under an agreement, the newest first, with what becomes of each column.',
  input: z.object({ id }),
  output: z.object({ rows: z.array(partnerListSchema) }),
});

export const createPartnerList = endpoint({
  name: 'createPartnerList',
  method: 'POST',
  path: '/api/agreements/:id/lists',
  access: 'editor',
  summary:
    'Lays an uploaded file aside as a list of an agreement; nothing of it is seen until it is accepted.',
  input: z.object({ id, upload: id }),
  output: partnerListSchema,
});

export const acceptPartnerList = endpoint({
  name: 'acceptPartnerList',
  method: 'POST',
  path: '/api/partner-lists/:id/accept',
  access: 'admin',
  summary: 'Imports a list: the agreed fields and the consents, nothing else of it.',
  input: z.object({ id }),
  output: z.object({ import: z.string(), job: z.string() }),
});

export const refusePartnerList = endpoint({
  name: 'refusePartnerList',
  method: 'POST',
  path: '/api/partner-lists/:id/refuse',
  access: 'admin',
  summary: 'Refuses a list; its file is removed.',
  input: z.object({ id }),
  output: nothing,
});
