import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { quoteName, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { valuesAt } from '../compile-behaviour.ts';
import type { ComputedValue } from '../nodes/insight-list.ts';

interface Wanted {
  readonly kind: Kind;
  readonly known: ComputedValue;
  /** Whose values, by the numbers of profiles. */
  readonly numbers: readonly number[];
}

const row = z.object({ no: z.coerce.number(), found: z.string().nullable() });

/** A computed value of some customers, by their numbers: a number or a word; null where it is not known. */
export async function readComputed(
  warehouse: Warehouse,
  { kind, known, numbers }: Wanted,
): Promise<ReadonlyMap<number, number | string | null>> {
  const { place, column, type, zero } = known;
  const sql = `SELECT profile AS no, nullIf(toString(${quoteName(column)}), '') AS found
FROM ${valuesAt(place, '{kind:String}', () => '{value:String}')} AND profile IN {numbers:Array(UInt32)}`;
  const rows = await warehouse.rows(statement({ name: 'query.values', sql, row }), {
    kind,
    numbers,
    value: place.value ?? '',
  });
  const none = numbers.map((no) => [no, zero ? 0 : null] as const);
  const read = rows.map(
    ({ no, found }) => [no, found === null || type !== 'number' ? found : Number(found)] as const,
  );
  return new Map<number, number | string | null>([...none, ...read]);
}
