import type { Readable } from 'node:stream';
import { open, type Entry, type ZipFile } from 'yauzl';
import { reasonOf } from './byte-source.ts';
import { fileProblem } from './problems.ts';

/** What the parts of a workbook may unpack to, all together and against the size of the file once it is over 100 MB. */
const zipLimits = { bytes: 20 * 1024 ** 3, ratio: 400, ratioFrom: 100 * 1024 ** 2, entries: 20_000 };

/** An open zip archive; sizes are counted as they are read, whatever the archive says of itself. */
export interface Zip {
  readonly names: readonly string[];
  /** The unpacked bytes of one entry; a missing one is undefined. */
  read(name: string): AsyncGenerator<Uint8Array, void, undefined> | undefined;
  /** Bytes unpacked so far. */
  readonly unpacked: number;
  /** Packed size of an entry in bytes, 0 for a missing one. */
  size(name: string): number;
  close(): void;
}

/** Opens a zip archive; `file` is its name in problems. */
export async function openZip(path: string, file: string): Promise<Zip> {
  const zip = await openFile(path, file);
  const entries = await readEntries(zip, file);
  const { bytes, ratio, ratioFrom } = zipLimits;
  let unpacked = 0;
  const size = zip.fileSize;
  async function* read(entry: Entry): AsyncGenerator<Uint8Array, void, undefined> {
    const stream = await openEntry(zip, entry, file);
    try {
      for await (const block of stream) {
        if (!(block instanceof Uint8Array)) continue;
        unpacked += block.length;
        if (unpacked > bytes || (unpacked > ratioFrom && unpacked > size * ratio)) {
          throw fileProblem('files.bomb', { file, limit: unpacked > bytes ? '20 GB' : '1:400' });
        }
        yield block;
      }
    } catch (error) {
      throw zipProblem(error, file);
    } finally {
      stream.destroy();
    }
  }
  return {
    names: [...entries.keys()],
    get unpacked() {
      return unpacked;
    },
    read(name) {
      const entry = entries.get(name) ?? entries.get(name.replace(/^\//u, ''));
      return entry === undefined ? undefined : read(entry);
    },
    size: (name) => entries.get(name)?.compressedSize ?? 0,
    close: () => zip.close(),
  };
}

/** Names of the entries of a zip archive. */
export async function listZip(path: string, file: string): Promise<readonly string[]> {
  const zip = await openZip(path, file);
  zip.close();
  return zip.names;
}

/** One whole entry as text, at most `limit` bytes; undefined when there is none. */
export async function readZipText(
  zip: Zip,
  name: string,
  limit: { bytes: number; file: string },
): Promise<string | undefined> {
  const blocks = zip.read(name);
  if (blocks === undefined) return undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const block of blocks) {
    size += block.length;
    if (size > limit.bytes)
      throw fileProblem('files.bomb', { file: limit.file, limit: `${limit.bytes} B: ${name}` });
    parts.push(block);
  }
  return Buffer.concat(parts).toString('utf8');
}

function openFile(path: string, file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: false }, (error, zip) => {
      if (error === null || error === undefined) resolve(zip);
      else reject(zipProblem(error, file));
    });
  });
}

function readEntries(zip: ZipFile, file: string): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('error', (error) => reject(zipProblem(error, file)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      if (entries.size > zipLimits.entries) {
        reject(fileProblem('files.bomb', { file, limit: `${zipLimits.entries} entries` }));
      } else zip.readEntry();
    });
    zip.readEntry();
  });
}

function openEntry(zip: ZipFile, entry: Entry, file: string): Promise<Readable> {
  if (entry.isEncrypted()) throw fileProblem('files.password', { file });
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null || error === undefined) resolve(stream);
      else reject(zipProblem(error, file));
    });
  });
}

function zipProblem(error: unknown, file: string): unknown {
  if (error instanceof Error && error.name === 'Problem') return error;
  return fileProblem('files.broken', { file, reason: reasonOf(error) });
}
