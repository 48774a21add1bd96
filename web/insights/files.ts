import { saveFile } from '../rules/charts/save-file.ts';

export type Cell = string | number | null;

/** A spreadsheet must not take a text for a formula. */
function writeCell(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands the reader the numbers of a chart. */
export function saveNumbers(name: string, rows: readonly (readonly Cell[])[]): void {
  const text = rows.map((row) => row.map(writeCell).join(',')).join('\r\n');
  // The mark at the front tells spreadsheets which encoding it is.
  saveFile(`${name}.csv`, new Blob([`\uFEFF${text}\r\n`], { type: 'text/csv;charset=utf-8' }));
}
