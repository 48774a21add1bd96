import { z } from 'zod';

import { largestBlock } from './block.ts';
import { gradedSql, pairsFrom } from './compare.ts';
import { comparatorOf, shareColumn, valueColumn } from './comparators.ts';
import { hashesSql, knownTable, planKeys, valueColumns, type Known } from './known.ts';
import { plainColumns, plainSql, shareAlone, type MatchInput } from './standardise.ts';
import type { Steps, TableShape } from './steps.ts';
import type { Attribute, MatchModel } from './types.ts';
import { scoredShape, scoredSql } from './weigh.ts';

interface Fresh {
  /** `from` has `batch UInt32` too: the version of each record. */
  readonly input: MatchInput;
  readonly known: Known;
  readonly model: MatchModel;
  /** A SELECT of those numbers that records still have, of a SELECT of numbers. */
  readonly present: (numbers: string) => string;
  /** So many pairs are held in memory at once with the values of both sides; more are compared in passes. */
  readonly pairsAtOnce?: number;
}

/** Pairs of some newcomers take a kilobyte or two each while they are compared. */
const fewPairs = 100_000;

/** What became of those that came. */
export interface FreshOutcome {
  readonly rows: number;
  readonly compared: number;
  readonly scored: number;
  /** Of those that came, how many share a key with so many others that it brings them to nobody. */
  readonly crowded: number;
}

const n = z.coerce.number();
const metRow = z.object({ rows: n, compared: n, crowded: n, had: z.array(n) });
const countRow = z.object({ n });

/**
 * Compares records that came or changed with all that are known, by the parameters that were learnt before. Result: `scored`,
 * as of a scan, and `values` of those that came (`came`) and whom they meet. Nothing is kept: that is `keepFresh`, once what
 * was found is written down. To plan a statement costs more than to run it where one record came, so there are few.
 */
export async function matchFresh(steps: Steps, of: Fresh): Promise<FreshOutcome> {
  const { input, known } = of;
  const { attributes } = input;
  const table = (name: string) => `{db}.${steps.table(name)}`;
  const pairs = { columns: 'l UInt32, r UInt32', order: '(l, r)' };
  await steps.prepare({ ...freshTables(attributes), pairs, scored: scoredShape });
  await steps.add('fresh', standardisedSql(input, known));
  await steps.add('pairs', pairsSql(table('fresh'), known));
  const [met] = await steps.ask('met', metSql(table('fresh'), table('pairs'), attributes), metRow);
  if (met === undefined || met.rows === 0) return { rows: 0, compared: 0, scored: 0, crowded: 0 };
  const { had: haveIt, ...counts } = met;
  const had = attributes.filter((_, at) => haveIt[at] !== 0);
  if (counts.compared > 0) return { ...counts, scored: await gradeAll(steps, of, { had, ...counts }) };
  await steps.add('values', valuesSql(table('fresh'), attributes, { known, had, met: null }));
  return { ...counts, scored: 0 };
}

/** Weighs all pairs, in as many passes as they take. */
async function gradeAll(
  steps: Steps,
  of: Fresh,
  { had, compared }: { had: readonly Attribute[]; compared: number },
): Promise<number> {
  const { pairsAtOnce = fewPairs, input } = of;
  const passes = Math.ceil(compared / pairsAtOnce);
  for (let pass = 0; pass < passes; pass += 1) {
    const part = passes === 1 ? '' : ` AND cityHash64(l, r) % ${passes} = ${pass}`;
    if (pass > 0) await steps.prepare({ values: freshTables(input.attributes).values });
    await gradeSome(steps, of, { had, pairs: `{db}.${steps.table('pairs')} WHERE l != r${part}` });
  }
  const sql = `SELECT count() AS n FROM {db}.${steps.table('scored')}`;
  return (await steps.ask('scored.count', sql, countRow))[0]?.n ?? 0;
}

/** Weighs some of the pairs, beside the values of all that came and of whom they meet. */
async function gradeSome(
  steps: Steps,
  { input: { attributes }, known, model, present }: Fresh,
  { had, pairs }: { had: readonly Attribute[]; pairs: string },
): Promise<void> {
  const met = present(`SELECT arrayJoin([l, r]) FROM ${pairs}`);
  await steps.add('values', valuesSql(`{db}.${steps.table('fresh')}`, attributes, { known, had, met }));
  const graded = `(${gradedSql(attributes, { from: pairsFrom(steps, pairs), had })})`;
  await steps.add('scored', scoredSql(attributes, { model, graded, had }), { ofTheRun: true });
}

/** Adds the keys of those that came to what is known: keys alone bring nobody together. */
export async function keepKeys(steps: Steps, { prefix }: Known): Promise<void> {
  await steps.fill(`${prefix}_keys`, `SELECT arrayJoin(keys) AS key, no FROM {db}.${steps.table('fresh')}`);
}

/** Adds the values of those that came to what is known, the last of all: they say that it is done. */
export async function keepFresh(
  steps: Steps,
  attributes: MatchInput['attributes'],
  { prefix }: Known,
): Promise<void> {
  await steps.fill(
    `${prefix}_values`,
    `SELECT no, side, batch, ${valueColumns(attributes).join(', ')} FROM {db}.${steps.table('values')} WHERE came`,
  );
}

const frequent = (attributes: readonly Attribute[]) =>
  attributes.filter((attribute) => comparatorOf(attribute).weighsFrequency);

/** The type of a column of values. */
export function typeOf(attributes: readonly Attribute[], column: string): string {
  const lists = attributes.filter((attribute) => comparatorOf(attribute).list);
  if (frequent(attributes).some(({ key }) => shareColumn(key) === column)) return 'Float32';
  return lists.some(({ key }) => valueColumn(key) === column) ? 'Array(String)' : 'String';
}

/** The columns of those that came, with their keys and the hashes of their values, and of all that are compared. */
function freshTables(attributes: readonly Attribute[]): Record<'fresh' | 'values', TableShape> {
  const record = ['no UInt32', 'side UInt8', 'batch UInt32'];
  const found = ['hashes Array(Array(UInt64))', 'keys Array(UInt64)'];
  const typed = (columns: readonly string[]) => columns.map((name) => `${name} ${typeOf(attributes, name)}`);
  return {
    fresh: {
      columns: [...record, ...typed(plainColumns(attributes)), ...found].join(', '),
      order: 'no',
    },
    values: {
      columns: [...record, ...typed(valueColumns(attributes)), 'came UInt8'].join(', '),
      order: 'no',
    },
  };
}

/** Those that came, standardised; `as` says how lists of hashes, or lists of such lists, are answered. */
export function standardisedSql(
  input: Omit<MatchInput, 'sided'>,
  { rules }: Pick<Known, 'rules'>,
  as: (hashes: string, depth: 1 | 2) => string = (hashes) => hashes,
): string {
  const { attributes } = input;
  const { atoms, keys } = planKeys(attributes, rules);
  const columns = ['no', 'side', 'batch', ...plainColumns(attributes)];
  return `SELECT ${columns.join(', ')}, ${as('hashed', 2)} AS hashes, ${as(keys, 1)} AS keys
  FROM (SELECT ${columns.join(', ')}, ${atoms} AS atoms, ${hashesSql(frequent(attributes))} AS hashed FROM (${plainSql(input, ['batch'])}))`;
}

/** Those that came, each with whoever shares a key; one that brings too many together pairs a record with itself alone. */
function pairsSql(fresh: string, { prefix }: Known): string {
  const keys = `SELECT arrayJoin(keys) AS key, no FROM ${fresh}`;
  const all = `SELECT key, no FROM ${knownTable(prefix, 'keys')} WHERE key IN (SELECT arrayJoin(keys) FROM ${fresh}) UNION ALL ${keys}`;
  const blocks = `SELECT key, groupUniqArray(${largestBlock + 1})(no) AS members FROM (${all}) GROUP BY key HAVING length(members) > 1`;
  const whole = `length(b.members) <= ${largestBlock}`;
  return `SELECT DISTINCT least(no, other) AS l, greatest(no, other) AS r
  FROM (SELECT k.no AS no, ${whole} AS whole, arrayJoin(if(whole, b.members, [k.no])) AS other FROM (${keys}) AS k INNER JOIN (${blocks}) AS b ON k.key = b.key)
  WHERE NOT whole OR no != other`;
}

/** How many came, how many pairs they make, how many of them stand in a crowd, and how many have a value of each attribute. */
function metSql(fresh: string, pairs: string, attributes: readonly Attribute[]): string {
  return `SELECT count() AS rows, (SELECT (countIf(l != r), countIf(l = r)) FROM ${pairs}) AS met, met.1 AS compared, met.2 AS crowded,
    [${attributes.map(({ key }) => `countIf(notEmpty(${valueColumn(key)}))`).join(', ')}] AS had FROM ${fresh}`;
}

/** Those that came with how frequent each value is among those that are known, and the known whom they meet. */
function valuesSql(
  fresh: string,
  attributes: readonly Attribute[],
  { known, had, met }: { known: Known; had: readonly Attribute[]; met: string | null },
): string {
  const { prefix, rows } = known;
  const counted = `SELECT (groupArray(hash), groupArray(share)) FROM (
    SELECT hash, share FROM ${knownTable(prefix, 'shares')} WHERE hash IN (SELECT arrayJoin(arrayFlatten(hashes)) FROM ${fresh})
    UNION ALL SELECT toUInt64(0), toFloat32(0))`;
  const own = frequent(attributes).map((attribute) => shareAlone(attribute, rows));
  const shares =
    own.length === 0
      ? '[]'
      : `arrayMap((own, some) -> if(empty(some), 0, greatest(own, arrayMax(arrayMap(h -> transform(h, counted.1, counted.2, toFloat32(0)), some)))), [${own.join(', ')}], hashes)`;
  const came = ['no, side, batch', ...plainColumns(attributes), ...own.map((_, at) => `shares[${at + 1}]`)];
  const ofThese = `WITH (${counted}) AS counted
  SELECT ${came.join(', ')}, 1 AS came FROM (SELECT *, ${shares} AS shares FROM ${fresh})`;
  if (met === null) return ofThese;
  const asked = new Set(valueColumns(besideNames(attributes, had)));
  const columns = valueColumns(attributes).map((column) =>
    asked.has(column) ? column : `defaultValueOfTypeName('${typeOf(attributes, column)}')`,
  );
  return `${ofThese}
  UNION ALL SELECT no, side, batch, ${columns.join(', ')}, 0 AS came FROM (
    SELECT no, side, batch, ${[...asked].join(', ')} FROM ${knownTable(prefix, 'values')} WHERE no IN (${met}) AND no NOT IN (SELECT no FROM ${fresh})
    ORDER BY no, batch DESC LIMIT 1 BY no)`;
}

/** What is read of the known: of what nobody of those that came has, nothing is compared; but a name may stand in the place of another. */
export function besideNames(
  attributes: readonly Attribute[],
  had: readonly Attribute[],
): readonly Attribute[] {
  const sounds = (attribute: Attribute) => comparatorOf(attribute).sounds === true;
  return attributes.filter((attribute) => had.includes(attribute) || (sounds(attribute) && had.some(sounds)));
}
