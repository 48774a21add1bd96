import { catalogueColumns, type Field } from '../fields/index.ts';
import { quoteText } from '../store/warehouse/index.ts';

/** An expression, and the ClickHouse type that it is packed as. */
export type Packing = readonly [name: string, expression: string, type: string];

/**
 * What a record says, as one text beside its columns: whoever looks at one record opens one file instead of fifty. The
 * text is the engine's RowBinary; its shape, the names and types of what stands in it, is a column of its own, since each
 * batch has another.
 */
export function packRow(parts: readonly Packing[]): { readonly shape: string; readonly row: string } {
  const values = parts.map(([, expression, type]) => `CAST(${expression}, '${type}')`);
  return {
    shape: quoteText(parts.map(([name, , type]) => `${name} ${type}`).join('\n')),
    row: `formatRowNoNewline('RowBinary', ${values.join(', ')})`,
  };
}

/** The columns of fields that a plan gives, to be packed. */
export function packFields(
  fields: readonly Field[],
  given: readonly (readonly [column: string, expression: string])[],
): Packing[] {
  const expressions = new Map(given);
  return catalogueColumns(fields).flatMap(({ name, type }) => {
    const expression = expressions.get(name);
    return expression === undefined ? [] : [[name, expression, withoutDictionary(type)] as const];
  });
}

const withoutDictionary = (type: string): string => type.replace('LowCardinality(String)', 'String');

/** Where a reader is in the bytes of a row. */
interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

type Reader = (cursor: Cursor) => unknown;

/** Batches come and go; more shapes than this are not kept. */
const mostShapes = 1_000;
const shapes = new Map<string, readonly (readonly [string, Reader])[]>();

/** The values of a packed row by name. Throws where the bytes are not of this shape. */
export function unpackRow(shape: string, bytes: Buffer): Record<string, unknown> {
  const cursor = { bytes, at: 0 };
  const row: Record<string, unknown> = {};
  for (const [name, read] of readersOf(shape)) row[name] = read(cursor);
  if (cursor.at !== bytes.length)
    throw new Error(`a packed row of ${bytes.length} bytes ended at ${cursor.at}`);
  return row;
}

function readersOf(shape: string): readonly (readonly [string, Reader])[] {
  const kept = shapes.get(shape);
  if (kept !== undefined) return kept;
  const readers = shape.split('\n').map((line) => {
    const space = line.indexOf(' ');
    return [line.slice(0, space), readerOf(line.slice(space + 1))] as const;
  });
  if (shapes.size >= mostShapes) shapes.clear();
  shapes.set(shape, readers);
  return readers;
}

const scalars: Readonly<Record<string, Reader>> = {
  String: readText,
  UInt8: (cursor) => cursor.bytes.readUInt8(advance(cursor, 1)),
  UInt16: (cursor) => cursor.bytes.readUInt16LE(advance(cursor, 2)),
  UInt32: (cursor) => cursor.bytes.readUInt32LE(advance(cursor, 4)),
  Float64: (cursor) => cursor.bytes.readDoubleLE(advance(cursor, 8)),
};

function readerOf(type: string): Reader {
  const [, outer, inner = ''] = /^(Array|Nullable)\((.*)\)$/.exec(type) ?? [];
  if (outer === undefined) {
    const scalar = scalars[type];
    if (scalar === undefined) throw new Error(`rows are not packed with ${type}`);
    return scalar;
  }
  const read = readerOf(inner);
  if (outer === 'Nullable') return (cursor) => (cursor.bytes[advance(cursor, 1)] === 1 ? null : read(cursor));
  return (cursor) => Array.from({ length: readCount(cursor) }, () => read(cursor));
}

function advance(cursor: Cursor, count: number): number {
  const { at } = cursor;
  cursor.at += count;
  return at;
}

/** A number in as many bytes as it needs, seven bits in each, the lowest first. */
function readCount(cursor: Cursor): number {
  let count = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = cursor.bytes.readUInt8(advance(cursor, 1));
    count += (byte % 128) * factor;
    if (byte < 128) return count;
  }
}

function readText(cursor: Cursor): string {
  const length = readCount(cursor);
  const start = advance(cursor, length);
  return cursor.bytes.toString('utf8', start, start + length);
}
