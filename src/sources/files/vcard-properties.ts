import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** One property of a card: `item1.TEL;TYPE=CELL:+86…` */
export interface CardProperty {
  readonly group: string;
  readonly name: string;
  readonly types: ReadonlySet<string>;
  readonly preferred: boolean;
  /** The value as text, still escaped. */
  readonly value: string;
}

/** What stands before the colon of a property. */
export interface PropertyHead {
  readonly group: string;
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly types: ReadonlySet<string>;
  readonly quotedPrintable: boolean;
  readonly binary: boolean;
}

const encodings = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '7BIT', '8BIT']);

/** Splits a logical line at the colon that ends its head, which may hold colons inside of quotes; null when there is none. */
export function splitProperty(line: string): { head: string; value: string } | null {
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at];
    if (letter === '"') quoted = !quoted;
    else if (letter === ':' && !quoted) return { head: line.slice(0, at), value: line.slice(at + 1) };
  }
  const colon = line.indexOf(':');
  return colon < 0 ? null : { head: line.slice(0, colon), value: line.slice(colon + 1) };
}

/** Reads the head of a property: `item1.TEL;TYPE="work,voice";PREF=1`, or `TEL;WORK;VOICE` of version 2.1. */
export function readHead(head: string): PropertyHead {
  const [full = '', ...rest] = head.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/u);
  const dot = full.lastIndexOf('.');
  const { parameters, types } = readParameters(rest);
  const encoding = parameters.get('ENCODING')?.toUpperCase() ?? '';
  const name = full
    .slice(dot + 1)
    .trim()
    .toUpperCase();
  return {
    group: full.slice(0, Math.max(0, dot)).trim().toLowerCase(),
    name,
    parameters,
    types,
    quotedPrintable: encoding === 'QUOTED-PRINTABLE',
    binary: encoding === 'BASE64' || encoding === 'B',
  };
}

function readParameters(parts: readonly string[]): Pick<PropertyHead, 'parameters' | 'types'> {
  const parameters = new Map<string, string>();
  const types = new Set<string>();
  for (const part of parts) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? '' : part.slice(0, equals).trim().toUpperCase();
    const value = part
      .slice(equals + 1)
      .replaceAll('"', '')
      .trim();
    if (name === '' && encodings.has(value.toUpperCase())) parameters.set('ENCODING', value);
    else if (name === '' || name === 'TYPE') addTypes(types, value);
    else parameters.set(name, value);
  }
  return { parameters, types };
}

function addTypes(types: Set<string>, list: string): void {
  for (const type of list.split(',')) types.add(type.trim().toLowerCase());
}

/** Makes a property of its head and its raw bytes (as a Latin-1 string); `encoding` is that of the file. */
export function decodeProperty(head: PropertyHead, raw: string, encoding: string): CardProperty {
  const bytes = head.quotedPrintable ? decodeQuotedPrintable(raw) : Buffer.from(raw, 'latin1');
  const charset = head.parameters.get('CHARSET') ?? '';
  const named =
    charset !== '' && iconv.encodingExists(charset) && !/^(?:us-)?ascii$/iu.test(charset)
      ? charset
      : encoding;
  const preferred = head.types.has('pref') || head.parameters.get('PREF') === '1';
  const text = decodeText(bytes, named);
  // A program that cut a quoted-printable value at a number of bytes left half a character behind.
  const value = head.quotedPrintable ? text.replaceAll('\uFFFD', '') : text;
  return { group: head.group, name: head.name, types: head.types, preferred, value };
}

/** Text in the encoding that is named, or in UTF-8 where only that fits. */
function decodeText(bytes: Buffer, encoding: string): string {
  const text = iconv.decode(bytes, encoding);
  return encoding !== 'utf-8' && text.includes('\uFFFD') && isUtf8(bytes) ? bytes.toString('utf8') : text;
}

function decodeQuotedPrintable(text: string): Buffer {
  const joined = text.replace(/=[ \t]*\r?\n/gu, '');
  const decoded = joined.replace(/=([\dA-Fa-f]{2})/gu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(decoded, 'latin1');
}

/** Splits a structured value at the marks that are not escaped, and takes the escapes away. */
export function splitValue(value: string, mark: ';' | ','): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < value.length; at++) {
    const letter = value[at] ?? '';
    if (letter === '\\' && at + 1 < value.length) part += letter + (value[++at] ?? '');
    else if (letter === mark) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  parts.push(part);
  return parts.map(unescapeValue);
}

/** A value without its escapes, with line ends as LF. */
export function unescapeValue(value: string): string {
  return value
    .replace(/\\([nN]|[^])/gu, (_, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter))
    .replace(/\r\n?/gu, '\n')
    .trim();
}
