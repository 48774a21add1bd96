import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';

import {
  type Field,
  findNode,
  industryTree,
  isOpen,
  type Kind,
  rangeUnder,
  regionTree,
} from '../../fields/index.ts';
import { segmentPinyin } from '../../lib/pinyin-reading.ts';
import { foldText } from '../../lib/text-fold.ts';
import { countSearched, searchedFields } from '../../profiles/index.ts';
import { allOf, anyOf, type Plan, type SeenWords } from '../plan.ts';
import { quoteValue } from './describe.ts';
import type { NodeKind } from './kind.ts';

const mostWords = 20;
const schema = z.strictObject({
  text: z
    .string()
    .max(500)
    .refine(
      (text) => splitWords(text).length <= mostWords,
      `at most ${mostWords} words · 最多 ${mostWords} 个词`,
    ),
});

/** Codes that are looked up by their beginning. */
const codeKeys = new Set(['credit_code', 'registration_number', 'membership_card']);

/**
 * `{ text: "上海 软件" }`: every word is in the names of a profile (as it is, in pinyin or by initials), names its region or industry,
 * or is its number, phone or e-mail address. No word at all fits everything.
 */
export const textNode: NodeKind<{ readonly text: string }> = {
  schema,
  plan({ text }, _path, { kind, catalogue }) {
    const open = catalogue.filter(isOpen);
    const seen = seenWords(kind, open);
    return allOf(splitWords(text).map((word) => planWord(word, open, seen)));
  },
  describe: ({ text }, { language }) =>
    language === 'zh' ? `包含${quoteValue(text, language)}` : `mentions ${quoteValue(text, language)}`,
};

/** The words of a free text, folded. */
function splitWords(text: string): string[] {
  return foldText(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Where the asker does not see all that is searched, a word must not be found by what is kept from them. */
function seenWords(kind: Kind, open: readonly Field[]): { readonly seen?: SeenWords } {
  const fields = searchedFields(kind, open);
  return fields.length === countSearched(kind) ? {} : { seen: { kind, fields } };
}

function planWord(word: string, open: readonly Field[], seen: { readonly seen?: SeenWords }): Plan {
  return anyOf([
    { op: 'search', text: word, ...seen },
    ...segmentPinyin(word).map((reading): Plan => ({ op: 'pinyin', ...reading, ...seen })),
    ...open.flatMap((field) => fieldHits(field, word)),
  ]);
}

function fieldHits(field: Field, word: string): readonly Plan[] {
  if (field.type === 'region' || field.type === 'industry') return placeHits(field, word);
  if (field.type === 'email') return emailHits(field, word);
  if (field.type === 'phone') return phoneHits(field, word);
  if (!codeKeys.has(field.key) || !/^(?=.*\d)[0-9a-z]{5,}$/.test(word)) return [];
  return [{ op: 'prefix', column: field.key, list: false, text: word.toUpperCase() }];
}

/** Words that are names, not codes: two Chinese characters, or letters as long as a name. */
function placeHits(field: Field, word: string): readonly Plan[] {
  if (!/\p{Script=Han}{2}|^[a-z' -]{4,}$/u.test(word)) return [];
  const tree = field.type === 'region' ? regionTree : industryTree;
  const node = findNode(tree, word);
  return node === undefined
    ? []
    : [{ op: 'ranges', column: field.key, ranges: rangeUnder(tree, node.code).ranges }];
}

function emailHits(field: Field, word: string): readonly Plan[] {
  if (!/^[^@]+@/.test(word)) return [];
  return [{ op: 'prefix', column: field.key, list: true, text: word }];
}

/** A whole number is looked up as E.164; a part of one anywhere in it. Fax numbers are left out. */
function phoneHits(field: Field, word: string): readonly Plan[] {
  const digits = word.replaceAll(/[-()+.]/g, '');
  if (field.key !== 'phones' || !/^\d{5,20}$/.test(digits)) return [];
  const whole = parsePhoneNumberFromString(word, 'CN');
  if (whole?.isValid() === true) return [{ op: 'prefix', column: field.key, list: true, text: whole.number }];
  const column = { name: field.key, list: true, fold: 'none', searched: null } as const;
  return [{ op: 'affix', column, affix: 'contains', text: digits }];
}
