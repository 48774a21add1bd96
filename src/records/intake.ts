import type { Field, Kind } from '../fields/index.ts';
import {
  command,
  quoteName,
  quoteText,
  type WarehouseSettings,
  type WarehouseStatement,
} from '../store/warehouse/index.ts';
import type { ColumnMapping } from './mapping.ts';
import { layerSteps, type Let } from './normalise/layers.ts';
import type { NormalisePlan } from './normalise/plan.ts';
import { planNormalising } from './normalise/plan.ts';
import { packFields, packRow } from './packed.ts';
import { namingFields, noName } from './naming.ts';

/** The record that all records of a batch are tied to; or the column whose cells say, for each, which one. */
export type Tie = TieToOne | TieToEach;

interface TieToOne {
  readonly no: number;
  /** Decimal UInt64s. */
  readonly primary: string;
  readonly keys: readonly string[];
}

interface TieToEach {
  readonly column: number;
  /** The table in which the records that others are tied to stand with their keys. */
  readonly facts: string;
}

/** What all records of one batch share. */
export interface BatchFacts {
  readonly batch: number;
  readonly kind: Kind;
  /** Name of the source. */
  readonly source: string;
  /** 0 to 100. */
  readonly trust: number;
  readonly observedAt: Date;
  readonly receivedAt: Date;
  readonly mapping: readonly ColumnMapping[];
  /** The catalogue's fields of this kind. */
  readonly fields: readonly Field[];
  readonly currency: string;
  /** Fields on which the batch has the last word (an edit). */
  readonly sets: readonly string[];
  /** The record that these belong to, with its keys, or null. */
  readonly tie: Tie | null;
}

/** Expressions, over `f_<column>` and `bad_<field>`, of the keys by which a record names its owner. */
export interface KeyExpressions {
  /** Named steps that the two are made of. */
  readonly steps: readonly Let[];
  /** The key of which a profile has one only (a company's or person's number), 0 for none; UInt64. */
  readonly primary: string;
  /** All strong keys; Array(UInt64). */
  readonly keys: string;
}

/** The names of the tables that one batch is prepared in before anyone sees it. */
export interface StageTables {
  readonly records: string;
  readonly facts: string;
  readonly rejects: string;
}

/** Structure of the reader's row files: see the files connector. */
export const rowStructure = 'line UInt32, cells Array(String), hints Array(String)';
export const rejectStructure = 'line UInt32, column UInt32, code String, raw String, cells Array(String)';

/** The file of a row by its place in a chunk: the parameters hold the files and the place after the last row of each. */
export const fileOfPlace = '{files:Array(String)}[arrayFirstIndex(e -> place < e, {ends:Array(UInt64)})]';

/** Bulk statements use both cores and keep their blocks small, so that memory stays bounded. */
const bulkSettings: WarehouseSettings = {
  max_insert_threads: 1,
  max_threads: 1,
  max_block_size: 131_072,
  min_insert_block_size_rows: 262_144,
  min_insert_block_size_bytes: 134_217_728,
};

/** The layers of steps are many: merging them into one costs the planner more than it saves the engine. */
const factsSettings: WarehouseSettings = {
  ...bulkSettings,
  query_plan_merge_expressions: 0,
  optimize_extract_common_expressions: 0,
};

/** Statements that put one chunk of rows into the stage; rows get the numbers `base`, `base + 1`…, so one thread reads them in order. */
export interface IntakeStatements {
  readonly records: WarehouseStatement;
  /** The same for a chunk of several files. */
  readonly recordsOfFiles: WarehouseStatement;
  readonly facts: WarehouseStatement;
  readonly nameless: WarehouseStatement;
  /** The facts of records that are kept already, those from `low` to `high`. */
  readonly replay: WarehouseStatement;
}

/** Gives the keys of the records that a plan normalises. */
export type KeyPlanner = (plan: NormalisePlan) => KeyExpressions;

/** Builds the statements for a batch. Throws `import.no-name` where no column can tell whose facts these are. */
export function planIntake(facts: BatchFacts, stage: StageTables, keysOf: KeyPlanner): IntakeStatements {
  const columns = facts.mapping.filter(({ field }) => field !== tieField);
  const plan = planNormalising(columns, facts.fields, {
    currency: facts.currency,
    receivedAt: facts.receivedAt,
  });
  const naming = namingFields(
    facts.fields,
    columns.map(({ field }) => field),
  );
  if (naming.length === 0 && facts.tie === null) throw noName(columns.map(({ field }) => field));
  const named = facts.tie === null ? naming.map((key) => `r_${key} != ''`).join(' OR ') : '1';
  const keys = isTiedEach(facts.tie) ? noKeys : keysOf(plan);
  const withRaw = plan.lets.filter(([name]) => naming.some((key) => name === `r_${key}`));
  return {
    records: command(
      'records.intake.records',
      `INSERT INTO {db}.${stage.records} (no, batch, line, cells, hints)\nSELECT {base:UInt32} + rowNumberInAllBlocks(), ${facts.batch}, line, cells, hints\nFROM {rows}`,
      bulkSettings,
    ),
    recordsOfFiles: command(
      'records.intake.records-of-files',
      `INSERT INTO {db}.${stage.records} (no, batch, line, cells, hints, file)\nSELECT {base:UInt32} + place, ${facts.batch}, line, cells, hints, ${fileOfPlace}\nFROM (SELECT rowNumberInAllBlocks() AS place, line, cells, hints FROM {rows})`,
      bulkSettings,
    ),
    nameless: command(
      'records.intake.nameless',
      `INSERT INTO {db}.${stage.rejects} (batch, line, column, code, raw, cells, file)\nSELECT ${facts.batch}, line, 0, 'row.nameless', '', cells, ${fileOfPlace}\nFROM ${layerSteps({ steps: withRaw, source: '(SELECT rowNumberInAllBlocks() AS place, line, cells, hints FROM {rows})', given: ['place', 'line', 'cells', 'hints'], wanted: ['place', 'line', 'cells', named] })}\nWHERE NOT (${named})`,
      { max_threads: 1 },
    ),
    facts: command(
      'records.intake.facts',
      factsSql({ facts, stage, plan, keys, named, origin: 'rows' }),
      factsSettings,
    ),
    replay: command(
      'records.intake.replay',
      factsSql({ facts, stage, plan, keys, named, origin: 'records' }),
      factsSettings,
    ),
  };
}

/** What many are told at once says nothing about who any of them is. */
const noKeys: KeyExpressions = { steps: [], primary: 'toUInt64(0)', keys: 'emptyArrayUInt64()' };

/** The number of an answer to a form joins it with its event, and tells nobody anything: it is a key, and no value. */
function keptValue(column: string): string {
  return column === 'tracked_id'
    ? "if(match(f_tracked_id, '^sub_[0-9a-z]{26}$'), '', f_tracked_id)"
    : `f_${column}`;
}

interface FactsSql {
  readonly facts: BatchFacts;
  readonly stage: StageTables;
  readonly plan: NormalisePlan;
  readonly keys: KeyExpressions;
  readonly named: string;
  /** Rows on their way in, or the raw records that are kept. */
  readonly origin: 'rows' | 'records';
}

function factsSql({ facts, stage, plan, keys, named, origin }: FactsSql): string {
  const kept = `SELECT no, line, file, cells, hints FROM {db}.${stage.records} WHERE batch = ${facts.batch} AND no BETWEEN {low:UInt32} AND {high:UInt32} AND no NOT IN (SELECT no FROM {db}.retractions)`;
  const tied = tieSql(facts);
  const given = [
    ...(origin === 'rows' ? ['place'] : ['no', 'file']),
    'line',
    'cells',
    'hints',
    ...tied.given,
  ];
  const read =
    origin === 'rows'
      ? '(SELECT rowNumberInAllBlocks() AS place, line, cells, hints FROM {rows})'
      : `(${kept})`;
  const from = tied.join(read, given);
  const no = origin === 'rows' ? '{base:UInt32} + place' : 'no';
  const columns = plan.columns.map(([column, text]) => [`f_${column}`, text] as const);
  const bad = plan.invalid.map(([field, text]) => [`bad_${field}`, text] as const);
  const system = systemColumns(facts, { no, tied, keys, cells: plan.cells, invalid: 's_invalid' });
  const packed = packRow([
    ['_line', 'line', 'UInt32'],
    ['_file', origin === 'rows' ? fileOfPlace : 'file', 'String'],
    ['_cells', 'cells', 'Array(String)'],
    ['_batch', system._batch, 'UInt32'],
    ['_source', system._source, 'String'],
    ['_trust', system._trust, 'UInt8'],
    ['_seen', system._observed, 'UInt32'],
    ['_sets', system._sets, 'Array(String)'],
    ['_invalid', system._invalid, 'Array(String)'],
    ['_tied', system._tied, 'UInt32'],
    ...packFields(
      facts.fields,
      plan.columns.map(([column]) => [column, keptValue(column)]),
    ),
  ]);
  const written = [
    ...Object.entries({ ...system, _shape: packed.shape, _row: packed.row }),
    ...plan.columns.map(([column]) => [column, keptValue(column)] as const),
  ];
  const values = written.map(([, text]) => text);
  const source = layerSteps({
    steps: [...plan.lets, ...columns, ...bad, ...keys.steps, ['s_invalid', invalidSql(bad)]],
    source: from,
    given,
    wanted: [...values, named],
  });
  const names = written.map(([name]) => quoteName(name));
  return `INSERT INTO {db}.${stage.facts} (${names.join(', ')})\nSELECT\n  ${values.join(',\n  ')}\nFROM ${source}\nWHERE ${named}`;
}

interface SystemParts {
  readonly no: string;
  readonly tied: Pick<TieSql, 'no' | 'primary' | 'keys'>;
  readonly keys: KeyExpressions;
  readonly cells: NormalisePlan['cells'];
  readonly invalid: string;
}

/** The columns that facts have beside those of fields, with their expressions. */
function systemColumns(facts: BatchFacts, { no, tied, keys, cells, invalid }: SystemParts) {
  // An edit says what it says again: the same value may have been set elsewhere, or here before another.
  const edit = facts.sets.length > 0 ? [no] : [];
  return {
    _no: no,
    _batch: String(facts.batch),
    _source: quoteText(facts.source),
    _trust: String(facts.trust),
    _observed: `toDateTime(${Math.floor(facts.observedAt.getTime() / 1000)})`,
    _hash: `cityHash64(tuple(${[quoteText(facts.kind), ...cells, ...edit].join(', ')}))`,
    _sets: `[${facts.sets.map(quoteText).join(', ')}]::Array(String)`,
    _tied: tied.no,
    _primary: `if(${keys.primary} = 0, ${tied.primary}, ${keys.primary})`,
    _keys: `arrayDistinct(${facts.tie === null ? keys.keys : `arrayConcat(${keys.keys}, ${tied.keys})`})`,
    _invalid: invalid,
  };
}

/** The fields whose check failed; most rows have none, and are not looked at one field after another. */
function invalidSql(bad: readonly (readonly [name: string, expression: string])[]): string {
  if (bad.length === 0) return 'emptyArrayString()';
  const any = bad.map(([name]) => name).join(' OR ');
  const each = bad.map(([name]) => `if(${name}, '${name.slice('bad_'.length)}', '')`).join(', ');
  return `if(${any}, arrayFilter(b -> b != '', [${each}]), emptyArrayString())`;
}

/** The name under which a batch's mapping holds the column of the records that its own are tied to. */
export const tieField = '_tied';

function isTiedEach(tie: Tie | null): tie is TieToEach {
  return tie !== null && 'column' in tie;
}

interface TieSql {
  readonly no: string;
  readonly primary: string;
  readonly keys: string;
  readonly given: readonly string[];
  /** Puts the keys of the records that others are tied to beside these. */
  readonly join: (source: string, columns: readonly string[]) => string;
}

/** A tied record carries the keys of the one it belongs to, so that it stays with the others when that one is taken back. */
function tieSql({ tie, batch }: BatchFacts): TieSql {
  const alone = (source: string): string => source;
  if (tie === null) return { no: '0', ...noKeys, given: [], join: alone };
  if (!isTiedEach(tie)) {
    const keys = `arrayMap(k -> toUInt64(k), [${tie.keys.map((key) => `'${key}'`).join(', ')}]::Array(String))`;
    return { no: String(tie.no), primary: `toUInt64('${tie.primary}')`, keys, given: [], join: alone };
  }
  const cell = `toUInt32OrZero(cells[${tie.column + 1}])`;
  return {
    no: 'tie_no',
    primary: 'tie_primary',
    keys: 'tie_keys',
    given: ['tie_no', 'tie_primary', 'tie_keys'],
    join: (source, columns) => {
      const own = columns.filter((name) => !name.startsWith('tie_')).map((name) => `r.${name} AS ${name}`);
      const live = `SELECT _no, _primary, _keys FROM {db}.${tie.facts} WHERE _no IN (SELECT ${cell} FROM ${source})`;
      // Read again after those others were taken back, the records keep the keys that they inherited from them.
      const inherited = `SELECT _tied AS _no, any(_primary), any(_keys) FROM {db}.${tie.facts} WHERE _batch = ${batch} AND _tied != 0 AND _tied NOT IN (SELECT _no FROM (${live})) GROUP BY _tied`;
      return `(SELECT ${own.join(', ')}, r.tie_no AS tie_no, t._primary AS tie_primary, t._keys AS tie_keys
FROM (SELECT *, ${cell} AS tie_no FROM ${source}) AS r
LEFT JOIN (${live} UNION ALL ${inherited}) AS t ON r.tie_no = t._no)`;
    },
  };
}
