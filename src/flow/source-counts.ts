import { z } from 'zod';

import { kinds } from '../fields/index.ts';
import type { SourceDesk } from '../sources/index.ts';
import { statement } from '../store/warehouse/index.ts';
import type { SourceTools } from './source-tools.ts';

const countRow = z.object({ source: z.string(), records: z.coerce.number() });

/** What each source of a workspace has brought. */
export async function showSourceCounts(
  { house, sources, imports }: SourceTools,
  workspace: string,
): ReturnType<SourceDesk['countSources']> {
  const warehouse = await house.warehouse(workspace);
  const parts = kinds.map(
    (kind) => `SELECT _source AS source, count() AS n FROM {db}.facts_${kind} GROUP BY _source`,
  );
  const [known, counts, sums] = await Promise.all([
    sources.list(workspace),
    warehouse.rows(
      statement({
        name: 'flow.sources.count',
        sql: `SELECT source, sum(n) AS records FROM (${parts.join(' UNION ALL ')}) GROUP BY source`,
        row: countRow,
      }),
    ),
    imports.sumBySource(workspace),
  ]);
  const records = new Map(counts.map((row) => [row.source, row.records]));
  return {
    rows: known.map(({ name }) => {
      const sum = sums.get(name);
      return {
        source: name,
        records: records.get(name) ?? 0,
        rejected: sum?.rejected ?? 0,
        imports: sum?.imports ?? 0,
        lastImport: sum?.last.toISOString() ?? null,
      };
    }),
  };
}
