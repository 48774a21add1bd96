import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { agglomerate, bitsSql, type Steps } from '../../identity/index.ts';
import { takeOut } from '../../records/index.ts';
import type { RunRow } from './tables.ts';

/** A group of more profiles than this is not joined without a look. */
export const largestGroup = 30;

/** Where a judgement looks: at everybody, or at those that came and whoever stands around them in an earlier run. */
export type Scope = 'all' | { readonly fresh: string; readonly number: number };

/** The profiles of a kind that have two-faced primary keys: (profile, owners). */
function ownersSql(kind: Kind, ends: string | null): string {
  if (ends === null)
    return `SELECT if(l.profile = 0, f._no, l.profile) AS profile, groupUniqArray(f._primary) AS owners
    FROM {db}.facts_${kind} AS f LEFT JOIN {db}.links_${kind} AS l ON f._no = l.no
    WHERE f._primary != 0 GROUP BY profile`;
  const members = `SELECT no, profile FROM {db}.links_${kind} WHERE profile IN (${ends}) UNION ALL SELECT no, no AS profile FROM (${ends})`;
  return `SELECT m.profile AS profile, groupUniqArray(f._primary) AS owners FROM (${members}) AS m
    INNER JOIN (SELECT _no, _primary FROM {db}.facts_${kind} WHERE _primary != 0 AND _no IN (SELECT no FROM (${members}))) AS f ON f._no = m.no
    GROUP BY profile`;
}

/** Groups, rivals and bands of the scored pairs. Result: `judged` (l, r, g, w, p, band, reason), and `free`, `groups`. */
export async function judgePairs(
  steps: Steps,
  { kind, join_at: joinAt, review_at: reviewAt }: Pick<RunRow, 'kind' | 'join_at' | 'review_at'>,
  scope: Scope,
): Promise<void> {
  const table = (name: string) => `{db}.${steps.table(name)}`;
  const pairsOf = (name: string) => `(SELECT low, high FROM {db}.${name}_${kind})`;
  const known = scope === 'all' ? null : await lookAround(steps, kind, scope);
  const ends =
    known === null
      ? null
      : `SELECT DISTINCT arrayJoin([l, r]) AS no FROM (${known} UNION ALL SELECT l, r, p FROM ${table('scored')})`;
  await steps.prepare(shapes);
  await steps.add('owners', ownersSql(kind, ends));
  await steps.add(
    'free',
    `SELECT s.l AS l, s.r AS r, s.g AS g, s.w AS w, s.p AS p FROM ${table('scored')} AS s
    LEFT JOIN ${table('owners')} AS x ON s.l = x.profile LEFT JOIN ${table('owners')} AS y ON s.r = y.profile
    WHERE (empty(x.owners) OR empty(y.owners) OR hasAny(x.owners, y.owners)) AND (s.l, s.r) NOT IN ${pairsOf('aparts')}`,
    { ofTheRun: true },
  );
  const free = `SELECT l, r, ${bitsSql} AS bits FROM ${table('free')}`;
  await agglomerate(
    steps,
    known === null ? free : `${free} UNION ALL SELECT l, r, ${bitsSql} AS bits FROM (${known})`,
  );
  await steps.add(
    'sizes',
    `SELECT g.label AS label, count() AS size, length(arrayDistinct(arrayFlatten(groupArray(o.owners)))) AS rivals
    FROM ${table('groups')} AS g LEFT JOIN ${table('owners')} AS o ON g.no = o.profile GROUP BY label`,
    { ofTheRun: true },
  );
  await steps.add(
    'judged',
    `SELECT f.l AS l, f.r AS r, f.g AS g, f.w AS w, f.p AS p,
      multiIf(x.label != y.label OR f.p < ${joinAt}, 'unsure', z.rivals > 1, 'rivals', z.size > ${largestGroup}, 'large', '') AS reason,
      if(reason = '', 1, 2) AS band
    FROM ${table('free')} AS f INNER JOIN ${table('groups')} AS x ON f.l = x.no INNER JOIN ${table('groups')} AS y ON f.r = y.no
    INNER JOIN ${table('sizes')} AS z ON x.label = z.label
    WHERE f.p >= ${reviewAt} OR (x.label = y.label AND f.p >= ${reviewAt / 4})`,
    { ofTheRun: true },
  );
}

/** What judging makes. */
const shapes = {
  owners: { columns: 'profile UInt32, owners Array(UInt64)', order: 'profile' },
  free: { columns: 'l UInt32, r UInt32, g UInt64, w Array(Float32), p Float32', order: '(l, r)' },
  sizes: { columns: 'label UInt32, size UInt64, rivals UInt64', order: 'label' },
  judged: {
    columns: 'l UInt32, r UInt32, g UInt64, w Array(Float32), p Float32, reason String, band UInt8',
    order: '(l, r)',
  },
} as const;

/** Pairs of an earlier run that are still so and touch those of this one: (l, r, p). */
async function lookAround(
  steps: Steps,
  kind: Kind,
  { fresh, number }: Exclude<Scope, 'all'>,
): Promise<string> {
  const ends = `SELECT arrayJoin([l, r]) FROM {db}.${steps.table('scored')}`;
  const came = `SELECT no FROM {db}.${fresh}`;
  await steps.prepare({ around: { columns: 'l UInt32, r UInt32, p Float32', order: '(l, r)' } });
  await steps.add(
    'around',
    `SELECT l, r, p FROM {db}.pairs_${kind} WHERE run = ${number} AND (l IN (${ends}) OR r IN (${ends}))
      AND l NOT IN (${came}) AND r NOT IN (${came})`,
  );
  return `SELECT l, r, p FROM {db}.${steps.table('around')}`;
}

/** Writes judged pairs down as pairs of a run. */
export async function writePairs(
  steps: Steps,
  { kind, number, count }: { kind: Kind; number: number; count: number },
): Promise<void> {
  const grades = Array.from({ length: count }, (_, at) => `toUInt8(bitAnd(bitShiftRight(g, ${at * 4}), 15))`);
  await steps.fill(
    `pairs_${kind}`,
    `SELECT ${number}, l, r, p, band, reason, [${grades.join(', ')}], arrayMap(b -> toFloat32(b), w) FROM {db}.${steps.table('judged')}`,
  );
}

/** Newcomers up to so many are named: one statement for both ends of their pairs. */
const namedAtMost = 1_000;
const cameRow = z.object({ numbers: z.array(z.number()) });

/** Takes out what a run said of those that came, before it is said anew. */
export async function forgetPairs(
  steps: Steps,
  { kind, number, fresh }: { kind: Kind; number: number; fresh: string },
): Promise<void> {
  const sql = `SELECT groupUniqArray(${namedAtMost + 1})(no) AS numbers FROM {db}.${fresh}`;
  const numbers = (await steps.ask('came', sql, cameRow))[0]?.numbers ?? [];
  const table = `pairs_${kind}`;
  const named = numbers.join(', ');
  if (numbers.length <= namedAtMost)
    return takeOut(steps.warehouse, {
      table,
      where: [`run = ${number}`, `(l IN (${named}) OR r IN (${named}))`],
      again: true,
    });
  for (const column of ['l', 'r'])
    await takeOut(steps.warehouse, {
      table,
      where: [`run = ${number}`],
      listed: { column, list: fresh, of: 'no' },
      again: true,
    });
}
