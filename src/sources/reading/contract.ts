import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint } from '../../lib/endpoint.ts';
import { datums, pointParts } from '../../lib/point.ts';

/** The id of anything. */
export const shortId = z.string().min(1).max(64);
/** A text in both languages. */
export const bilingual = z.object({ en: z.string(), zh: z.string() });
export const count = z.number().int().nonnegative();

/** The name of a source. */
export const sourceName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  // oxlint-disable-next-line no-control-regex
  .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), { error: 'must hold no control characters' });
export const mappedColumn = z.object({
  column: z.number().int().nonnegative().meta({ description: 'Position of the column, from 0' }),
  field: z.string().min(1).max(64),
  unit: z.object({ factor: z.number().optional(), currency: z.string().max(3).optional() }).optional(),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
  point: z
    .enum(pointParts)
    .optional()
    .meta({ description: 'Which half of a point the column has, or both in this order' }),
  datum: z
    .enum(datums)
    .optional()
    .meta({ description: 'By what coordinates were measured; WGS 84 where it is not said' }),
  country: z.string().length(2).optional().meta({ description: 'Whose phone numbers lack a country code' }),
});

export type MappedColumn = z.output<typeof mappedColumn>;

/**
 * A mapping as people write it: header → field, with a unit in brackets where one is meant, or '' to leave the column out; or the
 * field with all that its values leave open.
 */
export const namedMapping = z.record(
  z.string().max(1000),
  z.union([z.string().max(64), mappedColumn.omit({ column: true })]),
);
export type NamedMapping = z.output<typeof namedMapping>;

const uploadSchema = z.object({ upload: z.string(), name: z.string(), bytes: count });

export const shapeChoices = z.object({
  format: z.enum(['csv', 'xlsx', 'xls', 'json', 'jsonl', 'parquet', 'vcard']).optional(),
  encoding: z.string().max(40).optional(),
  delimiter: z.string().min(1).max(4).optional(),
  quote: z.string().min(1).max(1).optional(),
  sheet: z.string().max(200).optional(),
  headerRow: z.coerce
    .number()
    .int()
    .nonnegative()
    .optional()
    .meta({ description: 'Line of the header, from 1; 0 where the file has none' }),
});

const suggestion = z.object({
  column: count,
  header: z.string(),
  field: z.string().nullable(),
  confidence: z.number(),
  alternatives: z.array(z.object({ field: z.string(), confidence: z.number() })),
  unit: z.object({ factor: z.number().optional(), currency: z.string().optional() }).optional(),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
  point: z.enum(pointParts).optional(),
  datum: z.enum(datums).optional(),
  country: z.string().optional(),
});

const inspectionSchema = z.object({
  upload: z.string(),
  name: z.string(),
  format: z.string(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  headerRow: z.number().nullable(),
  headers: z.array(z.string()),
  top: z
    .array(z.object({ line: z.number(), cells: z.array(z.string()) }))
    .meta({ description: 'The first lines as they are, cut: any of them may be the header' }),
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
  input: z.object({
    id: shortId,
    source: sourceName.optional(),
    kind: z.enum(kinds).optional(),
    ...shapeChoices.shape,
  }),
  output: inspectionSchema,
});
