import { z } from 'zod';

import { catalogueColumns, type Field, type FieldType, type Kind } from '../fields/index.ts';
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
  const lookedUp = new Set(fields.filter(({ type }) => lookupTypes.has(type)).map(({ key }) => key));
  for (const table of [`facts_${kind}`, `profiles_${kind}`]) {
    const there = await knownColumns(warehouse, table);
    const missing = catalogueColumns(fields).filter(({ name }) => !there.has(name));
    const indexes = table.startsWith('profiles') ? missing.filter(({ name }) => lookedUp.has(name)) : [];
    await alterTable(warehouse, table, [...missing.map(columnAction), ...indexes.map(lookupIndex)]);
  }
}

/** Values by which somebody is looked up, whole: a filter for every thousand rows says where none of them is. */
const lookupTypes: ReadonlySet<FieldType> = new Set(['code', 'email', 'phone']);

function columnAction({ name, type }: { name: string; type: string }): string {
  return `ADD COLUMN IF NOT EXISTS ${quoteName(name)} ${type}`;
}

function lookupIndex({ name }: { name: string }): string {
  return `ADD INDEX IF NOT EXISTS ${quoteName(`_is_${name}`)} ${quoteName(name)} TYPE bloom_filter(0.01) GRANULARITY 4`;
}

/** Gives a staged table the columns and indexes that the visible one got meanwhile. */
export async function alignColumns(warehouse: Warehouse, staged: string, visible: string): Promise<void> {
  const parts = await warehouse.rows(partsOf, { staged, visible });
  const there = new Set(
    parts.filter(({ table }) => table === staged).map(({ part, name }) => `${part} ${name}`),
  );
  const missing = parts.filter(({ table, part, name }) => table === visible && !there.has(`${part} ${name}`));
  await alterTable(warehouse, staged, [
    ...missing.filter(({ part }) => part === 'column').map(columnAction),
    ...missing
      .filter(({ part }) => part === 'index')
      .map(
        ({ name, expr, type, granularity }) =>
          `ADD INDEX IF NOT EXISTS ${quoteName(name)} ${expr} TYPE ${type} GRANULARITY ${granularity}`,
      ),
  ]);
}

/** The columns and indexes of a staged table and of the visible one. */
const partsOf = statement({
  name: 'records.columns.parts',
  sql: `SELECT table, 'column' AS part, name, type, '' AS expr, '0' AS granularity
    FROM system.columns WHERE database = '{db}' AND table IN ({staged:String}, {visible:String})
    UNION ALL
    SELECT table, 'index', name, type_full, expr, toString(granularity)
    FROM system.data_skipping_indices WHERE database = '{db}' AND table IN ({staged:String}, {visible:String})`,
  row: z.object({
    table: z.string(),
    part: z.enum(['column', 'index']),
    name: z.string(),
    type: z.string(),
    expr: z.string(),
    granularity: z.string(),
  }),
});

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

async function alterTable(warehouse: Warehouse, table: string, actions: readonly string[]): Promise<void> {
  if (actions.length === 0) return;
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
