import { z } from 'zod';

import { kinds } from '../fields/types.ts';
import { endpoint, nothing, pageOf } from '../lib/endpoint.ts';

const id = z.string().min(1).max(64);
const fieldKey = z.string().min(1).max(100);
const bilingual = z.object({ en: z.string(), zh: z.string() });
const kind = z.enum(kinds);

/** A rule as it arrives; the server reads it and says what is wrong with it, and where. */
export const ruleInput = z.unknown().meta({
  title: 'Rule',
  description: `A JSON tree. Groups: {"all": [rule, …]}, {"any": [rule, …]}, {"not": rule}; {"all": []} fits every profile.
Fields: {"field": "employees", "gte": 100, "lt": 5000} with eq, ne, in, notIn, gt, gte, lt, lte, contains, startsWith, endsWith, under (regions and industries, by code or name), exists, valid, currency (amounts), top, bottom (per cent); several operators must all hold. ne and notIn hold for empty values too. A range holds when all its values do.
Free text: {"text": "上海 软件"} (names, pinyin, initials, places, trades, codes, phones, e-mail addresses). {"source": "crm"}. {"id": ["org_1", "org_2"]}. {"completeness": {"gte": 50}}. {"updated": {"within": "30d"}} (last change). {"observed": {"lt": "-1y"}} (last word of a source). {"insight": "spend", "top": 10} (per cent; of all, or with "of": rule of those whom that fits). {"segment": "seg_…"}.
Dates: 2024-05-31, 2024-05, 2024, today, -30d. Numbers: 1000, "1000万", "1.2亿".`,
  examples: [
    {
      all: [
        { text: '软件' },
        { field: 'region', in: ['上海', '江苏'] },
        { field: 'employees', gte: 100, lte: 5000 },
      ],
    },
  ],
});

const sort = z
  .array(
    z.object({
      field: fieldKey.meta({
        description: 'A field, or _no, _updated, _observed, _completeness, _records, _distance',
      }),
      direction: z.enum(['asc', 'desc']).default('asc'),
    }),
  )
  .max(3)
  .meta({
    description:
      'Unsaid, the fullest come first, then rows come by region and industry. Empty values come last.',
  });
const columns = z.array(fieldKey).max(300);
const layout = z
  .object({
    widths: z.record(fieldKey, z.number().int().min(1).max(4_000)).default({}),
    pinned: columns.default([]),
  })
  .meta({ description: 'How wide columns are, in pixels, and which stay in sight at the left' });

const facetValue = z.object({
  value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  label: bilingual.nullable(),
  count: z.number(),
  rule: z.unknown().meta({ description: 'The rule that keeps only these profiles, or null' }),
});
const row = z.looseObject({ id: z.string(), kind });

/** How many rows a page may skip, from either end. */
export const mostSkipped = 250_000;

/** Total, page and facets of a rule. */
export const queryProfiles = endpoint({
  name: 'queryProfiles',
  method: 'POST',
  path: '/api/query',
  access: 'viewer',
  summary: 'Finds the profiles that a rule fits: exact total, a page of rows, counts of values.',
  trail: false,
  input: z.object({
    kind: kind.default('organization'),
    rule: ruleInput.default({ all: [] }),
    sort: sort.optional(),
    limit: z.number().int().min(0).max(1_000).default(50),
    after: z
      .string()
      .max(100_000)
      .optional()
      .meta({ description: 'The "next" of the page before, with the same rule, sort and reverse' }),
    offset: z.number().int().min(0).max(mostSkipped).default(0).meta({
      description: 'How many rows to skip, to begin somewhere in the middle; "after" keeps its place',
    }),
    reverse: z
      .boolean()
      .default(false)
      .meta({ description: 'From the end: the last row comes first, the one before it second' }),
    facets: z.array(fieldKey).max(20).optional(),
    facetLimit: z.number().int().min(1).max(500).default(20),
    fields: columns.optional().meta({
      description:
        'Keys of fields, and _records, _updated, _distance (kilometres from the place of the rule’s first "near")',
    }),
    total: z.boolean().default(true),
  }),
  output: z.object({
    total: z.number().nullable(),
    rows: z.array(row),
    facets: z.record(z.string(), z.array(facetValue)),
    next: z.string().nullable(),
    ms: z.number(),
  }),
});

/** A rule in words. */
export const describeQuery = endpoint({
  name: 'describeQuery',
  method: 'POST',
  path: '/api/query/describe',
  access: 'viewer',
  summary: 'Checks a rule and says it in words, in both languages.',
  trail: false,
  input: z.object({ kind: kind.default('organization'), rule: ruleInput }),
  output: bilingual,
});

const viewName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(text), {
    error: 'must hold no control characters',
  });

export const viewSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind,
  rule: z.unknown(),
  columns: z.array(z.string()),
  layout,
  sort: z.array(z.object({ field: z.string(), direction: z.enum(['asc', 'desc']) })),
  shared: z.boolean(),
  owner: z.object({ id: z.string(), name: z.string() }),
  mine: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  usedAt: z.string(),
});
export type View = z.infer<typeof viewSchema>;

/** The views that the caller sees. */
export const listViews = endpoint({
  name: 'listViews',
  method: 'GET',
  path: '/api/views',
  access: 'viewer',
  summary: 'Your saved views and those shared with the workspace, last used first.',
  input: z.object({ kind: kind.optional() }),
  output: z.object({ rows: z.array(viewSchema) }),
});

/** Saves a view. */
export const createView = endpoint({
  name: 'createView',
  method: 'POST',
  path: '/api/views',
  access: 'analyst',
  summary: 'Saves a rule with its columns and order under a name.',
  input: z.object({
    name: viewName,
    kind: kind.default('organization'),
    rule: ruleInput,
    columns: columns.default([]),
    layout: layout.default({ widths: {}, pinned: [] }),
    sort: sort.default([]),
    shared: z.boolean().default(false),
  }),
  output: viewSchema,
});

/** Changes a view. */
export const updateView = endpoint({
  name: 'updateView',
  method: 'PATCH',
  path: '/api/views/:id',
  access: 'analyst',
  summary:
    'Changes a view of your own, or as an administrator one that is shared; "used": true only notes that it was opened.',
  input: z.object({
    id,
    name: viewName.optional(),
    rule: ruleInput.optional(),
    columns: columns.optional(),
    layout: layout.optional(),
    sort: sort.optional(),
    shared: z.boolean().optional(),
    used: z.literal(true).optional(),
  }),
  output: viewSchema,
});

/** Removes a view. */
export const removeView = endpoint({
  name: 'removeView',
  method: 'DELETE',
  path: '/api/views/:id',
  access: 'analyst',
  summary: 'Removes a view of your own, or as an administrator one that is shared.',
  input: z.object({ id }),
  output: nothing,
});

/** The forms in which lists are written. */
export const exportFormats = ['csv', 'xlsx', 'parquet', 'jsonl'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportRequest = z.object({
  kind: kind.default('organization'),
  rule: ruleInput,
  format: z.enum(exportFormats),
  fields: columns.optional().meta({ description: 'Unsaid, all fields of which something is known' }),
  sort: sort.optional(),
  language: z
    .enum(['en', 'zh'])
    .default('zh')
    .meta({ description: 'The language of headers and choices in csv and xlsx' }),
});
export type ExportRequest = z.infer<typeof exportRequest>;

export const exportSchema = z.object({
  id: z.string(),
  job: z.string().nullable(),
  kind,
  format: z.enum(exportFormats),
  state: z.enum(['queued', 'done', 'failed']),
  rows: z.number().nullable(),
  bytes: z.number().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type Export = z.infer<typeof exportSchema>;

/** Starts an export. */
export const createExport = endpoint({
  name: 'createExport',
  method: 'POST',
  path: '/api/exports',
  access: 'analyst',
  summary: 'Writes the profiles that a rule fits to a file, in the background.',
  input: exportRequest,
  output: z.object({ export: z.string(), job: z.string() }),
});

/** The exports of the workspace. */
export const listExports = endpoint({
  name: 'listExports',
  method: 'GET',
  path: '/api/exports',
  access: 'analyst',
  summary: 'The exports of the workspace, newest first.',
  input: z.object({
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: pageOf(exportSchema),
});

/** One export. */
export const getExport = endpoint({
  name: 'getExport',
  method: 'GET',
  path: '/api/exports/:id',
  access: 'analyst',
  summary: 'How far an export is.',
  input: z.object({ id }),
  output: exportSchema,
});

/** The file of an export. */
export const downloadExport = endpoint({
  name: 'downloadExport',
  method: 'GET',
  path: '/api/exports/:id/file',
  access: 'analyst',
  summary: 'The file that an export has written.',
  trail: true,
  input: z.object({ id }),
  output: z.unknown(),
  download: true,
});
