import { catalogueColumns, hasValue, type Field, type Kind } from '../fields/index.ts';
import { searchText } from './search-text.ts';
import { survive } from './survivorship.ts';
import { command, quoteName, type Warehouse, type WarehouseSettings, type WarehouseStatement } from '../store/warehouse/index.ts';

/** What the statements that build golden profiles need to know. */
interface GoldenPlan {
  readonly kind: Kind;
  /** Fields of the catalogue that any record of this kind may hold a value of. */
  readonly fields: readonly Field[];
  readonly batch: number;
  readonly at: Date;
  readonly settings: WarehouseSettings;
}

/** Fields that a good record of a customer has; their share that is filled is the profile's completeness. */
const core: Readonly<Record<Kind, readonly string[]>> = {
  organization: ['name', 'credit_code', 'legal_representative', 'registered_capital', 'founded', 'industry', 'region', 'address', 'phones', 'emails', 'employees', 'website'],
  person: ['name', 'gender', 'birth_date', 'phones', 'emails', 'address', 'region', 'employer_name', 'job_title', 'language'],
};

/** Profiles that stand on one record each: its facts as they are. */
function buildSingles(plan: GoldenPlan, tables: { facts: string; members: string; target: string }): WarehouseStatement {
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
  return command('profiles.golden.singles', insertSql(plan, tables.target, columns, from), plan.settings);
}

/** Profiles that stand on several records, or may: the surviving value of each field. `sources` are tables of facts. */
function buildGroups(plan: GoldenPlan, tables: { sources: readonly string[]; members: string; target: string }): WarehouseStatement {
  const golden = plan.fields.map((field) => ({ key: field.key, ...survive(field) }));
  const invalid = golden.map(({ key, invalid: test }) => `if(${test}, '${key}', '')`);
  const aggregates = [
    ['_no', 'profile'] as const,
    ['_records', 'toUInt16(least(65535, count()))'] as const,
    ['_sources', 'arraySort(groupUniqArray(_source))'] as const,
    ['_invalid', `arrayFilter(k -> k != '', [${invalid.join(', ')}])`] as const,
    ['_observed', 'max(_observed)'] as const,
    ...golden.flatMap(({ columns }) => columns),
  ];
  const names = ['_no', '_source', '_trust', '_observed', '_sets', '_invalid', ...catalogueColumns(plan.fields).map(({ name }) => name)];
  const facts = tables.sources
    .map((table) => `SELECT ${names.map(quoteName).join(', ')} FROM {db}.${table} WHERE _no IN (SELECT no FROM {db}.${tables.members})`)
    .join('\n    UNION ALL ');
  const inner = `SELECT ${aggregates.map(([name, text]) => `${text} AS g_${name}`).join(',\n    ')}
  FROM (${facts}) AS f INNER JOIN {db}.${tables.members} AS m ON f._no = m.no
  GROUP BY profile`;
  const columns = aggregates.map(([name]) => [name, `g_${name}`] as const);
  const renamed = `(SELECT ${columns.map(([name, text]) => `${text} AS ${quoteName(name)}`).join(', ')} FROM (${inner}))`;
  return command(
    'profiles.golden.groups',
    insertSql(plan, tables.target, columns.map(([name]) => [name, quoteName(name)] as const), renamed),
    plan.settings,
  );
}

function insertSql(plan: GoldenPlan, target: string, columns: readonly (readonly [string, string])[], from: string): string {
  const keys = new Set(columns.map(([name]) => name));
  const filled = plan.fields.filter((field) => core[plan.kind].includes(field.key)).map((field) => `toUInt8(${hasValue(field, quoteName(field.key))})`);
  const completeness = `toUInt8(round(100 * (${filled.length === 0 ? '0' : filled.join(' + ')}) / ${core[plan.kind].length}))`;
  const derived = [
    ['_completeness', completeness] as const,
    ['_updated', `toDateTime(${Math.floor(plan.at.getTime() / 1000)})`] as const,
    ['_batch', String(plan.batch)] as const,
    ['_search', searchText(plan.kind, plan.fields.filter(({ key }) => keys.has(key)))] as const,
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

/** Builds the golden profiles of a stage; `own` fields are those of its batch, `all` those that any record may hold. */
export async function buildProfiles(
  warehouse: Warehouse,
  plan: Omit<GoldenPlan, 'fields' | 'settings'> & { own: readonly Field[]; all: readonly Field[] },
  tables: BuildTables,
): Promise<void> {
  // The text index is built when parts are merged, or by the tidying afterwards: searching works without it, only slower.
  const settings = { max_insert_threads: 2, min_insert_block_size_rows: 262_144, min_insert_block_size_bytes: 134_217_728, materialize_skip_indexes_on_insert: 0 };
  await warehouse.run(buildSingles({ ...plan, fields: plan.own, settings }, { facts: tables.singles, members: tables.members, target: tables.target }));
  await warehouse.run(buildGroups({ ...plan, fields: plan.all, settings }, { sources: tables.groups, members: tables.members, target: tables.target }));
}
