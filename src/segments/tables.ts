import { z } from 'zod';

import { kinds } from '../fields/index.ts';
import { statement } from '../store/operational/index.ts';

const time = z.date().transform((date) => date.toISOString());

const segmentRow = z.object({
  id: z.string(),
  kind: z.enum(kinds),
  name: z.string(),
  description: z.string(),
  folder: z.string(),
  rule: z.unknown(),
  fixed: z.boolean(),
  owner: z.string(),
  owner_name: z.string(),
  refreshed_at: time.nullable(),
  ms: z.number().nullable(),
  error: z.object({ en: z.string(), zh: z.string() }).nullable(),
});
/** A segment as it is stored. */
export type SegmentRow = z.output<typeof segmentRow>;

const columns =
  'id, kind, name, description, folder, rule, fixed, owner, owner_name, refreshed_at, ms, error';
const nothingBack = z.unknown();

export const listRows = statement({
  name: 'listSegments',
  sql: `SELECT ${columns} FROM segments WHERE workspace = $1 AND ($2::text IS NULL OR kind = $2)
    ORDER BY folder, name, id LIMIT 500`,
  row: segmentRow,
});

export const getRow = statement({
  name: 'getSegment',
  sql: `SELECT ${columns} FROM segments WHERE workspace = $1 AND id = $2`,
  row: segmentRow,
});

export const countRows = statement({
  name: 'countSegments',
  sql: 'SELECT count(*)::int AS n FROM segments WHERE workspace = $1',
  row: z.object({ n: z.number() }),
});

export const insertRow = statement({
  name: 'createSegment',
  sql: `INSERT INTO segments (workspace, id, kind, owner, owner_name, name, description, folder, rule, fixed, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) RETURNING ${columns}`,
  row: segmentRow,
});

export const updateRow = statement({
  name: 'updateSegment',
  sql: `UPDATE segments SET name = $3, description = $4, folder = $5, rule = $6, updated_at = $7,
      refreshed_at = CASE WHEN $8 THEN NULL ELSE refreshed_at END
    WHERE workspace = $1 AND id = $2 RETURNING ${columns}`,
  row: segmentRow,
});

export const removeRow = statement({
  name: 'removeSegment',
  sql: 'DELETE FROM segments WHERE workspace = $1 AND id = $2',
  row: nothingBack,
});

/** Notes what a refresh came to, unless the rule has changed meanwhile. */
export const noteRefresh = statement({
  name: 'noteSegmentRefresh',
  sql: `UPDATE segments SET refreshed_at = $3, ms = $4, error = NULL WHERE workspace = $1 AND id = $2 AND rule = $5::jsonb`,
  row: nothingBack,
});

export const noteError = statement({
  name: 'noteSegmentError',
  sql: 'UPDATE segments SET error = $3::jsonb WHERE workspace = $1 AND id = $2',
  row: nothingBack,
});
