import { type Block, textsOf } from './block.ts';
import { createPaper, type Paper, type Point, readCharacters, sheet, type Type } from './paper.ts';

const inner = sheet.width - 2 * sheet.margin;
const left = sheet.margin;
const bottom = sheet.height - sheet.margin;
const body: Type = { size: 9.5 };
const soft: Type = { size: 9, colour: 'soft' };
const heading: Type = { size: 12.5, weight: 600 };
const rowHeight = 15;
const mostBars = 14;
const mostRows = 26;
const chartHeight = 90;

/** Breaks a text into lines that are no wider than the page, between words or Chinese characters. */
function breakLines(paper: Paper, text: string, type: Type): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.match(/[\p{L}\p{N}\p{P}\p{S}]+?(?=\p{Script=Han}|\s|$)|\p{Script=Han}|\s+/gu) ??
    []) {
    if (line !== '' && paper.width(line + part, type) > inner) {
      lines.push(line.trimEnd());
      line = part.trimStart();
    } else line += part;
  }
  return line.trim() === '' ? lines : [...lines, line];
}

function heightOf(paper: Paper, { big, notes = [], bars = [], line, table = [] }: Block): number {
  const noted = notes.flatMap((note) => breakLines(paper, note, soft)).length;
  return (
    30 +
    (big === undefined ? 0 : 34) +
    noted * 13 +
    Math.min(mostBars, bars.length) * rowHeight +
    (line === undefined ? 0 : chartHeight + 24) +
    Math.min(mostRows, table.length) * rowHeight
  );
}

function drawBars(paper: Paper, { bars = [] }: Block, top: number): number {
  const most = Math.max(0, ...bars.map(({ value }) => value)) || 1;
  const [labels, numbers] = [170, 90];
  const wide = inner - labels - numbers;
  for (const [i, { label, value, text }] of bars.slice(0, mostBars).entries()) {
    const y = top + i * rowHeight;
    paper.text([left, y + 10], paper.cut(label, body, labels - 8), body);
    paper.rect([left + labels, y + 3], [Math.max(1, (Math.max(0, value) / most) * wide), 8], 'accent');
    const shown = paper.cut(text, body, numbers - 4);
    paper.text([left + inner - paper.width(shown, body), y + 10], shown, body);
  }
  return top + Math.min(mostBars, bars.length) * rowHeight;
}

function drawLine(paper: Paper, { line }: Block, top: number): number {
  if (line === undefined) return top;
  const { values, next = [], labels, most } = line;
  const high = Math.max(0, ...values, ...next.map((one) => one.high)) || 1;
  const steps = Math.max(1, values.length + next.length - 1);
  const at = (i: number, value: number): Point => [
    left + (i / steps) * inner,
    top + 12 + chartHeight * (1 - Math.max(0, value) / high),
  ];
  const base = top + 12 + chartHeight;
  const later = (i: number) => values.length + i;
  if (next.length > 0)
    paper.path(
      [
        ...next.map((one, i) => at(later(i), one.high)),
        ...next.map((one, i) => at(later(i), one.low)).toReversed(),
      ],
      'pale',
      'area',
    );
  paper.rect([left, base], [inner, 0.6], 'line');
  if (values.length > 0)
    paper.path(
      values.map((value, i) => at(i, value)),
      'accent',
      'line',
    );
  if (next.length > 0)
    paper.path(
      next.map((one, i) => at(later(i), one.mean)),
      'soft',
      'line',
    );
  paper.text([left, top + 8], most, soft);
  paper.text([left, base + 11], labels[0], soft);
  paper.text([left + inner - paper.width(labels[1], soft), base + 11], labels[1], soft);
  return base + 14;
}

interface Columns {
  readonly first: number;
  readonly wide: number;
  readonly size: number;
}

function layOutColumns(count: number): Columns {
  const first = count > 8 ? 62 : inner * (count > 5 ? 0.3 : 0.5);
  return {
    first: count === 1 ? inner : first,
    wide: (inner - first) / Math.max(1, count - 1),
    size: count > 8 ? 7.5 : 9,
  };
}

interface Cell {
  readonly text: string;
  readonly column: number;
  readonly y: number;
  readonly depth: number;
  readonly isHeading: boolean;
}

function drawCell(paper: Paper, { first, wide, size }: Columns, cell: Cell): void {
  const { text, column, y, depth } = cell;
  const type: Type = { size, colour: cell.isHeading ? 'soft' : 'ink' };
  if (column === 0) {
    paper.text([left, y + 10.5], paper.cut(text, type, first - 4), type);
    return;
  }
  const end = left + first + column * wide;
  if (depth > 0.005) paper.rect([end - wide * depth, y + 1], [wide * depth - 1, rowHeight - 2], 'pale');
  const shown = paper.cut(text, type, wide - 4);
  paper.text([end - paper.width(shown, type) - 3, y + 10.5], shown, type);
}

function drawTable(paper: Paper, { table = [], shade }: Block, top: number): number {
  const rows = table.slice(0, mostRows);
  const columns = layOutColumns(Math.max(1, ...rows.map((row) => row.length)));
  for (const [i, row] of rows.entries()) {
    const y = top + i * rowHeight;
    const isHeading = i === 0;
    for (const [column, text] of row.entries()) {
      const depth = isHeading ? 0 : (shade?.(i, column) ?? 0);
      drawCell(paper, columns, { text, column, y, depth, isHeading });
    }
    paper.rect([left, y + rowHeight - 0.5], [inner, 0.4], 'line');
  }
  return top + rows.length * rowHeight;
}

function drawBlock(paper: Paper, block: Block, start: number): number {
  let top = start;
  paper.text([left, top + 14], paper.cut(block.title, heading, inner), heading);
  top += 22;
  if (block.big !== undefined) {
    paper.text([left, top + 24], paper.cut(block.big, { size: 24, weight: 600 }, inner), {
      size: 24,
      weight: 600,
    });
    top += 34;
  }
  for (const line of (block.notes ?? []).flatMap((note) => breakLines(paper, note, soft))) {
    paper.text([left, top + 9], line, soft);
    top += 13;
  }
  for (const draw of [drawLine, drawBars, drawTable]) top = draw(paper, block, top);
  return top;
}

/** A dashboard on paper. */
export interface Sheet {
  readonly title: string;
  /** Below the title: whose it is, and of when. */
  readonly lead: string;
  /** Where the dashboard stands in the application. */
  readonly url: string;
  readonly language: 'en' | 'zh';
  readonly blocks: readonly Block[];
}

/** Draws a dashboard as a PDF file: text that can be found, charts as lines and areas. */
export async function drawSheet({ title, lead, url, language, blocks }: Sheet): Promise<Buffer> {
  const known = await readCharacters([title, lead, '0123456789/ ', ...blocks.flatMap(textsOf)]);
  const paper = createPaper(known);
  const large: Type = { size: 18, weight: 600 };
  paper.text([left, sheet.margin + 14], paper.cut(title, large, inner), large);
  paper.link([left, sheet.margin], [paper.width(paper.cut(title, large, inner), large), 20], url);
  paper.text([left, sheet.margin + 32], paper.cut(lead, soft, inner), soft);
  let top = sheet.margin + 52;
  for (const block of blocks) {
    const high = heightOf(paper, block);
    if (top > sheet.margin && top + high > bottom) {
      paper.turn();
      top = sheet.margin;
    }
    top = drawBlock(paper, block, top) + 20;
  }
  return paper.finish({ title, language: language === 'zh' ? 'zh-CN' : 'en' });
}
