import { hasValue, isList, presentField, valueKey, type Field } from '../fields/index.ts';
import { quoteName } from '../store/warehouse/index.ts';

type Values = Readonly<Record<string, unknown>>;

/** In the numbers that trees are stored as a node ends in zeros, which all below it fill in. */
const treeSteps: Readonly<Partial<Record<Field['type'], readonly number[]>>> = {
  region: [100, 10_000],
  industry: [10, 100],
};

/** Words for places: where the region that they mean is the same, 广东 and 广东省 are no conflict. */
const places: ReadonlySet<string> = new Set(['state', 'city', 'district']);

/**
 * Names of columns of `f`, what a record says (with `has_<field>`), and of `p`, what its profile shows: an expression that is true
 * where they differ in a field of one value, and neither is only the more exact of the two.
 */
export function conflictSql(fields: readonly Field[]): string {
  const regions = fields.some(({ key }) => key === 'region');
  const tests = fields
    .filter((field) => !isList(field))
    .map((field) => {
      const column = quoteName(field.key);
      const nested = (treeSteps[field.type] ?? []).map(
        (step) =>
          `((f.${column} % ${step} = 0 OR p.${column} % ${step} = 0) AND intDiv(f.${column}, ${step}) = intDiv(p.${column}, ${step}))`,
      );
      const same = [
        ...nested,
        ...(regions && places.has(field.key) ? ['(f.region != 0 AND f.region = p.region)'] : []),
      ];
      const agrees = same.length === 0 ? '' : ` AND NOT (${same.join(' OR ')})`;
      return `(f.has_${field.key} AND f.${column} != p.${column}${agrees})`;
    });
  return tests.length === 0 ? '0' : tests.join(' OR ');
}

/** The columns that `conflictSql` needs of what the records say. */
export function conflictColumns(fields: readonly Field[]): {
  readonly plain: string[];
  readonly present: string[];
} {
  const single = fields.filter((field) => !isList(field));
  return {
    plain: single.map(({ key }) => quoteName(key)),
    present: single.map((field) => `${hasValue(field, quoteName(field.key))} AS has_${field.key}`),
  };
}

/** The same for one field of one record. */
export function isConflict(field: Field, said: Values, shown: Values): boolean {
  if (isList(field) || presentField(field, said) === null || presentField(field, shown) === null)
    return false;
  if (valueKey(field, said) === valueKey(field, shown)) return false;
  if (isNested(field, Number(said[field.key]), Number(shown[field.key]))) return false;
  const region = Number(said['region'] ?? 0);
  return !(places.has(field.key) && region !== 0 && region === Number(shown['region'] ?? 0));
}

/** True for two places of a tree of which one lies in the other. */
function isNested(field: Field, mine: number, other: number): boolean {
  return (treeSteps[field.type] ?? []).some(
    (step) =>
      (mine % step === 0 || other % step === 0) && Math.floor(mine / step) === Math.floor(other / step),
  );
}
