/** Rows that are asked for at a time. */
export const pageSize = 100;

/** Browsers draw nothing beyond some 17 million pixels. */
const tallest = 15_000_000;
/** As many rows as the server skips from either end, less a page at the border. */
const mostFromEnd = 249_000;

/** A page of rows, counted from the first row or from the last. */
export interface PagePlace {
  readonly from: 'start' | 'end';
  readonly page: number;
}

/** Where the rows of a list stand: how many there are, and which of them can be scrolled to. */
export interface Extent {
  /** Lines that can be scrolled to. */
  readonly count: number;
  /** The line that stands for rows too many to scroll through; null where there are none. */
  readonly gap: number | null;
  /** Rows in all, as far as known. */
  readonly rows: number;
  /** The first row that is counted from the end. */
  readonly middle: number;
}

/** Lists shorter than this are read from their start alone. */
const short = 20 * pageSize;

/** The extent of a list of `total` rows; before that is known, of those that have come and a page more. */
export function extentOf(known: { total: number | null; loaded: number }, rowHeight: number): Extent {
  if (known.total === null) {
    const rows = Math.min(known.loaded + pageSize, mostFromEnd);
    return { count: rows, gap: null, rows, middle: rows };
  }
  const { total } = known;
  const half = Math.min(mostFromEnd, Math.floor(tallest / rowHeight / 2));
  if (total > 2 * half) return { count: 2 * half + 1, gap: half, rows: total, middle: half };
  const middle = total <= short ? total : Math.ceil(total / 2 / pageSize) * pageSize;
  return { count: total, gap: null, rows: total, middle };
}

/** The row on a line; null on the gap. */
export function rowOfLine(line: number, { count, gap, rows }: Extent): number | null {
  if (gap === null || line < gap) return line;
  return line === gap ? null : rows - (count - line);
}

/** The line of a row; the gap's for a row that cannot be scrolled to. */
export function lineOfRow(row: number, { count, gap, rows }: Extent): number {
  if (gap === null || row < gap) return row;
  return Math.max(gap, count - (rows - row));
}

/** The page that a row stands on, and its place there. */
export function pageOfRow(row: number, { rows, middle }: Extent): PagePlace & { readonly at: number } {
  const back = row >= middle;
  const place = back ? rows - 1 - row : row;
  return { from: back ? 'end' : 'start', page: Math.floor(place / pageSize), at: place % pageSize };
}
