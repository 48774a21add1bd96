import { findTable, type GridTable } from './header-row.ts';
import { fileProblem, fileWarning } from './problems.ts';
import type { FileShape, GridRow, ShapeOverrides } from './types.ts';
import { isProblem } from '../../lib/problem.ts';

/** The sheets of a workbook, hidden ones last, and a way to look at the first rows of one. */
export interface Workbook {
  readonly file: string;
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  readonly head: (sheet: string) => Promise<readonly GridRow[]>;
}

const lookedAt = 12;

/** Guesses sheet and header row: the first sheet with a header above at least one row of two cells, else the fullest. */
export async function inspectWorkbook(
  book: Workbook,
  overrides: ShapeOverrides,
): Promise<Omit<FileShape, 'format' | 'gzip'>> {
  const sheets = book.sheets.map(({ name }) => name);
  const wanted = overrides.sheet ?? null;
  if (wanted !== null && !sheets.includes(wanted)) {
    throw fileProblem('files.sheet', { file: book.file, sheet: wanted, sheets: sheets.join(', ') });
  }
  const { sheet, table } = await chooseSheet(
    book,
    wanted === null ? sheets.slice(0, lookedAt) : [wanted],
    overrides,
  );
  const hidden = book.sheets.filter((each) => each.hidden).map(({ name }) => name);
  const warnings = hidden.length === 0 ? [] : [fileWarning('sheet.hidden', { sheets: hidden.join(', ') })];
  return {
    encoding: null,
    delimiter: null,
    quote: null,
    sheet,
    sheets,
    headerRow: table.headerRow,
    headers: table.headers,
    top: table.top,
    samples: table.samples,
    warnings: [...table.warnings, ...warnings],
    rowsEstimate: null,
  };
}

interface Choice {
  readonly sheet: string;
  readonly table: GridTable;
}

async function chooseSheet(
  book: Workbook,
  sheets: readonly string[],
  overrides: ShapeOverrides,
): Promise<Choice> {
  let best: Choice | null = null;
  for (const sheet of sheets) {
    const table = await tableOf(book, sheet, overrides.headerRow);
    if (table === null) continue;
    const good = table.headerRow !== null && table.headers.length >= 2 && table.samples.length >= 1;
    if (good || sheets.length === 1) return { sheet, table };
    if (best === null || fullness(table) > fullness(best.table)) best = { sheet, table };
  }
  if (best === null) throw fileProblem('files.empty', { file: book.file });
  return best;
}

async function tableOf(
  book: Workbook,
  sheet: string,
  headerRow: number | null | undefined,
): Promise<GridTable | null> {
  try {
    return findTable(book.file, await book.head(sheet), headerRow);
  } catch (error) {
    if (isProblem(error, 'files.empty')) return null;
    throw error;
  }
}

function fullness(table: GridTable): number {
  return table.headers.length * (table.samples.length + 1);
}
