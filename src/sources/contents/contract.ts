import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint, pageOf } from '../../lib/endpoint.ts';

const sourceRecord = z.object({
  record: z.string(),
  kind: z.enum(kinds),
  state: z.enum(['counts', 'rejected', 'taken-back']).meta({
    description:
      'Whether it counts today, was rejected since no customer could be read from it, or was taken back',
  }),
  profile: z
    .object({ id: z.string(), name: z.string() })
    .nullable()
    .meta({ description: 'The customer to whom the record belongs now' }),
  receivedAt: z.string(),
  channel: z.string(),
  file: z.string(),
  line: z.number(),
  import: z.string().nullable(),
  cells: z
    .array(
      z.object({
        column: z.string(),
        field: z.string().nullable().meta({ description: 'The field that was read from the column' }),
        text: z.string().meta({ description: 'As it arrived, at most 500 characters' }),
      }),
    )
    .meta({ description: 'Cells that hold something, of at most the first 100 columns' }),
});
export type SourceRecord = z.infer<typeof sourceRecord>;

export const listSourceRecords = endpoint({
  name: 'listSourceRecords',
  method: 'GET',
  path: '/api/sources/:id/records',
  access: 'viewer',
  summary: 'Lists the raw records of a source as they arrived, the newest first.',
  input: z.object({
    id: z.string().min(1).max(64),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: pageOf(sourceRecord),
});
