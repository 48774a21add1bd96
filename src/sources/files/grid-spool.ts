import type { ChunkWriter } from './chunk-writer.ts';
import { fitCells, isBlank, sameCells } from './header-row.ts';
import type { GridRow, SpoolSettings } from './types.ts';

/** Spools the rows of a sheet; missing cells at the end of a row are empty ones. */
export async function spoolGrid(
  batches: AsyncIterable<readonly GridRow[]>,
  settings: SpoolSettings,
  writer: ChunkWriter,
): Promise<void> {
  const headerRow = settings.shape.headerRow ?? 0;
  let header: readonly string[] | undefined;
  for await (const batch of batches) {
    for (const row of batch) {
      if (row.line === headerRow) header = row.cells;
      if (row.line <= headerRow || isBlank(row.cells) || sameCells(row.cells, header)) continue;
      spoolGridRow(row, settings, writer);
    }
  }
}

function spoolGridRow({ line, cells }: GridRow, settings: SpoolSettings, writer: ChunkWriter): void {
  const width = settings.shape.headers.length;
  const fault = faultOf(cells, width, settings.maxRowBytes);
  if (fault === null) return writer.row(line, fitCells(cells, width));
  const [code, column] = fault;
  writer.reject({ line, column, code, raw: cells.join('\t').slice(0, 1024 * 1024), cells });
}

function faultOf(cells: readonly string[], width: number, maxBytes: number): [string, number] | null {
  const extra = cells.findIndex((cell, i) => i >= width && cell.trim() !== '');
  if (extra >= 0) return ['ragged.long', extra + 1];
  const nul = cells.findIndex((cell) => cell.includes('\0'));
  if (nul >= 0) return ['nul', nul + 1];
  let size = 0;
  for (const cell of cells) size += cell.length * 3;
  return size > maxBytes * 3 ? ['line.long', 0] : null;
}
