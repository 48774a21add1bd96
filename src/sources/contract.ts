import { z } from 'zod';

import { kinds } from '../fields/types.ts';
import { endpoint, nothing, pageOf } from '../lib/endpoint.ts';
import { namedMapping, shapeChoices, sourceName } from './reading/contract.ts';

export { listScenarios, loadDemo } from './demo/contract.ts';
export {
  createUpload,
  inspectUpload,
  mappedColumn,
  namedMapping,
  sourceName,
  shapeChoices,
  type MappedColumn,
  type NamedMapping,
} from './reading/contract.ts';

const id = z.string().min(1).max(64);
const bilingual = z.object({ en: z.string(), zh: z.string() });
const count = z.number().int().nonnegative();

/** Whose data a source holds: our own, a partner's, somebody else's. */
export const parties = ['first', 'second', 'third'] as const;
/**
 * Legal bases of PIPL article 13 and GDPR article 6. `contract` stands for the management of staff by agreed rules as well,
 * `vital-interest` for emergencies, `public-task` for news and supervision by the public, `public` for what was lawfully made public.
 */
export const lawfulBases = [
  'consent',
  'contract',
  'legal-duty',
  'vital-interest',
  'public-task',
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
  purpose: z.string().meta({ description: 'What its records are for' }),
  keepDays: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'For how many days after they came its records are kept; null: without an end' }),
  endsOn: z.string().nullable().meta({
    description: 'The last day of the agreement under which its records came; all of them go after it',
  }),
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
  reasons: z
    .array(z.object({ code: z.string(), text: bilingual, rows: count }))
    .default([])
    .meta({ description: 'Why rows were rejected' }),
  warnings: z
    .array(z.object({ file: z.string(), code: z.string(), text: bilingual }))
    .default([])
    .meta({ description: 'What was guessed about the layout of files and is worth a look' }),
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

/** How an import was asked for, beside its source and files. */
export const importSettings = z.object({
  kind: z.enum(kinds).nullable(),
  mapping: namedMapping.nullable(),
  shape: shapeChoices,
  observedAt: z.string().nullable(),
});
export type ImportSettings = z.output<typeof importSettings>;

export const importStates = ['queued', 'running', 'done', 'failed', 'undone'] as const;

export const importSchema = z.object({
  import: z.string(),
  source: z.string(),
  kind: z.string(),
  dryRun: z.boolean(),
  files: z.array(z.object({ upload: z.string(), name: z.string() })),
  state: z.enum(importStates),
  job: z.string().nullable(),
  progress: z.number(),
  note: bilingual.nullable(),
  error: z.object({ code: z.string(), en: z.string(), zh: z.string() }).nullable(),
  result: importResult.nullable(),
  settings: importSettings.nullable(),
  mends: z
    .string()
    .nullable()
    .meta({ description: 'The import whose rejected rows this one takes in again' }),
  mended: count.meta({ description: 'Rejected rows that were mended and sent again' }),
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
  input: z.object({ name: sourceName, ...sourceFields }),
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
    purpose: z.string().trim().max(500).optional(),
    note: z.string().max(2000).optional(),
  }),
  output: sourceSchema,
});

export const createImport = endpoint({
  name: 'createImport',
  method: 'POST',
  path: '/api/imports',
  access: 'editor',
  summary: 'Imports uploaded files in the background, or says what doing so would change.',
  input: z.object({
    uploads: z.array(id).min(1).max(100),
    source: sourceName,
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
    source: z.string().max(100).optional(),
    state: z.enum(importStates).optional(),
    search: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ description: 'Part of the name of a file or source' }),
    dryRun: z.boolean().optional().meta({ description: 'Only dry runs, or none; all where not said' }),
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
