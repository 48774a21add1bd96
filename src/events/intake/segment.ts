import { open } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { crc32 } from 'node:zlib';

/** A frame is length, checksum and rows, so that the torn end of a killed process is known as such. */
export const frameHead = 8;

/** Bytes that are looked at before others may have their turn. */
const bytesAtOnce = 8_000_000;

/** The acknowledged rows of a file of the log, without the heads of its frames; a torn end is left out. */
export async function readSegment(path: string): Promise<Buffer> {
  const bytes = await readWhole(path);
  let [at, end, rested] = [0, 0, 0];
  while (at + frameHead <= bytes.length) {
    const size = bytes.readUInt32LE(at);
    const from = at + frameHead;
    if (size === 0 || from + size > bytes.length) break;
    if (crc32(bytes.subarray(from, from + size)) !== bytes.readUInt32LE(at + 4)) break;
    bytes.copyWithin(end, from, from + size);
    at = from + size;
    end += size;
    if (at - rested > bytesAtOnce) {
      rested = at;
      await breathe();
    }
  }
  return bytes.subarray(0, end);
}

/** In one read: the reader of `readFile` waits its turn on the event loop for each half megabyte. */
async function readWhole(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = Buffer.allocUnsafe(size);
    let end = 0;
    while (end < size) {
      const { bytesRead } = await file.read(bytes, end, size - end, end);
      if (bytesRead === 0) break;
      end += bytesRead;
    }
    return bytes.subarray(0, end);
  } finally {
    await file.close();
  }
}
