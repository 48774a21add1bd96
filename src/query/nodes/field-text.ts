import { parsePhoneNumberFromString } from 'libphonenumber-js';

import { type Field, isList } from '../../fields/index.ts';
import type { Affix, Plan, TextColumn } from '../plan.ts';
import { invalidText } from './field-tests.ts';
import type { FieldTest, TestValue } from './field-tests.ts';

/** Fields of which every value stands, folded, among the searched words of its profile; conditions on them can use its index. */
const searchedKeys = new Set(['former_names', 'short_name', 'english_name', 'legal_representative']);

function textColumn(field: Field): TextColumn {
  if (field.key === 'name') return { name: '_name', list: false, fold: 'done', searched: '_name' };
  const fold = field.type === 'name' ? 'name' : 'case';
  const searched = searchedKeys.has(field.key) && field.type === 'name' ? '_search' : null;
  return { name: field.key, list: isList(field), fold, searched };
}

function affixOf(affix: Affix) {
  return (field: Field, value: TestValue, at: string): Plan => {
    const text = String(value.one);
    if (text === '') throw invalidText(at);
    return { op: 'affix', column: textColumn(field), affix, text };
  };
}

const affixes = {
  contains: affixOf('contains'),
  startsWith: affixOf('startsWith'),
  endsWith: affixOf('endsWith'),
};

/** Texts and names: case is ignored, in names also width and traditional forms. */
export const textTest: FieldTest = {
  eq: (field, value) => ({ op: 'sameText', column: textColumn(field), values: [String(value.one)] }),
  in: (field, value) => ({ op: 'sameText', column: textColumn(field), values: value.many.map(String) }),
  ...affixes,
};

function oneOf(field: Field, texts: readonly string[]): Plan {
  return { op: 'oneOf', column: field.key, list: isList(field), values: [...new Set(texts)] };
}

/** Codes, postcodes and web addresses: the same letters, as they were given or in capitals or small letters. */
export const codeTest: FieldTest = {
  eq: (field, value) => oneOf(field, spellings(String(value.one))),
  in: (field, value) =>
    oneOf(
      field,
      value.many.flatMap((one) => spellings(String(one))),
    ),
  ...affixes,
};

function spellings(text: string): string[] {
  const plain = text.trim();
  return [plain, plain.toUpperCase(), plain.toLowerCase()];
}

/** E-mail addresses are stored in small letters. */
export const emailTest: FieldTest = {
  eq: (field, value) => oneOf(field, [String(value.one).trim().toLowerCase()]),
  in: (field, value) =>
    oneOf(
      field,
      value.many.map((one) => String(one).trim().toLowerCase()),
    ),
  ...affixes,
};

/** Phone numbers in any usual form; those without a country are Chinese. */
export const phoneTest: FieldTest = {
  eq: (field, value) => oneOf(field, phoneSpellings(String(value.one))),
  in: (field, value) =>
    oneOf(
      field,
      value.many.flatMap((one) => phoneSpellings(String(one))),
    ),
  ...affixes,
};

/** The forms in which a number may be stored: E.164 with its extension, or as it was given (service numbers). */
function phoneSpellings(text: string): string[] {
  const plain = text.trim().slice(0, 60);
  const found = parsePhoneNumberFromString(plain, 'CN');
  if (found === undefined) return [plain];
  const extension = found.ext === undefined ? '' : `;ext=${found.ext}`;
  return [plain, `${found.number}${extension}`];
}
