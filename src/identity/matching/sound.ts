import { spellingSql, surnameSpellings } from '../../lib/pinyin.ts';
import { quoteText } from '../../store/warehouse/index.ts';
import { soundColumn, valueColumn } from './comparators.ts';
import type { Attribute } from './types.ts';

const chinese = (column: string) => `match(${column}, '[\\\\x{4E00}-\\\\x{9FFF}]')`;

/** How a name sounds, in Latin letters without spaces: 小明 → xiaoming, "Xiao Ming" → xiaoming; a surname as surnames are read. */
export function soundSql({ key, comparator }: Attribute): string {
  const column = valueColumn(key);
  const spelled = spellingSql(column);
  const surnames = surnameSpellings();
  const read =
    comparator === 'family_name'
      ? `transform(${column}, [${surnames.map(([name]) => quoteText(name)).join(', ')}], [${surnames.map(([, sound]) => quoteText(sound)).join(', ')}], ${spelled})`
      : spelled;
  return `if(${chinese(column)}, ${read}, replaceRegexpAll(${column}, '[ -]', ''))`;
}

/** The letters of a whole name in their own order, by which it is found in either script and any order of its parts. */
export function lettersSql(given: Attribute, family: Attribute): string {
  const [one, other] = [soundColumn(given.key), soundColumn(family.key)];
  return `if(${one} = '' OR ${other} = '', '', arrayStringConcat(arraySort(extractAll(concat(${one}, ${other}), '.'))))`;
}
