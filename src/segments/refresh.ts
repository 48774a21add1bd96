import { z } from 'zod';

import { kinds, type Field, type Kind } from '../fields/index.ts';
import { Problem, type Bilingual } from '../lib/problem.ts';
import { compileRule, parseRule, type RuleWorld } from '../query/index.ts';
import { knownColumns, refillTable } from '../records/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { SegmentRow } from './tables.ts';

/** What a refresh works with. */
export interface Refreshing {
  readonly segments: readonly SegmentRow[];
  readonly now: Date;
  readonly fields: (kind: Kind) => Promise<readonly Field[]>;
  readonly world: RuleWorld;
}

/** Which segments were brought up to date, and which could not be. */
export interface Refreshed {
  readonly done: readonly SegmentRow[];
  readonly failed: readonly { readonly id: string; readonly reason: Bilingual }[];
}

/** So many rules are asked in one pass over the profiles. */
const rulesOfPass = 10;

interface Asked {
  readonly row: SegmentRow;
  readonly sql: string;
  readonly parameters: ReturnType<typeof compileRule>['parameters'];
}

interface Work {
  readonly asked: ReadonlyMap<Kind, readonly Asked[]>;
  readonly failed: Refreshed['failed'];
}

/**
 * Finds the members of all segments anew and lets them take the place of the old ones. Entries and exits are those
 * against the members before, of the same rule; a segment whose rule cannot be asked keeps the members that it had.
 */
export async function refreshMembers(warehouse: Warehouse, refreshing: Refreshing): Promise<Refreshed> {
  // A fixed segment keeps the members that it was made with.
  const still = refreshing.segments.filter(({ fixed, refreshed_at }) => fixed && refreshed_at !== null);
  const segments = refreshing.segments.filter((row) => !still.includes(row));
  const { asked, failed } = await compileAll(warehouse, { ...refreshing, segments });
  const rows = [...asked.values()].flat().map(({ row }) => row);
  const at = refreshing.now.toISOString().replace('T', ' ').slice(0, 23);
  await refillTable(warehouse, 'segment_members', async (next) => {
    for (const [kind, list] of asked)
      for (let i = 0; i < list.length; i += rulesOfPass)
        await findMembers(warehouse, { kind, next, asked: list.slice(i, i + rulesOfPass) });
    const kept = [...failed, ...still].map(({ id }) => id);
    await warehouse.run(command('segments.keep', keepSql(next)), { ids: kept });
    for (const [entered, sql] of changeSql(next).entries())
      await warehouse.run(command(`segments.changes.${entered}`, sql), { at });
    await warehouse.run(command('segments.sizes', sizeSql(next)), { at });
  });
  return { done: rows, failed };
}

async function compileAll(warehouse: Warehouse, { segments, now, fields, world }: Refreshing): Promise<Work> {
  const failed: { id: string; reason: Bilingual }[] = [];
  const asked = new Map<Kind, Asked[]>();
  for (const kind of kinds) {
    const ofKind = segments.filter((row) => row.kind === kind);
    if (ofKind.length === 0) continue;
    const catalogue = await fields(kind);
    const columns = await knownColumns(warehouse, `profiles_${kind}`);
    const list = ofKind.flatMap((row, i) => {
      try {
        // Twice not: the tests stand outside a WHERE, where what only the search index answers must not stand.
        const rule = { not: { not: parseRule(row.rule) } };
        const context = { ...world, kind, catalogue, now, columns, prefix: `s${i}_`, inside: [row.id] };
        return [{ row, ...compileRule(rule, context) }];
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        failed.push({ id: row.id, reason: error.text });
        return [];
      }
    });
    asked.set(kind, list);
  }
  return { asked, failed };
}

interface Pass {
  readonly kind: Kind;
  readonly next: string;
  readonly asked: readonly Asked[];
}

/** Every segment gets a row, also one that nobody is in, which has the number of the rule that was asked. */
async function findMembers(warehouse: Warehouse, { kind, next, asked }: Pass): Promise<void> {
  const tests = asked.map(({ sql }) => `toUInt8(ifNull(${sql}, 0))`).join(',\n');
  const sql = `INSERT INTO {db}.${next}
SELECT {ids:Array(String)}[place] AS segment, cityHash64({rules:Array(String)}[place]) AS rule,
  groupBitmapStateIf(profile, real = 1) AS members
FROM (
  SELECT toUInt32(_no) AS profile, 1 AS real, arrayJoin(arrayFilter((i, fits) -> fits, range(1, ${asked.length + 1}), [${tests}])) AS place
  FROM {db}.profiles_${kind}
  UNION ALL
  SELECT toUInt32(0) AS profile, 0 AS real, arrayJoin(range(1, ${asked.length + 1})) AS place
)
GROUP BY place`;
  await warehouse.run(command('segments.members', sql), {
    ...Object.assign({}, ...asked.map(({ parameters }) => parameters)),
    ids: asked.map(({ row }) => row.id),
    rules: asked.map(({ row }) => JSON.stringify(row.rule)),
  });
}

const keepSql = (next: string) =>
  `INSERT INTO {db}.${next} SELECT * FROM {db}.segment_members WHERE segment IN {ids:Array(String)}`;

/** New and old members of the segments whose rule is the same as before. */
const together = (next: string) => `(
  SELECT segment, groupBitmapMergeStateIf(members, side = 1) AS now, groupBitmapMergeStateIf(members, side = 0) AS before
  FROM (SELECT segment, rule, members, 1 AS side FROM {db}.${next}
    UNION ALL SELECT segment, rule, members, 0 AS side FROM {db}.segment_members)
  GROUP BY segment, rule HAVING count() = 2
)`;

/** Exits, then entries. */
const changeSql = (next: string) =>
  [
    ['before', 'now'],
    ['now', 'before'],
  ].map(
    ([one, other], entered) => `INSERT INTO {db}.segment_changes
SELECT segment, {at:DateTime64(3)}, ${entered}, arrayJoin(bitmapToArray(bitmapAndnot(${one}, ${other})))
FROM ${together(next)}`,
  );

/** One row where something has changed, and one for the first refresh by a rule. */
const sizeSql = (next: string) => `INSERT INTO {db}.segment_sizes
SELECT segment, {at:DateTime64(3)}, bitmapCardinality(now), bitmapAndnotCardinality(now, before),
  bitmapAndnotCardinality(before, now), 0
FROM ${together(next)} WHERE bitmapXorCardinality(now, before) > 0
UNION ALL
SELECT segment, {at:DateTime64(3)}, bitmapCardinality(members), 0, 0, 1
FROM {db}.${next} WHERE (segment, rule) NOT IN (SELECT segment, rule FROM {db}.segment_members)`;

/** How large segments are now. */
export const readSizes = statement({
  name: 'segments.size',
  sql: 'SELECT segment, toFloat64(bitmapCardinality(members)) AS size FROM {db}.segment_members WHERE segment IN {ids:Array(String)}',
  row: z.object({ segment: z.string(), size: z.number() }),
});
