import { z } from 'zod';

import { endpoint, nothing } from '../../lib/endpoint.ts';
import { bilingual, count } from '../reading/contract.ts';

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
    language: z
      .enum(['en', 'zh'])
      .optional()
      .meta({ description: 'Names the sources in it; left out, they have the names of the scenario' }),
  }),
  output: z.object({
    scenario: z.string(),
    imports: z.array(
      z.object({ import: z.string(), job: z.string(), source: z.string(), file: z.string(), rows: count }),
    ),
    orders: z.object({ job: z.string(), source: z.string(), file: z.string(), rows: count }).nullable().meta({
      description: 'What customers bought comes in after them; the result of its job names the `next` one',
    }),
    reviews: z
      .object({ source: z.string(), file: z.string(), rows: count })
      .nullable()
      .meta({ description: 'What they wrote of it comes in with the same jobs' }),
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
