import { z } from 'zod';

import { catalogueColumns, type Field, type Kind } from '../fields/index.ts';
import { unpackRow } from '../records/index.ts';
import { pointSettings, quoteName, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { FactsRow } from './lineage.ts';

/** More records than this are not shown one by one. */
export const shownRecords = 500;

/** One record of a profile: what it says, and how it arrived. */
export interface ReadRecord extends FactsRow {
  readonly source: string;
  /** An edit: it speaks of another record. */
  readonly tied: boolean;
  readonly record: {
    readonly batch: number;
    readonly line: number;
    readonly cells: readonly string[];
    readonly file: string;
  };
}

/** Whose records are read, and of which fields. */
export interface Reading {
  readonly warehouse: Warehouse;
  readonly kind: Kind;
  readonly fields: readonly Field[];
  /** The columns that the facts have: asked for where a record has to be put together from them. */
  readonly known: () => Promise<ReadonlySet<string>>;
}

const row = z.looseObject({
  _batch: z.coerce.number(),
  _line: z.coerce.number(),
  _file: z.string(),
  _cells: z.array(z.string()),
  _source: z.string(),
  _trust: z.coerce.number(),
  _seen: z.coerce.number(),
  _sets: z.array(z.string()),
  _invalid: z.array(z.string()),
  _tied: z.coerce.number(),
});

/** Records by their numbers, as many as are shown. Those that were read before rows were packed are put together from their columns. */
export async function readRecords(reading: Reading, numbers: readonly number[]): Promise<ReadRecord[]> {
  const asked = numbers.slice(0, shownRecords);
  const found = await reading.warehouse.rows(packedRows(reading.kind), { numbers: asked });
  const loose = found.filter(({ shape }) => shape === '').map(({ no }) => no);
  const packed = found
    .filter(({ shape }) => shape !== '')
    .map(({ no, shape, bytes }) => shapeRecord(no, unpackRow(shape, Buffer.from(bytes, 'base64'))));
  return loose.length === 0 ? packed : [...packed, ...(await readColumns(reading, loose))];
}

function packedRows(kind: Kind) {
  return statement({
    name: 'profiles.read.rows',
    sql: `SELECT _no AS no, _shape AS shape, base64Encode(_row) AS bytes FROM {db}.facts_${kind} PREWHERE _no IN {numbers:Array(UInt32)}`,
    row: z.object({ no: z.coerce.number(), shape: z.string(), bytes: z.string() }),
    settings: pointSettings,
  });
}

/** A record by its columns and its raw cells. */
async function readColumns(reading: Reading, numbers: readonly number[]): Promise<ReadRecord[]> {
  const [facts, records] = await Promise.all([
    reading.warehouse.rows(factsOf(reading, await reading.known()), { numbers }),
    reading.warehouse.rows(rawRecords, { numbers }),
  ]);
  const arrived = new Map(records.map((record) => [record.no, record]));
  return facts.map((found) =>
    shapeRecord(found._no, { _line: 0, _file: '', _cells: [], ...found, ...arrived.get(found._no) }),
  );
}

function factsOf({ kind, fields }: Reading, known: ReadonlySet<string>) {
  const columns = catalogueColumns(fields)
    .filter(({ name }) => known.has(name))
    .map(({ name }) => `, ${quoteName(name)}`);
  return statement({
    name: 'profiles.read.facts',
    sql: `SELECT _no, _batch, _source, _trust, toUnixTimestamp(_observed) AS _seen, _sets, _invalid, _tied${columns.join('')}
    FROM {db}.facts_${kind} PREWHERE _no IN {numbers:Array(UInt32)}`,
    row: z.looseObject({ _no: z.coerce.number() }),
    settings: pointSettings,
  });
}

const rawRecords = statement({
  name: 'profiles.read.records',
  sql: 'SELECT no, line AS _line, cells AS _cells, file AS _file FROM {db}.records PREWHERE no IN {numbers:Array(UInt32)}',
  row: z.looseObject({ no: z.coerce.number() }),
  settings: pointSettings,
});

function shapeRecord(no: number, said: Readonly<Record<string, unknown>>): ReadRecord {
  const values = row.parse(said);
  return {
    no,
    trust: values._trust,
    observed: values._seen,
    sets: values._sets,
    invalid: values._invalid,
    values,
    source: values._source,
    tied: values._tied !== 0,
    record: { batch: values._batch, line: values._line, cells: values._cells, file: values._file },
  };
}
