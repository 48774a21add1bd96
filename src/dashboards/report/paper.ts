import { createAlphabet, type DocumentHead, type PageContent, writeDocument } from './document.ts';
import { createGlyphs, type Glyph, type Weight } from './font.ts';

/** Colours by what they mean, as shares of red, green and blue. */
const colours = {
  ink: [0.09, 0.13, 0.2],
  soft: [0.35, 0.4, 0.47],
  line: [0.85, 0.87, 0.9],
  accent: [0.12, 0.36, 0.72],
  pale: [0.8, 0.87, 0.96],
} as const;
export type Colour = keyof typeof colours;

export interface Type {
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: Colour;
}

/** A place on the page, from its upper left corner, in points. */
export type Point = readonly [number, number];

export const sheet = { width: 595, height: 842, margin: 48 } as const;

const n = (value: number) => value.toFixed(2);
const paint = (colour: Colour, operator: 'rg' | 'RG') =>
  `${colours[colour].map((part) => String(part)).join(' ')} ${operator}`;
const glyphs = createGlyphs();

/** Reads what all these characters look like, so that they can be measured and drawn at once. */
export async function readCharacters(texts: Iterable<string>): Promise<ReadonlyMap<string, Glyph>> {
  const chars = new Set([...texts, '…□ '].flatMap((text) => Array.from(text)));
  const found = new Map<string, Glyph>();
  for (const char of chars)
    for (const weight of [400, 600] as const) found.set(`${weight}${char}`, await glyphs.get(char, weight));
  return found;
}

/** Sheets of A4 that one draws on, from the top down. */
export function createPaper(known: ReadonlyMap<string, Glyph>) {
  const alphabet = createAlphabet();
  const pages: { operators: string[]; links: PageContent['links'][number][] }[] = [];
  const page = () => {
    const last = pages.at(-1) ?? { operators: [], links: [] };
    if (pages.length === 0) pages.push(last);
    return last;
  };
  const down = (y: number) => sheet.height - y;
  const glyphOf = (char: string, weight: Weight) =>
    known.get(`${weight}${char}`) ?? known.get(`${weight}□`) ?? { advance: 1_000, path: '' };
  const width = (text: string, { size, weight = 400 }: Type): number =>
    Array.from(text).reduce((sum, char) => sum + glyphOf(char, weight).advance, 0) * (size / 1_000);
  const cut = (text: string, type: Type, most: number): string => {
    if (width(text, type) <= most) return text;
    const chars = Array.from(text);
    while (chars.length > 0 && width(`${chars.join('')}…`, type) > most) chars.pop();
    return `${chars.join('')}…`;
  };
  const text = ([x, y]: Point, words: string, type: Type): void => {
    const { size, weight = 400, colour = 'ink' } = type;
    const runs: { font: number; codes: string }[] = [];
    for (const char of words) {
      const { font, code } = alphabet.place(`${weight}${char}`, char, glyphOf(char, weight));
      const last = runs.at(-1);
      if (last?.font === font) last.codes += code;
      else runs.push({ font, codes: code });
    }
    const shown = runs.map(({ font, codes }) => `/F${font} ${size} Tf <${codes}> Tj`).join(' ');
    page().operators.push(`BT ${paint(colour, 'rg')} ${n(x)} ${n(down(y))} Td ${shown} ET`);
  };
  return {
    width,
    cut,
    text,
    rect([x, y]: Point, [wide, high]: Point, colour: Colour): void {
      page().operators.push(`${paint(colour, 'rg')} ${n(x)} ${n(down(y + high))} ${n(wide)} ${n(high)} re f`);
    },
    /** A line through points, or the area within them. */
    path(points: readonly Point[], colour: Colour, how: 'line' | 'area'): void {
      const [[x, y] = [0, 0], ...rest] = points;
      const steps = [`${n(x)} ${n(down(y))} m`, ...rest.map(([a, b]) => `${n(a)} ${n(down(b))} l`)].join(' ');
      const isLine = how === 'line';
      page().operators.push(`${paint(colour, isLine ? 'RG' : 'rg')} 1.2 w ${steps} ${isLine ? 'S' : 'f'}`);
    },
    link([x, y]: Point, [wide, high]: Point, url: string): void {
      page().links.push({ url, box: [x, down(y + high), x + wide, down(y)] });
    },
    turn: (): void => void pages.push({ operators: [], links: [] }),
    finish: (head: Omit<DocumentHead, 'size'>): Promise<Buffer> =>
      writeDocument(
        pages.map(({ operators, links }) => ({ operators: operators.join('\n'), links })),
        alphabet.list(),
        { ...head, size: [sheet.width, sheet.height] },
      ),
  };
}

export type Paper = ReturnType<typeof createPaper>;
