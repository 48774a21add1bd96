import { writeNumber, type NumberForm } from './number-format.ts';
import { fileProblem } from './problems.ts';
import { maxColumns, type GridRow } from './types.ts';
import { unescapeText, type Book, type BookSheet } from './xlsx-book.ts';
import { columnOf, type MergedRows } from './xlsx-merges.ts';
import { feedXml } from './xml-events.ts';

/** Batches of a sheet's rows that hold something, in the order of their lines. */
export type GridBatches = AsyncGenerator<readonly GridRow[], void, undefined>;

/** Streams the rows of a sheet; values merged downwards are filled in. */
export async function* readSheetRows(book: Book, sheet: BookSheet, merged: MergedRows): GridBatches {
  const blocks = book.zip.read(sheet.path);
  if (blocks === undefined) throw fileProblem('files.broken', { file: book.file, reason: sheet.path });
  const reader = new SheetReader(book);
  const fill = fillMerged(merged);
  const feed = feedXml(book.file, reader);
  for await (const block of blocks) {
    feed.write(block);
    yield reader.take().map(fill);
  }
  feed.end();
  yield reader.take().map(fill);
}

/** Copies into each row what is merged into it from above. */
export function fillMerged(merged: MergedRows): (row: GridRow) => GridRow {
  const above: string[] = [];
  return (row) => {
    const columns = merged.get(row.line);
    if (columns !== undefined) {
      for (const column of columns) {
        while (row.cells.length < column) row.cells.push('');
        row.cells[column] = above[column] ?? '';
      }
    }
    if (merged.size > 0)
      for (let i = 0; i < Math.max(above.length, row.cells.length); i++) above[i] = row.cells[i] ?? '';
    return row;
  };
}

class SheetReader {
  private readonly book: Book;
  private rows: GridRow[] = [];
  private cells: string[] = [];
  private filled = false;
  private line = 0;
  private column = -1;
  private type = '';
  private style = 0;
  private value = '';
  private inValue = false;
  private inPhonetic = false;

  constructor(book: Book) {
    this.book = book;
  }

  take(): GridRow[] {
    return this.rows.splice(0);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') this.openCell(attributes);
    else if (name === 'v') this.inValue = true;
    else if (name === 't') this.inValue = this.type === 'inlineStr' && !this.inPhonetic;
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'rPh') this.inPhonetic = true;
  }

  text(part: string): void {
    if (this.inValue) this.value += part;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.inValue = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'rPh') this.inPhonetic = false;
    else if (name === 'row' && this.filled) this.rows.push({ line: this.line, cells: this.cells });
  }

  private openRow({ r }: Readonly<Record<string, string>>): void {
    const given = Number(r ?? 0);
    this.line = Number.isInteger(given) && given > this.line ? given : this.line + 1;
    this.cells = [];
    this.filled = false;
    this.column = -1;
  }

  private openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    this.column = r === undefined ? this.column + 1 : columnOf(r);
    this.type = t ?? 'n';
    this.style = Number(s ?? 0);
    this.value = '';
  }

  private closeCell(): void {
    const text = this.value === '' ? '' : this.readValue();
    if (text === '' || this.column < 0) return;
    if (this.column >= maxColumns) {
      const details = { file: this.book.file, columns: this.column + 1, line: this.line, limit: maxColumns };
      throw fileProblem('files.columns', details);
    }
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = text;
    this.filled = true;
  }

  private readValue(): string {
    const { type, value } = this;
    if (type === 's') return this.book.strings.get(Number(value));
    if (type === 'b') return value.trim() === '1' ? 'TRUE' : 'FALSE';
    if (type === 'str' || type === 'inlineStr') return unescapeText(value);
    if (type === 'd') return value.replace(/T00:00:00(?:\.0+)?Z?$/u, '').replace('T', ' ');
    const number = Number(value);
    if (type === 'e' || Number.isNaN(number)) return value;
    return writeNumber(number, this.form(), this.book.date1904);
  }

  private form(): NumberForm {
    return this.book.forms[this.style] ?? { kind: 'plain' };
  }
}
