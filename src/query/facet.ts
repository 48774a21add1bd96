import { type Field, type FieldType, isList, tellsYear } from '../fields/index.ts';
import { quoteName } from '../store/warehouse/index.ts';
import { emptyValue, type Counted, type Facet, type FacetValue } from './facet-shape.ts';
import { codeFacet } from './facet-tree.ts';
import { rangeFacet } from './facet-range.ts';
import { findAsked, findField } from './nodes/field.ts';
import { ruleProblem } from './rule/problems.ts';
import type { Rule } from './rule/types.ts';

/** The facet of a field, of `_sources`, `_invalid` or `_completeness`. Throws `rule.field` or `rule.facet`. */
export function facetOf(name: string, catalogue: readonly Field[], rule: Rule): Facet {
  if (name === '_sources' || name === 'source')
    return listFacet(name, '_sources', (value) => ({ label: null, rule: { source: value } }));
  if (name === '_invalid') return invalidFacet(catalogue);
  if (name === '_completeness' || name === 'completeness') return completenessFacet(name);
  const known = findField(name, 'facets', catalogue);
  const field = tellsYear(known) ? known : findAsked(name, 'facets', catalogue);
  const make = kinds[field.type];
  if (make === null) throw noFacet(field);
  return (make ?? valueFacet)(field, rule);
}

/** How the values of a type are counted where not one by one; null: not at all. */
const kinds: Readonly<Partial<Record<FieldType, ((field: Field, rule: Rule) => Facet) | null>>> = {
  region: codeFacet,
  industry: codeFacet,
  number: rangeFacet,
  quantity: rangeFacet,
  money: rangeFacet,
  date: rangeFacet,
  boolean: booleanFacet,
  secret: null,
  address: null,
  coordinates: null,
};

type Shown = Pick<FacetValue, 'label' | 'rule'>;

function listFacet(name: string, column: string, show: (value: string) => Shown): Facet {
  return {
    name,
    column,
    sql: quoteName(column),
    list: true,
    open: false,
    shape: (counted, limit) =>
      topTexts(counted, limit).map(({ value, count }) => ({ value, count, ...show(value) })),
  };
}

function invalidFacet(catalogue: readonly Field[]): Facet {
  const labels = new Map(catalogue.map((field) => [field.key, field.label]));
  const facet = listFacet('_invalid', '_invalid', (key) => ({
    label: labels.get(key) ?? null,
    rule: { field: key, valid: false },
  }));
  return {
    ...facet,
    shape: (counted, limit) =>
      facet.shape(
        counted.filter(({ value }) => labels.has(String(value))),
        limit,
      ),
  };
}

function topTexts(counted: readonly Counted[], limit: number): { value: string; count: number }[] {
  return counted
    .map(({ value, count }) => ({ value: typeof value === 'string' ? value : '', count }))
    .filter(({ value }) => value !== '')
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, limit);
}

/** The values of a choice or a text, most frequent first, the empty one last. */
function valueFacet(field: Field): Facet {
  const { key } = field;
  return {
    name: key,
    column: key,
    sql: quoteName(key),
    list: isList(field),
    open: field.type !== 'choice',
    shape(counted, limit) {
      const shown = topTexts(counted, limit).map(({ value, count }) => ({
        value,
        count,
        ...showValue(field, value),
      }));
      return [...shown, ...emptyValue(key, counted)];
    },
  };
}

function showValue({ key, type, choices = [] }: Field, value: string): Shown {
  const choice = choices.find((one) => one.key === value);
  if (type !== 'choice' || choices.length === 0 || choice !== undefined) {
    return { label: choice?.label ?? null, rule: { field: key, eq: value } };
  }
  return { label: null, rule: { field: key, eq: value, valid: false } };
}

function booleanFacet({ key }: Field): Facet {
  const labels = { yes: { en: 'Yes', zh: '是' }, no: { en: 'No', zh: '否' } };
  return {
    name: key,
    column: key,
    sql: quoteName(key),
    list: false,
    open: false,
    shape: (counted) => [
      ...counted
        .filter(({ value }) => value !== null)
        .toSorted((a, b) => b.count - a.count)
        .map(({ value, count }) => {
          const isTrue = Number(value) === 1;
          return {
            value: isTrue,
            label: isTrue ? labels.yes : labels.no,
            count,
            rule: { field: key, eq: isTrue },
          };
        }),
      ...emptyValue(
        key,
        counted.filter(({ value }) => value === null),
      ),
    ],
  };
}

function completenessFacet(name: string): Facet {
  return {
    name,
    column: '_completeness',
    sql: 'intDiv(_completeness, 10) * 10',
    list: false,
    open: false,
    shape: (counted) =>
      counted
        .map(({ value, count }) => ({ from: Number(value), count }))
        .toSorted((a, b) => a.from - b.from)
        .map(({ from, count }) => {
          const text = from >= 100 ? '100%' : `${from}-${from + 9}%`;
          const rule = { completeness: from >= 100 ? { gte: 100 } : { gte: from, lt: from + 10 } };
          return { value: from, label: { en: text, zh: text }, count, rule };
        }),
  };
}

function noFacet({ key, type }: Field) {
  return ruleProblem(
    'facet',
    {
      en: 'Values of {field} (type {type}) cannot be counted; choose another field.',
      zh: '{field}（{type} 类型）的取值不能统计，请换一个字段。',
    },
    { path: 'facets', field: key, type },
  );
}
