import { z } from 'zod';

import { statement } from '../store/operational/index.ts';
import { cardSchema } from './contract.ts';

const dashboardRow = z.object({
  id: z.string(),
  owner: z.string(),
  owner_name: z.string(),
  name: z.string(),
  shared: z.boolean(),
  cards: z.array(cardSchema),
  version: z.number(),
  updated_at: z.date().transform((date) => date.toISOString()),
});
/** A dashboard as it is stored. */
export type DashboardRow = z.output<typeof dashboardRow>;

const columns = 'id, owner, owner_name, name, shared, cards, version, updated_at';
const nothingBack = z.unknown();

/** What somebody sees: their own and the shared ones. */
export const listRows = statement({
  name: 'listDashboards',
  sql: `SELECT ${columns} FROM dashboards WHERE workspace = $1 AND (shared OR owner = $2) ORDER BY name, id LIMIT 500`,
  row: dashboardRow,
});

export const getRow = statement({
  name: 'getDashboard',
  sql: `SELECT ${columns} FROM dashboards WHERE workspace = $1 AND id = $2 AND (shared OR owner = $3)`,
  row: dashboardRow,
});

export const countRows = statement({
  name: 'countDashboards',
  sql: 'SELECT count(*)::int AS n FROM dashboards WHERE workspace = $1',
  row: z.object({ n: z.number() }),
});

export const insertRow = statement({
  name: 'createDashboard',
  sql: `INSERT INTO dashboards (workspace, id, owner, owner_name, name, shared, cards, version, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8) RETURNING ${columns}`,
  row: dashboardRow,
});

/** Nothing comes back where another change came first. */
export const updateRow = statement({
  name: 'updateDashboard',
  sql: `UPDATE dashboards SET name = $4, shared = $5, cards = $6, updated_at = $7, version = version + 1
    WHERE workspace = $1 AND id = $2 AND version = $3 RETURNING ${columns}`,
  row: dashboardRow,
});

export const removeRow = statement({
  name: 'removeDashboard',
  sql: 'DELETE FROM dashboards WHERE workspace = $1 AND id = $2',
  row: nothingBack,
});
