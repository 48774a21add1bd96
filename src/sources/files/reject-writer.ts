import { finished } from 'node:stream/promises';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { describeReject } from './reject-reasons.ts';
import { encodeText } from './transcode.ts';
import type { FileShape, RejectedRow } from './types.ts';

/** Writes rejected rows in the layout of the file they came from. */
export interface RejectWriter {
  write(row: RejectedRow): Promise<void>;
  end(): Promise<void>;
}

/** How the file of rejected rows is written: the marks and encoding of the original, or those of a plain CSV for other formats. */
interface Layout {
  readonly encoding: string;
  readonly delimiter: string;
  readonly quote: string;
}

function layoutOf(shape: FileShape): Layout {
  if (shape.format !== 'csv') return { encoding: 'utf-8', delimiter: ',', quote: '"' };
  return {
    encoding: shape.encoding ?? 'utf-8',
    delimiter: shape.delimiter ?? ',',
    quote: shape.quote ?? '"',
  };
}

/** The header line of a file of rejected rows: the original headers, then the reason and the line. */
function formatOriginalHeader(shape: FileShape, withFile: boolean): string {
  const headers = shape.headers.map((header) => (/^Column \d+$/u.test(header) ? '' : header));
  const about = ['拒绝原因 reject reason', '行号 line', ...(withFile ? ['文件 file'] : [])];
  return formatRow([...headers, ...about], layoutOf(shape));
}

/**
 * Prints rejected rows to `out` as a delimited text in the original layout with the reason, the line and, of several files, the file
 * behind; `out` is ended by `end`.
 */
export function createRejectWriter(shape: FileShape, out: Writable, withFile = false): RejectWriter {
  const layout = layoutOf(shape);
  let begun = false;
  const print = async (text: string): Promise<void> => {
    if (!out.write(encodeText(text, layout.encoding))) await once(out, 'drain');
  };
  const begin = async (): Promise<void> => {
    if (begun) return;
    begun = true;
    await print(markOf(layout.encoding) + formatOriginalHeader(shape, withFile));
  };
  return {
    async write(row) {
      await begin();
      await print(formatRejected(row, shape.headers.length, layout));
    },
    async end() {
      await begin();
      out.end();
      await finished(out);
    },
  };
}

/** Spreadsheets tell Unicode encodings by their mark. */
function markOf(encoding: string): string {
  return encoding.startsWith('utf-') ? '\uFEFF' : '';
}

/** The cells where they are known, else the row as it stood, in one cell, so that the file has one layout throughout. */
function formatRejected(row: RejectedRow, width: number, layout: Layout): string {
  const given = row.cells.length > 0 ? row.cells : [row.raw];
  const cells = Array.from({ length: Math.max(width, given.length) }, (_, i) => given[i] ?? '');
  const { en, zh } = describeReject(row.code);
  const place = row.column > 0 ? `[${row.column}] ` : '';
  const file = row.file === undefined ? [] : [row.file];
  return formatRow([...cells, `${place}${zh} ${en}`, String(row.line), ...file], layout);
}

function formatRow(cells: readonly string[], layout: Layout): string {
  return `${cells.map((cell) => formatCell(cell, layout)).join(layout.delimiter)}\r\n`;
}

function formatCell(cell: string, { delimiter, quote }: Layout): string {
  const marked = cell.includes(quote) || cell.includes(delimiter) || /[\r\n]|^\s|\s$/u.test(cell);
  return marked ? quote + cell.replaceAll(quote, quote + quote) + quote : cell;
}
