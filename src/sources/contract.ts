import { z } from 'zod';

import { kinds } from '../fields/types.ts';
import { endpoint, nothing, pageOf } from '../lib/endpoint.ts';

const id = z.string().min(1).max(64);
const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  // oxlint-disable-next-line no-control-regex
  .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), { error: 'must hold no control characters' });
const bilingual = z.object({ en: z.string(), zh: z.string() });
const count = z.number().int().nonnegative();

/** Whose data a source holds: our own, a partner's, somebody else's. */
export const parties = ['first', 'second', 'third'] as const;
/** Legal bases of PIPL article 13 and GDPR article 6, as far as they fit both. */
export const lawfulBases = [
  'consent',
  'contract',
  'legal-duty',
  'legitimate-interest',
  'public',
  'unknown',
] as const;
/** The ways by which facts arrive. */
export const channels = [
  'file',
  'manual',
  'api',
  'form',
  'web',
  'call',
  'exhibition',
  'partner',
  'directory',
  'card',
  'survey',
  'shop',
  'demo',
] as const;

export const sourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  party: z.enum(parties),
  channel: z.enum(channels),
  trust: z.number().int(),
  basis: z.enum(lawfulBases),
  note: z.string(),
  createdAt: z.string(),
});
export type Source = z.infer<typeof sourceSchema>;

const sourceFields = {
  party: z.enum(parties).default('first'),
  channel: z.enum(channels).default('file'),
  trust: z.coerce
    .number()
    .int()
    .min(0)
    .max(100)
    .default(50)
    .meta({ description: '0 to 100: whose word wins when sources disagree' }),
  basis: z.enum(lawfulBases).default('unknown'),
  note: z.string().max(2000).default(''),
};

export const mappedColumn = z.object({
  column: z.number().int().nonnegative().meta({ description: 'Position of the column, from 0' }),
  field: z.string().min(1).max(64),
  unit: z.object({ factor: z.number().optional(), currency: z.string().max(3).optional() }).optional(),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
  country: z.string().length(2).optional().meta({ description: 'Whose phone numbers lack a country code' }),
});

/** A mapping as people write it: header → field, with a unit in brackets where one is meant, or '' to leave the column out. */
export const namedMapping = z.record(z.string().max(1000), z.string().max(64));

export const uploadSchema = z.object({ upload: z.string(), name: z.string(), bytes: count });

export const shapeChoices = z.object({
  format: z.enum(['csv', 'xlsx', 'xls', 'json', 'jsonl', 'parquet', 'vcard']).optional(),
  encoding: z.string().max(40).optional(),
  delimiter: z.string().min(1).max(4).optional(),
  quote: z.string().min(1).max(1).optional(),
  sheet: z.string().max(200).optional(),
  headerRow: z.coerce.number().int().positive().optional(),
});

const suggestion = z.object({
  column: count,
  header: z.string(),
  field: z.string().nullable(),
  confidence: z.number(),
  alternatives: z.array(z.object({ field: z.string(), confidence: z.number() })),
  unit: z.object({ factor: z.number().optional(), currency: z.string().optional() }).optional(),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
});

export const inspectionSchema = z.object({
  upload: z.string(),
  format: z.string(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  headerRow: z.number().nullable(),
  headers: z.array(z.string()),
  samples: z.array(z.array(z.string())),
  rowsEstimate: z.number().nullable(),
  warnings: z.array(
    z.object({ code: z.string(), text: bilingual, details: z.record(z.string(), z.unknown()) }),
  ),
  kind: z.object({ kind: z.enum(kinds), confidence: z.number() }),
  columns: z.array(suggestion),
  remembered: z
    .boolean()
    .meta({ description: 'True where the mapping is the one used last for this source and header' }),
});

/** A row of a file, by the name of its owner or its own text, and what is to be said of it. */
const example = z.object({
  file: z.string(),
  line: z.number(),
  text: z.string(),
  detail: bilingual,
  fields: z.array(z.string()).optional().meta({ description: 'Of which fields values stand in it' }),
});
export type Example = z.infer<typeof example>;

/** What an import did, or in a dry run would do; rows = accepted + rejected, accepted = created + updated + unchanged. */
export const importResult = z.object({
  import: z.string(),
  rows: count,
  accepted: count,
  rejected: count,
  created: count,
  updated: count,
  unchanged: count,
  conflicts: count.meta({
    description: 'Accepted rows with a value that differs from the one their profile shows',
  }),
  seconds: z.number(),
  rejectedFile: z
    .string()
    .nullable()
    .meta({ description: 'Where the rejected rows can be downloaded, in the layout of the original' }),
  issues: z
    .array(z.object({ field: z.string(), rows: count, ruined: count }))
    .meta({ description: 'Values that failed their check, by field; the rows were kept' }),
  unmapped: z
    .array(z.string())
    .meta({ description: 'Columns that went to no field; they stay in the raw records' }),
  examples: z.object({
    created: z.array(example),
    changed: z.array(example),
    conflicts: z.array(example),
    rejected: z.array(example),
  }),
});
export type ImportResult = z.infer<typeof importResult>;

export const importSchema = z.object({
  import: z.string(),
  source: z.string(),
  kind: z.string(),
  dryRun: z.boolean(),
  files: z.array(z.object({ upload: z.string(), name: z.string() })),
  state: z.enum(['queued', 'running', 'done', 'failed', 'undone']),
  job: z.string().nullable(),
  progress: z.number(),
  note: bilingual.nullable(),
  error: z.object({ code: z.string(), en: z.string(), zh: z.string() }).nullable(),
  result: importResult.nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});

export const listSources = endpoint({
  name: 'listSources',
  method: 'GET',
  path: '/api/sources',
  access: 'viewer',
  summary: 'Lists the sources of facts.',
  input: nothing,
  output: z.object({ rows: z.array(sourceSchema) }),
});

export const createSource = endpoint({
  name: 'createSource',
  method: 'POST',
  path: '/api/sources',
  access: 'editor',
  summary: 'Makes a source of facts.',
  input: z.object({ name, ...sourceFields }),
  output: sourceSchema,
});

export const updateSource = endpoint({
  name: 'updateSource',
  method: 'PATCH',
  path: '/api/sources/:id',
  access: 'editor',
  summary: 'Changes what is known of a source; its trust counts from the next rebuilding of profiles on.',
  input: z.object({
    id,
    party: z.enum(parties).optional(),
    trust: z.coerce.number().int().min(0).max(100).optional(),
    basis: z.enum(lawfulBases).optional(),
    note: z.string().max(2000).optional(),
  }),
  output: sourceSchema,
});

export const createUpload = endpoint({
  name: 'createUpload',
  method: 'POST',
  path: '/api/uploads',
  access: 'editor',
  summary: 'Takes a file, streamed as the body of the request.',
  input: z.object({ name: z.string().min(1).max(255) }),
  output: uploadSchema,
  upload: true,
});

export const inspectUpload = endpoint({
  name: 'inspectUpload',
  method: 'POST',
  path: '/api/uploads/:id/inspect',
  access: 'editor',
  summary: 'Says how a file is laid out, shows its first rows and matches its columns with fields.',
  trail: false,
  input: z.object({ id, source: name.optional(), kind: z.enum(kinds).optional(), ...shapeChoices.shape }),
  output: inspectionSchema,
});

export const createImport = endpoint({
  name: 'createImport',
  method: 'POST',
  path: '/api/imports',
  access: 'editor',
  summary: 'Imports uploaded files in the background, or says what doing so would change.',
  input: z.object({
    uploads: z.array(id).min(1).max(100),
    source: name,
    kind: z.enum(kinds).optional(),
    mapping: namedMapping.optional(),
    dryRun: z.boolean().default(false),
    observedAt: z.iso.datetime({ offset: true }).optional(),
    shape: shapeChoices.optional(),
    ...sourceFields,
  }),
  output: z.object({ import: z.string(), job: z.string() }),
});

export const getImport = endpoint({
  name: 'getImport',
  method: 'GET',
  path: '/api/imports/:id',
  access: 'viewer',
  summary: 'Says where an import stands and what it did.',
  input: z.object({ id }),
  output: importSchema,
});

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/api/imports',
  access: 'viewer',
  summary: 'Lists imports, the newest first.',
  input: z.object({
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: pageOf(importSchema),
});

export const getRejected = endpoint({
  name: 'getRejected',
  method: 'GET',
  path: '/api/imports/:id/rejected',
  access: 'editor',
  summary: 'Downloads the rejected rows in the layout of the original file, with reason and line.',
  trail: true,
  input: z.object({ id }),
  output: z.unknown(),
  download: true,
});

export const undoImport = endpoint({
  name: 'undoImport',
  method: 'POST',
  path: '/api/imports/:id/undo',
  access: 'editor',
  summary: 'Takes an import back, updates included: profiles become what they are without its records.',
  input: z.object({ id }),
  output: z.object({ import: z.string(), job: z.string() }),
});

export const loadDemo = endpoint({
  name: 'loadDemo',
  method: 'POST',
  path: '/api/demo',
  access: 'editor',
  summary: 'Makes demo data of a scenario and imports it.',
  input: z.object({
    scenario: z.string().max(64).default('b2b-directory'),
    rows: z.coerce.number().int().min(1).max(20_000_000).optional(),
    seed: z.coerce.number().int().default(1),
  }),
  output: z.object({
    scenario: z.string(),
    imports: z.array(
      z.object({ import: z.string(), job: z.string(), source: z.string(), file: z.string(), rows: count }),
    ),
  }),
});

export const listScenarios = endpoint({
  name: 'listScenarios',
  method: 'GET',
  path: '/api/demo',
  access: 'viewer',
  summary: 'Lists the scenarios of demo data.',
  input: nothing,
  output: z.object({
    rows: z.array(z.object({ name: z.string(), label: bilingual, description: bilingual, rows: count })),
  }),
});
