import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { fileProblem } from './problems.ts';

/** Blocks of a file's bytes, unpacked; `bytesRead` counts what was read of the file itself. */
export interface ByteSource {
  readonly bytesRead: number;
  blocks(): AsyncGenerator<Uint8Array, void, undefined>;
}

/** A gzip file is refused past this many bytes, or past this ratio once it is over 100 MB. */
const gzipLimits = { bytes: 50 * 1024 ** 3, ratio: 1000, ratioFrom: 100 * 1024 ** 2 };

const blockBytes = 2 * 1024 * 1024;

/** Opens a file for reading from its start; gzip is unpacked as it is read. */
export function openBytes(path: string, gzip: boolean): ByteSource {
  return gzip ? openGzip(path) : openPlain(path);
}

function openPlain(path: string): ByteSource {
  let bytesRead = 0;
  async function* blocks(): AsyncGenerator<Uint8Array, void, undefined> {
    const file = openOrComplain(path);
    try {
      for (;;) {
        const block = Buffer.allocUnsafe(blockBytes);
        const length = readSync(file, block, 0, blockBytes, null);
        if (length === 0) return;
        bytesRead += length;
        yield block.subarray(0, length);
      }
    } finally {
      closeSync(file);
    }
  }
  return {
    get bytesRead() {
      return bytesRead;
    },
    blocks,
  };
}

function openOrComplain(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw fileProblem('files.missing', { file: path, reason: reasonOf(error) });
  }
}

function openGzip(path: string): ByteSource {
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
  async function* blocks(): AsyncGenerator<Uint8Array, void, undefined> {
    const gunzip = createGunzip({ chunkSize: blockBytes });
    stream.on('error', (error) => gunzip.destroy(error));
    stream.pipe(gunzip);
    let unpacked = 0;
    try {
      for await (const block of gunzip) {
        if (!(block instanceof Uint8Array)) continue;
        unpacked += block.length;
        checkBomb(path, unpacked, stream.bytesRead);
        yield block;
      }
    } catch (error) {
      if (isGzipError(error)) throw fileProblem('files.gzip', { file: path, reason: reasonOf(error) });
      throw error;
    } finally {
      stream.destroy();
      gunzip.destroy();
    }
  }
  return {
    get bytesRead() {
      return stream.bytesRead;
    },
    blocks,
  };
}

function checkBomb(path: string, unpacked: number, packed: number): void {
  if (unpacked > gzipLimits.bytes) throw fileProblem('files.bomb', { file: path, limit: '50 GB' });
  if (unpacked > gzipLimits.ratioFrom && unpacked > packed * gzipLimits.ratio) {
    throw fileProblem('files.bomb', { file: path, limit: '1:1000' });
  }
}

function isGzipError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

/** The short reason inside an error: its code or its message. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message.slice(0, 200);
}

/** The first `limit` bytes of a source. */
export async function readHead(
  source: ByteSource,
  limit: number,
): Promise<{ bytes: Buffer; whole: boolean }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const block of source.blocks()) {
    parts.push(block);
    size += block.length;
    if (size > limit) return { bytes: Buffer.concat(parts).subarray(0, limit), whole: false };
  }
  return { bytes: Buffer.concat(parts), whole: true };
}
