import { rm, writeFile } from 'node:fs/promises';

import { z } from 'zod';

import { settleAll } from '../../lib/settle-all.ts';
import {
  loadCommand,
  statement,
  type RowFiles,
  type Warehouse,
  type WarehouseStatement,
} from '../../store/warehouse/index.ts';
import {
  arrivedColumns,
  findEntities,
  findHeard,
  keepEntities,
  keepFresh,
  knowEntities,
  lastStep,
  loadSteps,
  numberEntities,
  readArrivals,
  type LoadStep,
} from './load-sql.ts';
import type { LoadTables } from './load-tables.ts';
import type { Segment } from './log.ts';
import { packedStructure } from './pack.ts';
import { readSegment } from './segment.ts';
import { seekAll, type Sought, type TakenMessages } from './taken.ts';

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
  // What a load brings to tables that put rows together is together already.
  optimize_on_insert: 0,
};

/** Names a load and its tables. */
export function nameLoad(number: bigint, again: boolean): Load {
  return {
    number,
    again,
    tables: {
      arrived: `load_${number}_arrived`,
      known: `load_${number}_known`,
      named: `load_${number}_named`,
      fresh: `load_${number}_fresh`,
      heard: `load_${number}_heard`,
    },
  };
}

/** Moves a file of the log into the warehouse; the caller has the turn. Cut off anywhere, it ends the same when done again. */
export async function loadSegment(
  warehouse: Warehouse,
  segment: Segment,
  taken: Pick<TakenMessages, 'seek'>,
): Promise<Loaded> {
  const path = `${segment.path}.rows`;
  if (!(await writeRows(segment, path))) return { fresh: 0, refused: 0, said: 0 };
  const load = nameLoad(segment.number, segment.again);
  try {
    return await finishLoad(warehouse, load, {
      steps: [...opening(load), move('read', readArrivals(load.tables))],
      rows: { paths: [path], format: 'RowBinary', structure: packedStructure },
      seek: () => taken.seek(warehouse, load.tables),
    });
  } catch (error) {
    await closeLoad(warehouse, load).catch(() => undefined);
    throw error;
  } finally {
    await rm(path, { force: true });
  }
}

/** Writes the rows of a file of the log for the engine to read; false where there are none. They are not held while it works. */
async function writeRows({ path }: Segment, to: string): Promise<boolean> {
  const rows = await readSegment(path);
  if (rows.length > 0) await writeFile(to, rows);
  return rows.length > 0;
}

/** Makes the table that rows arrive in, empty. */
export async function openLoad(warehouse: Warehouse, load: Load): Promise<void> {
  await warehouse.runAll(opening(load));
}

/** Drops the tables of a load. */
export async function closeLoad(warehouse: Warehouse, load: Load): Promise<void> {
  await warehouse.runAll(closing(load));
}

function opening(load: Load): WarehouseStatement[] {
  const make = `CREATE TABLE {db}.${load.tables.arrived} (${packedStructure}, ${arrivedColumns}) ENGINE = Memory`;
  return [...(load.again ? closing(load) : []), loadCommand('events.load.open', make)];
}

function closing({ tables }: Load): WarehouseStatement[] {
  return [tables.heard, tables.fresh, tables.named, tables.known, tables.arrived].map((table) =>
    loadCommand('events.load.close', `DROP TABLE IF EXISTS {db}.${table} SYNC`),
  );
}

/** What brings the arrived rows, to be run with the first steps of a load. */
interface Arriving {
  readonly steps: readonly WarehouseStatement[];
  readonly rows: RowFiles;
  /** Says what of it may have come before. */
  seek(): Promise<Sought>;
}

/** Arrived rows → every table that they belong to; then the tables of the load go. */
export async function finishLoad(warehouse: Warehouse, load: Load, arriving?: Arriving): Promise<Loaded> {
  const { tables } = load;
  const first = [
    move('known', findEntities(tables)),
    move('named', numberEntities(tables)),
    move('entities', keepEntities(tables)),
    move('known', knowEntities(tables)),
  ];
  await warehouse.runAll([...(arriving?.steps ?? []), ...first], arriving?.rows);
  const sought = (await arriving?.seek()) ?? seekAll(tables);
  await warehouse.runAll([
    move('fresh', keepFresh(tables, sought.sql)),
    move('heard', findHeard(tables, load.again ? String(load.number) : null)),
  ]);
  const counts = countRows(warehouse, load);
  const fill = async (step: LoadStep, index: number): Promise<void> => {
    // Nearly every load has events: these need not wait for the counts.
    if (index > 0 && ((await counts).get(`n${index}`) ?? 0) === 0) return;
    if (await isDone(warehouse, load, step)) return;
    await warehouse.run(move(step.table, step.sql(tables, String(load.number))));
  };
  // Side by side, but the messages: they say that all else is there.
  const works = loadSteps.map(fill);
  await settleAll([...works, counts]);
  const { sql, table } = lastStep;
  await warehouse.runAll([move(table, sql(tables)), ...closing(load)]);
  const found = await counts;
  sought.done(found.get('fresh') ?? 0);
  const of = (name: string) => found.get(`n${loadSteps.findIndex((step) => step.table === name)}`) ?? 0;
  return { fresh: found.get('fresh') ?? 0, refused: of('dead_letters'), said: of('said_traits') };
}

/** How many rows each step has, so that tables without any are left alone. */
async function countRows(warehouse: Warehouse, { tables }: Load): Promise<ReadonlyMap<string, number>> {
  const sums = loadSteps.map(({ where }, index) => `countIf(${where(tables)}) AS n${index}`).join(', ');
  const row = await warehouse.row(
    statement({
      name: 'events.load.count',
      sql: `SELECT count() AS fresh, ${sums} FROM {db}.${tables.fresh}`,
      lane: 'load',
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
      lane: 'load',
    }),
  );
  return (row?.n ?? 0) > 0;
}

/** A step that moves rows. */
function move(name: string, sql: string): WarehouseStatement {
  return loadCommand(`events.load.${name}`, sql, loadSettings);
}
