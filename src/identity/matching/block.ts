import { z } from 'zod';

import { chooseRules, nameRule, type BlockAtom, type CountedRule } from './block-choice.ts';
import { comparatorOf, otherName, valueColumn } from './comparators.ts';
import { lettersSql } from './sound.ts';
import type { MatchInput } from './standardise.ts';
import type { Steps } from './steps.ts';
import type { Attribute } from './types.ts';

/** A block larger than this is not paired whole: each of its records meets those that stand next to it. */
export const largestBlock = 100;
/** How many neighbours a record of an oversized block meets. */
const neighbours = 4;
/** Rules are counted on so many records; more say the same. */
const counted = 200_000;

/** Pairs for each record at most for whose sake names are looked for in another script. */
const pairsAcross = 2;

const scriptRow = z.object({ wide: z.coerce.number(), plain: z.coerce.number() });
const countRow = z.object({ at: z.coerce.number(), pairs: z.coerce.number(), oversized: z.coerce.number() });
const fillRow = z.object({ filled: z.array(z.coerce.number()) });

/** What was compared because of a rule, and what was set aside. */
export interface BlockReport {
  readonly rule: string;
  /** Pairs as counted beforehand, on a sample where there are many records. */
  readonly pairs: number;
  /** Records in blocks that were too large to be paired whole. */
  readonly oversized: number;
  readonly chosen: boolean;
}

/** Brings together records that may be the same. Result: `pairs` (l, r) with l < r, each once. */
export async function block(steps: Steps, input: MatchInput, rows: number): Promise<BlockReport[]> {
  const atoms = listAtoms(input.attributes);
  const hashed = atoms.map(({ sql, list }, index) =>
    list
      ? `arrayMap(v -> if(v = '', toUInt64(0), cityHash64(v)), ${sql}) AS b${index}`
      : `if(${sql} = '', toUInt64(0), cityHash64(${sql})) AS b${index}`,
  );
  const near = input.attributes.map(({ key }) => `toString(${valueColumn(key)})`).join(', ');
  await steps.make(
    'keys',
    'no',
    `SELECT no, side, substring(concat(${near}, ''), 1, 60) AS near,\n  ${hashed.join(',\n  ')}\nFROM {db}.${steps.table('values')}`,
  );
  const filled = await readFilled(steps, atoms);
  const every = Math.max(1, Math.floor(rows / counted));
  const known = await countRules(steps, input, { atoms, every, rules: proposeRules(atoms) });
  const across = await ruleAcross(steps, input, { atoms, rows, every });
  const chosen = [...chooseRules(known, { atoms, filled, rows }), ...across];
  await steps.make(
    'pairs_all',
    'pair',
    'SELECT toUInt64(0) AS pair WHERE 0 AND (SELECT count() >= 0 FROM {db}.' + steps.table('keys') + ')',
  );
  for (const rule of chosen)
    await pairRule(steps, input, { rule: rule.atoms, atoms, oversized: rule.oversized > 0 || every > 1 });
  await steps.make(
    'pairs',
    '(l, r)',
    `SELECT toUInt32(bitShiftRight(pair, 32)) AS l, toUInt32(bitAnd(pair, 4294967295)) AS r FROM {db}.${steps.table('pairs_all')} GROUP BY pair`,
  );
  await steps.drop('pairs_all', 'keys');
  return [...known, ...across].map((rule) => ({
    rule: nameRule(rule.atoms.map((at) => atoms[at]?.name ?? '')),
    pairs: Math.round(rule.pairs),
    oversized: rule.oversized,
    chosen: chosen.includes(rule),
  }));
}

/** The keys by which records of these attributes can be brought together. */
export function listAtoms(attributes: readonly Attribute[]): BlockAtom[] {
  const given = attributes.find(({ comparator }) => comparator === 'given_name');
  const family = given && otherName(given, attributes);
  const plain = attributes.flatMap((attribute, at) => {
    const { blocks, list } = comparatorOf(attribute);
    return blocks.map(({ name, holds, sql }) => ({
      name: `${attribute.key}.${name}`,
      attribute: at,
      holds,
      list,
      sql: sql(valueColumn(attribute.key)),
    }));
  });
  if (given === undefined || family === undefined) return plain;
  const attribute = attributes.indexOf(given);
  const letters = { name: 'name.letters', attribute, holds: 0.4, list: false, across: true };
  return [...plain, { ...letters, sql: lettersSql(given, family) }];
}

/** Where names are written in two scripts, the same name is looked for in the other one, unless that brings everybody together. */
async function ruleAcross(
  steps: Steps,
  input: MatchInput,
  { atoms, rows, every }: { atoms: readonly BlockAtom[]; rows: number; every: number },
): Promise<CountedRule[]> {
  const at = atoms.findIndex(({ across }) => across === true);
  const name = input.attributes.find(({ comparator }) => comparator === 'family_name');
  if (at < 0 || name === undefined) return [];
  const wide = `lengthUTF8(${valueColumn(name.key)}) != length(${valueColumn(name.key)})`;
  const [row] = await steps.ask(
    'keys.scripts',
    `SELECT countIf(${wide}) AS wide, countIf(NOT ${wide} AND notEmpty(${valueColumn(name.key)})) AS plain FROM {db}.${steps.table('values')}`,
    scriptRow,
  );
  if (row === undefined || row.wide === 0 || row.plain === 0) return [];
  const rules = await countRules(steps, input, { atoms, every, rules: [[at]] });
  return rules.filter(({ pairs }) => pairs > 0 && pairs <= rows * pairsAcross + counted);
}

async function readFilled(steps: Steps, atoms: readonly BlockAtom[]): Promise<readonly number[]> {
  const shares = atoms.map(({ list }, index) => `avg(${list ? `notEmpty(b${index})` : `b${index} != 0`})`);
  const [row] = await steps.ask(
    'keys.filled',
    `SELECT [${shares.join(', ')}] AS filled FROM {db}.${steps.table('keys')}`,
    fillRow,
  );
  return row?.filled ?? [];
}

/** Every key alone, every two and three keys of different attributes. */
function proposeRules(atoms: readonly BlockAtom[]): number[][] {
  const indexes = atoms.flatMap(({ across }, index) => (across === true ? [] : [index]));
  const differ = (one: number, other: number) => atoms[one]?.attribute !== atoms[other]?.attribute;
  const twos = indexes.flatMap((one) =>
    indexes.filter((other) => other > one && differ(one, other)).map((other) => [one, other]),
  );
  return [...indexes.map((index) => [index]), ...twos];
}

interface RuleTask {
  readonly rule: readonly number[];
  readonly atoms: readonly BlockAtom[];
}

interface PairTask extends RuleTask {
  readonly oversized: boolean;
}

/** (no, side, near, key) of the records that a rule puts into blocks. */
function blockedSql(steps: Steps, { rule, atoms }: RuleTask, where = '1'): string {
  const parts = rule.map((at) => (atoms[at]?.list ? `arrayJoin(arrayDistinct(b${at}))` : `b${at}`));
  const named = parts.map((part, index) => `${part} AS k${index}`);
  return `SELECT no, side, near, cityHash64(${parts.map((_, index) => `k${index}`).join(', ')}) AS key
    FROM (SELECT no, side, near, ${named.join(', ')} FROM {db}.${steps.table('keys')} WHERE ${where})
    WHERE ${parts.map((_, index) => `k${index} != 0`).join(' AND ')}`;
}

/** Rules that one statement counts. */
const countedAtOnce = 16;

/** How many pairs each rule makes, on a sample where there are many records. */
async function countRules(
  steps: Steps,
  { sided }: MatchInput,
  { atoms, every, rules }: { atoms: readonly BlockAtom[]; every: number; rules: readonly number[][] },
): Promise<CountedRule[]> {
  const cap = Math.max(4, largestBlock / every);
  const whole = sided ? 'countIf(side = 0) * countIf(side = 1)' : 'count() * (count() - 1) / 2';
  const where = every === 1 ? '1' : `intHash32(no) % ${every} = 0`;
  const known: CountedRule[] = [];
  for (let from = 0; from < rules.length; from += countedAtOnce) {
    const some = rules.slice(from, from + countedAtOnce);
    const counts = some.map(
      (
        rule,
        at,
      ) => `SELECT ${at} AS at, sum(if(n <= ${cap}, toFloat64(whole) * ${every * every}, toFloat64(n * ${neighbours * every}))) AS pairs, sumIf(n, n > ${cap}) * ${every} AS oversized
    FROM (SELECT count() AS n, ${whole} AS whole FROM (${blockedSql(steps, { rule, atoms }, where)}) GROUP BY key HAVING n > 1)`,
    );
    const rows = await steps.ask('rules.count', counts.join('\nUNION ALL '), countRow);
    const byPlace = new Map(rows.map((row) => [row.at, row]));
    known.push(
      ...some.map((rule, at) => ({
        atoms: rule,
        pairs: byPlace.get(at)?.pairs ?? 0,
        oversized: byPlace.get(at)?.oversized ?? 0,
      })),
    );
  }
  return known;
}

async function pairRule(steps: Steps, { sided }: MatchInput, task: PairTask): Promise<void> {
  const blocked = blockedSql(steps, task);
  const all = 'arrayMap((x, i) -> arrayMap(y -> (x, y), arraySlice(g, i + 1)), g, arrayEnumerate(g))';
  const across = 'arrayMap(x -> arrayMap(y -> (x, y), arraySlice(h, 1)), g)';
  const members = sided
    ? 'groupArrayIf(no, side = 0) AS g, groupArrayIf(no, side = 1) AS h'
    : 'groupArray(no) AS g';
  await steps.add(
    'pairs_all',
    `SELECT bitShiftLeft(toUInt64(least(p.1, p.2)), 32) + greatest(p.1, p.2) AS pair FROM (
    SELECT arrayJoin(arrayFlatten(${sided ? across : all})) AS p FROM (SELECT ${members} FROM (${blocked}) GROUP BY key HAVING count() BETWEEN 2 AND ${largestBlock}))
    WHERE p.1 != p.2`,
  );
  if (task.oversized) await pairNeighbours(steps, sided, blocked);
}

/** In blocks too large to be paired whole, each record meets those that are written nearly alike. */
async function pairNeighbours(steps: Steps, sided: boolean, blocked: string): Promise<void> {
  await steps.make(
    'blocks',
    '(key, at)',
    `SELECT key, no, side, row_number() OVER (PARTITION BY key ORDER BY near, no) AS at FROM (${blocked})
    WHERE key IN (SELECT key FROM (${blocked}) GROUP BY key HAVING count() > ${largestBlock})`,
  );
  const blocks = `{db}.${steps.table('blocks')}`;
  await steps.add(
    'pairs_all',
    `SELECT bitShiftLeft(toUInt64(least(a.no, b.no)), 32) + greatest(a.no, b.no) AS pair
    FROM (SELECT key, no, side, at + arrayJoin(range(1, ${neighbours + 1})) AS next FROM ${blocks}) AS a
    INNER JOIN ${blocks} AS b ON a.key = b.key AND a.next = b.at
    WHERE ${sided ? 'a.side != b.side' : 'a.no != b.no'}`,
  );
  await steps.drop('blocks');
}
