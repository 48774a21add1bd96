import { z } from 'zod';

import { endpoint } from '../../lib/endpoint.ts';
import { bilingual, count, shortId as id } from '../reading/contract.ts';

/** Longest cell and row, in characters, that is shown and can be mended in place. */
export const longestCell = 10_000;
const mostCells = 5_000;

const rejectedRow = z.object({
  key: z.string().meta({ description: 'Names the row when it is sent again' }),
  file: z.string(),
  layout: z.number().meta({ description: 'Which of `layouts` the cells stand in' }),
  line: count,
  column: count.meta({ description: 'The column to blame, from 1; 0 where none is' }),
  reason: z.object({ code: z.string(), text: bilingual }),
  cells: z.array(z.string()).meta({ description: 'Empty where the row could not be cut into cells' }),
  raw: z.string(),
  whole: z
    .boolean()
    .meta({ description: 'False where something had to be cut: such a row is mended in the file' }),
  mendedBy: z.string().nullable().meta({ description: 'The import that took the mended row in' }),
});
export type RejectedView = z.infer<typeof rejectedRow>;

export const listRejected = endpoint({
  name: 'listRejected',
  method: 'GET',
  path: '/api/imports/:id/rejected-rows',
  access: 'editor',
  summary: 'Lists the rejected rows of an import with line, column and reason.',
  input: z.object({
    id,
    open: z.boolean().default(false).meta({ description: 'Only rows that were not mended yet' }),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({
    rows: z.array(rejectedRow),
    layouts: z
      .array(
        z.object({ layout: z.number(), file: z.string(), headers: z.array(z.string()), rejected: count }),
      )
      .meta({ description: 'The columns of the files that rows were rejected of' }),
    next: z.string().nullable(),
  }),
});

export const mendRejected = endpoint({
  name: 'mendRejected',
  method: 'POST',
  path: '/api/imports/:id/mend',
  access: 'editor',
  summary:
    'Takes mended rows in again, as an import of the same source and mapping; all others stay rejected.',
  input: z.object({
    id,
    rows: z
      .array(
        z.object({ key: z.string().max(64), cells: z.array(z.string().max(longestCell)).max(mostCells) }),
      )
      .min(1)
      .max(500)
      .meta({ description: 'Rows of one layout' }),
  }),
  output: z.object({ import: z.string(), job: z.string() }),
});

export const previewUndo = endpoint({
  name: 'previewUndo',
  method: 'GET',
  path: '/api/imports/:id/undo',
  access: 'viewer',
  summary: 'Says what taking an import back would change.',
  input: z.object({ id }),
  output: z.object({
    records: count.meta({ description: 'Records whose facts would go' }),
    gone: count.meta({ description: 'Profiles that only this import speaks of: they would go' }),
    changed: count.meta({
      description: 'Profiles that others speak of as well: they would be built without it',
    }),
  }),
});
