import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { Font } from 'fontkit';
import { z } from 'zod';

/** Noto Sans SC, cut into slices of some hundred characters each; every slice has all weights. */
const require = createRequire(import.meta.url);
const characters = require.resolve('@fontsource-variable/noto-sans-sc/unicode.json');
const ranges = z.record(z.string(), z.string());

export type Weight = 400 | 600;

/** A character as it is drawn: in thousandths of the size of the type. */
export interface Glyph {
  readonly advance: number;
  /** What draws it, as PDF writes paths; '' of a space. */
  readonly path: string;
}

interface Slice {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

function readSlices(text: string): Slice[] {
  return Object.entries(ranges.parse(JSON.parse(text))).flatMap(([key, list]) =>
    list.split(',').map((range) => {
      const [from = 0, to = from] = range
        .replace('U+', '')
        .split('-')
        .map((code) => Number.parseInt(code, 16));
      const file = `noto-sans-sc-${key.replaceAll(/[[\]]/g, '')}-wght-normal.woff2`;
      return { file, from, to };
    }),
  );
}

const number = (value: number) => String(Math.round(value * 10) / 10);

type Args = readonly number[];

/** A curve of two points as one of three: each of its inner points lies two thirds of the way to the one between. */
function writeCurve([x = 0, y = 0]: Args, [a = 0, b = 0, c = 0, d = 0]: Args): string {
  const third = (from: number, over: number) => number(from + (2 / 3) * (over - from));
  return `${third(x, a)} ${third(y, b)} ${third(c, a)} ${third(d, b)} ${number(c)} ${number(d)} c`;
}

const plainly = (operator: string) => (_: Args, args: Args) => [...args.map(number), operator].join(' ');
const operators: Readonly<Record<string, (at: Args, args: Args) => string>> = {
  moveTo: plainly('m'),
  lineTo: plainly('l'),
  bezierCurveTo: plainly('c'),
  closePath: plainly('h'),
  quadraticCurveTo: writeCurve,
};

/** The commands of a glyph as operators. */
function writePath({ path }: ReturnType<Font['glyphForCodePoint']>): string {
  let at: Args = [0, 0];
  return path.commands
    .map(({ command, args }) => {
      const text = operators[command]?.(at, args) ?? '';
      if (args.length > 1) at = args.slice(-2);
      return text;
    })
    .join('\n');
}

/** Reads what characters look like; each slice is opened once, when the first of its characters is drawn. */
export function createGlyphs() {
  const opened = new Map<string, Promise<Font>>();
  const known = new Map<string, Glyph>();
  let slices: Promise<Slice[]> | undefined;
  const list = async () => readSlices(await readFile(characters, 'utf8'));
  const open = async (file: string): Promise<Font> => {
    const [{ create }, { decompress }] = await Promise.all([import('fontkit'), import('wawoff2')]);
    const font = create(
      Buffer.from(await decompress(await readFile(join(dirname(characters), 'files', file)))),
    );
    if (!('getVariation' in font)) throw new Error(`${file} is no single font`);
    return font;
  };
  const draw = async (char: string, weight: Weight): Promise<Glyph> => {
    const code = char.codePointAt(0) ?? 32;
    slices ??= list();
    const slice = (await slices).find(({ from, to }) => code >= from && code <= to);
    if (slice === undefined) return char === '□' ? { advance: 1_000, path: '' } : get('□', weight);
    const key = `${slice.file} ${weight}`;
    const font = opened.get(key) ?? open(slice.file).then((one) => one.getVariation({ wght: weight }));
    opened.set(key, font);
    const glyph = (await font).glyphForCodePoint(code);
    return { advance: glyph.advanceWidth, path: writePath(glyph) };
  };
  const get = async (char: string, weight: Weight): Promise<Glyph> => {
    const key = `${weight}${char}`;
    const glyph = known.get(key) ?? (await draw(char, weight));
    known.set(key, glyph);
    return glyph;
  };
  return { get };
}
