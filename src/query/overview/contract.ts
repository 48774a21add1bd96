import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint, nothing } from '../../lib/endpoint.ts';

const bilingual = z.object({ en: z.string(), zh: z.string() });
const count = z.number();
const counted = z.object({
  value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  label: bilingual.nullable(),
  count,
  rule: z.unknown().meta({ description: 'The rule that keeps only these profiles, or null' }),
});

/** What is in the database. */
export const getOverview = endpoint({
  name: 'getOverview',
  method: 'GET',
  path: '/api/overview',
  access: 'viewer',
  summary:
    'What is known of a kind of profile: counts by source, region, industry, completeness and freshness, and what changed within seven days.',
  input: z.object({ kind: z.enum(kinds).default('organization') }),
  output: z.object({
    kind: z.enum(kinds),
    asOf: z
      .string()
      .meta({ description: 'When this was counted; counting is repeated as often as it is cheap' }),
    ms: z.number().meta({ description: 'How long counting took' }),
    total: count,
    week: z.object({
      created: count.meta({ description: 'Profiles whose first record came within seven days' }),
      changed: count.meta({ description: 'Profiles that changed within seven days, new ones among them' }),
    }),
    stale: count.meta({ description: 'Profiles that no source has said anything about for a year' }),
    freshness: z.array(counted).meta({
      description: 'By when a source said something about them last, in days: 30, 90, 365, null for longer',
    }),
    sources: z.array(counted),
    regions: z.array(counted),
    industries: z.array(counted),
    completeness: z.array(counted),
    invalid: z
      .array(counted)
      .meta({ description: 'Fields whose values failed their check, and in how many profiles' }),
  }),
});

const problem = z.object({ code: z.string(), en: z.string(), zh: z.string() }).nullable();

/** What was done and what waits. */
export const getWork = endpoint({
  name: 'getWork',
  method: 'GET',
  path: '/api/overview/work',
  access: 'viewer',
  summary: 'What was done within seven days, and what of the last thirty days waits for somebody.',
  input: nothing,
  output: z.object({
    week: z.object({
      imports: count,
      rows: count.meta({ description: 'Rows that these imports accepted' }),
      edits: count.meta({ description: 'Edits of single profiles and of many' }),
      views: count,
      exports: count,
    }),
    imports: z.array(
      z.object({
        import: z.string(),
        source: z.string(),
        files: z.array(z.string()),
        state: z.enum(['failed', 'done']),
        rejected: count,
        error: problem,
        at: z.string(),
      }),
    ),
    jobs: z
      .array(z.object({ job: z.string(), kind: z.string(), error: problem, at: z.string() }))
      .meta({ description: 'Jobs that failed, imports left aside' }),
  }),
});
