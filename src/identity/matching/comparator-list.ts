import { nicknames } from './nicknames.data.ts';
import { quoteText } from '../../store/warehouse/index.ts';
import type { ComparatorName } from './types.ts';

/** A level of agreement; `sql` says of two values that neither is empty and no better level holds. */
interface Level {
  readonly name: string;
  /** How often duplicates agree like this, and how often strangers do, as shipped; the rest differ. */
  readonly m: number;
  readonly u: number;
  readonly sql: (l: string, r: string) => string;
}

/** A key that duplicates share; `loose` forgives more and brings more strangers together. */
interface BlockKey {
  readonly name: string;
  /** How often duplicates share it, where both have a value. */
  readonly holds: number;
  /** Over a standardised column: String ('' is none), or Array(String) for lists. */
  readonly sql: (column: string) => string;
}

/** How values of one nature are written alike, compared, and brought together. */
export interface Comparator {
  readonly list: boolean;
  /** Whether agreement on a rare value says more than on a frequent one. */
  readonly weighsFrequency: boolean;
  /** Whether names that sound the same in Chinese and Latin letters are the same: 张 and Zhang. */
  readonly sounds?: boolean;
  readonly standardise: (sql: string) => string;
  /** From the best down. */
  readonly levels: readonly Level[];
  readonly blocks: readonly BlockKey[];
}

/** True of a text without any letter outside ASCII: distances by byte are right there, and faster. */
const ascii = (text: string) => `length(${text}) = lengthUTF8(${text})`;
/** Bytes that differ, two that are swapped as one. Every swap is two edits at most, and to count edits alone takes a fifth of the time. */
const within = (l: string, r: string, most: number) =>
  `(editDistance(${l}, ${r}) <= ${2 * most} AND damerauLevenshteinDistance(${l}, ${r}) <= ${most})`;
const typos = (l: string, r: string, most: number) =>
  `if(${ascii(l)} AND ${ascii(r)}, ${within(l, r, most)}, editDistanceUTF8(${l}, ${r}) <= ${most})`;
const alike = (l: string, r: string, least: number) =>
  `(${ascii(l)} AND ${ascii(r)} AND jaroWinklerSimilarity(${l}, ${r}) >= ${least})`;
const squeezed = (sql: string) =>
  `trimBoth(replaceRegexpAll(lowerUTF8(${sql}), '[\\\\s.,;:()（），。；：·・"\\'’_-]+', ' '))`;
const same: Level['sql'] = (l, r) => `${l} = ${r}`;
const letters = (count: number) => (column: string) => `substringUTF8(${column}, 1, ${count})`;
const sound = (column: string) => `if(${ascii(column)}, soundex(${column}), substringUTF8(${column}, 1, 1))`;
/** A name by which its bearer is called → the name that it is short for. */
const formal = (column: string) =>
  `transform(${column}, [${nicknames.map(([short]) => quoteText(short)).join(', ')}], [${nicknames.map(([, long]) => quoteText(long)).join(', ')}], ${column})`;

const name: Pick<Comparator, 'list' | 'weighsFrequency' | 'standardise'> = {
  list: false,
  weighsFrequency: true,
  standardise: squeezed,
};

/** How each nature of values is compared, as shipped. */
export const comparators: Readonly<Record<ComparatorName, Comparator>> = {
  given_name: {
    ...name,
    sounds: true,
    levels: [
      { name: 'same', m: 0.6, u: 0.008, sql: same },
      { name: 'nickname', m: 0.06, u: 0.003, sql: (l, r) => `${formal(l)} = ${formal(r)}` },
      {
        name: 'close',
        m: 0.14,
        u: 0.006,
        sql: (l, r) => `(${alike(l, r, 0.92)} OR (lengthUTF8(${l}) > 3 AND ${typos(l, r, 1)}))`,
      },
      {
        name: 'initial',
        m: 0.04,
        u: 0.02,
        sql: (l, r) =>
          `(least(length(${l}), length(${r})) = 1 AND substring(${l}, 1, 1) = substring(${r}, 1, 1))`,
      },
      {
        name: 'similar',
        m: 0.04,
        u: 0.03,
        sql: (l, r) => `(${alike(l, r, 0.8)} OR startsWith(${l}, ${r}) OR startsWith(${r}, ${l}))`,
      },
    ],
    blocks: [
      { name: 'same', holds: 0.65, sql: (column) => column },
      { name: 'begins', holds: 0.8, sql: letters(3) },
    ],
  },
  family_name: {
    ...name,
    sounds: true,
    levels: [
      { name: 'same', m: 0.7, u: 0.006, sql: same },
      {
        name: 'close',
        m: 0.15,
        u: 0.006,
        sql: (l, r) => `(${alike(l, r, 0.92)} OR (lengthUTF8(${l}) > 3 AND ${typos(l, r, 1)}))`,
      },
      {
        name: 'similar',
        m: 0.05,
        u: 0.02,
        sql: (l, r) => `(${alike(l, r, 0.8)} OR startsWith(${l}, ${r}) OR startsWith(${r}, ${l}))`,
      },
    ],
    blocks: [
      { name: 'same', holds: 0.72, sql: (column) => column },
      { name: 'sound', holds: 0.82, sql: sound },
    ],
  },
  company: {
    ...name,
    levels: [
      { name: 'same', m: 0.5, u: 0.0002, sql: same },
      {
        name: 'close',
        m: 0.3,
        u: 0.0005,
        sql: (l, r) => `(${alike(l, r, 0.95)} OR (lengthUTF8(${l}) > 5 AND ${typos(l, r, 1)}))`,
      },
      { name: 'similar', m: 0.12, u: 0.004, sql: (l, r) => `ngramDistanceUTF8(${l}, ${r}) <= 0.35` },
    ],
    blocks: [
      { name: 'same', holds: 0.6, sql: (column) => column },
      { name: 'begins', holds: 0.8, sql: letters(4) },
    ],
  },
  date: {
    list: false,
    weighsFrequency: true,
    standardise: (sql) => `replaceRegexpAll(${sql}, '[^0-9]', '')`,
    levels: [
      { name: 'same', m: 0.75, u: 0.00005, sql: same },
      {
        name: 'typo',
        m: 0.1,
        u: 0.0005,
        sql: (l, r) =>
          `(${within(l, r, 1)} OR (length(${l}) = 8 AND ${l} = concat(substring(${r}, 1, 4), substring(${r}, 7, 2), substring(${r}, 5, 2))))`,
      },
      { name: 'month', m: 0.03, u: 0.0015, sql: (l, r) => `substring(${l}, 1, 6) = substring(${r}, 1, 6)` },
      { name: 'typos', m: 0.04, u: 0.006, sql: (l, r) => within(l, r, 2) },
      { name: 'year', m: 0.03, u: 0.015, sql: (l, r) => `substring(${l}, 1, 4) = substring(${r}, 1, 4)` },
    ],
    blocks: [
      { name: 'same', holds: 0.76, sql: (column) => column },
      { name: 'year', holds: 0.88, sql: letters(4) },
      { name: 'day', holds: 0.85, sql: (column) => `substring(${column}, 5, 4)` },
    ],
  },
  phone: {
    list: true,
    weighsFrequency: true,
    standardise: (sql) =>
      `arrayFilter(v -> length(v) > 4, arrayMap(v -> right(replaceRegexpAll(v, '[^0-9]', ''), 11), ${sql}))`,
    levels: [
      { name: 'same', m: 0.7, u: 0.00002, sql: (l, r) => `hasAny(${l}, ${r})` },
      { name: 'end', m: 0.05, u: 0.00002, sql: (l, r) => `(right(${l}[1], 7) = right(${r}[1], 7))` },
      {
        name: 'typo',
        m: 0.05,
        u: 0.0001,
        sql: (l, r) => `(${within(`${l}[1]`, `${r}[1]`, 1)})`,
      },
    ],
    blocks: [
      { name: 'same', holds: 0.72, sql: (column) => column },
      { name: 'end', holds: 0.8, sql: (column) => `arrayMap(v -> right(v, 4), ${column})` },
    ],
  },
  email: {
    list: true,
    weighsFrequency: true,
    // Plus-tags and, at Google, dots say nothing about whose the mailbox is.
    standardise: (sql) =>
      `arrayFilter(v -> v != '', arrayMap(v -> if(match(v, '@(gmail|googlemail)\\\\.com$'), concat(replaceAll(substring(v, 1, position(v, '@') - 1), '.', ''), '@gmail.com'), v), arrayMap(v -> replaceRegexpOne(lowerUTF8(trimBoth(v)), '\\\\+[^@]*@', '@'), ${sql})))`,
    levels: [
      { name: 'same', m: 0.6, u: 0.00002, sql: (l, r) => `hasAny(${l}, ${r})` },
      {
        name: 'mailbox',
        m: 0.1,
        u: 0.0002,
        sql: (l, r) =>
          `(length(splitByChar('@', ${l}[1])[1]) > 3 AND splitByChar('@', ${l}[1])[1] = splitByChar('@', ${r}[1])[1])`,
      },
      {
        name: 'close',
        m: 0.1,
        u: 0.0002,
        sql: (l, r) => `(${within(`${l}[1]`, `${r}[1]`, 2)})`,
      },
      {
        name: 'similar',
        m: 0.05,
        u: 0.002,
        sql: (l, r) => `(jaroWinklerSimilarity(${l}[1], ${r}[1]) >= 0.88)`,
      },
    ],
    blocks: [
      { name: 'same', holds: 0.62, sql: (column) => column },
      { name: 'mailbox', holds: 0.72, sql: (column) => `arrayMap(v -> splitByChar('@', v)[1], ${column})` },
    ],
  },
  code: {
    list: true,
    weighsFrequency: false,
    standardise: (sql) =>
      `arrayFilter(v -> v != '', arrayMap(v -> replaceRegexpAll(upperUTF8(v), '[^0-9A-Z]', ''), ${sql}))`,
    levels: [
      { name: 'same', m: 0.85, u: 0.000001, sql: (l, r) => `hasAny(${l}, ${r})` },
      {
        name: 'typo',
        m: 0.08,
        u: 0.0001,
        sql: (l, r) => `(${within(`${l}[1]`, `${r}[1]`, 1)})`,
      },
      {
        name: 'typos',
        m: 0.02,
        u: 0.001,
        sql: (l, r) => `(length(${l}[1]) > 5 AND ${within(`${l}[1]`, `${r}[1]`, 2)})`,
      },
    ],
    blocks: [
      { name: 'same', holds: 0.85, sql: (column) => column },
      {
        name: 'half',
        holds: 0.9,
        sql: (column) => `arrayMap(v -> substring(v, 1, intDiv(length(v) + 1, 2)), ${column})`,
      },
    ],
  },
  postcode: {
    list: false,
    weighsFrequency: true,
    standardise: (sql) => `replaceRegexpAll(upperUTF8(${sql}), '[^0-9A-Z]', '')`,
    levels: [
      { name: 'same', m: 0.7, u: 0.002, sql: same },
      { name: 'typo', m: 0.1, u: 0.01, sql: (l, r) => within(l, r, 1) },
      { name: 'area', m: 0.05, u: 0.03, sql: (l, r) => `substring(${l}, 1, 3) = substring(${r}, 1, 3)` },
    ],
    blocks: [
      { name: 'same', holds: 0.72, sql: (column) => column },
      {
        name: 'area',
        holds: 0.8,
        sql: (column) => `substring(${column}, 1, greatest(2, toInt32(length(${column})) - 3))`,
      },
    ],
  },
  place: {
    ...name,
    levels: [
      { name: 'same', m: 0.75, u: 0.05, sql: same },
      {
        name: 'close',
        m: 0.1,
        u: 0.01,
        sql: (l, r) => `(${alike(l, r, 0.9)} OR (lengthUTF8(${l}) > 4 AND ${typos(l, r, 2)}))`,
      },
      {
        name: 'part',
        m: 0.05,
        u: 0.01,
        sql: (l, r) => `(position(${l}, ${r}) > 0 OR position(${r}, ${l}) > 0)`,
      },
    ],
    blocks: [
      { name: 'same', holds: 0.75, sql: (column) => column },
      { name: 'begins', holds: 0.82, sql: letters(4) },
    ],
  },
  address: {
    ...name,
    levels: [
      { name: 'same', m: 0.55, u: 0.0001, sql: same },
      { name: 'close', m: 0.2, u: 0.001, sql: (l, r) => `(${alike(l, r, 0.93)} OR ${typos(l, r, 2)})` },
      {
        name: 'similar',
        m: 0.1,
        u: 0.003,
        sql: (l, r) =>
          `(ngramDistanceUTF8(${l}, ${r}) <= 0.4 AND extractAll(${l}, '[0-9]+') = extractAll(${r}, '[0-9]+'))`,
      },
    ],
    blocks: [
      { name: 'same', holds: 0.6, sql: (column) => column },
      { name: 'begins', holds: 0.75, sql: letters(6) },
    ],
  },
  text: {
    ...name,
    levels: [
      { name: 'same', m: 0.75, u: 0.005, sql: same },
      {
        name: 'close',
        m: 0.1,
        u: 0.005,
        sql: (l, r) => `(${alike(l, r, 0.9)} OR (lengthUTF8(${l}) > 4 AND ${typos(l, r, 1)}))`,
      },
    ],
    blocks: [{ name: 'same', holds: 0.75, sql: (column) => column }],
  },
  choice: {
    ...name,
    levels: [{ name: 'same', m: 0.92, u: 0.4, sql: same }],
    blocks: [],
  },
};
