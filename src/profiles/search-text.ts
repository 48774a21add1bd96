import type { Field, Kind } from '../fields/index.ts';
import { isList } from '../fields/index.ts';
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
 * The text that free search looks into: folded names, then their pinyin initials and coded syllables, a line each.
 * The query folds its words the same way.
 */
export function searchText(kind: Kind, fields: readonly Field[]): string {
  const chosen = fields.filter((field) => searched[kind].includes(field.key));
  const text = (field: Field) =>
    isList(field) ? `arrayStringConcat(${quoteName(field.key)}, '\\n')` : `toString(${quoteName(field.key)})`;
  const joined = (list: readonly Field[]) =>
    list.length === 0
      ? "''"
      : list.length === 1
        ? list.map(text).join('')
        : `concat(${list.map(text).join(", '\\n', ")})`;
  const words = `(${foldSql(joined(chosen))} AS folded_words)`;
  const coded = `(${syllablesSql('folded_words', { persons: kind === 'person' })} AS coded_words)`;
  return `concat(${words}, '\\n', ${coded}, '\\n', ${initialsSql('coded_words')})`;
}
