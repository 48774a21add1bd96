import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { listTables } from '../../identity/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { IndexRow } from './models.ts';

/** What is known to be there: a name is given once, and its tables go with the next scan, which has another. */
const there = new Set<string>();

/** The tables of what is known may be gone: of another server, or of a copy that was made without them. */
export async function isThere(warehouse: Warehouse, workspace: string, prefix: string): Promise<boolean> {
  const named = `${workspace} ${prefix}`;
  if (there.has(named)) return true;
  const found = (await listTables(warehouse, prefix)).length === 3;
  if (found) there.add(named);
  return found;
}

interface Asked {
  readonly workspace: string;
  readonly kind: Kind;
  readonly index: Pick<IndexRow, 'prefix' | 'seen'> | undefined;
  readonly numbers: readonly number[];
}

/** Those of some profiles that have changed since they were compared with the others. */
export async function findChanged(
  warehouse: Warehouse,
  { workspace, kind, index, numbers }: Asked,
): Promise<ReadonlySet<number>> {
  if (index === undefined || !(await isThere(warehouse, workspace, index.prefix))) return new Set();
  const list = '{numbers:Array(UInt32)}';
  const rows = await warehouse.rows(
    statement({
      name: 'flow.matching.changed',
      sql: `SELECT _no AS no FROM {db}.profiles_${kind} WHERE _no IN ${list} AND _batch >= {seen:UInt32}
        AND (_no, _batch) NOT IN (SELECT no, batch FROM {db}.${index.prefix}_values WHERE no IN ${list})`,
      row: z.object({ no: z.number() }),
    }),
    { numbers, seen: index.seen },
  );
  return new Set(rows.map(({ no }) => no));
}
