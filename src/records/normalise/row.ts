import { catalogueColumns, type Field } from '../../fields/index.ts';
import type { ColumnMapping } from '../mapping.ts';
import { layerSteps } from './layers.ts';
import { type NormaliseDefaults, planNormalising } from './plan.ts';

/** One row of cells as typed values, worked out where it is asked for. */
export interface NormalisedRow {
  /** A SELECT of one row: each stored column as `t_<column>`, and `failed`: the fields whose cell fails its check. */
  readonly sql: string;
  /** The stored columns in it. */
  readonly columns: readonly string[];
}

/** Plans how one row, given as the parameters `cells` and `hints`, becomes what the facts and profiles keep. */
export function normaliseRow(
  mapping: readonly ColumnMapping[],
  fields: readonly Field[],
  defaults: NormaliseDefaults,
): NormalisedRow {
  const plan = planNormalising(mapping, fields, defaults);
  const mapped = new Set(mapping.map(({ field }) => field));
  const types = new Map(
    catalogueColumns(fields.filter(({ key }) => mapped.has(key))).map(({ name, type }) => [name, type]),
  );
  const columns = plan.columns.map(([column, text]) => [`f_${column}`, text] as const);
  const bad = plan.invalid.map(([field, text]) => [`bad_${field}`, text] as const);
  const kept = plan.columns.map(([column]) => column).filter((column) => types.has(column));
  const failed = `arrayFilter(b -> b != '', [${["''", ...bad.map(([name]) => `if(${name}, '${name.slice(4)}', '')`)].join(', ')}])`;
  const shown = kept.map((column) => `CAST(f_${column} AS ${types.get(column) ?? 'String'}) AS t_${column}`);
  const source = layerSteps({
    steps: [...plan.lets, ...columns, ...bad],
    source: '(SELECT {cells:Array(String)} AS cells, {hints:Array(String)} AS hints)',
    given: ['cells', 'hints'],
    wanted: [...shown, failed],
  });
  return { sql: `SELECT ${[...shown, `${failed} AS failed`].join(',\n  ')}\nFROM ${source}`, columns: kept };
}
