import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint } from '../../lib/endpoint.ts';

const number = z.number();
const bilingual = z.object({ en: z.string(), zh: z.string() });

export const findingTypes = ['change', 'niche', 'cluster', 'association'] as const;

export const findingSchema = z.object({
  key: z.string().meta({ description: 'The same finding has the same key the next time' }),
  type: z.enum(findingTypes),
  title: bilingual,
  detail: bilingual.meta({ description: 'The numbers behind it, and how sure it is' }),
  name: bilingual.meta({ description: 'What a segment of its customers may be called' }),
  rule: z.unknown().meta({ description: 'Its customers' }),
  size: number.meta({
    description: 'How large it is: customers, or orders of a change; the largest come first',
  }),
  since: z.string().meta({ description: 'When it was first found' }),
});
export type Finding = z.output<typeof findingSchema>;
/** A finding before it is known whether it is new. */
export type Found = Omit<Finding, 'since'>;

export const listFindings = endpoint({
  name: 'listFindings',
  method: 'GET',
  path: '/api/insights/findings',
  access: 'viewer',
  summary:
    'What was found without anybody asking when values were last computed: unusual changes, growing niches, groups of customers with like habits, and new associations.',
  input: z.object({ kind: z.enum(kinds).default('person') }),
  output: z.object({
    at: z.string().nullable().meta({ description: 'When it was looked for; null: never' }),
    rows: z.array(findingSchema),
  }),
});
