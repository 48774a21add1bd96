import { spellingSql, surnameSpellings } from '../../lib/pinyin.ts';
import { quoteText } from '../../store/warehouse/index.ts';
import { soundColumn, valueColumn } from './comparators.ts';
import type { Attribute } from './types.ts';

const chinese = (column: string) => `match(${column}, '[\\\\x{4E00}-\\\\x{9FFF}]')`;

/**
 * How names sound, in Latin letters without spaces: 小明 → xiaoming, "Xiao Ming" → xiaoming; a surname as surnames are read.
 * The names of one record are read together, since the list of sounds is long: one column for each of the attributes.
 */
export function soundsSql(attributes: readonly Attribute[]): string[] {
  const names = attributes.map(({ key, comparator }) =>
    comparator === 'family_name' ? asSurname(valueColumn(key)) : valueColumn(key),
  );
  const read = `if(${chinese('word')}, ${spellingSql('word')}, replaceRegexpAll(word, '[ -]', ''))`;
  const sounds = `(arrayMap(word -> ${read}, [${names.join(', ')}]) AS sounds)`;
  return attributes.map(({ key }, at) => `${at === 0 ? sounds : 'sounds'}[${at + 1}] AS ${soundColumn(key)}`);
}

function asSurname(column: string): string {
  const surnames = surnameSpellings();
  return `transform(${column}, [${surnames.map(([name]) => quoteText(name)).join(', ')}], [${surnames.map(([, sound]) => quoteText(sound)).join(', ')}], ${column})`;
}

/** The letters of a whole name in their own order, by which it is found in either script and any order of its parts. */
export function lettersSql(given: Attribute, family: Attribute): string {
  const [one, other] = [soundColumn(given.key), soundColumn(family.key)];
  return `if(${one} = '' OR ${other} = '', '', arrayStringConcat(arraySort(extractAll(concat(${one}, ${other}), '.'))))`;
}
