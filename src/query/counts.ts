import { z } from 'zod';

import {
  asWritten,
  countSettings,
  promptSettings,
  statement,
  type Warehouse,
  type WarehouseSettings,
} from '../store/warehouse/index.ts';
import type { Condition } from './compile.ts';
import type { Counted, Facet } from './facet-shape.ts';
import { profileTable, type KnownRequest, type QueryAnswer } from './request.ts';

/** More values than any facet shows, so that codes can be summed up to the level above. */
const countedValues = 500;
const mostOpenValues = 1_000_000;

interface Counting {
  readonly condition: Condition;
  readonly facets: readonly Facet[];
}

/** Total and plain facets take one pass over the table; facets of lists one each beside it. */
export async function readCounts(
  warehouse: Warehouse,
  request: KnownRequest,
  { condition, facets }: Counting,
): Promise<Pick<QueryAnswer, 'total' | 'facets'>> {
  const present = facets.filter(({ column }) => request.columns.has(column));
  const plain = present.filter(({ list }) => !list);
  const isTotalled = request.total !== false || present.length < facets.length;
  const [together, ...apart] = await Promise.all([
    isTotalled || plain.length > 0
      ? countTogether(warehouse, request, { condition, facets: plain })
      : { total: 0, counted: [] },
    ...present.filter(({ list }) => list).map((facet) => countList(warehouse, request, { condition, facet })),
  ]);
  const counted = new Map([...together.counted, ...apart]);
  const none = together.total === 0 ? [] : [{ value: null, count: together.total }];
  const shape = (facet: Facet) => facet.shape(counted.get(facet.name) ?? none, request.facetLimit ?? 20);
  return {
    total: request.total === false ? null : together.total,
    facets: Object.fromEntries(facets.map((facet) => [facet.name, shape(facet)])),
  };
}

type CountedFacet = readonly [name: string, counted: readonly Counted[]];

const countRow = z.looseObject({ n: z.coerce.number(), g: z.coerce.number() });

/** One row per value of each facet and one for all, told apart by `g`, the number of the facet or -1. */
async function countTogether(
  warehouse: Warehouse,
  { kind, signal }: KnownRequest,
  { condition, facets }: Counting,
): Promise<{ total: number; counted: CountedFacet[] }> {
  const names = facets.map((_, i) => `f${i}`);
  const sets = names.map((name) => `(${name})`);
  const number = `multiIf(${names.map((name, i) => `grouping(${name}) = 0, ${i}, `).join('')}-1)`;
  const from = `FROM ${profileTable(kind)}\nWHERE ${condition.sql}`;
  const sql =
    facets.length === 0
      ? `SELECT count() AS n, -1 AS g\n${from}`
      : `SELECT * FROM (
SELECT ${facets.map((facet, i) => `${facet.sql} AS f${i}`).join(', ')}, ${number} AS g, count() AS n
${from}
GROUP BY GROUPING SETS (${[...sets, '()'].join(', ')})
)
ORDER BY n DESC
LIMIT ${countedValues} BY g`;
  const found = await warehouse.rows(
    statement({ name: 'query.counts', sql, row: countRow, ...placeOf(facets) }),
    condition.parameters,
    signal,
  );
  return {
    total: found.find(({ g }) => g === -1)?.n ?? 0,
    counted: facets.map((facet, i) => [
      facet.name,
      found.filter(({ g }) => g === i).map((row) => ({ value: row[`f${i}`], count: row.n })),
    ]),
  };
}

/**
 * Where counts are made: a total alone is looked for as the rows are, facets stand back. A facet with as many values as
 * rows must not fill the memory: beyond a million values only those met first are counted.
 */
function placeOf(facets: readonly Facet[]): { lane: 'quick' | 'count'; settings: WarehouseSettings } {
  if (facets.length === 0) return { lane: 'quick', settings: promptSettings };
  const most = { max_rows_to_group_by: mostOpenValues, group_by_overflow_mode: 'any' };
  return {
    lane: 'count',
    settings: { ...countSettings, ...asWritten, ...(facets.some(({ open }) => open) ? most : {}) },
  };
}

async function countList(
  warehouse: Warehouse,
  { kind, signal }: KnownRequest,
  { condition, facet }: { condition: Condition; facet: Facet },
): Promise<CountedFacet> {
  const sql = `SELECT arrayJoin(if(empty(${facet.sql}), [''], ${facet.sql})) AS f, count() AS n, 0 AS g
FROM ${profileTable(kind)}
WHERE ${condition.sql}
GROUP BY f
ORDER BY n DESC
LIMIT ${countedValues}`;
  const found = await warehouse.rows(
    statement({ name: 'query.list-facet', sql, row: countRow, ...placeOf([facet]) }),
    condition.parameters,
    signal,
  );
  return [facet.name, found.map((row) => ({ value: row['f'], count: row.n }))];
}
