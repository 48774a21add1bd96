import { z } from 'zod';

import { catalogueColumns, type Field, type Kind } from '../fields/index.ts';
import { layerSteps } from '../records/index.ts';
import { completenessSql } from './completeness.ts';
import { searchColumns } from './search-text.ts';
import { recordOrders, survive } from './survivorship.ts';
import { isIndexedLater } from './text-index.ts';
import {
  command,
  quoteName,
  statement,
  type Warehouse,
  type WarehouseSettings,
  type WarehouseStatement,
} from '../store/warehouse/index.ts';

/** What the statements that build golden profiles need to know. */
interface GoldenPlan {
  readonly kind: Kind;
  /** Fields of the catalogue that any record of this kind may hold a value of. */
  readonly fields: readonly Field[];
  readonly batch: number;
  readonly at: Date;
  readonly settings: WarehouseSettings;
}

/** Profiles that stand on one record each: its facts as they are. */
function buildSingles(
  plan: GoldenPlan,
  tables: { facts: string; members: string; target: string },
): WarehouseStatement {
  const own = catalogueColumns(plan.fields).map(({ name }) => [name, quoteName(name)] as const);
  const columns = [
    ['_no', '_no'] as const,
    ['_records', '1'] as const,
    ['_sources', '[_source]'] as const,
    ['_invalid', '_invalid'] as const,
    ['_observed', '_observed'] as const,
    ...own,
  ];
  const from = `{db}.${tables.facts} WHERE _no NOT IN (SELECT no FROM {db}.${tables.members})`;
  return command(
    'profiles.golden.singles',
    insertSql(plan, columns, { target: tables.target, from }),
    plan.settings,
  );
}

/**
 * Profiles that stand on several records, or may: the surviving value of each field. `groups` are tables of facts.
 * Edits alone are nobody: they wait until a record that they are about comes again.
 */
function buildGroups(plan: GoldenPlan, tables: BuildTables): WarehouseStatement {
  const golden = plan.fields.map((field) => ({ key: field.key, ...survive(field) }));
  const own = [
    ['g_no', 'profile'] as const,
    ['g_records', 'toUInt16(least(65535, count()))'] as const,
    ['g_sources', 'arraySort(groupUniqArray(_source))'] as const,
    ['g_observed', 'max(_observed)'] as const,
    ...golden.flatMap(({ aggregates }) => aggregates),
  ];
  const facts = [
    '_no',
    '_source',
    '_trust',
    '_observed',
    '_sets',
    '_tied',
    '_invalid',
    ...catalogueColumns(plan.fields).map(({ name }) => name),
  ];
  const rows = tables.groups
    .map(
      (table) =>
        `SELECT ${facts.map(quoteName).join(', ')} FROM {db}.${table} WHERE _no IN (SELECT no FROM {db}.${tables.members})`,
    )
    .join('\n    UNION ALL ');
  const grouped = `(SELECT ${own.map(([name, text]) => `${text} AS ${name}`).join(',\n    ')}
  FROM (SELECT *, ${recordOrders.map(([name, text]) => `${text} AS ${name}`).join(', ')} FROM (${rows})) AS f INNER JOIN {db}.${tables.members} AS m ON f._no = m.no
  GROUP BY profile HAVING countIf(_tied = 0) > 0)`;
  const invalid = golden.map((field) => `if(${field.invalid}, '${field.key}', '')`);
  const columns = [
    ['_no', 'g_no'] as const,
    ['_records', 'g_records'] as const,
    ['_sources', 'g_sources'] as const,
    ['_invalid', `arrayFilter(k -> k != '', [${invalid.join(', ')}])`] as const,
    ['_observed', 'g_observed'] as const,
    ...golden.flatMap((field) => field.columns),
  ];
  const source = layerSteps({
    steps: golden.flatMap(({ steps }) => steps),
    source: grouped,
    given: own.map(([name]) => name),
    wanted: columns.map(([, text]) => text),
  });
  const named = `(SELECT ${columns.map(([name, text]) => `${text} AS ${quoteName(name)}`).join(',\n  ')} FROM ${source})`;
  const whole = columns.map(([name]) => [name, quoteName(name)] as const);
  return command(
    'profiles.golden.groups',
    insertSql(plan, whole, { target: tables.target, from: named }),
    plan.settings,
  );
}

function insertSql(
  plan: GoldenPlan,
  columns: readonly (readonly [string, string])[],
  { target, from }: { target: string; from: string },
): string {
  const keys = new Set(columns.map(([name]) => name));
  const derived = [
    ['_completeness', completenessSql(plan.kind, plan.fields)] as const,
    ['_updated', `toDateTime(${Math.floor(plan.at.getTime() / 1000)})`] as const,
    ['_batch', String(plan.batch)] as const,
    ...searchColumns(
      plan.kind,
      plan.fields.filter(({ key }) => keys.has(key)),
    ),
  ];
  const all = [...columns, ...derived];
  return `INSERT INTO {db}.${target} (${all.map(([name]) => quoteName(name)).join(', ')})\nSELECT\n  ${all.map(([, text]) => text).join(',\n  ')}\nFROM ${from}`;
}

/** Tables between which profiles are built. */
interface BuildTables {
  /** Facts of which those outside `members` are profiles by themselves. */
  readonly singles: string;
  /** Facts among which those of `members` are looked for. */
  readonly groups: readonly string[];
  /** (no, profile) of records that share a profile, or may. */
  readonly members: string;
  readonly target: string;
}

/** How the records of a stage are spread over profiles. */
export interface Spread {
  /** Rows of `singles`. */
  readonly rows: number;
  /** Those that are a profile by themselves. */
  readonly alone: number;
  /** Records, of `singles` or not, that share a profile, or may. */
  readonly members: number;
}

const spreadRow = z.object({
  rows: z.coerce.number(),
  alone: z.coerce.number(),
  members: z.coerce.number(),
});

async function countSpread(
  warehouse: Warehouse,
  { singles, members }: Pick<BuildTables, 'singles' | 'members'>,
): Promise<Spread> {
  const row = await warehouse.row(
    statement({
      name: 'profiles.golden.spread',
      sql: `SELECT count() AS rows, countIf(_no NOT IN (SELECT no FROM {db}.${members})) AS alone,
        (SELECT count() FROM {db}.${members}) AS members FROM {db}.${singles}`,
      row: spreadRow,
    }),
  );
  if (row === undefined) throw new Error('a count has one row');
  return row;
}

/**
 * Builds the golden profiles of a stage; `own` fields are those of its batch, `all` those that any record may hold. Planning
 * the statement for profiles of one record, or of several, takes longer than a few rows need: none runs for nobody.
 */
export async function buildProfiles(
  warehouse: Warehouse,
  plan: Omit<GoldenPlan, 'fields' | 'settings'> & {
    own: readonly Field[];
    all: readonly Field[];
    rows: number;
  },
  tables: BuildTables,
): Promise<Spread> {
  const spread = await countSpread(warehouse, tables);
  const settings = {
    max_insert_threads: 2,
    min_insert_block_size_rows: 262_144,
    min_insert_block_size_bytes: 134_217_728,
    ...(isIndexedLater(plan.rows)
      ? { exclude_materialize_skip_indexes_on_insert: '_name_pairs,_search_pairs' }
      : {}),
  };
  if (spread.alone > 0)
    await warehouse.run(
      buildSingles(
        { ...plan, fields: plan.own, settings },
        { facts: tables.singles, members: tables.members, target: tables.target },
      ),
    );
  if (spread.members > 0) await warehouse.run(buildGroups({ ...plan, fields: plan.all, settings }, tables));
  return spread;
}
