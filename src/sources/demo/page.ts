import { endianness } from 'node:os';
import iconv from 'iconv-lite';

export type Encoding = 'utf-8' | 'gb18030';

/**
 * Texts encoded once, so that a cell is written by copying bytes: each text begins at a whole 32-bit word and is copied by words,
 * four times as fast as by bytes.
 */
export interface Texts {
  /** Of each text: the number of its bytes in one word, then its bytes. */
  readonly words: Int32Array;
  /** The first word of each text. */
  readonly starts: Uint32Array;
}

/** Where rows are written: bytes, the next free place, and where each cell of the current row begins. */
export interface Page {
  readonly bytes: Buffer;
  /** The same bytes, for writing words. */
  readonly view: DataView;
  readonly encoding: Encoding;
  readonly delimiter: number;
  readonly starts: Int32Array;
  at: number;
  count: number;
}

/** More than the longest row can take; a page is full when less is left. */
export const longestRow = 16_384;

export function encodeText(text: string, encoding: Encoding): Buffer {
  return encoding === 'utf-8' ? Buffer.from(text, 'utf8') : iconv.encode(text, 'gb18030');
}

function decodeText(bytes: Buffer, encoding: Encoding): string {
  return encoding === 'utf-8' ? bytes.toString('utf8') : iconv.decode(bytes, 'gb18030');
}

/** Encodes a list once; `putText` then writes its nth text. */
export function encodeTexts(values: readonly string[], encoding: Encoding): Texts {
  const parts = values.map((value) => encodeText(value, encoding));
  const starts = new Uint32Array(values.length);
  const words = new Int32Array(parts.reduce((sum, part) => sum + 1 + Math.ceil(part.length / 4), 0));
  const bytes = new Uint8Array(words.buffer);
  let at = 0;
  parts.forEach((part, index) => {
    starts[index] = at;
    words[at] = part.length;
    bytes.set(part, (at + 1) * 4);
    at += 1 + Math.ceil(part.length / 4);
  });
  return { words, starts };
}

export function createPage(size: number, encoding: Encoding, delimiter: string): Page {
  const bytes = Buffer.alloc(size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, size);
  return {
    bytes,
    view,
    encoding,
    delimiter: delimiter.charCodeAt(0),
    starts: new Int32Array(128),
    at: 0,
    count: 0,
  };
}

/** Words in memory have this machine's byte order. */
const littleEndian = endianness() === 'LE';

/** The first byte of a text; 0 for an empty one at the end of its list. */
export function firstByte(texts: Texts, index: number): number {
  const word = texts.words[(texts.starts[index] ?? 0) + 1] ?? 0;
  return littleEndian ? word & 0xff : word >>> 24;
}

/** Writes a text; up to three bytes beyond it are touched and belong to whatever is written next. */
export function putText(page: Page, texts: Texts, index: number): void {
  const { words } = texts;
  const { view, at } = page;
  let word = texts.starts[index] ?? 0;
  const end = at + (words[word++] ?? 0);
  for (let to = at; to < end; to += 4) view.setInt32(to, words[word++] ?? 0, littleEndian);
  page.at = end;
}

const quoteMark = 34;

export function putByte(page: Page, byte: number): void {
  page.bytes[page.at++] = byte;
}

/** `00` to `99` as two bytes each. */
const pairs = Uint16Array.from({ length: 100 }, (_, n) => 0x3030 + Math.floor(n / 10) + (n % 10) * 256);

function countDigits(value: number): number {
  let length = 1;
  for (let limit = 10; limit <= value; limit *= 10) length++;
  return length;
}

/** Writes a whole number with leading zeros up to `width`, two digits at a time; below 2^31 the division stays in integers, which is what makes it fast. */
export function putNumber(page: Page, value: number, width = 1): void {
  if (value >= 1_000_000_000) {
    const high = Math.floor(value / 1_000_000);
    putNumber(page, high, width - 6);
    putNumber(page, value - high * 1_000_000, 6);
    return;
  }
  const length = Math.max(width, countDigits(value));
  const { view } = page;
  const from = page.at;
  let rest = value | 0;
  let at = from + length - 2;
  for (; at >= from; at -= 2) {
    const hundreds = (rest / 100) | 0;
    view.setUint16(at, pairs[rest - hundreds * 100] ?? 0, true);
    rest = hundreds;
  }
  if (at + 1 >= from) view.setUint8(from, 48 + rest);
  page.at = from + length;
}

/** Writes ASCII text. */
export function putAscii(page: Page, text: string): void {
  for (let i = 0; i < text.length; i++) page.bytes[page.at++] = text.charCodeAt(i);
}

export function beginRow(page: Page): void {
  page.count = 0;
  page.starts[0] = page.at;
}

export function endCell(page: Page): void {
  page.bytes[page.at++] = page.delimiter;
  page.count += 1;
  page.starts[page.count] = page.at;
}

/** The cells of the current row as texts, quotes taken off. */
export function readCells(page: Page): string[] {
  const row = page.bytes.subarray(page.starts[0] ?? 0, page.at - 1);
  if (!row.includes(quoteMark))
    return decodeText(row, page.encoding).split(String.fromCharCode(page.delimiter));
  const cells: string[] = [];
  for (let i = 0; i < page.count; i++) {
    const bytes = page.bytes.subarray(page.starts[i] ?? 0, (page.starts[i + 1] ?? 1) - 1);
    const text = decodeText(bytes, page.encoding);
    cells.push(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
  }
  return cells;
}

/** Takes the current row back and writes `line` in its place. */
export function replaceRow(page: Page, line: string): void {
  page.at = page.starts[0] ?? 0;
  const encoded = encodeText(line, page.encoding);
  page.at += encoded.copy(page.bytes, page.at);
  putByte(page, page.delimiter);
}

/** Ends the current row: its last delimiter becomes a line end. */
export function endRow(page: Page): void {
  page.bytes[page.at - 1] = 10;
}
