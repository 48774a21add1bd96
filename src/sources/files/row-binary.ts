/** Bytes that a length takes in LEB128, the form of lengths in RowBinary. */
export function lengthBytes(length: number): number {
  if (length < 128) return 1;
  if (length < 16_384) return 2;
  if (length < 2_097_152) return 3;
  return length < 268_435_456 ? 4 : 5;
}

/** Writes a length in LEB128 at `to`; answers where it ends. */
export function writeLength(out: Uint8Array, to: number, length: number): number {
  let rest = length;
  let at = to;
  while (rest >= 128) {
    out[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  out[at++] = rest;
  return at;
}

/** Puts the length of a text that already stands at `mark + 1`, moving it when the length takes more bytes; answers its new end. */
export function putLength(out: Uint8Array, mark: number, length: number): number {
  const extra = lengthBytes(length) - 1;
  if (extra > 0) out.copyWithin(mark + 1 + extra, mark + 1, mark + 1 + length);
  writeLength(out, mark, length);
  return mark + 1 + extra + length;
}

/** A place in bytes that is read from the front. */
export interface Reading {
  readonly bytes: Buffer;
  at: number;
}

/** Reads a length in LEB128 and moves on. */
export function readLength(reading: Reading): number {
  let length = 0;
  let shift = 0;
  for (;;) {
    const byte = reading.bytes[reading.at++] ?? 0;
    length += (byte & 127) * 2 ** shift;
    if (byte < 128) return length;
    shift += 7;
  }
}

/** Reads a text and moves on. */
export function readText(reading: Reading): string {
  const length = readLength(reading);
  const from = reading.at;
  reading.at += length;
  return reading.bytes.toString('utf8', from, from + length);
}

/** Reads an array of texts and moves on. */
export function readTexts(reading: Reading): string[] {
  const count = readLength(reading);
  const texts: string[] = [];
  for (let i = 0; i < count; i++) texts.push(readText(reading));
  return texts;
}

/** Reads `count` texts that stand one after another from `at`. */
export function readCells(bytes: Uint8Array, at: number, count: number): string[] {
  const reading = { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), at };
  const cells: string[] = [];
  for (let i = 0; i < count; i++) cells.push(readText(reading));
  return cells;
}
