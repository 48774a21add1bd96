import { simplifiedPairs } from './text-fold.data.ts';

interface FoldTable {
  readonly from: string;
  readonly to: string;
  readonly map: ReadonlyMap<string, string>;
}

let table: FoldTable | undefined;

/** Width and script in one table: full-width signs to ASCII, odd spaces to a space, traditional characters to simplified. */
function foldTable(): FoldTable {
  if (table !== undefined) return table;
  const map = new Map<string, string>([
    ['\u3000', ' '],
    ['\u00a0', ' '],
    ['ς', 'σ'],
  ]);
  for (let i = 0; i < 94; i += 1) map.set(String.fromCodePoint(0xff01 + i), String.fromCodePoint(0x21 + i));
  for (let i = 0; i + 1 < simplifiedPairs.length; i += 2) {
    map.set(simplifiedPairs.charAt(i), simplifiedPairs.charAt(i + 1));
  }
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    map.delete(String.fromCodePoint(letter.charCodeAt(0) - 0x21 + 0xff01));
  }
  table = { from: [...map.keys()].join(''), to: [...map.values()].join(''), map };
  return table;
}

/**
 * The form in which texts are searched: lower case, half width, simplified characters.
 * Of equal length in characters but for a few letters of which lower case is longer (İ). Says the same as `foldSql`.
 */
export function foldText(text: string): string {
  const { map } = foldTable();
  let folded = '';
  for (const char of text.toLowerCase()) folded += map.get(char) ?? char;
  return folded;
}

/** A ClickHouse expression that folds the text of another as `foldText` does (about 20 kB of SQL). */
export function foldSql(expression: string): string {
  const { from, to } = foldTable();
  return `translateUTF8(lowerUTF8(${expression}), ${sqlText(from)}, ${sqlText(to)})`;
}

/** A constant text as a ClickHouse literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
