import { z } from 'zod';

import type { Kind } from '../fields/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import { allOf, anyOf, nothing, type Plan } from './plan.ts';

/** Columns that every profile table has. */
const always = [
  '_no',
  'region',
  'industry',
  '_records',
  '_sources',
  '_invalid',
  '_completeness',
  '_observed',
  '_updated',
  '_search',
];

const columnName = z.object({ name: z.string() });
const columnsOf: Readonly<Record<Kind, ReturnType<typeof columnsStatement>>> = {
  organization: columnsStatement('organization'),
  person: columnsStatement('person'),
};

function columnsStatement(kind: Kind) {
  return statement({
    name: 'query.columns',
    sql: `SELECT name FROM system.columns WHERE database = '{db}' AND table = 'profiles_${kind}'`,
    row: columnName,
  });
}

const seen = new WeakMap<Warehouse, Map<Kind, ReadonlySet<string>>>();

/**
 * The columns that a profile table has. A field gets its column when a first value of it arrives; columns never go,
 * so the store is asked again only while one of those needed has not been seen.
 */
export async function readColumns(
  warehouse: Warehouse,
  kind: Kind,
  needed: readonly string[],
): Promise<ReadonlySet<string>> {
  const known = seen.get(warehouse)?.get(kind);
  if (known !== undefined && needed.every((name) => known.has(name))) return known;
  const rows = await warehouse.rows(columnsOf[kind]);
  const columns = new Set([...always, ...rows.map(({ name }) => name)]);
  const kinds = seen.get(warehouse) ?? new Map<Kind, ReadonlySet<string>>();
  seen.set(warehouse, kinds.set(kind, columns));
  return columns;
}

/** The columns that a plan reads. */
export function planColumns(plan: Plan): string[] {
  switch (plan.op) {
    case 'all':
    case 'any':
      return plan.parts.flatMap(planColumns);
    case 'not':
      return planColumns(plan.part);
    case 'search':
    case 'pinyin':
      return [];
    default:
      return [typeof plan.column === 'string' ? plan.column : plan.column.name];
  }
}

/** The plan where columns that are not there are empty: what asks them for a value holds for nobody. */
export function withColumns(plan: Plan, columns: ReadonlySet<string>): Plan {
  if (planColumns(plan).every((name) => columns.has(name))) return plan;
  if (plan.op === 'not') return { op: 'not', part: withColumns(plan.part, columns) };
  if (plan.op !== 'all' && plan.op !== 'any') return nothing;
  const parts = plan.parts.map((part) => withColumns(part, columns));
  if (plan.op === 'any') return anyOf(parts.filter((part) => part !== nothing));
  return parts.includes(nothing) ? nothing : allOf(parts);
}
