import { catalogue, type Kind } from '../../fields/index.ts';
import type { WarehouseEngine } from '../../store/warehouse/index.ts';
import type { ColumnMapping } from '../mapping.ts';
import { layerSteps } from './layers.ts';
import { planNormalising } from './plan.ts';

/** What cells become: for each the values of the field's columns, then `true` where the check fails. */
export async function normaliseCells(
  engine: WarehouseEngine,
  cells: readonly (string | readonly [cell: string, hint: string])[],
  mapping: Omit<ColumnMapping, 'column'> & { readonly kind?: Kind },
): Promise<unknown[][]> {
  const { kind = 'organization', ...column } = mapping;
  const plan = planNormalising([{ ...column, column: 0 }], catalogue(kind), {
    currency: 'CNY',
    receivedAt: new Date('2026-01-01T00:00:00Z'),
  });
  const columns = plan.columns.map(([name, text]) => [`f_${name}`, text] as const);
  const bad = plan.invalid.map(([name, text]) => [`bad_${name}`, text] as const);
  const wanted = [...columns, ...bad].map(([name]) => name);
  const pairs = cells.map((cell) => (typeof cell === 'string' ? [cell, ''] : [...cell]));
  const source = layerSteps({
    steps: [...plan.lets, ...columns, ...bad],
    source: `(SELECT place, [pair[1]] AS cells, [pair[2]] AS hints FROM (SELECT {pairs:Array(Array(String))} AS pairs) ARRAY JOIN pairs AS pair, arrayEnumerate(pairs) AS place)`,
    given: ['place', 'cells', 'hints'],
    wanted: ['place', ...wanted],
  });
  const rows = await engine.ask({
    sql: `SELECT [${wanted.map((name) => `toJSONString(${name})`).join(', ')}] AS found FROM ${source} ORDER BY place`,
    parameters: { pairs },
    lane: 'quick',
  });
  return rows.map((row) => readFound(row).map(parseJson));
}

function readFound(row: unknown): string[] {
  return typeof row === 'object' && row !== null && 'found' in row && Array.isArray(row.found)
    ? row.found.map(String)
    : [];
}

function parseJson(text: string): unknown {
  return JSON.parse(text);
}
