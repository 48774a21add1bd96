import type { JsonContainer } from './json-container.ts';
import { PieceBuffer } from './piece-buffer.ts';

/** One element of the list of records, as text. */
export interface JsonElement {
  readonly line: number;
  readonly text: string;
  /** True when it was longer than may be kept. */
  readonly cut: boolean;
  /** Its key in an object of objects. */
  readonly key: string;
}

const plainByte = 0;
const quoteByte = 1;
const openByte = 2;
const closeByte = 3;
const commaByte = 4;
const lineByte = 5;
const escapeByte = 6;

const classes = new Uint8Array(256);
classes[34] = quoteByte;
classes[123] = openByte;
classes[91] = openByte;
classes[125] = closeByte;
classes[93] = closeByte;
classes[44] = commaByte;
classes[10] = lineByte;
classes[92] = escapeByte;

/**
 * Cuts the elements of one JSON list out of UTF-8 blocks, holding no more than the element at hand.
 * It only counts brackets outside of strings, so a broken element spoils no other; a line end inside a string ends the string.
 */
export class JsonSplitter {
  done = false;

  private readonly kind: JsonContainer['kind'];
  private readonly kept: PieceBuffer;
  private offset: number;
  private line = 1;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private elementLine = 0;
  private found: JsonElement[] = [];
  private bytes: Buffer = Buffer.alloc(0);
  private from = 0;

  constructor(container: JsonContainer, maxBytes: number) {
    this.kind = container.kind;
    this.offset = container.kind === 'single' ? container.offset : container.offset + 1;
    this.kept = new PieceBuffer(maxBytes);
  }

  /** Elements that end in this block. */
  push(block: Uint8Array): JsonElement[] {
    this.bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
    this.found = [];
    const start = this.passStart(block);
    this.from = start;
    const skipped = this.escaped && block[start] !== 10 ? 1 : 0;
    this.escaped = false;
    for (
      let at = skipPlain(block, start + skipped);
      at < block.length && !this.done;
      at = skipPlain(block, at + 1)
    ) {
      // A backslash takes the next byte with it, whatever that is.
      if (this.inString && classes[block[at] ?? 0] === escapeByte) at = this.passEscape(at);
      else this.meet(at);
    }
    if (!this.done) this.keep(this.bytes.length);
    return this.found;
  }

  /** Passes what stands before the list. */
  private passStart(block: Uint8Array): number {
    const start = Math.min(this.offset, block.length);
    this.offset -= start;
    for (let at = 0; at < start; at++) if (block[at] === 10) this.line++;
    return start;
  }

  /** The element that the end of the text left open. */
  finish(): JsonElement[] {
    this.found = [];
    if (!this.done) this.endElement();
    return this.found;
  }

  private meet(at: number): void {
    const kind = classes[this.bytes[at] ?? 0] ?? 0;
    if (this.inString) this.meetInString(kind);
    else this.meetMark(kind, at);
  }

  private meetMark(kind: number, at: number): void {
    if (this.elementLine === 0 && kind < commaByte) this.elementLine = this.line;
    if (kind === quoteByte) this.inString = true;
    else if (kind === openByte) this.depth++;
    else if (kind === lineByte) this.line++;
    else if (kind === closeByte) this.meetClose(at);
    else if (kind === commaByte && this.depth === 0 && this.kind !== 'single') this.cutAt(at);
  }

  private meetInString(kind: number): void {
    if (kind === quoteByte) this.inString = false;
    else if (kind === lineByte) {
      this.inString = false;
      this.line++;
    }
  }

  /** Passes a backslash and what it escapes, which may stand in the next block; a line end is never escaped. */
  private passEscape(at: number): number {
    if (at + 1 >= this.bytes.length) {
      this.escaped = true;
      return at;
    }
    return this.bytes[at + 1] === 10 ? at : at + 1;
  }

  private meetClose(at: number): void {
    if (this.depth > 0) {
      this.depth--;
      if (this.depth > 0 || this.kind !== 'single') return;
      this.keep(at + 1);
    } else this.keep(at);
    this.endElement();
    this.done = true;
  }

  private cutAt(at: number): void {
    this.keep(at);
    this.endElement();
    this.from = at + 1;
  }

  private keep(to: number): void {
    this.kept.keep(this.bytes.subarray(this.from, to));
  }

  private endElement(): void {
    const { bytes, cut } = this.kept.take();
    const whole = bytes.toString('utf8').trim();
    const line = this.elementLine === 0 ? this.line : this.elementLine;
    this.elementLine = 0;
    if (whole === '') return;
    const keyed = this.kind === 'object' ? /^"((?:[^"\\]|\\.)*)"\s*:/u.exec(whole) : null;
    const text = keyed === null ? whole : whole.slice(keyed[0].length).trim();
    this.found.push({ line, text, cut, key: keyed?.[1] ?? '' });
  }
}

/** Position of the next byte with a meaning, from `from` on. */
function skipPlain(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && classes[bytes[at] ?? 0] === plainByte) at++;
  return at;
}
