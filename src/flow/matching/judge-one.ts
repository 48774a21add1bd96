import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { clippedBitsSql, joinPairs, smallSettings, type ScoredPair } from '../../identity/index.ts';
import { takeOut } from '../../records/index.ts';
import { command, statement, type Warehouse } from '../../store/warehouse/index.ts';
import { largestGroup } from './judge.ts';
import type { RunRow } from './tables.ts';

type RunOfPairs = Pick<RunRow, 'join_at' | 'review_at'> & { readonly kind: Kind; readonly number: number };

const n = z.number();
const aroundRow = z.object({ l: n, r: n, bits: n });
const ownersRow = z.object({ profile: n, owners: z.array(z.string()) });
const presentRow = z.object({ no: n });
const apartRow = z.object({ low: n, high: n });

/** What is known of whomever a newcomer may be, beside how alike they are. */
interface Around {
  /** How many pairs of the run have the newcomer. */
  readonly said: number;
  /** The other pairs of the run that have one of those. */
  readonly pairs: readonly z.output<typeof aroundRow>[];
  /** Those of them that are profiles. */
  readonly present: ReadonlySet<number>;
  /** Primary keys of profiles. */
  readonly owners: ReadonlyMap<number, readonly string[]>;
  readonly isApart: (pair: { readonly l: number; readonly r: number }) => boolean;
}

/** A pair as it is written down. */
interface JudgedPair extends ScoredPair {
  readonly band: 1 | 2;
  readonly reason: '' | 'unsure' | 'rivals' | 'large';
}

const endsOf = (pairs: readonly { readonly l: number; readonly r: number }[]) => [
  ...new Set(pairs.flatMap(({ l, r }) => [l, r])),
];

/** Asks for a few rows by their keys. */
function asks<Row extends z.ZodType>(name: string, sql: string, row: Row) {
  return statement({ name: `flow.matching.one.${name}`, sql, row, settings: smallSettings });
}

const aroundSql = (kind: Kind) => `SELECT l, r, ${clippedBitsSql} AS bits FROM {db}.pairs_${kind}
  WHERE run = {run:UInt32} AND (l IN {ends:Array(UInt32)} OR r IN {ends:Array(UInt32)})`;
const presentSql = (profiles: string) =>
  `SELECT _no AS no FROM {db}.${profiles} WHERE _no IN {others:Array(UInt32)}`;
const apartsSql = (kind: Kind) =>
  `SELECT low, high FROM {db}.aparts_${kind} WHERE low IN {ends:Array(UInt32)} AND high IN {ends:Array(UInt32)}`;

/** Looks around a newcomer and those whom it is compared with. It need not be known how alike they are. */
export async function lookAroundOne(
  warehouse: Warehouse,
  { kind, number, profiles }: RunOfPairs & { readonly profiles: string },
  { no, others }: { readonly no: number; readonly others: readonly number[] },
): Promise<Around> {
  const ends = [no, ...others];
  const [found, present, apart] = await Promise.all([
    warehouse.rows(asks('around', aroundSql(kind), aroundRow), { run: number, ends }),
    others.length === 0 ? [] : warehouse.rows(asks('present', presentSql(profiles), presentRow), { others }),
    others.length === 0 ? [] : warehouse.rows(asks('aparts', apartsSql(kind), apartRow), { ends }),
  ]);
  const pairs = found.filter(({ l, r }) => l !== no && r !== no);
  const asked = [...new Set([...ends, ...endsOf(pairs)])];
  const owners =
    others.length === 0
      ? []
      : await warehouse.rows(asks('owners', ownersSql(kind), ownersRow), { ends: asked });
  return {
    said: found.length - pairs.length,
    pairs,
    present: new Set([no, ...present.map((row) => row.no)]),
    owners: new Map(owners.map((row) => [row.profile, row.owners])),
    isApart: ({ l, r }) => apart.some(({ low, high }) => low === l && high === r),
  };
}

/** Takes out what the run said of the newcomer, before it is said anew. */
export async function forgetOne(
  warehouse: Warehouse,
  { kind, number }: RunOfPairs,
  no: number,
): Promise<void> {
  const where = [`run = ${number}`, `(l = ${no} OR r = ${no})`];
  await takeOut(warehouse, { table: `pairs_${kind}`, where, again: false });
}

const ownersSql = (kind: Kind) => {
  const links = `SELECT no, profile FROM {db}.links_${kind} WHERE profile IN {ends:Array(UInt32)}`;
  return `SELECT if(k.profile = 0, f._no, k.profile) AS profile, CAST(groupUniqArray(f._primary), 'Array(String)') AS owners
  FROM (SELECT _no, _primary FROM {db}.facts_${kind}
    WHERE _primary != 0 AND _no IN (SELECT arrayJoin({ends:Array(UInt32)}) UNION ALL SELECT no FROM (${links}))) AS f
  LEFT JOIN (${links}) AS k ON f._no = k.no
  GROUP BY profile`;
};

/** Groups, rivals and bands of the scored pairs of one newcomer, of profiles that are there, as `judgePairs` finds those of many. */
export function judgeOne(
  { join_at: joinAt, review_at: reviewAt }: Pick<RunRow, 'join_at' | 'review_at'>,
  scored: readonly ScoredPair[],
  { present, pairs, owners, isApart }: Around,
): JudgedPair[] {
  const met = new Set(endsOf(scored));
  const around = pairs.filter(({ l, r }) => met.has(l) || met.has(r));
  const ownersOf = (no: number) => owners.get(no) ?? [];
  const areRivals = (l: readonly string[], r: readonly string[]) =>
    l.length > 0 && r.length > 0 && !l.some((owner) => r.includes(owner));
  const free = scored.filter(
    (pair) =>
      present.has(pair.l) &&
      present.has(pair.r) &&
      !areRivals(ownersOf(pair.l), ownersOf(pair.r)) &&
      !isApart(pair),
  );
  const groups = joinPairs([...free, ...around]);
  const membersOf = (label: number | undefined) =>
    [...groups].flatMap(([no, other]) => (other === label ? [no] : []));
  const reasonOf = ({ l, r, p }: ScoredPair): JudgedPair['reason'] => {
    if (groups.get(l) !== groups.get(r) || p < joinAt) return 'unsure';
    const members = membersOf(groups.get(l));
    if (new Set(members.flatMap(ownersOf)).size > 1) return 'rivals';
    return members.length > largestGroup ? 'large' : '';
  };
  return free.flatMap((pair): JudgedPair[] => {
    const together = groups.get(pair.l) === groups.get(pair.r);
    if (pair.p < reviewAt && !(together && pair.p >= reviewAt / 4)) return [];
    const reason = reasonOf(pair);
    return [{ ...pair, reason, band: reason === '' ? 1 : 2 }];
  });
}

/** Writes the judged pairs of one newcomer down as pairs of a run. */
export async function writeJudged(
  warehouse: Warehouse,
  { kind, number }: RunOfPairs,
  pairs: readonly JudgedPair[],
): Promise<void> {
  if (pairs.length === 0) return;
  const columns = {
    l: 'UInt32',
    r: 'UInt32',
    p: 'Float32',
    band: 'UInt8',
    reason: 'String',
    grades: 'Array(UInt8)',
    w: 'Array(Float32)',
  } as const;
  const lists = Object.entries(columns).map(([name, type]) => `{${name}:Array(${type})}`);
  const places = lists.map((_, at) => `pair.${at + 1}`);
  const sql = `INSERT INTO {db}.pairs_${kind} SELECT {run:UInt32}, ${places.join(', ')} FROM (SELECT arrayJoin(arrayZip(${lists.join(', ')})) AS pair)`;
  await warehouse.run(command('flow.matching.one.pairs', sql, smallSettings), {
    run: number,
    l: pairs.map(({ l }) => l),
    r: pairs.map(({ r }) => r),
    p: pairs.map(({ p }) => p),
    band: pairs.map(({ band }) => band),
    reason: pairs.map(({ reason }) => reason),
    grades: pairs.map(({ grades }) => grades),
    w: pairs.map(({ w }) => w),
  });
}
