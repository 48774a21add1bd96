/** Where the records of a JSON text are: behind the bracket at `offset`, or the whole text is one. */
export interface JsonContainer {
  readonly kind: 'array' | 'object' | 'single';
  readonly offset: number;
}

const wrappers = new Set([
  'data',
  'rows',
  'records',
  'items',
  'results',
  'result',
  'list',
  'value',
  'values',
  'contacts',
  'customers',
  'companies',
]);

const quote = 34;
const backslash = 92;
const openBrace = 123;
const openBracket = 91;

/** Finds the list of records from the start of a JSON text; null when it holds none. */
export function findContainer(head: Buffer): JsonContainer | null {
  const start = skipBlank(head, 0);
  if (head[start] === openBracket) return { kind: 'array', offset: start };
  if (head[start] !== openBrace) return null;
  const walker = new Walker(head);
  walker.walk(start);
  if (walker.wrapped !== null) return { kind: 'array', offset: walker.wrapped };
  if (walker.topObjects > 0 && walker.topOthers === 0) return { kind: 'object', offset: start };
  return { kind: 'single', offset: start };
}

function skipBlank(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] ?? 0) <= 32) at++;
  return at;
}

/** Walks over the start of a text, noting the first array under a wrapper's key and what the top values are. */
class Walker {
  wrapped: number | null = null;
  topObjects = 0;
  topOthers = 0;
  private readonly bytes: Buffer;
  private depth = 0;
  /** Keys of the objects that are open, as far as three levels. */
  private key = '';

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  walk(from: number): void {
    let at = from;
    while (at < this.bytes.length && this.wrapped === null) {
      const byte = this.bytes[at] ?? 0;
      if (byte === quote) at = this.passString(at);
      else {
        if (byte === openBrace || byte === openBracket) this.depth++;
        else if (byte === 125 || byte === 93) this.depth--;
        at++;
      }
    }
  }

  /** Passes a string and, when it is a key, looks at what its value begins with. */
  private passString(from: number): number {
    let end = from + 1;
    while (end < this.bytes.length && this.bytes[end] !== quote) end += this.bytes[end] === backslash ? 2 : 1;
    const colon = skipBlank(this.bytes, end + 1);
    if (this.bytes[colon] !== 58) return end + 1;
    this.key = this.bytes.toString('utf8', from + 1, Math.min(end, from + 100)).toLowerCase();
    const value = skipBlank(this.bytes, colon + 1);
    this.meetValue(value);
    return value;
  }

  private meetValue(at: number): void {
    const first = this.bytes[at];
    if (first === undefined) return;
    if (this.depth === 1) {
      if (first === openBrace) this.topObjects++;
      else this.topOthers++;
    }
    if (first !== openBracket || this.depth > 3 || !wrappers.has(this.key)) return;
    const inside = this.bytes[skipBlank(this.bytes, at + 1)];
    if (inside === openBrace || inside === undefined) this.wrapped = at;
  }
}
