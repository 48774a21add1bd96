import { z } from 'zod';

import { statement } from '../../store/operational/index.ts';
import { marketDimensions } from './contract.ts';

const sizeRow = z.object({
  id: z.string(),
  period: z.string(),
  dimension: z.enum(marketDimensions),
  part: z.string(),
  size: z.number(),
  currency: z.string(),
  source: z.string(),
  owner_name: z.string(),
  updated_at: z.date().transform((date) => date.toISOString()),
});
/** The size of a market as it is stored. */
export type SizeRow = z.output<typeof sizeRow>;

const idRow = z.object({ id: z.string() });

export const listRows = statement({
  name: 'listMarketSizes',
  sql: `SELECT id, period, dimension, part, size, currency, source, owner_name, updated_at FROM market_sizes
    WHERE workspace = $1 AND kind = $2 ORDER BY dimension, part, period LIMIT 1000`,
  row: sizeRow,
});

export const countRows = statement({
  name: 'countMarketSizes',
  sql: 'SELECT count(*)::int AS n FROM market_sizes WHERE workspace = $1',
  row: z.object({ n: z.number() }),
});

/** Nothing comes back where this market has a figure of the period already. */
export const insertRow = statement({
  name: 'createMarketSize',
  sql: `INSERT INTO market_sizes (id, workspace, kind, period, dimension, part, size, currency, source, owner_name, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING RETURNING id`,
  row: idRow,
});

export const updateRow = statement({
  name: 'updateMarketSize',
  sql: `UPDATE market_sizes SET size = $3, currency = $4, source = $5, owner_name = $6, updated_at = $7
    WHERE workspace = $1 AND id = $2 RETURNING id`,
  row: idRow,
});

export const removeRow = statement({
  name: 'removeMarketSize',
  sql: 'DELETE FROM market_sizes WHERE workspace = $1 AND id = $2 RETURNING id',
  row: idRow,
});
