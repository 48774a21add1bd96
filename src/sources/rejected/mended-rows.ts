import { z } from 'zod';

import { statement, type Operational } from '../../store/operational/index.ts';

const mendedRow = z.object({
  batch: z.coerce.number(),
  place: z.coerce.number(),
  mended_by: z.string(),
});

/** An import that failed or was undone has mended nothing. */
const counts = `EXISTS (SELECT FROM imports AS i WHERE i.id = m.mended_by AND i.state NOT IN ('failed', 'undone'))`;

const statements = {
  list: statement({
    name: 'mended-rows.list',
    sql: `SELECT m.batch, m.place, m.mended_by FROM mended_rows AS m
    WHERE m.workspace = $1 AND m.import = $2 AND m.batch = $3 AND m.place >= $4 AND ${counts} ORDER BY m.place LIMIT $5`,
    row: mendedRow,
  }),
  release: statement({
    name: 'mended-rows.release',
    sql: `DELETE FROM mended_rows AS m WHERE m.workspace = $1 AND m.import = $2 AND NOT ${counts}`,
    row: z.object({}),
  }),
  claim: statement({
    name: 'mended-rows.claim',
    sql: `INSERT INTO mended_rows (workspace, import, batch, place, mended_by)
    SELECT $1, $2, $3, place, $5 FROM unnest($4::bigint[]) AS place ON CONFLICT DO NOTHING RETURNING place`,
    row: z.object({ place: z.coerce.number() }),
  }),
  forget: statement({
    name: 'mended-rows.forget',
    sql: 'DELETE FROM mended_rows WHERE workspace = $1 AND mended_by = $2',
    row: z.object({}),
  }),
};

/** Rejected rows of a batch of an import. */
export interface MendedPlaces {
  readonly workspace: string;
  readonly import: string;
  readonly batch: number;
}

/** Which rejected rows were mended and sent again, and by which import. */
export function openMendedRows(operational: Operational) {
  return {
    /** Up to `limit` mended rows from a place on: place → import. */
    async list(of: MendedPlaces, { from, limit }: { from: number; limit: number }) {
      const { workspace, batch } = of;
      const rows = await operational.rows(statements.list, [workspace, of.import, batch, from, limit]);
      return new Map(rows.map(({ place, mended_by }) => [place, mended_by]));
    },
    /** Keeps rows for the import that mends them; answers false, and keeps none, where somebody else has one already. */
    async claim(of: MendedPlaces, places: readonly number[], mendedBy: string): Promise<boolean> {
      const { workspace, batch } = of;
      await operational.run(statements.release, [workspace, of.import]);
      const claimed = await operational.rows(statements.claim, [
        workspace,
        of.import,
        batch,
        [...places],
        mendedBy,
      ]);
      if (claimed.length === places.length) return true;
      await operational.run(statements.forget, [workspace, mendedBy]);
      return false;
    },
  };
}

export type MendedRows = ReturnType<typeof openMendedRows>;
