import { z } from 'zod';

import { catalogueColumns, type Field, type Kind } from '../fields/index.ts';
import { command, quoteName, statement, type Warehouse } from '../store/warehouse/index.ts';

const columnRow = z.object({ name: z.string(), type: z.string() });

/**
 * Gives the warehouse's tables of a kind the columns of some fields; those that are there stay. A column is made when
 * its field is first needed: of the catalogue's many fields a workspace uses few, and each column costs every insert.
 */
export async function addFieldColumns(
  warehouse: Warehouse,
  kind: Kind,
  fields: readonly Field[],
): Promise<void> {
  for (const table of [`facts_${kind}`, `profiles_${kind}`]) {
    const there = await knownColumns(warehouse, table);
    const missing = catalogueColumns(fields).filter(({ name }) => !there.has(name));
    await addColumns(warehouse, table, missing);
  }
}

/** Gives a staged table the columns that the visible one got meanwhile. */
export async function alignColumns(warehouse: Warehouse, staged: string, visible: string): Promise<void> {
  const there = new Set((await readColumns(warehouse, staged)).map(({ name }) => name));
  const missing = (await readColumns(warehouse, visible)).filter(({ name }) => !there.has(name));
  await addColumns(warehouse, staged, missing);
}

/** Another server may add a column: what is known is asked again after this long. */
const knownMs = 5_000;
const known = new WeakMap<Warehouse, Map<string, { until: number; columns: Promise<Set<string>> }>>();

/** The names of a table's columns, as of a few seconds ago at most. */
export function knownColumns(warehouse: Warehouse, table: string): Promise<Set<string>> {
  const tables = known.get(warehouse) ?? new Map<string, { until: number; columns: Promise<Set<string>> }>();
  known.set(warehouse, tables);
  const found = tables.get(table);
  if (found !== undefined && found.until > performance.now()) return found.columns;
  const columns = readColumns(warehouse, table).then((rows) => new Set(rows.map(({ name }) => name)));
  tables.set(table, { until: performance.now() + knownMs, columns });
  columns.catch(() => tables.delete(table));
  return columns;
}

async function addColumns(
  warehouse: Warehouse,
  table: string,
  columns: readonly { name: string; type: string }[],
): Promise<void> {
  if (columns.length === 0) return;
  const actions = columns.map(({ name, type }) => `ADD COLUMN IF NOT EXISTS ${quoteName(name)} ${type}`);
  await warehouse.run(command('records.columns.add', `ALTER TABLE {db}.${table} ${actions.join(', ')}`));
  known.get(warehouse)?.delete(table);
}

function readColumns(warehouse: Warehouse, table: string): Promise<z.output<typeof columnRow>[]> {
  return warehouse.rows(
    statement({
      name: 'records.columns',
      sql: "SELECT name, type FROM system.columns WHERE database = '{db}' AND table = {table:String}",
      row: columnRow,
    }),
    { table },
  );
}
