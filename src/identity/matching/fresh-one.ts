import { z } from 'zod';

import { command, statement, type Warehouse, type WarehouseParameters } from '../../store/warehouse/index.ts';
import { clippedBitsSql } from './agglomerate.ts';
import { largestBlock } from './block.ts';
import { gradedSql, unpack } from './compare.ts';
import { comparatorOf, shareColumn, valueColumn } from './comparators.ts';
import { besideNames, standardisedSql, typeOf } from './fresh.ts';
import { knownTable, valueColumns, type Known } from './known.ts';
import { plainColumns, shareAlone } from './standardise.ts';
import { smallSettings } from './steps.ts';
import type { Attribute, MatchModel } from './types.ts';
import { scoredSql } from './weigh.ts';

interface FreshOne {
  /** A SELECT in parentheses of one record: `no`, `side`, `batch` and what the attributes read. */
  readonly from: string;
  readonly attributes: readonly Attribute[];
  readonly known: Known;
  readonly model: MatchModel;
  /** What its names are made of: no other characters need be read aloud. */
  readonly names: string;
}

/** A pair of the newcomer with whoever may be the same: grades, weights of the attributes in bits, and what it says for a group. */
export interface ScoredPair {
  readonly l: number;
  readonly r: number;
  readonly p: number;
  readonly bits: number;
  readonly grades: readonly number[];
  readonly w: readonly number[];
}

/** One that came, with whom it is to be compared; its standardised values and keys are kept once its pairs stand. */
export interface MetOne {
  readonly no: number;
  /** Those who share a key with it, but for keys of a crowd. */
  readonly others: readonly number[];
  readonly crowded: number;
  readonly keys: readonly string[];
  readonly values: WarehouseParameters;
}

const n = z.number();
const recordRow = z
  .object({
    no: n,
    side: n,
    batch: n,
    hashes: z.array(z.array(z.string())),
    keys: z.array(z.string()),
  })
  .catchall(z.union([z.string(), z.array(z.string())]));
type RecordRow = z.output<typeof recordRow>;
const metRow = z.object({ others: z.array(n), crowded: n });
const shareRow = z.object({ hash: z.string(), share: n });
const scoredRow = z.object({
  l: n,
  r: n,
  packed: z.string(),
  w: z.array(n),
  p: n.transform(Math.fround),
  bits: n,
});

/** Asks what finds a few rows by their keys. */
function ask<Row extends z.ZodType>(
  warehouse: Warehouse,
  { name, sql, row }: { name: string; sql: string; row: Row },
  parameters: WarehouseParameters = {},
): Promise<z.output<Row>[]> {
  return warehouse.rows(
    statement({ name: `match.one.${name}`, sql, row, settings: smallSettings }),
    parameters,
  );
}

/**
 * Finds whom one record that came or changed is to be compared with; with `scoreOne`, as `matchFresh` does with many. Every
 * SELECT within a statement costs more to plan than to run here: so what it found is carried to the next one by value, and
 * nothing is written down in between. Undefined where the record is gone.
 */
export async function meetOne(warehouse: Warehouse, of: FreshOne): Promise<MetOne | undefined> {
  const { attributes, known } = of;
  const [record] = await ask(warehouse, {
    name: 'fresh',
    sql: standardisedSql(
      { from: of.from, attributes, names: of.names },
      known,
      (hashes, depth) => `CAST(${hashes}, '${'Array('.repeat(depth)}String${')'.repeat(depth)}')`,
    ),
    row: recordRow,
  });
  if (record === undefined) return undefined;
  const { no, keys } = record;
  const [met, shares] = await Promise.all([
    meet(warehouse, known, { no, keys }),
    readShares(warehouse, of, record),
  ]);
  return { no, keys, values: valuesOf(attributes, record, shares), ...met };
}

/** Whoever shares a key with the newcomer, but for keys of a crowd. */
async function meet(
  warehouse: Warehouse,
  { prefix }: Known,
  { no, keys }: { no: number; keys: readonly string[] },
): Promise<z.output<typeof metRow>> {
  const sql = `SELECT groupUniqArrayArray(if(length(members) < ${largestBlock}, members, [])) AS others, toUInt8(max(length(members)) = ${largestBlock}) AS crowded
    FROM (SELECT groupUniqArray(${largestBlock})(no) AS members FROM ${knownTable(prefix, 'keys')} WHERE key IN {keys:Array(UInt64)} AND no != {no:UInt32} GROUP BY key)`;
  const [met] = await ask(warehouse, { name: 'met', sql, row: metRow }, { no, keys });
  return met ?? { others: [], crowded: 0 };
}

/** How frequent each value of the newcomer is among those that are known. */
async function readShares(
  warehouse: Warehouse,
  { attributes, known: { prefix, rows } }: FreshOne,
  { hashes }: RecordRow,
): Promise<WarehouseParameters> {
  const weighed = attributes.filter((attribute) => comparatorOf(attribute).weighsFrequency);
  const sql = `SELECT toString(hash) AS hash, share FROM ${knownTable(prefix, 'shares')} WHERE hash IN {hashes:Array(UInt64)}`;
  const found = await ask(warehouse, { name: 'shares', sql, row: shareRow }, { hashes: hashes.flat() });
  const shares = new Map(found.map(({ hash, share }) => [hash, share]));
  return Object.fromEntries(
    weighed.map((attribute, at) => {
      const some = (hashes[at] ?? []).map((hash) => shares.get(hash) ?? 0);
      const share = some.length === 0 ? 0 : Math.max(shareAlone(attribute, rows), ...some);
      return [shareColumn(attribute.key), share];
    }),
  );
}

/** The newcomer as it is kept: its values by the names of their columns. */
function valuesOf(
  attributes: readonly Attribute[],
  record: RecordRow,
  shares: WarehouseParameters,
): WarehouseParameters {
  const plain = plainColumns(attributes).map((column) => [column, record[column]] as const);
  return { no: record.no, side: record.side, batch: record.batch, ...Object.fromEntries(plain), ...shares };
}

/** Compares one that came with those whom it met. */
export async function scoreOne(
  warehouse: Warehouse,
  { attributes, known, model }: FreshOne,
  { values, others }: MetOne,
): Promise<ScoredPair[]> {
  if (others.length === 0) return [];
  const had = attributes.filter(({ key }) => isFilled(values[valueColumn(key)]));
  const columns = valueColumns(besideNames(attributes, had));
  const own = columns.map((column) => `${placeOf(attributes, column)} AS ${column}`);
  const from = `(SELECT no, ${columns.join(', ')} FROM ${knownTable(known.prefix, 'values')} WHERE no IN {others:Array(UInt32)}
    ORDER BY no, batch DESC LIMIT 1 BY no) AS l CROSS JOIN (SELECT {no:UInt32} AS no, ${own.join(', ')}) AS r`;
  const graded = `(${gradedSql(attributes, { from, had })})`;
  const found = await ask(
    warehouse,
    {
      name: 'scored',
      sql: `SELECT l, r, toString(g) AS packed, w, p, ${clippedBitsSql} AS bits FROM (${scoredSql(attributes, { model, graded, had })})`,
      row: scoredRow,
    },
    { ...values, others },
  );
  return found.map(({ l, r, packed, ...pair }) => ({
    ...pair,
    l: Math.min(l, r),
    r: Math.max(l, r),
    grades: unpack(packed, attributes.length),
  }));
}

const isFilled = (value: unknown) => (typeof value === 'string' || Array.isArray(value)) && value.length > 0;

/** A column of the newcomer as a parameter. */
const placeOf = (attributes: readonly Attribute[], column: string) =>
  `{${column}:${typeOf(attributes, column)}}`;

/** Adds the keys of one that came to what is known: keys alone bring nobody together. */
export async function keepOneKeys(
  warehouse: Warehouse,
  { prefix }: Known,
  { no, keys }: MetOne,
): Promise<void> {
  const sql = `INSERT INTO ${knownTable(prefix, 'keys')} SELECT arrayJoin({keys:Array(UInt64)}), {no:UInt32}`;
  await warehouse.run(command('match.one.keys', sql, smallSettings), { keys, no });
}

/** Adds the values of one that came to what is known, the last of all: they say that it is done. */
export async function keepOne(
  warehouse: Warehouse,
  { prefix }: Known,
  { attributes, found }: { attributes: readonly Attribute[]; found: MetOne },
): Promise<void> {
  const columns = valueColumns(attributes).map((column) => placeOf(attributes, column));
  const sql = `INSERT INTO ${knownTable(prefix, 'values')} SELECT {no:UInt32}, {side:UInt8}, {batch:UInt32}, ${columns.join(', ')}`;
  await warehouse.run(command('match.one.values', sql, smallSettings), found.values);
}
