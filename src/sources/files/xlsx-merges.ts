import type { Zip } from './zip.ts';

/** Columns (from 0) whose value goes on from the row above, by row (from 1). */
export type MergedRows = ReadonlyMap<number, readonly number[]>;

const maxMergedCells = 1_000_000;
const maxTail = 16 * 1024 * 1024;

/** Reads which cells of a sheet are merged downwards; the list stands behind the rows, so the sheet is passed over once. */
export async function readMerges(zip: Zip, path: string): Promise<MergedRows> {
  const blocks = zip.read(path);
  let tail: string | null = null;
  let carry = '';
  if (blocks === undefined) return new Map();
  for await (const block of blocks) {
    const text = carry + Buffer.from(block.buffer, block.byteOffset, block.byteLength).toString('latin1');
    if (tail === null) {
      const end = text.search(/<\/(?:\w+:)?sheetData>/u);
      carry = text.slice(-40);
      if (end >= 0) [tail, carry] = [text.slice(end), ''];
    } else if (tail.length < maxTail) tail += text;
  }
  return listMerged(tail ?? '');
}

function listMerged(xml: string): MergedRows {
  const merged = new Map<number, number[]>();
  let cells = 0;
  for (const [, ref = ''] of xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"/gu)) {
    const range = readRange(ref);
    for (let row = range.top + 1; row <= range.bottom && cells < maxMergedCells; row++, cells++) {
      const columns = merged.get(row);
      if (columns === undefined) merged.set(row, [range.column]);
      else columns.push(range.column);
    }
  }
  return merged;
}

/** Merges as a list of ranges, counted from 0, in the same form. */
export function listRanges(
  ranges: readonly {
    readonly s: { readonly r: number; readonly c: number };
    readonly e: { readonly r: number };
  }[],
): MergedRows {
  const merged = new Map<number, number[]>();
  let cells = 0;
  for (const { s, e } of ranges) {
    for (let row = s.r + 2; row <= e.r + 1 && cells < maxMergedCells; row++, cells++) {
      merged.set(row, [...(merged.get(row) ?? []), s.c]);
    }
  }
  return merged;
}

function readRange(ref: string): { top: number; bottom: number; column: number } {
  const [, letters = 'A', top = '1', bottom = '1'] = /^([A-Z]+)(\d+):[A-Z]+(\d+)$/u.exec(ref) ?? [];
  return { top: Number(top), bottom: Number(bottom), column: columnOf(letters) };
}

/** Number of a column from 0 by its letters, which may be followed by the row: `AB12` → 27. */
export function columnOf(ref: string): number {
  let column = 0;
  for (let i = 0; i < ref.length; i++) {
    const code = ref.charCodeAt(i);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}
