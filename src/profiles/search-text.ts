import { catalogue, isList, kinds, type Field, type Kind } from '../fields/index.ts';
import { initialsSql, syllablesSql } from '../lib/pinyin.ts';
import { foldSql } from '../lib/text-fold.ts';
import { quoteName } from '../store/warehouse/index.ts';

/** Fields whose words free text finds. */
const searched: Readonly<Record<Kind, readonly string[]>> = {
  organization: [
    'name',
    'former_names',
    'short_name',
    'english_name',
    'brand_names',
    'legal_representative',
    'contact_name',
    'products',
    'tags',
    'ticker',
  ],
  person: [
    'name',
    'family_name',
    'given_name',
    'name_pinyin',
    'english_name',
    'nickname',
    'account_name',
    'employer_name',
    'tags',
  ],
};

/**
 * The columns that search looks into. `_name` is the folded name; `_search` has the other words, a line each, and what all
 * of them sound like: coded syllables, then pinyin initials. `_name_again` and `_words_again` repeat name and other words
 * where a character comes twice in them, and are empty elsewhere: there, a text of Chinese characters stands in them when
 * each pair of its characters does, which the indexes know. The query folds its words the same way.
 */
export function searchColumns(
  kind: Kind,
  fields: readonly Field[],
): (readonly [name: string, sql: string])[] {
  const chosen = fields.filter((field) => searched[kind].includes(field.key));
  const name = chosen.filter(({ key }) => key === 'name').map(wordsOf);
  const rest = chosen.filter(({ key }) => key !== 'name').map(wordsOf);
  const coded = syllablesSql(`concat(folded_name, '\n', folded_words)`, { persons: kind === 'person' });
  return [
    ['_name', `(${foldWords(name)} AS folded_name)`],
    [
      '_search',
      `concat((${foldWords(rest)} AS folded_words), '\n', (${coded} AS coded_words), '\n', ${initialsSql('coded_words')})`,
    ],
    ['_name_again', whereAgain('folded_name')],
    ['_words_again', whereAgain('folded_words')],
  ];
}

const found = new Map(
  kinds.map((kind) => [kind, catalogue(kind).filter(({ key }) => searched[kind].includes(key))]),
);

/** How many fields there are whose words free text finds. */
export function countSearched(kind: Kind): number {
  return found.get(kind)?.length ?? 0;
}

/** Those of some fields whose words free text finds. */
export function searchedFields(kind: Kind, fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ key }) => searched[kind].includes(key));
}

/**
 * What search would look into if these were all the fields: for whoever may not know the words of the others. Built from
 * a profile's values when it is asked, so it is to stand behind what the indexes can say. `define` names an expression
 * where it is first used: tables of characters stand in them, and a statement has no room for many.
 */
export function searchedText(
  { kind, fields }: { readonly kind: Kind; readonly fields: readonly Field[] },
  sounds: boolean,
  define: (name: string, sql: () => string) => string,
): string {
  const words = () => define('_seen_words', () => foldWords(fields.map(wordsOf)));
  if (!sounds || fields.length === 0) return words();
  const coded = () =>
    define('_seen_coded', () => syllablesSql('_seen_words', { persons: kind === 'person' }));
  return define(
    '_seen_sounds',
    () => `concat(${words()}, '\n', ${coded()}, '\n', ${initialsSql('_seen_coded')})`,
  );
}

function wordsOf(field: Field): string {
  const column = quoteName(field.key);
  return isList(field) ? `arrayStringConcat(${column}, '\n')` : `toString(${column})`;
}

function foldWords(texts: readonly string[]): string {
  if (texts.length === 0) return "''";
  return foldSql(texts.length === 1 ? texts.join('') : `concat(${texts.join(", '\n', ")})`);
}

/** The text where a character comes twice in it, ends of lines apart. */
function whereAgain(text: string): string {
  const characters = `replaceAll(${text}, '\n', '')`;
  return `if(arrayUniq(ngrams(${characters}, 1)) = lengthUTF8(${characters}), '', ${text})`;
}
