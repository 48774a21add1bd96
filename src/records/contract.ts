import { z } from 'zod';

import { domains, fieldTypes, kinds, sensitivities } from '../fields/types.ts';
import { endpoint, nothing } from '../lib/endpoint.ts';

const bilingual = z.object({ en: z.string(), zh: z.string() });

const fieldLabel = z.object({
  en: z.string().trim().min(1).max(80),
  zh: z.string().trim().min(1).max(80),
});

export const fieldSchema = z.object({
  key: z.string(),
  label: bilingual,
  kinds: z.array(z.enum(kinds)),
  type: z.enum(fieldTypes),
  domain: z.enum(domains),
  sensitivity: z.enum(sensitivities),
  many: z.boolean(),
  synonyms: z.array(z.string()),
  unit: z.string().optional(),
  /** Which check a code must pass. */
  check: z.string().optional(),
  /** How a value is verified, and for how many days that stays fresh. */
  verification: z
    .object({ by: z.enum(['registry', 'call', 'message', 'document', 'visit']), freshDays: z.number() })
    .optional(),
  choices: z.array(z.object({ key: z.string(), label: bilingual })).optional(),
  custom: z.boolean(),
  sounds: z.array(z.string()).meta({ description: 'The Chinese label in pinyin and by initials' }),
  sight: z
    .enum(['masked', 'full'])
    .meta({ description: 'How the caller sees the values; hidden fields are not listed' }),
  asked: z
    .boolean()
    .meta({ description: 'Whether the caller may search, filter, sort and count by the values' }),
});

export const listFields = endpoint({
  name: 'listFields',
  method: 'GET',
  path: '/api/fields',
  access: 'viewer',
  summary: 'Lists the fields of organisations or persons, the workspace’s own among them.',
  input: z.object({
    kind: z.enum(kinds).default('organization'),
    archived: z
      .enum(['no', 'only'])
      .default('no')
      .meta({ description: '"only": the fields of the workspace’s own that were put away' }),
  }),
  output: z.object({ rows: z.array(fieldSchema) }),
});

export const createField = endpoint({
  name: 'createField',
  method: 'POST',
  path: '/api/fields',
  access: 'admin',
  summary: 'Adds a field of the workspace’s own; it behaves like a built-in one.',
  input: z.object({
    key: z.string().regex(/^[a-z][a-z0-9_]{0,47}$/),
    label: fieldLabel,
    kinds: z.array(z.enum(kinds)).min(1),
    type: z.enum(fieldTypes).exclude(['region', 'industry', 'secret', 'name']),
    domain: z.enum(domains).default('basic'),
    sensitivity: z.enum(sensitivities).default('internal'),
    many: z.boolean().default(false),
    synonyms: z.array(z.string().min(1).max(100)).max(50).default([]),
    unit: z.string().max(20).optional(),
    choices: z
      .array(z.object({ key: z.string().min(1).max(64), label: bilingual }))
      .max(500)
      .optional(),
  }),
  output: fieldSchema,
});

const ownKey = z.string().min(1).max(64);

export const updateField = endpoint({
  name: 'updateField',
  method: 'PATCH',
  path: '/api/fields/:key',
  access: 'admin',
  summary:
    'Changes a field of the workspace’s own: its names, header texts, domain, sensitivity, unit, and its choices, of which none may go. Its type stays.',
  input: z.object({
    key: ownKey,
    label: fieldLabel.optional(),
    domain: z.enum(domains).optional(),
    sensitivity: z.enum(sensitivities).optional(),
    synonyms: z.array(z.string().trim().min(1).max(80)).max(50).optional(),
    unit: z.string().max(20).optional(),
    choices: z
      .array(z.object({ key: z.string().min(1).max(60), label: bilingual }))
      .max(500)
      .optional(),
  }),
  output: fieldSchema,
});

export const archiveField = endpoint({
  name: 'archiveField',
  method: 'DELETE',
  path: '/api/fields/:key',
  access: 'admin',
  summary: 'Puts a field of the workspace’s own away: its values stay, and it can be brought back.',
  input: z.object({ key: ownKey }),
  output: nothing,
});

export const restoreField = endpoint({
  name: 'restoreField',
  method: 'POST',
  path: '/api/fields/:key/restore',
  access: 'admin',
  summary: 'Brings a field back that was put away, with its values.',
  input: z.object({ key: ownKey }),
  output: fieldSchema,
});

export const replayRecords = endpoint({
  name: 'replayRecords',
  method: 'POST',
  path: '/api/records/replay',
  access: 'admin',
  summary: 'Rebuilds every profile from the raw records, in the background.',
  input: nothing,
  output: z.object({ job: z.string() }),
});
