import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint } from '../../lib/endpoint.ts';

const number = z.number();
const kind = z.enum(kinds).default('person');
const notice = z
  .object({ code: z.string(), en: z.string(), zh: z.string() })
  .nullable()
  .meta({ description: 'Why there is no forecast' });
const by = z.enum(['week', 'month']).default('week');
const steps = z.coerce.number().int().min(1).max(26).default(8);

export const forecastMeasures = ['sales', 'orders', 'customers', 'pieces'] as const;
export const demandParts = ['category', 'product'] as const;

const form = z.object({
  error: z.enum(['A', 'M']),
  trend: z.enum(['N', 'A', 'Ad']),
  season: z.enum(['N', 'A', 'M']),
});
const test = z.object({
  windows: number,
  steps: number,
  error: number.meta({ description: 'Mean absolute error of forecasts of the past' }),
  naive: number.meta({ description: 'The same of repeating the last season' }),
  share: number.meta({ description: 'The error as a share of what came' }),
  inside80: number.meta({ description: 'How much of what came lay within the 80% interval of the model' }),
  wider: number.meta({
    description:
      'How many times as wide intervals are made, so that 80% of what came would have lain in them',
  }),
});

export const getForecast = endpoint({
  name: 'getForecast',
  method: 'GET',
  path: '/api/insights/forecast',
  access: 'viewer',
  summary:
    'Sales, orders, buying customers or pieces of the next weeks or months, with intervals and the error over the past.',
  input: z.object({
    kind,
    of: z.enum(forecastMeasures).default('sales'),
    by,
    steps,
    part: z.enum(demandParts).optional().meta({ description: 'Of pieces: what `item` names' }),
    item: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'Of pieces: only those of this category or product' }),
  }),
  output: z.object({
    history: z.array(z.object({ at: z.string(), value: number })),
    points: z.array(
      z.object({
        at: z.string(),
        mean: number,
        low80: number,
        high80: number,
        low95: number,
        high95: number,
      }),
    ),
    form: form.nullable(),
    test: test.nullable(),
    notice,
  }),
});

export const getDemand = endpoint({
  name: 'getDemand',
  method: 'GET',
  path: '/api/insights/demand',
  access: 'viewer',
  summary:
    'How many pieces of the categories or products that sell best will be wanted in the next weeks or months.',
  input: z.object({
    kind,
    part: z.enum(demandParts).default('category'),
    by,
    steps,
    limit: z.coerce.number().int().min(1).max(25).default(8),
  }),
  output: z.object({
    from: z
      .string()
      .nullable()
      .meta({ description: 'The first day of the last whole weeks or months, as many as are forecast' }),
    total: number.meta({ description: 'How many categories or products sold in the last year' }),
    rows: z.array(
      z.object({
        item: z.string(),
        pieces: number.meta({ description: 'In the last whole weeks or months, as many as are forecast' }),
        yearAgo: number.nullable().meta({ description: 'In those that are forecast, a year before' }),
        next: z
          .object({ mean: number, low80: number, high80: number })
          .nullable()
          .meta({ description: 'In all weeks or months that are forecast together' }),
        share: number
          .nullable()
          .meta({ description: 'How far such forecasts were off in the past, as a share of what came' }),
        notice,
        rule: z
          .unknown()
          .meta({ description: 'The rule of those who bought it in the last weeks or months' }),
      }),
    ),
  }),
});
