import { fileProblem, fileWarning } from './problems.ts';
import { maxColumns, sampleRows, type FileWarning, type GridRow } from './types.ts';

/** A table as found in the first rows of a grid. */
export interface GridTable {
  readonly headerRow: number | null;
  readonly headers: string[];
  /** The first lines that hold anything, header or not, cut. */
  readonly top: GridRow[];
  readonly samples: string[][];
  readonly warnings: FileWarning[];
}

/** Words that stand in headers of customer files in either language; a cell with one is hardly a value. */
const headerWords =
  /^(?:id|no\.?|#|uuid|code|key)$|(?:^|[\s_.-])(?:name|company|organi[sz]ation|phone|mobile|tel|fax|e-?mail|address|city|state|province|country|zip|postcode|website|url|title|industry|sector|date|birthday|gender|sex|revenue|employees|notes?|remarks?|status|type|category|source|created|updated|surname|firma|vorname|nachname|stra(?:ß|ss)e|ort|plz|telefon|nom|pr[ée]nom|adresse|ville|t[ée]l[ée]phone|soci[ée]t[ée]|empresa|nombre|apellidos?|tel[ée]fono|ciudad|direcci[óo]n|amount|price|quantity|rank|ticker)(?:$|[\s_.\d-])|(?:名称|姓名|名字|公司|企业|單位|单位|电话|電話|手机|手機|邮箱|郵箱|邮件|地址|住所|城市|省份|地区|行业|行業|代码|代碼|编号|編號|序号|序號|日期|时间|年龄|性别|職位|职务|职位|备注|備註|网址|官网|传真|法人|法定代表人|注册资本|状态|类型|经营范围|联系人|聯絡人|邮编|会社|名前|氏名|番号|担当|会員|金额|数量|姓|来源|标签|微信)/iu;
/** Values that no header is: numbers, dates, mails, addresses of pages, phones. */
const valueForm =
  /^[\s¥$€£+-]*[\d.,%:/\s()-]+$|^\S+@\S+\.\S+$|^https?:\/\/|^www\.|^\d{4}[-/年]\d{1,2}|^(?:true|false)$/iu;

const lookedAt = 25;
/** Below this a row is not taken for a header. */
const leastScore = 0.4;
/** By how much a row must look more like a header than a row above it. */
const laterBonus = 0.4;

/** Finds the header row and the samples below it; `override` is what a person said (null: there is none). */
export function findTable(
  file: string,
  rows: readonly GridRow[],
  override: number | null | undefined,
): GridTable {
  const filled = rows.filter((row) => !isBlank(row.cells) && !isSeparator(row));
  if (filled.length === 0) throw fileProblem('files.empty', { file });
  const index = override === undefined ? guessHeader(filled) : indexOfLine(file, filled, override);
  const top = filled.slice(0, topRows).map(cutRow);
  if (index === null) return { ...cutTable(file, undefined, filled), top };
  const header = filled[index];
  const body = filled.slice(index + 1).filter((row) => !sameCells(row.cells, header?.cells));
  const table = { ...cutTable(file, header, body), top };
  if (index > 0) table.warnings.unshift(fileWarning('header.title', { headerRow: table.headerRow ?? 0 }));
  return table;
}

const topRows = 15;
const topCells = 40;
const topCharacters = 200;

function cutRow({ line, cells }: GridRow): GridRow {
  return { line, cells: cells.slice(0, topCells).map((cell) => cell.slice(0, topCharacters)) };
}

function cutTable(
  file: string,
  header: GridRow | undefined,
  body: readonly GridRow[],
): Omit<GridTable, 'top'> {
  const width = tableWidth(header, body);
  const line = header?.line ?? 1;
  if (width > maxColumns)
    throw fileProblem('files.columns', { file, columns: width, line, limit: maxColumns });
  const { headers, warnings } = nameHeaders(header, width);
  const samples = body.slice(0, sampleRows).map((row) => fitCells(row.cells, width));
  return {
    headerRow: header?.line ?? null,
    headers,
    samples,
    warnings: [...warnings, ...warnOfRuined(headers, samples)],
  };
}

function nameHeaders(
  header: GridRow | undefined,
  width: number,
): { headers: string[]; warnings: FileWarning[] } {
  const named = nameColumns(header?.cells ?? [], width);
  return header === undefined ? { headers: named.headers, warnings: [fileWarning('header.none')] } : named;
}

/** Exactly `width` cells: cut or filled with empty ones. */
export function fitCells(cells: readonly string[], width: number): string[] {
  const fitted = cells.slice(0, width);
  while (fitted.length < width) fitted.push('');
  return fitted;
}

/** True when no cell holds anything. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** True when both rows hold the same cells, empty ones at the end not counted. */
export function sameCells(cells: readonly string[], other: readonly string[] | undefined): boolean {
  if (other === undefined) return false;
  const longest = Math.max(cells.length, other.length);
  for (let i = 0; i < longest; i++) if ((cells[i] ?? '') !== (other[i] ?? '')) return false;
  return true;
}

function isSeparator(row: GridRow): boolean {
  return row.line === 1 && /^sep=.?$/iu.test(row.cells[0] ?? '') && isBlank(row.cells.slice(1));
}

function indexOfLine(file: string, rows: readonly GridRow[], line: number | null): number | null {
  if (line === null) return null;
  const index = rows.findIndex((row) => row.line === line);
  if (index < 0) throw fileProblem('files.header-row', { file, headerRow: line });
  return index;
}

/** The header's width, or more when most rows below go on beyond it, or the widest row when there is no header. */
function tableWidth(header: GridRow | undefined, body: readonly GridRow[]): number {
  const widths = body.map((row) => filledWidth(row.cells)).sort((a, b) => a - b);
  if (header === undefined) return widths.at(-1) ?? 1;
  const usual = widths[Math.floor((widths.length - 1) / 2)] ?? 0;
  return Math.max(filledWidth(header.cells), usual, 1);
}

function filledWidth(cells: readonly string[]): number {
  let width = cells.length;
  while (width > 0 && (cells[width - 1] ?? '').trim() === '') width--;
  return width;
}

/** The row that looks most like a header among the first ones, null when none does. */
function guessHeader(rows: readonly GridRow[]): number | null {
  const widths = rows
    .map((row) => row.cells.filter((cell) => cell.trim() !== '').length)
    .sort((a, b) => a - b);
  const usual = widths[Math.floor(widths.length / 2)] ?? 1;
  let best: { index: number; score: number } | null = null;
  const values = countValues(rows);
  for (let index = 0; index < Math.min(rows.length, lookedAt); index++) {
    const score = scoreHeader(rows, index, { usual, values });
    if (score > leastScore && (best === null || score > best.score + laterBonus)) best = { index, score };
  }
  return best?.index ?? null;
}

/** How many rows each value stands in. */
function countValues(rows: readonly GridRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const cell of new Set(row.cells.map((cell) => cell.trim()))) {
      if (cell !== '') counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
  }
  return counts;
}

/** Between 0 (surely values) and about 1.5 (surely headers). */
function scoreHeader(
  rows: readonly GridRow[],
  index: number,
  facts: { readonly usual: number; readonly values: ReadonlyMap<string, number> },
): number {
  const row = rows[index];
  if (row === undefined) return 0;
  const cells = row.cells.map((cell) => cell.trim());
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length * 5 < facts.usual * 3) return 0;
  const share = (test: (cell: string) => boolean): number => filled.filter(test).length / filled.length;
  const valueLike = share((cell) => valueForm.test(cell) || cell.length > 80);
  if (valueLike > 0.3) return 0;
  const known = share((cell) => headerWords.test(cell) && cell.length <= 40);
  const repeated = share(
    (cell) => (facts.values.get(cell) ?? 0) > 1 && !sameCells(row.cells, rows[index + 1]?.cells),
  );
  const unique = new Set(filled).size / filled.length;
  const contrast = contrastBelow(cells, rows.slice(index + 1, index + 31));
  const fullness = Math.min(1, filled.length / Math.max(1, facts.usual));
  return (
    0.25 * unique +
    0.2 * fullness +
    known * 0.8 +
    contrast * 0.5 -
    valueLike -
    repeated * 0.6 +
    plainStart(filled)
  );
}

/** Identifiers such as `rec_id` or `CustomerID` are how programs write headers. */
function plainStart(filled: readonly string[]): number {
  const like = filled.filter((cell) =>
    /^[A-Za-z][A-Za-z\d]*(?:[_.][A-Za-z\d]+)+$|^[a-z]+[A-Z]\w*$|^[A-Z][a-z]+[A-Z]\w*$/u.test(cell),
  );
  return (like.length / Math.max(1, filled.length)) * 0.3;
}

/** Share of the columns whose values below have a form that the cell above has not: numbers under a word, for one. */
function contrastBelow(cells: readonly string[], below: readonly GridRow[]): number {
  if (below.length === 0) return 0;
  let columns = 0;
  let contrasting = 0;
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column] ?? '';
    const values = below.map((row) => (row.cells[column] ?? '').trim()).filter((value) => value !== '');
    if (cell === '' || values.length === 0) continue;
    columns++;
    const forms = values.filter((value) => valueForm.test(value)).length;
    if (forms * 2 > values.length) contrasting += 1;
    else if (values.filter((value) => value.length > cell.length * 2 + 1).length * 2 > values.length)
      contrasting += 0.6;
  }
  return columns === 0 ? 0 : Math.min(1, (contrasting / columns) * 1.5);
}

/** Headers made unique and filled: "Column 3" for none, "Phone (2)" for the second of a name. */
function nameColumns(
  cells: readonly string[],
  width: number,
): { headers: string[]; warnings: FileWarning[] } {
  const used = new Set<string>();
  const next = new Map<string, number>();
  const duplicate: string[] = [];
  const missing: string[] = [];
  const headers = fitCells(cells, width).map((cell, i) => {
    const given = cell.replace(/[\s\u0000-\u001f\ufeff]+/gu, ' ').trim();
    const name = given === '' ? `Column ${i + 1}` : given;
    let unique = name;
    let n = next.get(name) ?? 2;
    while (used.has(unique)) unique = `${name} (${n++})`;
    next.set(name, n);
    used.add(unique);
    if (given === '') missing.push(unique);
    else if (unique !== name) duplicate.push(unique);
    return unique;
  });
  const warnings: FileWarning[] = [];
  if (duplicate.length > 0)
    warnings.push(fileWarning('header.duplicate', { headers: duplicate.slice(0, 20).join(', ') }));
  if (missing.length > 0)
    warnings.push(fileWarning('header.missing', { headers: missing.slice(0, 20).join(', ') }));
  return { headers, warnings };
}

function warnOfRuined(headers: readonly string[], samples: readonly string[][]): FileWarning[] {
  const warnings: FileWarning[] = [];
  headers.forEach((header, column) => {
    const example = samples.find((row) => /^\s*\d(?:\.\d+)?E\+?1[0-9]\s*$/iu.test(row[column] ?? ''))?.[
      column
    ];
    if (example !== undefined)
      warnings.push(fileWarning('numbers.ruined', { header, example: example.trim() }));
  });
  return warnings;
}
