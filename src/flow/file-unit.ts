import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { ChunkPart, RowChunk } from '../records/index.ts';
import { spoolFile, type FileShape, type NamedMapping, type Upload } from '../sources/index.ts';

/** Files of an import that become one batch: a single one, or many small ones of the same layout. */
export interface FileUnit {
  readonly files: readonly Upload[];
  readonly shapes: readonly FileShape[];
  /** The layout of them all, with the columns of each. */
  readonly shape: FileShape;
  /** `a.vcf`, or `a.vcf +49`. */
  readonly name: string;
}

/** A batch costs about a second, whatever its size; files of this size and less share one. */
const smallBytes = 4_000_000;
const mostBytes = 32_000_000;
/** Formats whose values carry their names, so that files with other columns fit together. */
const named: ReadonlySet<string> = new Set(['vcard', 'json', 'jsonl', 'parquet']);

function layoutOf({ format, headers }: FileShape): string {
  return named.has(format) ? format : JSON.stringify([format, headers]);
}

/** Puts small files of one layout together, in the order in which the first of each comes; the same files give the same units. */
export function planUnits(files: readonly Upload[], shapes: readonly FileShape[]): FileUnit[] {
  const groups: { key: string; bytes: number; at: number[] }[] = [];
  for (const [at, shape] of shapes.entries()) {
    const bytes = files[at]?.bytes ?? 0;
    const key = layoutOf(shape);
    const group = groups.find((one) => one.key === key && one.bytes + bytes <= mostBytes);
    if (bytes > smallBytes || group === undefined) {
      groups.push({ key: bytes > smallBytes ? '' : key, bytes, at: [at] });
      continue;
    }
    group.at.push(at);
    group.bytes += bytes;
  }
  return groups.map(({ at }) => joinFiles(pick(files, at), pick(shapes, at)));
}

/** What a person said of the columns of several files, as far as it is of this one's; what no file has stays, to be refused. */
export function narrowMapping(
  said: Readonly<NamedMapping> | undefined,
  { shape }: FileUnit,
  units: readonly FileUnit[],
): Readonly<NamedMapping> | undefined {
  if (said === undefined || units.length === 1) return said;
  const own = new Set(shape.headers);
  const known = new Set(units.flatMap((unit) => unit.shape.headers));
  return Object.fromEntries(Object.entries(said).filter(([header]) => own.has(header) || !known.has(header)));
}

function pick<T>(list: readonly T[], at: readonly number[]): T[] {
  return list.filter((_one, index) => at.includes(index));
}

function joinFiles(files: readonly Upload[], shapes: readonly FileShape[]): FileUnit {
  const [first] = shapes;
  const [file] = files;
  if (first === undefined || file === undefined) throw new Error('a unit has at least one file');
  const headers = [...new Set(shapes.flatMap((shape) => shape.headers))];
  const name = files.length === 1 ? file.name : `${file.name} +${files.length - 1}`;
  if (files.length === 1) return { files, shapes, shape: first, name };
  return { files, shapes, shape: { ...first, headers, samples: joinSamples(shapes, headers) }, name };
}

const mostSamples = 200;

/** Rows of several files, each cell under its own header. */
function joinSamples(shapes: readonly FileShape[], headers: readonly string[]): string[][] {
  return shapes
    .flatMap((shape) => {
      const places = headers.map((header) => shape.headers.indexOf(header));
      return shape.samples.slice(0, 20).map((cells) => places.map((place) => cells[place] ?? ''));
    })
    .slice(0, mostSamples);
}

interface Spooling {
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly options: Omit<Parameters<typeof spoolFile>[1], 'shape' | 'directory'>;
  readonly check: () => Promise<void>;
}

/** The rows of many small files as one chunk that knows which rows are of which file. */
export async function* spoolTogether(unit: FileUnit, spooling: Spooling): AsyncGenerator<RowChunk> {
  const { directory, signal, options, check } = spooling;
  const path = join(directory, 'together.bin');
  const rejectsPath = join(directory, 'together-rejects.bin');
  const parts: ChunkPart[] = [];
  for (const [at, file] of unit.files.entries()) {
    const shape = { ...(unit.shapes[at] ?? unit.shape), headers: unit.shape.headers, samples: [] };
    const settings = { ...options, directory, shape };
    const part = { file: file.name, rows: 0, rejected: 0 };
    await check();
    for await (const chunk of spoolFile(file.path, settings, { name: file.name, signal })) {
      await move(chunk.path, path);
      if (chunk.rejectsPath !== null) await move(chunk.rejectsPath, rejectsPath);
      part.rows += chunk.rows;
      part.rejected += chunk.rejected;
    }
    parts.push(part);
  }
  const sum = (key: 'rows' | 'rejected') => parts.reduce((total, part) => total + part[key], 0);
  yield {
    path,
    rows: sum('rows'),
    firstLine: 1,
    lastLine: 1,
    rejectsPath: sum('rejected') === 0 ? null : rejectsPath,
    rejected: sum('rejected'),
    progress: 1,
    parts,
  };
}

/** Moves the content of a small file behind that of another. */
async function move(from: string, to: string): Promise<void> {
  await appendFile(to, await readFile(from));
  await rm(from);
}
