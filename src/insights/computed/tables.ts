import { z } from 'zod';

import { kinds } from '../../fields/index.ts';
import { statement } from '../../store/operational/index.ts';
import { valueSpec } from './contract.ts';

const time = z.date().transform((date) => date.toISOString());

const valueRow = z.object({
  id: z.string(),
  kind: z.enum(kinds),
  name: z.string(),
  spec: valueSpec,
  owner: z.string(),
  owner_name: z.string(),
  computed_at: time.nullable(),
  ms: z.number().nullable(),
  customers: z.number().nullable(),
  error: z.object({ en: z.string(), zh: z.string() }).nullable(),
});
/** A computed value as it is stored. */
export type ValueRow = z.output<typeof valueRow>;

const columns = 'id, kind, name, spec, owner, owner_name, computed_at, ms, customers, error';
const nothingBack = z.unknown();

export const listRows = statement({
  name: 'listComputedValues',
  sql: `SELECT ${columns} FROM computed_values WHERE workspace = $1 AND ($2::text IS NULL OR kind = $2) ORDER BY name, id LIMIT 200`,
  row: valueRow,
});

export const getRow = statement({
  name: 'getComputedValue',
  sql: `SELECT ${columns} FROM computed_values WHERE workspace = $1 AND id = $2`,
  row: valueRow,
});

export const insertRow = statement({
  name: 'createComputedValue',
  sql: `INSERT INTO computed_values (workspace, id, kind, owner, owner_name, name, spec, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) RETURNING ${columns}`,
  row: valueRow,
});

export const updateRow = statement({
  name: 'updateComputedValue',
  sql: `UPDATE computed_values SET name = $3, spec = $4, updated_at = $5,
      computed_at = CASE WHEN $6 THEN NULL ELSE computed_at END, error = CASE WHEN $6 THEN NULL ELSE error END
    WHERE workspace = $1 AND id = $2 RETURNING ${columns}`,
  row: valueRow,
});

export const removeRow = statement({
  name: 'removeComputedValue',
  sql: 'DELETE FROM computed_values WHERE workspace = $1 AND id = $2',
  row: nothingBack,
});

/** Notes what came out, unless the definition has changed meanwhile. */
export const noteDone = statement({
  name: 'noteComputedValue',
  sql: `UPDATE computed_values SET computed_at = $3, ms = $4, customers = $5, error = $6::jsonb
    WHERE workspace = $1 AND id = $2 AND spec = $7::jsonb`,
  row: nothingBack,
});
