import { spellingSql, surnameSpellings } from '../../lib/pinyin.ts';
import { quoteText } from '../../store/warehouse/index.ts';
import { comparatorOf, soundColumn, valueColumn } from './comparators.ts';
import type { Attribute } from './types.ts';

const chinese = (column: string) => `match(${column}, '[\\\\x{4E00}-\\\\x{9FFF}]')`;

/**
 * How names sound, in Latin letters without spaces: 小明 → xiaoming, "Xiao Ming" → xiaoming; a surname as surnames are read.
 * The names of one record are read together, since the list of sounds is long: one column for each of the attributes.
 * Where it is known what names are made of, the list is as short as they are.
 */
export function soundsSql(attributes: readonly Attribute[], names?: string): string[] {
  const words = attributes.map(({ key, comparator }) =>
    comparator === 'family_name' ? asSurname(valueColumn(key), names) : valueColumn(key),
  );
  const latin = "replaceRegexpAll(word, '[ -]', '')";
  const read =
    names === undefined || /[\u4E00-\u9FFF]/.test(names)
      ? `if(${chinese('word')}, ${spellingSql('word', names)}, ${latin})`
      : latin;
  const sounds = `(arrayMap(word -> ${read}, [${words.join(', ')}]) AS sounds)`;
  return attributes.map(({ key }, at) => `${at === 0 ? sounds : 'sounds'}[${at + 1}] AS ${soundColumn(key)}`);
}

function asSurname(column: string, names?: string): string {
  const surnames = surnameSpellings().filter(([name]) => names === undefined || names.includes(name));
  if (surnames.length === 0) return column;
  return `transform(${column}, [${surnames.map(([name]) => quoteText(name)).join(', ')}], [${surnames.map(([, sound]) => quoteText(sound)).join(', ')}], ${column})`;
}

/** All that the names of one record are made of, as text. */
export function namesSql(attributes: readonly Attribute[]): string {
  return `concat('', ${["''", ...attributes.filter((attribute) => comparatorOf(attribute).sounds).map(({ sql }) => sql)].join(', ')})`;
}

/** The letters of a whole name in their own order, by which it is found in either script and any order of its parts. */
export function lettersSql(given: Attribute, family: Attribute): string {
  const [one, other] = [soundColumn(given.key), soundColumn(family.key)];
  return `if(${one} = '' OR ${other} = '', '', arrayStringConcat(arraySort(extractAll(concat(${one}, ${other}), '.'))))`;
}
