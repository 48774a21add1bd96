import { CsvScanner, type Dialect } from './csv-scanner.ts';
import { fileProblem } from './problems.ts';
import { readCells } from './row-binary.ts';
import type { GridRow } from './types.ts';

/** The marks of a delimited text as people write them. */
export interface Marks {
  readonly delimiter: string | null;
  readonly quote: string | null;
}

/** Delimiters in the order in which a draw is decided. */
const delimiters = [',', ';', '\t', '|', '\u0001', '^', '~', '¦', '§', '，', '、', '||', '::', ':'];
const detectRows = 120;

/** Marks as bytes; refuses those that cannot work. */
export function readDialect({ delimiter, quote }: Marks): Dialect {
  const delimiterBytes = Buffer.from(delimiter ?? '', 'utf8');
  if (delimiterBytes.length > 16 || /[\r\n\0]/u.test(delimiter ?? '')) {
    throw fileProblem('files.delimiter', { part: 'delimiter', value: delimiter });
  }
  if (quote === null || quote === '') return { delimiter: delimiterBytes, quote: 0 };
  if (!/^[\u0001-\u0009\u000e-\u007f]$/u.test(quote) || delimiter?.includes(quote) === true) {
    throw fileProblem('files.delimiter', { part: 'quote', value: quote });
  }
  return { delimiter: delimiterBytes, quote: quote.charCodeAt(0) };
}

/** The first rows of a text; a row that a cut-off end leaves open is left out, one with an open quote counts as one cell. */
export function readRows(bytes: Buffer, marks: Marks, limit: number): GridRow[] {
  const scanner = new CsvScanner(readDialect(marks), 0, 1024 * 1024);
  const rows: GridRow[] = [];
  scanner.end = bytes.length;
  scanner.final = true;
  scanner.attach(bytes, Buffer.allocUnsafe(2 * 1024 * 1024));
  let line = 1;
  while (rows.length < limit) {
    scanner.to = 0;
    const state = scanner.readRow();
    if (state === 'end' || state === 'more') break;
    if (state === 'row') {
      rows.push({ line, cells: readCells(scanner.out, 0, scanner.cells) });
      line += scanner.lines;
    } else {
      scanner.at = afterLine(bytes, scanner.at);
      line++;
    }
  }
  return rows;
}

function afterLine(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === 10) return at + 1;
    if (bytes[at] === 13) return bytes[at + 1] === 10 ? at + 2 : at + 1;
  }
  return bytes.length;
}

/** Guesses delimiter and quote of a text from its first 64 KB; what `known` says is not guessed. */
export function detectMarks(text: Buffer, known: Partial<Marks> = {}): Marks {
  const head = text.subarray(0, 64 * 1024);
  const quote = known.quote === undefined ? guessQuote(head) : known.quote;
  if (known.delimiter !== undefined) return { delimiter: known.delimiter, quote };
  const separator = /^sep=(.)\r?\n/iu.exec(head.toString('utf8', 0, 20))?.[1];
  return { delimiter: separator ?? guessDelimiter(head, quote), quote };
}

function guessDelimiter(head: Buffer, quote: string | null): string | null {
  let best: { delimiter: string | null; score: number } = { delimiter: null, score: 0 };
  for (const delimiter of delimiters) {
    if (delimiter === quote || !head.includes(delimiter)) continue;
    const score = scoreDelimiter(readRows(head, { delimiter, quote }, detectRows), delimiter);
    if (score > best.score * 1.05) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Single quotes only where cells are wrapped in them and none in double quotes. */
function guessQuote(head: Buffer): string {
  const text = head.toString('utf8');
  const double = countMatches(text, /(?:^|[,;\t|\n\r])"/gu);
  const single = countMatches(text, /(?:^|[,;\t|\n\r])'[^'\r\n]*'(?=$|[,;\t|\r\n])/gu);
  return single >= 2 && double === 0 ? "'" : '"';
}

function countMatches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/**
 * How well a delimiter explains the rows: the share of them that have the commonest number of cells, and a little for more cells.
 * A mark that people also write inside of values (: 、 ，) must be nearly perfect.
 */
function scoreDelimiter(rows: readonly GridRow[], delimiter: string): number {
  const widths = rows
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ cells }) => cells.length);
  const { width, hits } = commonestWidth(widths);
  if (width === 1) return 0;
  const share = hits / widths.length;
  const split = widths.filter((each) => each > 1).length / widths.length;
  const inText = /[:、，]/u.test(delimiter);
  if (inText && share < 0.95) return 0;
  return (share * 0.7 + split * 0.3) * (1 + Math.log2(Math.min(width, 64)) / 10) * (inText ? 0.6 : 1);
}

/** The number of cells, above one, that most rows have; wider ones weigh a little more. */
function commonestWidth(widths: readonly number[]): { width: number; hits: number } {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = { width: 1, hits: 0 };
  for (const [width, hits] of counts) {
    if (hits * Math.log2(width + 1) > best.hits * Math.log2(best.width + 1)) best = { width, hits };
  }
  return best;
}
