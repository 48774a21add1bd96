import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint, nothing } from '../../lib/endpoint.ts';

const count = z.number().int().nonnegative();

export const countSources = endpoint({
  name: 'countSources',
  method: 'GET',
  path: '/api/sources/counts',
  access: 'viewer',
  summary: 'Counts what each source has brought: records that count today, rejected rows, imports.',
  input: nothing,
  output: z.object({
    rows: z.array(
      z.object({
        source: z.string(),
        records: count,
        rejected: count,
        imports: count,
        lastImport: z.string().nullable(),
      }),
    ),
  }),
});

const sourceQuality = z.object({
  countedAt: z.string(),
  records: count,
  profiles: count.meta({ description: 'Profiles that the source speaks of' }),
  only: count.meta({ description: 'Profiles that no other source speaks of' }),
  days: z.array(z.object({ day: z.string(), records: count })),
  fields: z.array(
    z.object({
      kind: z.enum(kinds),
      field: z.string(),
      records: count.meta({ description: 'Records of this kind' }),
      filled: count,
      invalid: count.meta({ description: 'Records whose value failed its check' }),
      shared: count.meta({ description: 'Profiles for which another source states the field as well' }),
      wins: count.meta({ description: 'Of these, profiles that show what this source says' }),
    }),
  ),
  sample: z.number().nullable().meta({
    description: 'Where not all profiles were compared for `shared` and `wins`: one in so many was',
  }),
});
export type SourceQuality = z.infer<typeof sourceQuality>;

export const getSourceQuality = endpoint({
  name: 'getSourceQuality',
  method: 'GET',
  path: '/api/sources/:id/quality',
  access: 'viewer',
  summary: 'Says how full and how right the records of a source are, and how often profiles show its word.',
  input: z.object({ id: z.string().min(1).max(64) }),
  output: z.object({
    counting: z.boolean().meta({ description: 'True while the count goes on: ask again in a second' }),
    quality: sourceQuality.nullable().meta({ description: 'The last count, if there is one' }),
  }),
});
