import type { Field, Kind } from '../fields/index.ts';
import {
  command,
  quoteName,
  quoteText,
  type WarehouseSettings,
  type WarehouseStatement,
} from '../store/warehouse/index.ts';
import { Problem } from '../lib/problem.ts';
import type { ColumnMapping } from './mapping.ts';
import { layerSteps } from './normalise/layers.ts';
import type { NormalisePlan } from './normalise/plan.ts';
import { planNormalising } from './normalise/plan.ts';

/** A record that others are tied to. */
export interface Tie {
  readonly no: number;
  /** Decimal UInt64s. */
  readonly primary: string;
  readonly keys: readonly string[];
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

/** Bulk statements use both cores and keep their blocks small, so that memory stays bounded. */
const bulkSettings: WarehouseSettings = {
  max_insert_threads: 1,
  max_threads: 1,
  max_block_size: 131_072,
  min_insert_block_size_rows: 262_144,
  min_insert_block_size_bytes: 134_217_728,
};

/** The layers of steps are many: merging them into one costs the planner more than it saves the engine. */
const factsSettings: WarehouseSettings = { ...bulkSettings, query_plan_merge_expressions: 0 };

/** Statements that put one chunk of rows into the stage; rows get the numbers `base`, `base + 1`…, so one thread reads them in order. */
export interface IntakeStatements {
  readonly records: WarehouseStatement;
  readonly facts: WarehouseStatement;
  readonly nameless: WarehouseStatement;
  /** The facts of records that are kept already. */
  readonly replay: WarehouseStatement;
}

/** Gives the keys of the records that a plan normalises. */
export type KeyPlanner = (plan: NormalisePlan) => KeyExpressions;

const namingKeys = [
  'name',
  'short_name',
  'english_name',
  'former_names',
  'family_name',
  'given_name',
  'account_name',
];

/** Builds the statements for a batch. Throws `import.no-name` where no column can tell whose facts these are. */
export function planIntake(facts: BatchFacts, stage: StageTables, keysOf: KeyPlanner): IntakeStatements {
  const plan = planNormalising(facts.mapping, facts.fields, { currency: facts.currency });
  const naming = facts.fields
    .filter(
      (field) =>
        namingKeys.includes(field.key) ||
        field.identifier !== 'none' ||
        field.type === 'email' ||
        field.type === 'phone',
    )
    .map((field) => field.key)
    .filter((key) => facts.mapping.some(({ field }) => field === key));
  if (naming.length === 0 && facts.tie === null) throw noName(facts.mapping.map(({ field }) => field));
  const named = facts.tie === null ? naming.map((key) => `r_${key} != ''`).join(' OR ') : '1';
  const withRaw = plan.lets.filter(([name]) => naming.some((key) => name === `r_${key}`));
  return {
    records: command(
      'records.intake.records',
      `INSERT INTO {db}.${stage.records} (no, batch, line, cells, hints)\nSELECT {base:UInt32} + rowNumberInAllBlocks(), ${facts.batch}, line, cells, hints\nFROM {rows}`,
      bulkSettings,
    ),
    nameless: command(
      'records.intake.nameless',
      `INSERT INTO {db}.${stage.rejects} (batch, line, column, code, raw, cells)\nSELECT ${facts.batch}, line, 0, 'row.nameless', '', cells\nFROM ${layerSteps({ steps: withRaw, source: '{rows}', given: ['line', 'cells', 'hints'], wanted: ['line', 'cells', named] })}\nWHERE NOT (${named})`,
    ),
    facts: command(
      'records.intake.facts',
      factsSql({ facts, stage, plan, keys: keysOf(plan), named, origin: 'rows' }),
      factsSettings,
    ),
    replay: command(
      'records.intake.replay',
      factsSql({ facts, stage, plan, keys: keysOf(plan), named, origin: 'records' }),
      bulkSettings,
    ),
  };
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
  const kept = `SELECT no, cells, hints FROM {db}.records WHERE batch = ${facts.batch} AND no NOT IN (SELECT no FROM {db}.retractions)`;
  const from =
    origin === 'rows' ? '(SELECT rowNumberInAllBlocks() AS place, cells, hints FROM {rows})' : `(${kept})`;
  const columns = plan.columns.map(([column, text]) => [`f_${column}`, text] as const);
  const bad = plan.invalid.map(([field, text]) => [`bad_${field}`, text] as const);
  const system: readonly (readonly [string, string])[] = [
    ['_no', origin === 'rows' ? '{base:UInt32} + place' : 'no'],
    ['_batch', String(facts.batch)],
    ['_source', quoteText(facts.source)],
    ['_trust', String(facts.trust)],
    ['_observed', `toDateTime(${Math.floor(facts.observedAt.getTime() / 1000)})`],
    ['_hash', `cityHash64(tuple(${[quoteText(facts.kind), ...plan.cells].join(', ')}))`],
    ['_sets', `[${facts.sets.map(quoteText).join(', ')}]::Array(String)`],
    ['_tied', String(facts.tie?.no ?? 0)],
    ['_primary', tiePrimary(keys.primary, facts.tie)],
    ['_keys', tieKeys(keys.keys, facts.tie)],
    [
      '_invalid',
      bad.length === 0
        ? 'emptyArrayString()'
        : `arrayFilter(b -> b != '', [${bad.map(([name]) => `if(${name}, '${name.slice(4)}', '')`).join(', ')}])`,
    ],
  ];
  const given = origin === 'rows' ? ['place', 'cells', 'hints'] : ['no', 'cells', 'hints'];
  const names = [...system.map(([column]) => column), ...plan.columns.map(([column]) => column)].map(
    quoteName,
  );
  const values = [...system.map(([, text]) => text), ...columns.map(([name]) => name)];
  const source = layerSteps({
    steps: [...plan.lets, ...columns, ...bad],
    source: from,
    given,
    wanted: [...values, named],
  });
  return `INSERT INTO {db}.${stage.facts} (${names.join(', ')})\nSELECT\n  ${values.join(',\n  ')}\nFROM ${source}\nWHERE ${named}`;
}

function tiePrimary(own: string, tie: Tie | null): string {
  return tie === null ? own : `if(${own} = 0, toUInt64('${tie.primary}'), ${own})`;
}

/** A tied record carries the keys of the one it belongs to, so that it stays with the others when that one is taken back. */
function tieKeys(own: string, tie: Tie | null): string {
  if (tie === null) return own;
  return `arrayDistinct(arrayConcat(${own}, arrayMap(k -> toUInt64(k), [${tie.keys.map((key) => `'${key}'`).join(', ')}]::Array(String))))`;
}

function noName(fields: readonly string[]): Problem {
  return new Problem(
    'import.no-name',
    {
      en: 'No column holds a name, a number of a company or person, a phone or an e-mail, so nobody could tell whose facts these are. Match one of the columns by hand. Matched now: {fields}.',
      zh: '没有任何一列是名称、企业或个人编号、电话或邮箱，无法判断这些数据属于谁。请手动指定其中一列。目前已匹配：{fields}。',
    },
    { fields: fields.join(', ') },
  );
}
