import { z } from 'zod';
import { statement } from '../store/operational/index.ts';
import type { Parts } from './parts.ts';

const readNames = statement({
  name: 'namesOfActors',
  sql: `
    SELECT id, name FROM users WHERE id = ANY($1)
    UNION ALL
    SELECT id, name FROM api_keys WHERE id = ANY($1)`,
  row: z.object({ id: z.string(), name: z.string() }),
});

/** How people and keys are called, by their ids; those that are no more are left out. */
export function createNames({
  operational,
}: Parts): (ids: readonly string[]) => Promise<Map<string, string>> {
  return async (ids) => {
    const rows = ids.length === 0 ? [] : await operational.rows(readNames, [[...new Set(ids)]]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  };
}
