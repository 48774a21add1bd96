import { comparators, type Comparator } from './comparator-list.ts';
import type { Attribute } from './types.ts';

/** The comparator of a name. */
export function comparatorOf({ comparator }: Pick<Attribute, 'comparator'>): Comparator {
  return comparators[comparator];
}

/** The column of an attribute's standardised value. */
export const valueColumn = (key: string) => `a_${key}`;
/** The column of how frequent an attribute's value is, 0 to 1. */
export const shareColumn = (key: string) => `f_${key}`;

/** The column of how a name sounds, in Latin letters. */
export const soundColumn = (key: string) => `s_${key}`;

/** The attribute that holds the other part of a person's name. */
export function otherName(attribute: Attribute, all: readonly Attribute[]): Attribute | undefined {
  const other = new Map([
    ['given_name', 'family_name'],
    ['family_name', 'given_name'],
  ]).get(attribute.comparator);
  return all.find(({ comparator }) => comparator === other);
}

/**
 * Where given and family names stand in each other's place, in whatever script: 张小明 is Zhang Xiao Ming, whose family name
 * would be taken to be Ming.
 */
function swapped(attribute: Attribute, found: Attribute): string {
  const [mine, theirs] = [valueColumn(attribute.key), valueColumn(found.key)];
  const [sound, other] = [soundColumn(attribute.key), soundColumn(found.key)];
  const whole = (side: string, first: string, last: string) => `concat(${side}.${first}, ${side}.${last})`;
  const turned = (one: string, two: string) => `${whole('l', one, two)} = ${whole('r', two, one)}`;
  const long = (side: string) => `length(${side}.${sound}) + length(${side}.${other})`;
  return `((l.${mine} = r.${theirs} AND l.${theirs} = r.${mine}) OR (${long('l')} = ${long('r')} AND (${turned(sound, other)} OR ${turned(other, sound)})))`;
}

/** Levels of names beyond those of their comparator. */
function nameLevels(attribute: Attribute, all: readonly Attribute[]) {
  if (comparatorOf(attribute).sounds !== true) return [];
  const found = otherName(attribute, all);
  const column = soundColumn(attribute.key);
  return [
    ...(found === undefined ? [] : [{ name: 'swapped', m: 0.01, u: 0.0001, sql: swapped(attribute, found) }]),
    { name: 'sound', m: 0.005, u: 0.0001, sql: `(l.${column} != '' AND l.${column} = r.${column})` },
  ];
}

/** Levels of an attribute from the best down, beside other attributes. */
export function levelsOf(
  attribute: Attribute,
  all: readonly Attribute[],
): readonly { name: string; m: number; u: number; sql: string }[] {
  const column = valueColumn(attribute.key);
  const [best, ...rest] = comparatorOf(attribute).levels.map((level) => ({
    name: level.name,
    m: level.m,
    u: level.u,
    sql: level.sql(`l.${column}`, `r.${column}`),
  }));
  return best === undefined ? [] : [best, ...nameLevels(attribute, all), ...rest];
}

/** The grade of a pair: 0 where either has no value, 1 where they differ, the number of levels + 1 for the best. */
export function gradeSql(attribute: Attribute, all: readonly Attribute[]): string {
  const levels = levelsOf(attribute, all);
  const column = valueColumn(attribute.key);
  const cases = levels.map((level, index) => `${level.sql}, ${levels.length + 1 - index}`);
  return `multiIf(empty(l.${column}) OR empty(r.${column}), 0, ${cases.join(', ')}, 1)`;
}

/** What the grades of each attribute are called, from 0: nothing to compare, differs, … same. */
export function gradeNames(attributes: readonly Attribute[]): readonly (readonly string[])[] {
  return attributes.map((attribute) => [
    'missing',
    'differs',
    ...levelsOf(attribute, attributes)
      .map(({ name }) => name)
      .toReversed(),
  ]);
}
