import { z } from 'zod';

import { callerOf, route, type Route, type Seer } from '../../access/index.ts';
import { catalogueColumns, hasValue, type Field, type Kind } from '../../fields/index.ts';
import { knownColumns } from '../../records/index.ts';
import { quoteName, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { profileTable } from '../request.ts';
import { countFields } from './contract.ts';

interface FillDoors {
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The catalogue as the asker sees it. */
  readonly fields: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
}

/** The endpoint of how full fields are. */
export function fillRoutes({ warehouse, fields }: FillDoors): Route[] {
  return [
    route(countFields, async ({ kind }, context) => {
      const caller = callerOf(context);
      return countFilled(await warehouse(caller.workspace), kind, await fields(caller, kind));
    }),
  ];
}

/** One pass over the columns that are there. */
async function countFilled(warehouse: Warehouse, kind: Kind, catalogue: readonly Field[]) {
  const known = await knownColumns(warehouse, `profiles_${kind}`);
  const present = catalogue.filter((field) => catalogueColumns([field]).every(({ name }) => known.has(name)));
  const counts = present.map((field, i) => `, countIf(${hasValue(field, quoteName(field.key))}) AS c${i}`);
  const row = await warehouse.row(
    statement({
      name: 'query.fill',
      sql: `SELECT count() AS total${counts.join('')} FROM ${profileTable(kind)}`,
      row: z.record(z.string(), z.coerce.number()),
    }),
  );
  const rows = present.map(({ key }, i) => ({ key, filled: row?.[`c${i}`] ?? 0 }));
  return { total: row?.['total'] ?? 0, rows: rows.filter(({ filled }) => filled > 0) };
}
