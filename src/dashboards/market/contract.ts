import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint, nothing } from '../../lib/endpoint.ts';

const number = z.number();
const bilingual = z.object({ en: z.string(), zh: z.string() });
const kind = z.enum(kinds).default('person');
const id = z.string().min(1).max(64);

/** What parts of a market there may be; '' is the whole of it. */
export const marketDimensions = ['', 'region', 'industry', 'category'] as const;

/** Which market: the whole, or a part of it. */
export const marketPart = {
  dimension: z.enum(marketDimensions).default(''),
  part: z
    .string()
    .trim()
    .max(200)
    .default('')
    .meta({ description: 'The code of a region or industry, or a category' }),
};

const content = {
  ...marketPart,
  period: z
    .string()
    .regex(/^(19|20)\d{2}(-Q[1-4]|-(0[1-9]|1[0-2]))?$/)
    .meta({ description: 'A year (2024), a quarter (2024-Q1) or a month (2024-03)' }),
  size: number.positive().max(1e18).meta({ description: 'What all sellers together sell, in the currency' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .meta({ description: 'Such as CNY' }),
  source: z.string().trim().min(1).max(300).meta({ description: 'Where the figure is from' }),
};

const shareSchema = z.object({
  id: z.string(),
  period: z.string(),
  dimension: z.enum(marketDimensions),
  part: z.string(),
  label: bilingual.meta({ description: 'The part in words' }),
  size: number,
  currency: z.string(),
  source: z.string(),
  owner: z.string().meta({ description: 'Who entered the figure' }),
  updatedAt: z.string(),
  sales: number
    .nullable()
    .meta({ description: 'What was sold to these customers in the period, less refunds' }),
  share: number.nullable(),
  rule: z.unknown().meta({ description: 'Who bought; null: it cannot be asked' }),
  notice: bilingual
    .extend({ code: z.string() })
    .nullable()
    .meta({ description: 'Why there is no share, or what to think of when reading it' }),
});
export type MarketShare = z.output<typeof shareSchema>;

export const listMarketShares = endpoint({
  name: 'listMarketShares',
  method: 'GET',
  path: '/api/market-sizes',
  access: 'viewer',
  summary: 'The sizes of markets that were entered, and the share of your sales in each.',
  input: z.object({ kind }),
  output: z.object({
    asOf: z.string().nullable().meta({ description: 'The day until which sales are known' }),
    rows: z.array(shareSchema),
  }),
});

export const createMarketSize = endpoint({
  name: 'createMarketSize',
  method: 'POST',
  path: '/api/market-sizes',
  access: 'analyst',
  summary: 'Enters how large a market is in a period; of the same market and period there is one figure.',
  input: z.object({ kind, ...content }),
  output: z.object({ id: z.string() }),
});

export const updateMarketSize = endpoint({
  name: 'updateMarketSize',
  method: 'PATCH',
  path: '/api/market-sizes/:id',
  access: 'analyst',
  summary: 'Corrects the figure of a market, its currency or its source.',
  input: z.object({ id, size: content.size, currency: content.currency, source: content.source }),
  output: nothing,
});

export const removeMarketSize = endpoint({
  name: 'removeMarketSize',
  method: 'DELETE',
  path: '/api/market-sizes/:id',
  access: 'analyst',
  summary: 'Removes the figure of a market.',
  input: z.object({ id }),
  output: nothing,
});
