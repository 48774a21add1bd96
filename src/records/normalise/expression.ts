import type { Datum, PointPart } from '../../lib/point.ts';
import { quoteText } from '../../store/warehouse/index.ts';

import type { Let } from './layers.ts';

/** The values that one field gets out of its cell, as ClickHouse expressions. */
export interface Normalised {
  /** Named steps, in order; later ones and the outputs may use earlier names. */
  readonly lets: readonly Let[];
  /** Columns of the facts table and what they hold. */
  readonly columns: readonly (readonly [column: string, expression: string])[];
  /** True where the cell says something that fails the field's check; null where nothing can fail. */
  readonly invalid: string | null;
}

/** What a normaliser has to know beside the cell. */
export interface NormaliseContext {
  /** Prefix of the names of its steps; unique for the field. */
  readonly prefix: string;
  /** The cleaned cell. */
  readonly raw: string;
  /** The cleaned cell with full-width letters, digits and signs as ASCII ones. */
  readonly folded: string;
  /** The reader's hint for the cell, an expression. */
  readonly hint: string;
  /** `ymd`, `dmy` or `mdy`: how dates with slashes are ordered in this column. */
  readonly dateOrder: 'ymd' | 'dmy' | 'mdy';
  /** The last day, as it is stored, that a date may say which tells what was; null: any. */
  readonly latest: number | null;
  /** What the numbers of a column of coordinates are, and by what they were measured. */
  readonly point: PointPart;
  readonly datum: Datum;
  /** Multiplier and currency that the header names: 注册资本(万元). */
  readonly unit: { readonly factor: number; readonly currency: string };
}

const fullWidth = Array.from({ length: 94 }, (_, i) => String.fromCodePoint(0xff01 + i)).join('');
const halfWidth = Array.from({ length: 94 }, (_, i) => String.fromCodePoint(0x21 + i)).join('');

/** Full-width letters, digits and signs become ASCII ones, the ideographic space a space. */
export function translateWidth(expression: string): string {
  return `translateUTF8(${expression}, ${quoteText(`${fullWidth}　`)}, ${quoteText(`${halfWidth} `)})`;
}

/** The same for plain columns, where few texts have any such sign. */
export function foldWidth(expression: string): string {
  const wide = `multiSearchAny(${expression}, ['\\xEF\\xBC', '\\xEF\\xBD', '　'])`;
  return `if(${wide}, ${translateWidth(expression)}, ${expression})`;
}

/** Texts that people write where they have nothing to say. */
const nothingSaid = [
  '-',
  '--',
  '—',
  '/',
  '\\',
  '无',
  '暂无',
  '不详',
  '未知',
  '未公开',
  'N/A',
  'n/a',
  'NA',
  'null',
  'NULL',
  'nan',
  'NaN',
  'None',
  'none',
  '#N/A',
  '?',
];

/** True for a text that is one of those; for the few cells that look wrong. */
export function saysNothing(text: string): string {
  return `${text} IN (${nothingSaid.map(quoteText).join(', ')})`;
}

/**
 * A cell without space around it and runs of space inside it, empty where it says nothing.
 * Long cells and plain ones take the short way, since every cell of every file passes here.
 */
export function cleanCell(cell: string): string {
  const odd = `multiSearchAny(${cell}, ['  ', '\\n', '\\t', '　', '\\xC2\\xA0', '\\xE2\\x80\\x8B'])`;
  const squeezed = `replaceRegexpAll(${cell}, '[\\\\s\\\\x{3000}\\\\x{a0}\\\\x{200b}\\\\x{feff}]+', ' ')`;
  const trimmed = `trimBoth(if(${odd}, ${squeezed}, ${cell}))`;
  const nothing = `length(${cell}) < 12 AND ${saysNothing(trimmed)}`;
  return `if(${nothing}, '', ${trimmed})`;
}

/** A lookup of constant texts: `transform(x, [keys], [values], otherwise)`. */
export function lookUp(
  expression: string,
  entries: ReadonlyMap<string, string | number>,
  otherwise: string,
): string {
  const values = [...entries.values()].map((value) =>
    typeof value === 'number' ? String(value) : quoteText(value),
  );
  return `transform(${expression}, [${[...entries.keys()].map(quoteText).join(', ')}], [${values.join(', ')}], ${otherwise})`;
}

/** `isOneOf('x', ['a'])` → `x IN ('a')`. */
export function matches(expression: string, pattern: string): string {
  return `match(${expression}, ${quoteText(pattern)})`;
}

/** First group of a pattern, or ''. */
export function extract(expression: string, pattern: string): string {
  return `extract(${expression}, ${quoteText(pattern)})`;
}
