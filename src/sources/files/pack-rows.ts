import { mapInSlices } from '../../lib/slices.ts';
import { lengthBytes, writeLength } from './row-binary.ts';
import { SpecialCells } from './special-cells.ts';

/** A few rows of texts that are not in a file, and which of their columns need special care. */
export interface LooseRows {
  readonly rows: readonly (readonly string[])[];
  readonly width: number;
  readonly phoneColumns: readonly { column: number; country: string; countryColumn?: number | undefined }[];
  readonly secretColumns: readonly { column: number; encryptionKey: string }[];
}

/** The rows in the form of a chunk: `line UInt32, cells Array(String), hints Array(String)` in RowBinary; lines count from 1. */
export async function packRows(loose: LooseRows): Promise<Buffer> {
  const treat = treatment(loose);
  const packed = await mapInSlices(loose.rows.entries(), ([index, cells]) => {
    const line = Buffer.alloc(4);
    line.writeUInt32LE(index + 1);
    const row = treat(cells);
    return Buffer.concat([line, packTexts(row.cells), packTexts(row.hints)]);
  });
  return Buffer.concat(packed);
}

/** A row of which the cells that need special care are treated, and what was found out about them. */
interface TreatedRow {
  readonly cells: readonly string[];
  readonly hints: readonly string[];
}

/** The rows with the cells that need special care treated. */
export function treatRows(loose: LooseRows): TreatedRow[] {
  return loose.rows.map(treatment(loose));
}

function treatment(loose: Omit<LooseRows, 'rows'>): (cells: readonly string[]) => TreatedRow {
  const special = new SpecialCells({
    shape: { headers: Array.from({ length: loose.width }, () => '') },
    phoneColumns: [...loose.phoneColumns],
    secretColumns: [...loose.secretColumns],
  });
  return (cells) => {
    const row = special.apply(cells);
    return { cells: row.cells, hints: row.hints ?? [] };
  };
}

function packTexts(texts: readonly string[]): Buffer {
  return Buffer.concat([
    packLength(texts.length),
    ...texts.flatMap((text) => {
      const bytes = Buffer.from(text);
      return [packLength(bytes.length), bytes];
    }),
  ]);
}

function packLength(length: number): Buffer {
  const bytes = Buffer.alloc(lengthBytes(length));
  writeLength(bytes, 0, length);
  return bytes;
}
