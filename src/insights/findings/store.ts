import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { jsonText, statement, type Operational } from '../../store/operational/index.ts';
import { findingSchema, type Finding, type Found } from './contract.ts';

const time = z.date().transform((date) => date.toISOString());

const getRow = statement({
  name: 'findings.get',
  sql: 'SELECT found_at AS at, rows FROM insight_findings WHERE workspace = $1 AND kind = $2',
  row: z.object({ at: time, rows: z.array(findingSchema) }),
});

const putRow = statement({
  name: 'findings.put',
  sql: `INSERT INTO insight_findings (workspace, kind, found_at, rows) VALUES ($1, $2, $3, $4::jsonb)
    ON CONFLICT (workspace, kind) DO UPDATE SET found_at = excluded.found_at, rows = excluded.rows`,
  row: z.unknown(),
});

/** The findings of the last time; what was found before keeps the day on which it was first. */
export function openFindings(operational: Operational) {
  const get = async (
    workspace: string,
    kind: Kind,
  ): Promise<{ at: string | null; rows: readonly Finding[] }> =>
    (await operational.row(getRow, [workspace, kind])) ?? { at: null, rows: [] };
  return {
    get,
    async put(
      workspace: string,
      { kind, at, rows }: { kind: Kind; at: Date; rows: readonly Found[] },
    ): Promise<void> {
      const before = new Map((await get(workspace, kind)).rows.map(({ key, since }) => [key, since]));
      const now = at.toISOString();
      const kept = rows.map((row) => ({ ...row, since: before.get(row.key) ?? now }));
      await operational.run(putRow, [workspace, kind, at, jsonText(kept)]);
    },
  };
}
