import { splitLines, type TextLine } from './line-splitter.ts';
import type { RecordBatches, RecordItem } from './records.ts';
import {
  decodeProperty,
  readHead,
  splitProperty,
  type CardProperty,
  type PropertyHead,
} from './vcard-properties.ts';
import { mapCard } from './vcard-fields.ts';

/** Reads the cards of a vCard file (2.1, 3.0, 4.0) out of blocks in `encoding`, which must be a superset of ASCII. */
export async function* readCards(
  blocks: AsyncIterable<Uint8Array>,
  encoding: string,
  maxBytes: number,
): RecordBatches {
  const reader = new CardReader(encoding, maxBytes);
  for await (const lines of splitLines(blocks, maxBytes)) {
    for (const line of lines) reader.take(line);
    yield reader.items();
  }
  reader.finish();
  yield reader.items();
}

/** A property that is being put together from its physical lines. */
interface OpenProperty {
  readonly head: PropertyHead;
  value: string;
  size: number;
}

class CardReader {
  private readonly encoding: string;
  private readonly maxBytes: number;
  private found: RecordItem[] = [];
  private properties: CardProperty[] = [];
  private open: OpenProperty | null = null;
  private raw: string[] = [];
  private rawSize = 0;
  private start = 0;
  /** Cards inside of a card (AGENT of version 2.1) are passed over. */
  private depth = 0;
  private tooLong = false;

  constructor(encoding: string, maxBytes: number) {
    this.encoding = encoding;
    this.maxBytes = maxBytes;
  }

  items(): RecordItem[] {
    return this.found.splice(0);
  }

  take(line: TextLine): void {
    const text = line.bytes.toString('latin1');
    const bare = text.replace(/^\u00ef\u00bb\u00bf/u, '').trim();
    if (/^BEGIN\s*:\s*VCARD$/iu.test(bare)) return this.begin(line.line);
    if (this.depth === 0) return;
    this.keepRaw(text);
    if (/^END\s*:\s*VCARD$/iu.test(bare)) return this.end();
    if (this.depth === 1) this.takeText(text, line.cut);
  }

  finish(): void {
    if (this.depth > 0) this.reject('vcard.unclosed');
  }

  private begin(line: number): void {
    const nested = this.depth > 0 && this.open?.head.name === 'AGENT';
    if (nested) {
      this.depth++;
      return;
    }
    if (this.depth > 0) this.reject('vcard.unclosed');
    this.depth = 1;
    this.start = line;
    this.properties = [];
    this.open = null;
    this.raw = ['BEGIN:VCARD'];
    this.rawSize = 0;
    this.tooLong = false;
  }

  private end(): void {
    this.depth--;
    if (this.depth > 0) return;
    this.closeProperty();
    if (this.tooLong) return this.reject('line.long');
    const values = mapCard(this.properties);
    const raw = this.raw;
    const encoding = this.encoding;
    if (values.size === 0) return this.reject('vcard.empty');
    if ([...values.values()].some((value) => value.includes('\0'))) return this.reject('nul');
    if ([...values.values()].some((value) => value.includes('\uFFFD'))) return this.reject('encoding');
    this.found.push({ kind: 'record', line: this.start, values, raw: () => readRaw(raw, encoding) });
  }

  private reject(code: string): void {
    this.depth = 0;
    const raw = readRaw(this.raw, this.encoding);
    this.found.push({ kind: 'reject', row: { line: this.start, column: 0, code, raw, cells: [] } });
  }

  private takeText(text: string, cut: boolean): void {
    const { open } = this;
    if (cut && open?.head.binary !== true && !isBinary(text)) this.tooLong = true;
    if (open !== null && this.continues(open, text)) return this.append(open, text);
    this.closeProperty();
    const split = splitProperty(text);
    if (split === null) return;
    const head = readHead(split.head);
    this.open = { head, value: '', size: 0 };
    this.append(this.open, split.value);
  }

  /** A line goes on with the one before: by a blank in front, by `=` at the end of quoted-printable, or as bare base64. */
  private continues(open: OpenProperty, text: string): boolean {
    if (open.head.quotedPrintable && /=[ \t]*$/u.test(open.value)) return true;
    if (text.startsWith(' ') || text.startsWith('\t')) return true;
    return open.head.binary && text !== '' && splitProperty(text) === null;
  }

  private append(open: OpenProperty, text: string): void {
    if (open.head.binary) return;
    const soft = open.head.quotedPrintable && /=[ \t]*$/u.test(open.value);
    const folded = open.size > 0 && !soft && /^[ \t]/u.test(text);
    const part = folded ? text.slice(1) : text;
    if (soft) open.value = open.value.replace(/=[ \t]*$/u, '');
    open.size += part.length + 1;
    if (open.size > this.maxBytes) this.tooLong = true;
    else open.value += part;
  }

  private closeProperty(): void {
    const { open } = this;
    this.open = null;
    if (open === null || open.head.binary || this.properties.length > 10_000) return;
    this.properties.push(decodeProperty(open.head, open.value, this.encoding));
  }

  private keepRaw(text: string): void {
    this.rawSize += text.length;
    if (this.rawSize <= this.maxBytes) this.raw.push(text);
  }
}

function isBinary(text: string): boolean {
  const split = splitProperty(text.slice(0, 1000));
  return split !== null && readHead(split.head).binary;
}

function readRaw(lines: readonly string[], encoding: string): string {
  return decodeProperty(readHead('RAW'), lines.join('\r\n'), encoding).value;
}
