import { z } from 'zod';

import {
  isList,
  presentField,
  storedColumns,
  type Field,
  type Kind,
  type Presented,
} from '../../fields/index.ts';
import { knownColumns } from '../../records/index.ts';
import { pointSettings, quoteName, statement, type Warehouse } from '../../store/warehouse/index.ts';

/** A value of a field that a profile has: as the ledger writes it, and as it is shown. */
export interface HeldValue {
  readonly text: string;
  readonly shown: Presented;
}

const rawRow = z.record(z.string(), z.unknown());
const textsSchema = z.array(z.string());

/** The values of a field in a row, as an expression of a list of texts: what the ledger writes and is compared with. */
export function heldTexts(field: Field): string {
  const [first, ...more] = storedColumns(field).map(({ name }) => quoteName(name));
  if (isList(field)) return `arrayMap(x -> toString(x), ${first})`;
  const texts = [first, ...more].map((column) => `ifNull(toString(${column}), '')`);
  return more.length === 0 ? `[${texts.join('')}]` : `[concatWithSeparator('|', ${texts.join(', ')})]`;
}

interface HeldPlace {
  readonly kind: Kind;
  readonly profile: number;
  readonly fields: readonly Field[];
}

/** The values that a profile has, by the keys of their fields. */
export async function readHeld(
  warehouse: Warehouse,
  { kind, profile, fields }: HeldPlace,
): Promise<ReadonlyMap<string, readonly HeldValue[]>> {
  const known = await knownColumns(warehouse, `profiles_${kind}`);
  const there = fields.filter((field) => storedColumns(field).every(({ name }) => known.has(name)));
  if (there.length === 0) return new Map();
  const columns = there.flatMap((field) => storedColumns(field).map(({ name }) => quoteName(name)));
  const texts = there.map((field, i) => `${heldTexts(field)} AS _held${i}`);
  const row = await warehouse.row(
    statement({
      name: 'profiles.verified.held',
      sql: `SELECT ${[...new Set(columns), ...texts].join(', ')} FROM {db}.profiles_${kind} WHERE _no = {no:UInt32} LIMIT 1`,
      row: rawRow,
      settings: pointSettings,
    }),
    { no: profile },
  );
  if (row === undefined) return new Map();
  return new Map(
    there.map((field, i) => {
      const shown = presentField(field, row);
      const list: readonly Presented[] = Array.isArray(shown) ? shown : shown === null ? [] : [shown];
      const written = textsSchema.parse(row[`_held${i}`]);
      return [field.key, list.map((one, at) => ({ text: written[at] ?? '', shown: one }))];
    }),
  );
}

/** The records among some that say a value themselves, the lowest first. */
export async function findSayers(
  warehouse: Warehouse,
  { kind, numbers }: { readonly kind: Kind; readonly numbers: readonly number[] },
  { field, text }: { readonly field: Field; readonly text: string },
): Promise<number[]> {
  const known = await knownColumns(warehouse, `facts_${kind}`);
  if (storedColumns(field).some(({ name }) => !known.has(name))) return [];
  const rows = await warehouse.rows(
    statement({
      name: 'profiles.verified.sayers',
      sql: `SELECT _no AS no FROM {db}.facts_${kind}
      WHERE _no IN {numbers:Array(UInt32)} AND has(${heldTexts(field)}, {text:String}) ORDER BY no`,
      row: z.object({ no: z.coerce.number() }),
      settings: pointSettings,
    }),
    { numbers: [...numbers], text },
  );
  return rows.map(({ no }) => no);
}
