import { open, rm } from 'node:fs/promises';
import { createPage, encodeText, endRow, longestRow, replaceRow, type Encoding, type Page } from './page.ts';
import type { Rows } from './rows.ts';

/** How a delimited text file is written. */
export interface DelimitedFormat {
  readonly encoding: Encoding;
  readonly delimiter: ',' | '\t' | ';';
  /** Whether the file begins with a byte order mark; UTF-8 only. */
  readonly mark: boolean;
}

/** A page takes some 5 ms to fill, so the event loop is never held for long. */
const pageSize = 512 * 1024;

/** Writes a cell as RFC 4180 says: quoted where it holds the delimiter, a quote or a line end. */
function quote(cell: string, delimiter: string): string {
  if (!cell.includes('"') && !cell.includes(delimiter) && !cell.includes('\n')) return cell;
  return `"${cell.replaceAll('"', '""')}"`;
}

function fillPage(page: Page, rows: Rows, delimiter: string): boolean {
  page.at = 0;
  while (page.at < page.bytes.length - longestRow) {
    const row = rows.writeNext(page);
    if (row === undefined) return false;
    const { spoiled } = row;
    if (spoiled !== undefined) {
      const raw = spoiled.spoil === 'stray-quote';
      const cells = spoiled.cells.map((cell, at) => {
        if (at === spoiled.unclosed) return `"${cell}`;
        return raw && !cell.includes(delimiter) && !cell.includes('\n') ? cell : quote(cell, delimiter);
      });
      replaceRow(page, cells.join(delimiter));
    }
    endRow(page);
  }
  return true;
}

/** Writes a header and all rows; answers the bytes written. Stopped or failed, it leaves no file. */
export async function writeDelimited(
  path: string,
  { headers, rows, format }: { headers: readonly string[]; rows: Rows; format: DelimitedFormat },
  signal?: AbortSignal,
): Promise<number> {
  const handle = await open(path, 'w');
  try {
    const head = encodeText(
      `${format.mark ? '\ufeff' : ''}${headers.join(format.delimiter)}\n`,
      format.encoding,
    );
    await handle.appendFile(head);
    let bytes = head.length;
    const pages = [
      createPage(pageSize, format.encoding, format.delimiter),
      createPage(pageSize, format.encoding, format.delimiter),
    ];
    let writing: Promise<void> = Promise.resolve();
    for (let turn = 0, more = true; more; turn = 1 - turn) {
      const page = pages[turn];
      if (page === undefined) break;
      signal?.throwIfAborted();
      more = fillPage(page, rows, format.delimiter);
      await writing;
      bytes += page.at;
      writing = handle.appendFile(page.bytes.subarray(0, page.at));
      writing.catch(() => undefined);
      await new Promise(setImmediate);
    }
    await writing;
    return bytes;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}
