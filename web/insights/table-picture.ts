import { readDataUrl, saveFile } from '../rules/charts/save-file.ts';

/** What a picture of numbers shows; texts are in the reader's language. */
export interface Drawn {
  readonly title: string;
  /** One number in large, and what is said below it. */
  readonly big?: string;
  readonly lines?: readonly string[];
  /** The first row holds the headings. */
  readonly rows?: readonly (readonly string[])[];
  /** How deep the ground of a cell is, from 0 to 1. */
  readonly shade?: (row: number, column: number) => number;
}

const size = { text: 14, row: 26, pad: 20, most: 60, widest: 320 } as const;
const font = (weight: number, px: number) =>
  `${weight} ${px}px system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif`;

interface Colours {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
}

/** The colours of the page as it stands. */
export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: read('ink'),
    soft: read('soft'),
    line: read('line'),
    surface: read('surface'),
    accent: read('accent'),
  };
}

interface Layout {
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly number[];
  readonly width: number;
  readonly head: number;
  readonly height: number;
}

function layOut(context: CanvasRenderingContext2D, drawn: Drawn): Layout {
  const rows = (drawn.rows ?? []).slice(0, size.most);
  context.font = font(400, size.text);
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) => {
    const needed = Math.max(0, ...rows.map((row) => context.measureText(row[i] ?? '').width));
    return Math.min(size.widest, needed) + 20;
  });
  context.font = font(650, 16);
  const texts = [drawn.title, ...(drawn.lines ?? [])];
  const widest = Math.max(260, ...texts.map((text) => context.measureText(text).width));
  const table = widths.reduce((sum, one) => sum + one, 0);
  const head = size.pad + 26 + (drawn.big === undefined ? 0 : 48) + (drawn.lines ?? []).length * 22 + 8;
  const height = head + rows.length * size.row + size.pad;
  return { rows, widths, width: Math.ceil(Math.max(widest, table)) + 2 * size.pad, head, height };
}

interface Placed extends Pick<Drawn, 'shade'> {
  readonly layout: Layout;
}

type Canvas = readonly [CanvasRenderingContext2D, Colours];

function drawHead([context, colours]: Canvas, { title, big, lines = [] }: Drawn): void {
  context.fillStyle = colours.ink;
  context.font = font(650, 16);
  context.fillText(title, size.pad, size.pad + 10);
  let y = size.pad + 26;
  if (big !== undefined) {
    context.font = font(650, 34);
    context.fillText(big, size.pad, y + 22);
    y += 48;
  }
  context.fillStyle = colours.soft;
  context.font = font(400, size.text);
  for (const line of lines) {
    context.fillText(line, size.pad, y + 10);
    y += 22;
  }
}

interface Cell {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly depth: number;
  readonly isFirst: boolean;
  readonly isHeading: boolean;
}

function drawCell([context, colours]: Canvas, cell: Cell): void {
  const { x, y, width, isFirst } = cell;
  if (cell.depth > 0) {
    context.globalAlpha = 0.08 + 0.4 * Math.min(1, cell.depth);
    context.fillStyle = colours.accent;
    context.fillRect(x + 1, y + 1, width - 2, size.row - 2);
    context.globalAlpha = 1;
  }
  context.fillStyle = cell.isHeading ? colours.soft : colours.ink;
  context.textAlign = isFirst ? 'left' : 'right';
  context.fillText(cell.text, isFirst ? x + 4 : x + width - 8, y + size.row / 2, size.widest);
}

function drawRow(canvas: Canvas, at: number, { layout, shade }: Placed): void {
  const { rows, widths, head } = layout;
  const [context, colours] = canvas;
  const y = head + at * size.row;
  const isHeading = at === 0;
  let x: number = size.pad;
  context.font = font(400, size.text);
  for (const [i, width] of widths.entries()) {
    const depth = isHeading ? 0 : (shade?.(at, i) ?? 0);
    drawCell(canvas, { text: rows[at]?.[i] ?? '', x, y, width, depth, isFirst: i === 0, isHeading });
    x += width;
  }
  context.textAlign = 'left';
  context.fillStyle = colours.line;
  context.fillRect(size.pad, y + size.row - 1, x - size.pad, 1);
}

/** Hands the reader a picture of numbers, in the colours of the page. */
export function savePicture(name: string, drawn: Drawn): void {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) return;
  const layout = layOut(context, drawn);
  canvas.width = layout.width * 2;
  canvas.height = layout.height * 2;
  const colours = readColours();
  context.scale(2, 2);
  context.textBaseline = 'middle';
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, layout.width, layout.height);
  const placed = drawn.shade === undefined ? { layout } : { layout, shade: drawn.shade };
  drawHead([context, colours], drawn);
  for (const at of layout.rows.keys()) drawRow([context, colours], at, placed);
  saveFile(`${name}.png`, readDataUrl(canvas.toDataURL('image/png')));
}
