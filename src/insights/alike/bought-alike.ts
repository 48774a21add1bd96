import { z } from 'zod';

import type { ProfileKey } from '../../lib/profile-id.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { linesOf } from '../associations.ts';

/** So many of the rarest things that a customer bought are looked for, and no more than so many lines of these. */
const [mostItems, mostLines] = [50, 500_000];
/** Among so many who share most with it the likest are found. */
const mostCandidates = 200;
const mostOfOne = 500;

const lines = linesOf('product');
const number = z.coerce.number();

/** A customer as what is bought, what few buy weighing more. */
interface Likeness {
  readonly no: number;
  readonly score: number;
  /** What both bought, the rarest first. */
  readonly items: readonly string[];
}

const countedRow = z.object({ item: z.string(), n: number });
const listRow = z.object({ no: number, items: z.array(z.string()) });

const all = statement({
  name: 'insights.alike.lines',
  sql: `SELECT count() AS n FROM (${lines})`,
  row: z.object({ n: number }),
});

const counted = statement({
  name: 'insights.alike.items',
  sql: `SELECT item, count() AS n FROM (${lines} AND item IN {items:Array(String)}) GROUP BY item`,
  row: countedRow,
});

const boughtBy = (kind: ProfileKey['kind']) =>
  statement({
    name: 'insights.alike.bought',
    sql: `SELECT w.profile AS no, groupUniqArray(${mostOfOne})(l.item) AS items
      FROM (SELECT entity, profile FROM {db}.owners WHERE kind = '${kind}' AND profile IN {numbers:Array(UInt32)}) AS w
      INNER JOIN (SELECT entity, item FROM (${entityLines} AND l.entity IN (
        SELECT entity FROM {db}.owners WHERE kind = '${kind}' AND profile IN {numbers:Array(UInt32)}))) AS l ON w.entity = l.entity
      GROUP BY no`,
    row: listRow,
  });
const entityLines = lines.replace('SELECT ', 'SELECT l.entity AS entity, ');

/** Those who bought the same, by the sum of the squared weights of what they share. */
const sharers = (kind: ProfileKey['kind']) =>
  statement({
    name: 'insights.alike.sharers',
    sql: `SELECT w.profile AS no FROM (
        SELECT DISTINCT entity, item FROM (${entityLines} AND item IN {items:Array(String)})
      ) AS l INNER JOIN {db}.owners AS w ON l.entity = w.entity
      WHERE w.kind = '${kind}' AND w.profile != {no:UInt32}
        AND w.profile IN (SELECT _no FROM {db}.profiles_${kind})
      GROUP BY no ORDER BY sum(transform(l.item, {items:Array(String)}, {weights:Array(Float64)}, toFloat64(0))) DESC, no LIMIT ${mostCandidates}`,
    row: z.object({ no: number }),
  });

/** How often each thing was bought, as what it says: the logarithm of how rare it is. */
async function weigh(
  warehouse: Warehouse,
  items: readonly string[],
  total: number,
): Promise<ReadonlyMap<string, { readonly weight: number; readonly n: number }>> {
  const rows = await warehouse.rows(counted, { items });
  return new Map(rows.map(({ item, n }) => [item, { weight: Math.log((total + 1) / n), n }]));
}

/**
 * Who bought most alike: the cosine of what both bought, each thing weighing by how rare it is (inverse document frequency; Salton
 * and Buckley 1988). Candidates share one of the rarest things. Undefined where the customer bought nothing.
 */
export async function findBoughtAlike(
  warehouse: Warehouse,
  { kind, no }: ProfileKey,
  limit: number,
): Promise<readonly Likeness[] | undefined> {
  const [own] = await warehouse.rows(boughtBy(kind), { numbers: [no] });
  if (own === undefined || own.items.length === 0) return undefined;
  const total = (await warehouse.row(all))?.n ?? 0;
  const mine = await weigh(warehouse, own.items, total);
  const rarest = takeRarest(mine);
  const weights = rarest.map((item) => (mine.get(item)?.weight ?? 0) ** 2);
  const found = await warehouse.rows(sharers(kind), { no, items: rarest, weights });
  if (found.length === 0) return [];
  const theirs = await warehouse.rows(boughtBy(kind), { numbers: found.map((row) => row.no) });
  const known = await weigh(warehouse, [...new Set(theirs.flatMap(({ items }) => items))], total);
  const square = (items: readonly string[]) =>
    items.reduce((sum, item) => sum + (known.get(item)?.weight ?? mine.get(item)?.weight ?? 0) ** 2, 0);
  const ofMine = new Set(own.items);
  return theirs
    .map((row) => {
      const items = row.items.filter((item) => ofMine.has(item));
      const scale = Math.sqrt(square(own.items) * square(row.items));
      return { no: row.no, score: scale === 0 ? 0 : square(items) / scale, items };
    })
    .toSorted((one, other) => other.score - one.score || one.no - other.no)
    .slice(0, limit)
    .map((one) => ({ ...one, items: rarestFirst(one.items, mine) }));
}

type Weights = Awaited<ReturnType<typeof weigh>>;

const rarestFirst = (items: readonly string[], weights: Weights) =>
  items.toSorted(
    (one, other) =>
      (weights.get(other)?.weight ?? 0) - (weights.get(one)?.weight ?? 0) || (one < other ? -1 : 1),
  );

/** The rarest things, as long as their lines are not too many; one at least. */
function takeRarest(weights: Weights): string[] {
  let read = 0;
  return rarestFirst([...weights.keys()], weights)
    .slice(0, mostItems)
    .filter((item, place) => {
      read += weights.get(item)?.n ?? 0;
      return place === 0 || read <= mostLines;
    });
}
