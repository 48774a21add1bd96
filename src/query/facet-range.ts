import { type Field, yearOfDay } from '../fields/index.ts';
import { quoteName } from '../store/warehouse/index.ts';
import { emptyValue, type Counted, type Facet, type FacetValue } from './facet-shape.ts';

/** Stands for everything below zero. */
const lowest = -1e18;
const countBounds = [lowest, 0, 1, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 1_000_000];
const moneyBounds = [lowest, 0, 1e4, 1e5, 5e5, 1e6, 5e6, 1e7, 5e7, 1e8, 5e8, 1e9, 1e10, 1e11];

/** Numbers and amounts in fixed steps, by their lower bound; dates by year. */
export function rangeFacet(field: Field): Facet {
  return field.type === 'date' ? yearFacet(field) : stepFacet(field);
}

function stepFacet(field: Field): Facet {
  const bounds = field.type === 'money' ? moneyBounds : countBounds;
  return {
    name: field.key,
    column: field.key,
    sql: stepSql(quoteName(field.key), bounds),
    list: false,
    open: false,
    shape: (counted) => [
      ...known(counted)
        .toSorted((a, b) => a.value - b.value)
        .map(({ value, count }) =>
          showStep(field, { from: bounds[value - 1] ?? lowest, to: bounds[value], count }),
        ),
      ...emptyValue(field.key, unknown(counted)),
    ],
  };
}

/** The number of the step that a value is in, from 1; 0 without one. Comparing with each bound takes less than looking for the right one. */
function stepSql(column: string, bounds: readonly number[]): string {
  const above = bounds.slice(1).map((bound) => `(assumeNotNull(${column}) >= ${bound.toExponential()})`);
  return `if(isNull(${column}), 0, toUInt8(1 + ${above.join(' + ')}))`;
}

interface Step {
  readonly from: number;
  readonly to: number | undefined;
  readonly count: number;
}

function showStep({ key }: Field, { from, to, count }: Step): FacetValue {
  const en = stepLabel(from, to, 'en');
  const label = { en, zh: stepLabel(from, to, 'zh-CN') };
  if (from === lowest) {
    const rule = { all: [{ field: key, exists: true }, { not: { field: key, gte: 0 } }] };
    return { value: '<0', label, count, rule };
  }
  const above = { field: key, gte: from };
  return {
    value: from,
    label,
    count,
    rule: to === undefined ? above : { all: [above, { not: { field: key, gte: to } }] },
  };
}

function stepLabel(from: number, to: number | undefined, locale: string): string {
  const format = new Intl.NumberFormat(locale, { notation: 'compact' });
  if (from === lowest) return '< 0';
  return to === undefined ? `≥ ${format.format(from)}` : `${format.format(from)} – ${format.format(to)}`;
}

function yearFacet({ key }: Field): Facet {
  return {
    name: key,
    column: key,
    sql: `if(isNull(${quoteName(key)}), 0, ${yearOfDay(`assumeNotNull(${quoteName(key)})`)})`,
    list: false,
    open: false,
    shape: (counted, limit) => [
      ...known(counted)
        .toSorted((a, b) => b.count - a.count || b.value - a.value)
        .slice(0, limit)
        .toSorted((a, b) => b.value - a.value)
        .map(({ value, count }) => ({
          value,
          label: { en: String(value), zh: `${value}年` },
          count,
          rule: { field: key, eq: String(value) },
        })),
      ...emptyValue(key, unknown(counted)),
    ],
  };
}

function known(counted: readonly Counted[]): { value: number; count: number }[] {
  return counted.flatMap(({ value, count }) =>
    Number(value) === 0 ? [] : [{ value: Number(value), count }],
  );
}

function unknown(counted: readonly Counted[]): Counted[] {
  return counted.filter(({ value }) => Number(value) === 0);
}
