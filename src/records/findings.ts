import { z } from 'zod';

import { catalogueColumns, type Field } from '../fields/index.ts';
import { quoteName, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { Stage } from './stage.ts';

/** Values that failed their check, by field: rows, and how many of these a spreadsheet has ruined (9.11E+17). */
export interface Issue {
  readonly field: string;
  readonly rows: number;
  readonly ruined: number;
}

const issueRow = z.object({ field: z.string(), rows: z.coerce.number(), ruined: z.coerce.number() });

/** Counts the values of a staged batch that failed their check. */
export async function countIssues(
  warehouse: Warehouse,
  stage: Stage,
  fields: readonly Field[],
): Promise<Issue[]> {
  const codes = fields.filter((field) => field.type === 'code' && !field.many).map(({ key }) => key);
  const phones = fields.filter((field) => field.type === 'phone').map(({ key }) => key);
  const ruined = [
    ...codes.map((key) => `field = '${key}' AND match(${quoteName(key)}, '^[0-9]+E[+]?[0-9]{1,2}$')`),
    ...phones.map(
      (key) =>
        `field = '${key}' AND arrayExists(v -> match(v, '^[0-9][.][0-9]+[Ee][+]?[0-9]{1,2}$'), ${quoteName(key)})`,
    ),
  ];
  return warehouse.rows(
    statement({
      name: 'records.issues',
      sql: `SELECT field, count() AS rows, countIf(${ruined.length === 0 ? '0' : ruined.join(' OR ')}) AS ruined
      FROM {db}.${stage.table('facts')} ARRAY JOIN _invalid AS field
      GROUP BY field ORDER BY rows DESC`,
      row: issueRow,
    }),
  );
}

/** Rejected rows by the code of their reason. */
export interface RejectCount {
  readonly code: string;
  readonly rows: number;
}

/** Counts why rows of a staged batch were rejected, the most frequent reason first. */
export function countRejects(warehouse: Warehouse, stage: Stage): Promise<RejectCount[]> {
  return warehouse.rows(
    statement({
      name: 'records.rejects.count',
      sql: `SELECT code, count() AS rows FROM {db}.${stage.table('rejects')} GROUP BY code ORDER BY rows DESC, code`,
      row: z.object({ code: z.string(), rows: z.coerce.number() }),
    }),
  );
}

/** A row of the batch beside the values of its profile before and after. */
export interface ComparedRow {
  readonly line: number;
  /** The file, in a batch of several. */
  readonly file: string;
  readonly said: Readonly<Record<string, unknown>>;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>>;
}

const record = z.record(z.string(), z.unknown());
/** What `pack` makes of a row; nothing where there is none. */
const packed = z
  .string()
  .transform((text): unknown => (text === '' ? {} : JSON.parse(text)))
  .pipe(record);
const comparedRow = z.object({
  line: z.coerce.number(),
  file: z.string(),
  said: record,
  before: record,
  after: record,
});

/** A few rows that make a new profile. */
export async function showCreated(
  warehouse: Warehouse,
  stage: Stage,
  fields: readonly Field[],
): Promise<{ line: number; file: string; said: Record<string, unknown> }[]> {
  const facts = `{db}.${stage.table('facts')}`;
  const first = await warehouse.rows(
    statement({
      name: 'records.examples.first',
      sql: `SELECT _no AS no FROM ${facts} WHERE _no NOT IN (SELECT no FROM {db}.${stage.table('members')}) ORDER BY _no LIMIT 5`,
      row: z.object({ no: z.coerce.number() }),
    }),
  );
  if (first.length === 0) return [];
  return warehouse.rows(
    statement({
      name: 'records.examples.created',
      sql: `SELECT r.line AS line, r.file AS file, f.said AS said
      FROM (SELECT _no, ${pack(fields)} AS said FROM ${facts} WHERE _no IN {nos:Array(UInt32)}) AS f
      INNER JOIN (SELECT no, line, file FROM {db}.${stage.table('records')} WHERE no IN {nos:Array(UInt32)}) AS r ON f._no = r.no ORDER BY line`,
      row: z.object({ line: z.coerce.number(), file: z.string(), said: packed }),
    }),
    { nos: first.map(({ no }) => no) },
  );
}

const sampleRow = z.object({ no: z.coerce.number(), profile: z.coerce.number() });

/** A few rows that join a profile, with what it said before and says now. */
export async function showJoined(
  warehouse: Warehouse,
  stage: Stage,
  fields: readonly Field[],
): Promise<ComparedRow[]> {
  const sample = await warehouse.rows(
    statement({
      name: 'records.examples.sample',
      sql: `SELECT no, profile FROM {db}.${stage.table('members')} WHERE no IN (SELECT no FROM {db}.${stage.table('nodes')} WHERE fresh = 1) AND no != profile ORDER BY no LIMIT 40`,
      row: sampleRow,
    }),
  );
  if (sample.length === 0) return [];
  const rows = await warehouse.rows(
    statement({
      name: 'records.examples.joined',
      sql: `SELECT r.line AS line, r.file AS file, f.said AS said, p.said AS after, v.said AS before
      FROM (SELECT tupleElement(pair, 1) AS no, tupleElement(pair, 2) AS profile FROM (SELECT arrayJoin(arrayZip({nos:Array(UInt32)}, {profiles:Array(UInt32)})) AS pair)) AS m
      INNER JOIN (SELECT _no, ${pack(fields)} AS said FROM {db}.${stage.table('facts')} WHERE _no IN {nos:Array(UInt32)}) AS f ON f._no = m.no
      INNER JOIN (SELECT no, line, file FROM {db}.${stage.table('records')} WHERE no IN {nos:Array(UInt32)}) AS r ON r.no = m.no
      INNER JOIN (SELECT _no, ${pack(fields)} AS said FROM {db}.${stage.table('profiles')} WHERE _no IN {profiles:Array(UInt32)}) AS p ON p._no = m.profile
      LEFT JOIN (SELECT _no, ${pack(fields)} AS said FROM {db}.profiles_${stage.kind} WHERE _no IN {profiles:Array(UInt32)}) AS v ON v._no = m.profile
      ORDER BY line`,
      row: comparedRow.extend({ said: packed, before: packed, after: packed }),
    }),
    { nos: sample.map(({ no }) => no), profiles: sample.map(({ profile }) => profile) },
  );
  return rows.map((row) => ({ ...row, before: Object.keys(row.before).length === 0 ? null : row.before }));
}

function pack(fields: readonly Field[]): string {
  const columns = catalogueColumns(fields).map(({ name }) => quoteName(name));
  return `toJSONString(tuple(${columns.join(', ')})::Tuple(${catalogueColumns(fields)
    .map(({ name, type }) => `${quoteName(name)} ${type}`)
    .join(', ')}))`;
}
