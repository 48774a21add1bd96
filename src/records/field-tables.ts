import { z } from 'zod';

import { statement } from '../store/operational/index.ts';

const row = z.object({ definition: z.record(z.string(), z.unknown()), archived_at: z.date().nullable() });

/** The statements over the fields of workspaces' own. */
export const fieldStatements = {
  list: statement({
    name: 'fields.list',
    sql: 'SELECT definition, archived_at FROM fields WHERE workspace = $1 ORDER BY created_at, key',
    row,
  }),
  get: statement({
    name: 'fields.get',
    sql: 'SELECT definition, archived_at FROM fields WHERE workspace = $1 AND key = $2 FOR UPDATE',
    row,
  }),
  create: statement({
    name: 'fields.create',
    sql: `
      INSERT INTO fields (workspace, key, definition, created_by, created_at)
      VALUES ($1, $2, $3::jsonb, $4, $5)
      ON CONFLICT DO NOTHING
      RETURNING definition, archived_at`,
    row,
  }),
  update: statement({
    name: 'fields.update',
    sql: 'UPDATE fields SET definition = $3::jsonb WHERE workspace = $1 AND key = $2',
    row: z.unknown(),
  }),
  archive: statement({
    name: 'fields.archive',
    sql: `
      UPDATE fields
      SET archived_at = $3
      WHERE workspace = $1 AND key = $2
      RETURNING definition, archived_at`,
    row,
  }),
};
