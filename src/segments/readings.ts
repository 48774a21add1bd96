import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import type { Output } from '../lib/endpoint.ts';
import { profileId } from '../lib/profile-id.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { compareSegments, Segment } from './contract.ts';
import { readSizes } from './refresh.ts';

const iso = z.string().transform((text) => `${text.replace(' ', 'T')}Z`);
const number = z.number();

const historySql = statement({
  name: 'segments.history',
  sql: `SELECT segment, toString(at) AS moment, toFloat64(size) AS members, toFloat64(entered) AS came, toFloat64(left) AS went
    FROM {db}.segment_sizes WHERE segment IN {ids:Array(String)} ORDER BY segment, at DESC LIMIT 100 BY segment`,
  row: z.object({ segment: z.string(), moment: iso, members: number, came: number, went: number }),
});

const changesSql = statement({
  name: 'segments.changes',
  sql: `SELECT toString(at) AS moment, entered, profile FROM {db}.segment_changes
    WHERE segment = {id:String} AND at IN (SELECT at FROM {db}.segment_sizes WHERE segment = {id:String})
    ORDER BY at DESC, entered DESC, profile LIMIT 100`,
  row: z.object({ moment: iso, entered: number, profile: number }),
});

const overlapSql = statement({
  name: 'segments.overlap',
  sql: `SELECT l.segment AS one, r.segment AS other, toFloat64(bitmapAndCardinality(l.members, r.members)) AS shared
    FROM {db}.segment_members AS l CROSS JOIN {db}.segment_members AS r
    WHERE l.segment IN {ids:Array(String)} AND r.segment IN {ids:Array(String)} AND l.segment < r.segment
    ORDER BY one, other`,
  row: z.object({ one: z.string(), other: z.string(), shared: number }),
});

/** Sizes and histories of segments, by their ids. */
export async function readNumbers(
  warehouse: Warehouse,
  ids: readonly string[],
): Promise<(id: string) => Pick<Segment, 'size' | 'history'>> {
  const [sizes, history] = await Promise.all([
    warehouse.rows(readSizes, { ids }),
    warehouse.rows(historySql, { ids }),
  ]);
  return (id) => ({
    size: sizes.find(({ segment }) => segment === id)?.size ?? null,
    history: history
      .filter(({ segment }) => segment === id)
      .map(({ moment, members, came, went }) => ({ at: moment, size: members, entered: came, left: went }))
      .toReversed(),
  });
}

/** Who came and left last. */
export async function readChanges(warehouse: Warehouse, { id, kind }: { id: string; kind: Kind }) {
  const rows = await warehouse.rows(changesSql, { id });
  return rows.map(({ moment, entered, profile }) => ({
    at: moment,
    entered: entered === 1,
    profile: profileId(kind, profile),
  }));
}

/** How many members each two segments share. */
export async function readOverlaps(
  warehouse: Warehouse,
  ids: readonly string[],
): Promise<Output<typeof compareSegments>> {
  const [rows, sizes] = await Promise.all([
    warehouse.rows(overlapSql, { ids }),
    warehouse.rows(readSizes, { ids }),
  ]);
  return {
    rows: rows.map(({ one, other, shared }) => ({ left: one, right: other, both: shared })),
    sizes: sizes.map(({ segment, size }) => ({ id: segment, size })),
  };
}
