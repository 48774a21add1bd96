import { rm, writeFile } from 'node:fs/promises';

import { z } from 'zod';

import { command, statement, type Warehouse } from '../../store/warehouse/index.ts';
import {
  arrivedColumns,
  keepFresh,
  loadSteps,
  numberEntities,
  readArrivals,
  type LoadStep,
  type LoadTables,
} from './load-sql.ts';
import { readSegment, type Segment } from './log.ts';
import { packedStructure } from './pack.ts';

/** What a load brought. */
export interface Loaded {
  /** New messages. */
  readonly fresh: number;
  /** The refused ones among them. */
  readonly refused: number;
  /** Rows of customers that were news. */
  readonly said: number;
}

/** A load under way: its number stands in the rows that it makes. */
interface Load {
  readonly number: bigint;
  readonly tables: LoadTables;
  /** True where an earlier try may have come to any step. */
  readonly again: boolean;
}

const countRow = z.object({ n: z.coerce.number() });

/** Blocks as large as the load: each table gets one part, or none of it. */
export const loadSettings = {
  max_threads: 2,
  max_insert_threads: 1,
  min_insert_block_size_rows: 4_000_000,
  min_insert_block_size_bytes: 1_000_000_000,
};

/** Names a load and its tables. */
export function nameLoad(number: bigint, again: boolean): Load {
  return { number, again, tables: { arrived: `load_${number}_arrived`, fresh: `load_${number}_fresh` } };
}

/** Moves a file of the log into the warehouse; the caller has the turn. Cut off anywhere, it ends the same when done again. */
export async function loadSegment(warehouse: Warehouse, segment: Segment): Promise<Loaded> {
  const { rows } = await readSegment(segment.path);
  if (rows.length === 0) return { fresh: 0, refused: 0, said: 0 };
  const path = `${segment.path}.rows`;
  const load = nameLoad(segment.number, segment.again);
  await writeFile(path, rows);
  try {
    await openLoad(warehouse, load);
    await warehouse.run(
      command('events.load.read', readArrivals(load.tables), loadSettings),
      {},
      {
        paths: [path],
        format: 'RowBinary',
        structure: packedStructure,
      },
    );
    return await finishLoad(warehouse, load);
  } finally {
    await closeLoad(warehouse, load);
    await rm(path, { force: true });
  }
}

/** Makes the table that rows arrive in, empty. */
export async function openLoad(warehouse: Warehouse, load: Load): Promise<void> {
  await closeLoad(warehouse, load);
  await act(
    warehouse,
    'open',
    `CREATE TABLE {db}.${load.tables.arrived} (${packedStructure}, ${arrivedColumns}) ENGINE = Memory`,
  );
}

/** Drops the tables of a load. */
export async function closeLoad(warehouse: Warehouse, { tables }: Load): Promise<void> {
  for (const table of [tables.fresh, tables.arrived])
    await act(warehouse, 'close', `DROP TABLE IF EXISTS {db}.${table} SYNC`);
}

/** Arrived rows → every table that they belong to. */
export async function finishLoad(warehouse: Warehouse, load: Load): Promise<Loaded> {
  await move(warehouse, 'entities', numberEntities(load.tables));
  await move(warehouse, 'fresh', keepFresh(load.tables));
  const counts = await countRows(warehouse, load);
  const fill = async (step: LoadStep, index: number): Promise<void> => {
    if ((counts.get(`n${index}`) ?? 0) === 0 || (await isDone(warehouse, load, step))) return;
    await move(warehouse, step.table, step.sql(load.tables, String(load.number)));
  };
  const last = loadSteps.length - 1;
  // Side by side, but the messages: they say that all else is there.
  await settleAll(loadSteps.slice(0, last).map(fill));
  await settleAll(loadSteps.slice(last).map((step) => fill(step, last)));
  const of = (table: string) => counts.get(`n${loadSteps.findIndex((step) => step.table === table)}`) ?? 0;
  return { fresh: of('messages'), refused: of('dead_letters'), said: of('said_traits') };
}

/** Waits for all of them before it fails, so that nothing is still at work when it has failed. */
async function settleAll(works: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(works);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** How many rows each step has, so that tables without any are left alone. */
async function countRows(warehouse: Warehouse, { tables }: Load): Promise<ReadonlyMap<string, number>> {
  const sums = loadSteps.map(({ where }, index) => `countIf(${where}) AS n${index}`).join(', ');
  const row = await warehouse.row(
    statement({
      name: 'events.load.count',
      sql: `SELECT ${sums} FROM {db}.${tables.fresh}`,
      row: z.record(z.string(), z.coerce.number()),
    }),
  );
  return new Map(Object.entries(row ?? {}));
}

async function isDone(warehouse: Warehouse, load: Load, { table, once }: LoadStep): Promise<boolean> {
  if (!load.again || !once) return false;
  const row = await warehouse.row(
    statement({
      name: 'events.load.done',
      sql: `SELECT count() AS n FROM {db}.${table} WHERE load = ${load.number}`,
      row: countRow,
    }),
  );
  return (row?.n ?? 0) > 0;
}

/** Runs a step that makes or drops a table. */
async function act(warehouse: Warehouse, name: string, sql: string): Promise<void> {
  await warehouse.run(command(`events.load.${name}`, sql));
}

/** Runs a step that moves rows. */
async function move(warehouse: Warehouse, name: string, sql: string): Promise<void> {
  await warehouse.run(command(`events.load.${name}`, sql, loadSettings));
}
