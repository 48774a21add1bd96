import { z } from 'zod';

import { kinds } from '../fields/types.ts';
import { endpoint, nothing } from '../lib/endpoint.ts';

const number = z.number();
const bilingual = z.object({ en: z.string(), zh: z.string() });
const kind = z.enum(kinds);
const id = z.string().max(64);
const name = z.string().trim().min(1).max(100);
const description = z.string().trim().max(1000);
const folder = z.string().trim().max(100);
const rule = z.unknown().meta({ description: 'A rule of the rule language' });

const segmentSchema = z.object({
  id: z.string(),
  kind,
  name: z.string(),
  description: z.string(),
  folder: z.string().meta({ description: "'': in no folder" }),
  fixed: z.boolean().meta({ description: 'A snapshot: its members were written down once and stay' }),
  owner: z.object({ id: z.string(), name: z.string() }),
  mine: z.boolean(),
  rule: rule.meta({ description: 'null where it asks about fields that your role may not ask about' }),
  size: number
    .nullable()
    .meta({ description: 'Members at the last refresh; null: not known, or not for you' }),
  refreshedAt: z.string().nullable(),
  ms: number.nullable().meta({ description: 'What the last refresh of all segments took' }),
  problem: bilingual.nullable().meta({ description: 'Why there are no numbers, or why they are old' }),
  history: z
    .array(z.object({ at: z.string(), size: number, entered: number, left: number }))
    .meta({ description: 'The last hundred refreshes that changed it, oldest first' }),
});
export type Segment = z.output<typeof segmentSchema>;

export const listSegments = endpoint({
  name: 'listSegments',
  method: 'GET',
  path: '/api/segments',
  access: 'viewer',
  summary: 'All segments of the workspace, by folder and name, with their sizes and history.',
  input: z.object({ kind: kind.optional() }),
  output: z.object({ rows: z.array(segmentSchema) }),
});

export const getSegment = endpoint({
  name: 'getSegment',
  method: 'GET',
  path: '/api/segments/:id',
  access: 'viewer',
  summary: 'A segment, its history, and who came and left last.',
  input: z.object({ id }),
  output: segmentSchema.extend({
    changes: z
      .array(z.object({ at: z.string(), entered: z.boolean(), profile: z.string() }))
      .meta({ description: 'The last hundred entries and exits, newest first' }),
  }),
});

export const createSegment = endpoint({
  name: 'createSegment',
  method: 'POST',
  path: '/api/segments',
  access: 'analyst',
  summary: 'Gives a rule a name; its members are found in the background and kept up to date.',
  input: z.object({
    kind,
    name,
    rule,
    description: description.default(''),
    folder: folder.default(''),
    fixed: z.boolean().default(false).meta({ description: 'Write the members down once, for one occasion' }),
  }),
  output: segmentSchema,
});

export const updateSegment = endpoint({
  name: 'updateSegment',
  method: 'PATCH',
  path: '/api/segments/:id',
  access: 'analyst',
  summary: 'Changes a segment of your own, or as an administrator any.',
  input: z.object({
    id,
    name: name.optional(),
    rule: rule.optional(),
    description: description.optional(),
    folder: folder.optional(),
  }),
  output: segmentSchema,
});

export const removeSegment = endpoint({
  name: 'removeSegment',
  method: 'DELETE',
  path: '/api/segments/:id',
  access: 'analyst',
  summary: 'Removes a segment of your own, or as an administrator any.',
  input: z.object({ id }),
  output: nothing,
});

export const refreshSegments = endpoint({
  name: 'refreshSegments',
  method: 'POST',
  path: '/api/segments/refresh',
  access: 'analyst',
  summary: 'Brings all segments up to date in the background; it is also done every ten minutes.',
  input: nothing,
  output: z.object({ job: z.string() }),
});

export const compareSegments = endpoint({
  name: 'compareSegments',
  method: 'POST',
  path: '/api/segments/compare',
  access: 'viewer',
  trail: false,
  summary: 'How many members each two of some segments share, as of their last refresh.',
  input: z.object({ ids: z.array(id).min(2).max(10) }),
  output: z.object({
    rows: z.array(z.object({ left: z.string(), right: z.string(), both: number })),
    sizes: z.array(z.object({ id: z.string(), size: number })),
  }),
});

export const contrastSegments = endpoint({
  name: 'contrastSegments',
  method: 'POST',
  path: '/api/segments/contrast',
  access: 'viewer',
  trail: false,
  summary:
    'Which values of fields set two segments apart: their shares in each, the lift, and how likely chance alone does so.',
  input: z.object({ left: id, right: id }),
  output: z.object({
    left: number.meta({ description: 'Members of the first' }),
    right: number,
    tested: number.meta({ description: 'How many values were looked at' }),
    rows: z.array(
      z.object({
        field: z.string(),
        value: z.union([z.string(), number, z.boolean()]).nullable(),
        label: bilingual.nullable(),
        left: number,
        right: number,
        leftShare: number,
        rightShare: number,
        lift: number
          .nullable()
          .meta({ description: 'The first share by the second; null: nobody in the second' }),
        p: number,
        rule: rule.meta({ description: 'The rule that keeps only customers with this value, or null' }),
      }),
    ),
  }),
});

export const listStockedSegments = endpoint({
  name: 'listStockedSegments',
  method: 'GET',
  path: '/api/stocked-segments',
  access: 'viewer',
  summary: 'Segments to start from, those for which the data is there.',
  input: z.object({ kind }),
  output: z.object({
    rows: z.array(z.object({ key: z.string(), name: bilingual, description: bilingual, rule })),
  }),
});
