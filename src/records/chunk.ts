import { settleAll } from '../lib/settle-all.ts';
import { z } from 'zod';

import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import { fileOfPlace, rejectStructure, rowStructure, type IntakeStatements } from './intake.ts';
import type { Stage } from './stage.ts';

/** A file of a chunk that holds several, one after another. */
export interface ChunkPart {
  readonly file: string;
  readonly rows: number;
  readonly rejected: number;
}

/** Rows on their way in: a file of accepted ones and perhaps one of rejected ones. */
export interface RowChunk {
  readonly path: string;
  readonly rows: number;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly rejectsPath: string | null;
  readonly rejected: number;
  /** Share of the whole that has been read with this chunk, 0 to 1. */
  readonly progress: number;
  /** Whose rows these are, where they are of several files. */
  readonly parts?: readonly ChunkPart[];
}

/** Parameters that tell the file of a row by its place in the chunk. */
function partsOf(chunk: RowChunk, count: 'rows' | 'rejected') {
  const parts = chunk.parts ?? [{ file: '', rows: chunk.rows, rejected: chunk.rejected }];
  let end = 0;
  const ends = parts.map((part) => (end += part[count]));
  return { files: parts.map(({ file }) => file), ends };
}

const countRow = z.object({ n: z.coerce.number() });

/** Puts a chunk into the stage: its records with their numbers, its facts, its rejected rows. */
export async function takeChunk(
  warehouse: Warehouse,
  intake: IntakeStatements,
  task: { chunk: RowChunk; stage: Stage; takeNumbers: (count: number) => Promise<number> },
): Promise<{ nameless: number }> {
  const { chunk, stage } = task;
  if (chunk.rejectsPath !== null && chunk.rejected > 0) {
    await warehouse.run(
      command(
        'records.intake.rejects',
        `INSERT INTO {db}.${stage.table('rejects')} (batch, line, column, code, raw, cells, file)
        SELECT ${stage.batch}, line, column, code, raw, cells, ${fileOfPlace}
        FROM (SELECT rowNumberInAllBlocks() AS place, line, column, code, raw, cells FROM {rows})`,
        { max_threads: 1 },
      ),
      partsOf(chunk, 'rejected'),
      { paths: [chunk.rejectsPath], format: 'RowBinary', structure: rejectStructure },
    );
  }
  if (chunk.rows === 0) return { nameless: 0 };
  const first = await task.takeNumbers(chunk.rows);
  const rows = { paths: [chunk.path], format: 'RowBinary', structure: rowStructure } as const;
  const parameters = { base: first };
  const records =
    chunk.parts === undefined
      ? warehouse.run(intake.records, parameters, rows)
      : warehouse.run(intake.recordsOfFiles, { ...parameters, ...partsOf(chunk, 'rows') }, rows);
  // Side by side, so that no core waits while the other works on the last chunk.
  await settleAll([records, warehouse.run(intake.facts, { ...parameters, ...partsOf(chunk, 'rows') }, rows)]);
  return { nameless: await takeNameless(warehouse, intake, { stage, chunk, first }) };
}

/** Rows without any name go to the rejected ones; looked for only where facts are missing; their raw records stay. */
async function takeNameless(
  warehouse: Warehouse,
  intake: IntakeStatements,
  task: { stage: Stage; chunk: RowChunk; first: number },
): Promise<number> {
  const { stage, chunk, first } = task;
  const last = first + chunk.rows - 1;
  const row = await warehouse.row(
    statement({
      name: 'records.intake.count',
      sql: `SELECT count() AS n FROM {db}.${stage.table('facts')} WHERE _no BETWEEN {first:UInt32} AND {last:UInt32}`,
      row: countRow,
    }),
    { first, last },
  );
  const missing = chunk.rows - (row?.n ?? 0);
  if (missing > 0)
    await warehouse.run(intake.nameless, partsOf(chunk, 'rows'), {
      paths: [chunk.path],
      format: 'RowBinary',
      structure: rowStructure,
    });
  return missing;
}
