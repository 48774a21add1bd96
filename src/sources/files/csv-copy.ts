import { putLength } from './row-binary.ts';

/** Bytes on their way from a window to the output. */
export interface CopyPlace {
  readonly inputView: DataView;
  readonly outView: DataView;
  readonly limit: number;
  at: number;
  to: number;
}

/** A byte four times over, as a signed 32-bit number. */
export function repeatByte(byte: number): number {
  return Math.imul(byte, 0x01010101);
}

/**
 * Copies four bytes at a time for as long as none of them is below 35 (line ends, NUL, double quote) or equal to the byte repeated in `word`:
 * in `x - n & ~x` the high bit of a byte stands where that byte of x is below n.
 */
export function copyWords(place: CopyPlace, word: number): void {
  const { inputView, outView } = place;
  const last = place.limit - 4;
  let { at, to } = place;
  while (at <= last) {
    const four = inputView.getInt32(at, true);
    const same = four ^ word;
    if (((((four - 0x23232323) & ~four) | ((same - 0x01010101) & ~same)) & 0x80808080) !== 0) break;
    outView.setInt32(to, four, true);
    at += 4;
    to += 4;
  }
  place.at = at;
  place.to = to;
}

/** A row on its way: cells end where `to` stands. */
export interface CellPlace {
  readonly out: Buffer;
  to: number;
  cells: number;
  /** Where the output stood after `width` cells, -1 when there are fewer. */
  widthEnd: number;
}

/** Writes the length of the cell that began behind `mark`, and counts it. */
export function closeCell(place: CellPlace, mark: number, width: number): void {
  const length = place.to - mark - 1;
  if (length < 128) place.out[mark] = length;
  else place.to = putLength(place.out, mark, length);
  place.cells++;
  if (place.cells === width) place.widthEnd = place.to;
}
