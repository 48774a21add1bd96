import { z } from 'zod';

import { kinds, type Field, type Kind } from '../fields/index.ts';
import { Problem, type Bilingual } from '../lib/problem.ts';
import { createMemberSets, parseRule, type MemberSets, type RuleWorld } from '../query/index.ts';
import { knownColumns, refillTable } from '../records/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import { openHappened, type Happened } from './happened.ts';
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

interface Asked {
  readonly row: SegmentRow;
  /** Its members, as an expression over the sets of its kind. */
  readonly members: string;
}

interface AskedKind {
  readonly kind: Kind;
  readonly asked: readonly Asked[];
  readonly sets: MemberSets;
}

interface Work {
  readonly kinds: readonly AskedKind[];
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
  const { kinds: asked, failed } = await compileAll(warehouse, { ...refreshing, segments });
  const rows = asked.flatMap((one) => one.asked.map(({ row }) => row));
  const at = refreshing.now.toISOString().replace('T', ' ').slice(0, 23);
  const asksEvents = asked.some(({ sets }) => sets.events.length > 0);
  const happened = asksEvents ? await openHappened(warehouse, refreshing.now) : undefined;
  await refillTable(warehouse, 'segment_members', async (next) => {
    for (const one of asked) await findMembers(warehouse, one, { next, happened });
    const kept = [...failed, ...still].map(({ id }) => id);
    await warehouse.run(command('segments.keep', keepSql(next)), { ids: kept });
    for (const [entered, sql] of changeSql(next).entries())
      await warehouse.run(command(`segments.changes.${entered}`, sql), { at });
    await warehouse.run(command('segments.sizes', sizeSql(next)), { at });
  });
  await happened?.keep();
  return { done: rows, failed };
}

async function compileAll(warehouse: Warehouse, { segments, now, fields, world }: Refreshing): Promise<Work> {
  const failed: { id: string; reason: Bilingual }[] = [];
  const asked: AskedKind[] = [];
  for (const kind of kinds) {
    const ofKind = segments.filter((row) => row.kind === kind);
    if (ofKind.length === 0) continue;
    const context = { ...world, kind, catalogue: await fields(kind), now };
    const columns = await knownColumns(warehouse, `profiles_${kind}`);
    const sets = createMemberSets(kind);
    const rows = ofKind.filter((row) => {
      try {
        sets.add(parseRule(row.rule), { ...context, columns, inside: [row.id] });
        return true;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        failed.push({ id: row.id, reason: error.text });
        return false;
      }
    });
    const finished = sets.finish();
    const { members } = finished;
    asked.push({ kind, sets: finished, asked: rows.map((row, i) => ({ row, members: members[i] ?? '' })) });
  }
  return { kinds: asked, failed };
}

const work = 'segment_sets';
/** So many segments are put together in one statement. */
const rulesOfStatement = 20;

/** Every segment gets a row, also one that nobody is in, which has the number of the rule that was asked. */
async function findMembers(
  warehouse: Warehouse,
  { kind, asked, sets }: AskedKind,
  { next, happened }: { readonly next: string; readonly happened: Happened | undefined },
): Promise<void> {
  const drop = command('segments.sets.drop', `DROP TABLE IF EXISTS {db}.${work} SYNC`);
  await warehouse.run(drop);
  await warehouse.run(
    command(
      'segments.sets',
      `CREATE TABLE {db}.${work} (place UInt32, members AggregateFunction(groupBitmap, UInt32)) ENGINE = Memory`,
    ),
  );
  try {
    for (const { sql, parameters } of sets.finds)
      await warehouse.run(command('segments.sets.find', `INSERT INTO {db}.${work} ${sql}`), parameters);
    await happened?.find(kind, sets, work);
    for (let i = 0; i < asked.length; i += rulesOfStatement)
      await combine(warehouse, asked.slice(i, i + rulesOfStatement), next);
  } finally {
    await warehouse.run(drop);
  }
}

function combine(warehouse: Warehouse, asked: readonly Asked[], next: string): Promise<void> {
  const rows = asked.map(
    ({ members }, i) =>
      `({ids:Array(String)}[${i + 1}], cityHash64({rules:Array(String)}[${i + 1}]), ${members})`,
  );
  const sql = `INSERT INTO {db}.${next}
SELECT found.1 AS segment, found.2 AS rule, found.3 AS members
FROM (
  SELECT [${rows.join(',\n')}] AS list
  FROM (SELECT arrayMap(pair -> pair.2, arraySort(pair -> pair.1, groupArray((place, members)))) AS sets FROM {db}.${work})
) ARRAY JOIN list AS found`;
  return warehouse.run(command('segments.members', sql), {
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
