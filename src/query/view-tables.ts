import { z } from 'zod';

import { kinds } from '../fields/index.ts';
import { statement } from '../store/operational/index.ts';

const time = z.date().transform((date) => date.toISOString());
/** The order that a view keeps. */
export const sortList = z.array(z.object({ field: z.string(), direction: z.enum(['asc', 'desc']) }));

/** How wide a view's columns are, and which stay in sight. */
export const columnLayout = z.object({
  widths: z.record(z.string(), z.number()),
  pinned: z.array(z.string()),
});

/** A row of the table of views. */
export const viewRow = z.object({
  id: z.string(),
  owner: z.string(),
  owner_name: z.string(),
  name: z.string(),
  kind: z.enum(kinds),
  rule: z.unknown(),
  columns: z.array(z.string()),
  layout: columnLayout,
  sort: sortList,
  shared: z.boolean(),
  created_at: time,
  updated_at: time,
  used_at: time,
});
/** A view as it is stored. */
export type ViewRow = z.output<typeof viewRow>;

const columns =
  'id, owner, owner_name, name, kind, rule, columns, layout, sort, shared, created_at, updated_at, used_at';
const nothingBack = z.unknown();

/** The views that somebody sees. */
export const listRows = statement({
  name: 'listViews',
  sql: `
    SELECT ${columns}
    FROM views
    WHERE workspace = $1
      AND (shared OR owner = $2)
      AND ($3::text IS NULL OR kind = $3)
    ORDER BY used_at DESC, id DESC
    LIMIT 500`,
  row: viewRow,
});

/** One view, if it is seen. */
export const getRow = statement({
  name: 'getView',
  sql: `
    SELECT ${columns}
    FROM views
    WHERE workspace = $1
      AND id = $2
      AND (shared OR owner = $3)`,
  row: viewRow,
});

/** Saves a view. */
export const insertRow = statement({
  name: 'createView',
  sql: `
    INSERT INTO views (workspace, id, owner, owner_name, kind, name, rule, columns, sort, shared, layout, created_at, updated_at, used_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $12)
    RETURNING ${columns}`,
  row: viewRow,
});

/** Changes a view. */
export const updateRow = statement({
  name: 'updateView',
  sql: `
    UPDATE views
    SET name = $3, rule = $4, columns = $5, sort = $6, shared = $7, layout = $8, updated_at = $9
    WHERE workspace = $1
      AND id = $2
    RETURNING ${columns}`,
  row: viewRow,
});

/** Notes when a view was opened. */
export const markUsed = statement({
  name: 'useView',
  sql: `UPDATE views SET used_at = $3 WHERE workspace = $1 AND id = $2`,
  row: nothingBack,
});

/** Removes a view. */
export const removeRow = statement({
  name: 'removeView',
  sql: `DELETE FROM views WHERE workspace = $1 AND id = $2`,
  row: nothingBack,
});
