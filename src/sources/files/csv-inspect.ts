import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { openBytes, readHead } from './byte-source.ts';
import { detectMarks, readRows } from './csv-dialect.ts';
import { detectEncoding } from './encoding.ts';
import { findTable } from './header-row.ts';
import { fileProblem, fileWarning } from './problems.ts';
import { decodeBytes, nameEncoding } from './transcode.ts';
import { sampleRows, type FileShape, type FileWarning, type ShapeOverrides } from './types.ts';

const headBytes = 1024 * 1024;
const probeBytes = 64 * 1024;
const probes = 6;
const widthRows = 20_000;

/** The start of a text file, decoded, with what was found out about its encoding. */
export interface TextHead {
  readonly encoding: string;
  /** UTF-8 without a mark, ending at a line end unless `whole`. */
  readonly text: Buffer;
  readonly whole: boolean;
  readonly warnings: FileWarning[];
  /** Bytes of the file that stand for `text`. */
  readonly bytes: number;
}

/** Reads the start of a text file and, where it is not packed, looks at places further down to tell the encoding. */
export async function readTextHead(path: string, gzip: boolean, encoding?: string | null): Promise<TextHead> {
  const { bytes, whole } = await readHead(openBytes(path, gzip), headBytes);
  const probed = whole || gzip ? [] : probe(path, statSync(path).size);
  const given = encoding ?? null;
  const guess =
    given === null
      ? detectEncoding([bytes, ...probed])
      : { encoding: nameEncoding(given), doubtful: false, broken: false };
  const warnings: FileWarning[] = [];
  if (guess.broken) warnings.push(fileWarning('encoding.broken', { encoding: guess.encoding }));
  else if (guess.doubtful) warnings.push(fileWarning('encoding.doubtful', { encoding: guess.encoding }));
  const decoded = decodeBytes(bytes, guess.encoding);
  const text = whole ? decoded : cutToLastLine(decoded);
  const share = decoded.length === 0 ? 1 : text.length / decoded.length;
  return { encoding: guess.encoding, text, whole, warnings, bytes: bytes.length * share };
}

function probe(path: string, size: number): Buffer[] {
  const file = openSync(path, 'r');
  try {
    return Array.from({ length: probes }, (_, i) => {
      const at = headBytes + Math.floor(((size - headBytes - probeBytes) * (i + 1)) / probes);
      const bytes = Buffer.alloc(probeBytes);
      return bytes.subarray(0, readSync(file, bytes, 0, probeBytes, Math.max(0, at - (at % 2))));
    });
  } finally {
    closeSync(file);
  }
}

function cutToLastLine(text: Buffer): Buffer {
  const end = Math.max(text.lastIndexOf(10), text.lastIndexOf(13)) + 1;
  return end > 0 ? text.subarray(0, end) : text;
}

/** Guesses the layout of a delimited text. */
export async function inspectCsv(
  file: { readonly path: string; readonly name: string; readonly gzip: boolean },
  overrides: ShapeOverrides,
): Promise<FileShape> {
  const head = await readTextHead(file.path, file.gzip, overrides.encoding);
  if (!/[^\s,;|"'\0]/u.test(head.text.toString('utf8')))
    throw fileProblem('files.empty', { file: file.name });
  const marks = detectMarks(head.text, {
    ...(overrides.delimiter !== undefined && { delimiter: overrides.delimiter }),
    ...(overrides.quote !== undefined && { quote: overrides.quote }),
  });
  const first = findTable(file.name, readRows(head.text, marks, sampleRows + 30), overrides.headerRow);
  // Without a header only the widest row tells how many columns there are, so more rows are looked at.
  const table =
    first.headerRow === null ? findTable(file.name, readRows(head.text, marks, widthRows), null) : first;
  return {
    format: 'csv',
    gzip: file.gzip,
    encoding: head.encoding,
    delimiter: marks.delimiter,
    quote: marks.quote,
    sheet: null,
    sheets: [],
    headerRow: table.headerRow,
    headers: table.headers,
    top: table.top,
    samples: table.samples,
    warnings: [...head.warnings, ...table.warnings],
    rowsEstimate: estimateRows(file.path, file.gzip, head),
  };
}

/** Lines of the head, scaled up to the whole file; null for a packed file that is longer than its head. */
export function estimateRows(path: string, gzip: boolean, head: TextHead): number | null {
  let lines = 0;
  for (const byte of head.text) if (byte === 10) lines++;
  if (lines === 0) for (const byte of head.text) if (byte === 13) lines++;
  if (head.whole) return Math.max(1, lines);
  if (gzip || head.bytes === 0) return null;
  return Math.round((lines * statSync(path).size) / head.bytes);
}
