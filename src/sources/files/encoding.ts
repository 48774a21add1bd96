import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import iconv from 'iconv-lite';
import { frequentJapanese, frequentSimplified, frequentTraditional } from './encoding.data.ts';

/** A guess at the encoding of a text. */
export interface EncodingGuess {
  readonly encoding: string;
  /** The guess rests on little, or others are nearly as good. */
  readonly doubtful: boolean;
  /** Some bytes do not fit the encoding. */
  readonly broken: boolean;
}

const scoredBytes = 48 * 1024;

/** Guesses the encoding from one or more samples of a file, the first of them from its start. */
export function detectEncoding(samples: readonly Uint8Array[]): EncodingGuess {
  const [head = new Uint8Array(0)] = samples;
  const marked = readMark(head);
  if (marked !== null) return { encoding: marked, doubtful: false, broken: false };
  const wide = guessWide(head);
  if (wide !== null) return { encoding: wide, doubtful: false, broken: false };
  const parts = samples.map(cutToLines);
  const bytes = Buffer.concat(parts.filter((part) => part.some((byte) => byte >= 0x80)));
  if (bytes.length === 0 || parts.every((part) => isUtf8(part))) {
    return { encoding: 'utf-8', doubtful: false, broken: false };
  }
  if (mostlyUtf8(bytes)) return { encoding: 'utf-8', doubtful: false, broken: true };
  return guessLegacy(bytes);
}

function readMark(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: its line ends, commas, digits and Latin letters have a zero on one side only. */
function guessWide(head: Uint8Array): string | null {
  const { even, odd, pairs } = countZeros(head);
  if (pairs < 4) return null;
  const encoding = odd > even * 8 ? 'utf-16le' : even > odd * 8 ? 'utf-16be' : null;
  if (encoding === null || Math.max(even, odd) <= pairs * 0.05) return null;
  return readsWell(head, encoding) ? encoding : null;
}

/** Pairs of bytes of which only the even or only the odd one is zero, the other being ASCII. */
function countZeros(head: Uint8Array): { even: number; odd: number; pairs: number } {
  const length = Math.min(head.length - (head.length % 2), 64 * 1024);
  const counts = { even: 0, odd: 0, pairs: 0 };
  for (let at = 0; at < length; at += 2) {
    const [first, second] = [head[at], head[at + 1]];
    if (first === 0 && second === 0) continue;
    counts.pairs++;
    if (first === 0 && isAsciiText(second)) counts.even++;
    if (second === 0 && isAsciiText(first)) counts.odd++;
  }
  return counts;
}

function isAsciiText(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13));
}

/** Random bytes read as UTF-16 show lone surrogates and private characters; a text hardly any. */
function readsWell(head: Uint8Array, encoding: string): boolean {
  const text = iconv.decode(Buffer.from(head.subarray(0, scoredBytes & ~1)), encoding);
  const odd = text.match(/[\uFFFD\uE000-\uF8FF\u0000-\u0008\u000e-\u001f]/gu)?.length ?? 0;
  return odd * 20 < text.length;
}

/** From the first line end to the last, so that no character is cut; the whole when there are none. */
function cutToLines(sample: Uint8Array, index: number): Uint8Array {
  const bytes = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength);
  const start = index === 0 ? 0 : bytes.indexOf(10) + 1;
  const end = bytes.lastIndexOf(10) + 1;
  return end > start ? bytes.subarray(start, end) : bytes.subarray(start);
}

/** A text in UTF-8 with a few broken places: sound sequences outnumber the others by far. */
function mostlyUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  const broken = text.match(/\uFFFD+/gu)?.length ?? 0;
  const sound = text.match(/[^\u0000-\u007f\uFFFD]/gu)?.length ?? 0;
  return sound >= 8 && sound > broken * 8;
}

const legacy: readonly { readonly encoding: string; readonly score: (text: string) => number }[] = [
  { encoding: 'gb18030', score: (text) => scoreHan(text, frequentSimplified, 0) },
  { encoding: 'big5', score: (text) => scoreHan(text, frequentTraditional, 0) },
  { encoding: 'shift_jis', score: (text) => scoreHan(text, frequentJapanese, 1) },
  { encoding: 'windows-1252', score: scoreLatin },
];

function guessLegacy(bytes: Buffer): EncodingGuess {
  const part = nonAsciiPart(bytes);
  const statistics = new Map(analyse(part).map(({ name, confidence }) => [name.toLowerCase(), confidence]));
  const ranked = legacy
    .map(({ encoding, score }) => {
      const text = iconv.decode(part, encoding);
      const broken = text.match(/\uFFFD/gu)?.length ?? 0;
      return { encoding, broken: broken > 0, score: score(text) + bonus(statistics, encoding) };
    })
    .sort((a, b) => b.score - a.score);
  const [best, next] = ranked;
  if (best === undefined) return { encoding: 'utf-8', doubtful: true, broken: true };
  return { encoding: best.encoding, doubtful: best.score - (next?.score ?? 0) < 0.15, broken: best.broken };
}

function bonus(statistics: ReadonlyMap<string, number>, encoding: string): number {
  const names =
    encoding === 'windows-1252' ? ['windows-1252', 'iso-8859-1'] : [encoding, encoding.replace('_', '-')];
  return Math.max(...names.map((name) => statistics.get(name) ?? 0)) / 1000;
}

/** Lines with something beyond ASCII, as far as are needed. */
function nonAsciiPart(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let size = 0;
  for (let at = 0; at < bytes.length && size < scoredBytes;) {
    const found = bytes.indexOf(10, at);
    const end = found < 0 ? bytes.length : found + 1;
    const line = bytes.subarray(at, Math.min(end, at + scoredBytes));
    if (line.some((byte) => byte >= 0x80)) {
      parts.push(line);
      size += line.length;
    }
    at = end;
  }
  return Buffer.concat(parts);
}

/** Mean weight of the characters beyond ASCII: near 1 for the language that the encoding is for, below 0.4 for another. */
function scoreHan(text: string, frequent: ReadonlySet<string>, kana: number): number {
  let sum = 0;
  let count = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    count++;
    sum += weighHan(letter, code, { frequent, kana });
  }
  return count === 0 ? 0 : sum / count;
}

interface Script {
  readonly frequent: ReadonlySet<string>;
  readonly kana: number;
}

/** Ranges of code points with the weight of a character in them; kana weigh by script. */
const ranges: readonly (readonly [number, number, number | 'kana'])[] = [
  [0x4e00, 0x9fff, 0.25],
  [0x3040, 0x30ff, 'kana'],
  [0x3000, 0x303f, 0.6],
  [0xff01, 0xff5e, 0.6],
  [0xff61, 0xff9f, -0.3],
  [0xe000, 0xf8ff, -1],
  [0xfffd, 0xfffd, -4],
  [0x2000, 0x25ff, 0.3],
];

function weighHan(letter: string, code: number, script: Script): number {
  if (script.frequent.has(letter)) return 1;
  const weight = ranges.find(([from, to]) => code >= from && code <= to)?.[2] ?? -0.4;
  return weight === 'kana' ? script.kana : weight;
}

/** Western text has its letters beyond ASCII singly, inside of words. */
function scoreLatin(text: string): number {
  let sum = 0;
  let count = 0;
  for (const { 0: run, index } of text.matchAll(/[^\u0000-\u007f]+/gu)) {
    count += run.length;
    const inWord = /[A-Za-z]/u.test(text.charAt(index - 1) + text.charAt(index + run.length));
    for (const letter of run) sum += weighLatin(letter, run.length, inWord);
  }
  return count === 0 ? 0 : sum / count;
}

function weighLatin(letter: string, run: number, inWord: boolean): number {
  if (letter === '\uFFFD') return -4;
  if (run > 2) return -0.5;
  if (/[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ffŒœŠšŽžŸ]/u.test(letter))
    return inWord ? (run === 1 ? 1 : 0.55) : 0.2;
  if (/[€£°©®–—‘’“”…ºª«»§·¿¡½¼²³™\u00a0]/u.test(letter)) return 0.7;
  return -0.5;
}
