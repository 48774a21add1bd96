import { cleanText, cutText, padText, widthOf } from './width.ts';

/** Numbers stand at the right. */
const numeric = /^-?[\d,.]+( ?%)?$/;

const longestCell = 48;
/** The last cell of a row stands in nobody's way. */
const longestLast = 160;

/** Rows under a header line, aligned; cells longer than a reader wants are cut. */
export function writeTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const last = header.length - 1;
  const cells = [header, ...rows].map((row) =>
    row.map((cell, column) => cutText(cleanText(cell), column === last ? longestLast : longestCell)),
  );
  const widths = header.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  const right = header.map(
    (_, column) => rows.length > 0 && rows.every((row) => numeric.test(row[column] ?? '')),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return right[column] ? ' '.repeat(width - widthOf(cell)) + cell : padText(cell, width);
      })
      .join('  ')
      .trimEnd(),
  );
  const [first = '', ...rest] = lines;
  return [first, widths.map((width) => '─'.repeat(Math.min(width, longestCell))).join('  '), ...rest].join(
    '\n',
  );
}

/** Names and values, one a line, the values aligned. */
export function writePairs(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...pairs.map(([name]) => widthOf(name)));
  return pairs
    .map(([name, value]) => `${padText(cleanText(name), width)}  ${cleanText(value)}`.trimEnd())
    .join('\n');
}
