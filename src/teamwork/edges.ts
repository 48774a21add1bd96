import { z } from 'zod';

import { kinds } from '../fields/index.ts';
import { statement, type Operational } from '../store/operational/index.ts';
import { loadCommand, type Warehouse } from '../store/warehouse/index.ts';

/** So many relationships are written at once. */
const atOnce = 1_000;

const itemRow = z.object({ item: z.string() });

const statements = {
  note: statement({
    name: 'teamwork.edges.note',
    // An update takes the row's lock: whoever writes the warehouse has either seen this change or leaves it here.
    sql: `
      INSERT INTO relationship_changes (workspace, item) SELECT $1, unnest($2::text[])
      ON CONFLICT (workspace, item) DO UPDATE SET item = excluded.item`,
    row: z.unknown(),
  }),
  any: statement({
    name: 'teamwork.edges.any',
    sql: 'SELECT item FROM relationship_changes WHERE workspace = $1 LIMIT 1',
    row: itemRow,
  }),
  next: statement({
    name: 'teamwork.edges.next',
    sql: `SELECT item FROM relationship_changes WHERE workspace = $1 ORDER BY item LIMIT ${atOnce} FOR UPDATE`,
    row: itemRow,
  }),
  ends: statement({
    name: 'teamwork.edges.ends',
    sql: `
      SELECT r.type, a.item, a.side, a.kind, array_agg(a.no ORDER BY a.no)::text[] AS numbers
      FROM relationships AS r
      JOIN anchors AS a ON a.workspace = r.workspace AND a.item = r.id
      WHERE r.workspace = $1 AND r.id = ANY ($2)
      GROUP BY r.type, a.item, a.side, a.kind`,
    row: z.object({
      type: z.string(),
      item: z.string(),
      side: z.number(),
      kind: z.enum(kinds),
      numbers: z.array(z.coerce.number()),
    }),
  }),
  done: statement({
    name: 'teamwork.edges.done',
    sql: 'DELETE FROM relationship_changes WHERE workspace = $1 AND item = ANY ($2)',
    row: z.unknown(),
  }),
};

// Neither waits behind bulk work: the operational store is held meanwhile.
const insert = loadCommand(
  'teamwork.edges.insert',
  `INSERT INTO {db}.relationships
  SELECT edge.1, edge.2, edge.3, edge.4, edge.5
  FROM (SELECT arrayJoin(arrayZip({types:Array(String)}, {items:Array(String)}, {sides:Array(UInt8)}, {kinds:Array(String)}, {anchors:Array(Array(UInt32))})) AS edge)`,
);

const remove = loadCommand(
  'teamwork.edges.remove',
  'DELETE FROM {db}.relationships WHERE item IN {items:Array(String)}',
);

/** Notes that relationships were set or are removed; to stand in the same transaction. */
export async function noteEdges(
  operational: Operational,
  workspace: string,
  items: readonly string[],
): Promise<void> {
  if (items.length > 0) await operational.run(statements.note, [workspace, [...items]]);
}

/**
 * Brings the relationships that people set into the warehouse, as far as they changed since, so that rules may ask for them. Every
 * change waits in the operational store until it is there; cut off anywhere, it is done again to the same end.
 */
export async function writeEdges(
  operational: Operational,
  workspace: string,
  warehouse: Warehouse,
): Promise<void> {
  while ((await operational.row(statements.any, [workspace])) !== undefined) {
    await operational.transaction(async (runner) => {
      const items = (await runner.rows(statements.next, [workspace])).map(({ item }) => item);
      const ends = await runner.rows(statements.ends, [workspace, items]);
      const there = new Set(ends.map(({ item }) => item));
      const gone = items.filter((item) => !there.has(item));
      if (gone.length > 0) await warehouse.run(remove, { items: gone });
      if (ends.length > 0)
        await warehouse.run(insert, {
          types: ends.map(({ type }) => type),
          items: ends.map(({ item }) => item),
          sides: ends.map(({ side }) => side),
          kinds: ends.map(({ kind }) => kind),
          anchors: ends.map(({ numbers }) => numbers),
        });
      await runner.run(statements.done, [workspace, items]);
    });
  }
}
