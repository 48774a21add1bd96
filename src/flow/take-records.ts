import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { matchHeaders, type Field, type Kind } from '../fields/index.ts';
import { profileId, recordId } from '../lib/profile-id.ts';
import { mapInSlices } from '../lib/slices.ts';
import { takeIn } from '../pipeline.ts';
import { closeStage, nameStage, type BatchHead, type RowChunk } from '../records/index.ts';
import { packRows, type Source } from '../sources/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import type { House } from './house.ts';
import { openPublishing } from './turn.ts';
import { specialColumns } from './special-columns.ts';

/** Records that arrive one by one: from a program or from a person's edit. */
export interface RecordTask {
  readonly workspace: string;
  readonly kind: Kind;
  readonly source: Source;
  readonly actor: string;
  /** Field keys or header texts to values; lists stand for several values. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** Fields on which these records have the last word. */
  readonly sets: readonly string[];
  /** Records tie themselves to this one, whatever else they say. */
  readonly tiedTo: number | null;
  /** Told the number of the first record before anybody can see it. */
  readonly note?: (first: number) => Promise<void>;
  /** Asked once it is the records' turn; what it throws stops them. */
  readonly check?: () => Promise<void>;
}

export interface RecordsTaken {
  readonly rejected: readonly number[];
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Ids of the records and of the profiles that they belong to, in the order of the records that were accepted. */
  readonly records: readonly string[];
  readonly profiles: readonly string[];
}

const memberRow = z.object({ no: z.coerce.number(), profile: z.coerce.number() });

/** Takes a few records in, as a batch of their own, and answers when their profiles are there. */
export async function takeRecords(house: House, task: RecordTask): Promise<RecordsTaken> {
  const { workspace, kind } = task;
  await house.space.check();
  const fields = await house.fields(workspace, kind);
  const columns = await listColumns(task.records);
  const rows = await mapInSlices(task.records, (record) => columns.map((column) => cellOf(record[column])));
  const mapping = mapColumns(columns, rows, { kind, fields });
  const batches = house.batches(workspace);
  const number = await batches.create({ task: { does: 'records', kind } });
  const first = await batches.takeRecords(rows.length);
  await task.note?.(first);
  const directory = join(house.spool, `batch-${workspace}-${number}`);
  const warehouse = await house.warehouse(workspace);
  const publishing = openPublishing(house, { workspace, number, again: false, awaited: true });
  const head = headOf(house, task, { batch: number, columns, mapping });
  try {
    const path = await writeRows(house, { directory, rows, mapping, fields });
    const outcome = await takeIn({
      warehouse,
      head,
      fields,
      currency: house.currency,
      chunks: oneChunk(path, rows.length),
      takeNumbers: async () => first,
      ...publishing,
      ...(task.check === undefined ? {} : { check: task.check }),
      dryRun: false,
      size: 'small',
      later: house.later,
      report: async () => {},
      now: house.clock(),
    });
    const found = await findMembers(warehouse, kind, { first, last: first + rows.length - 1 });
    const taken = new Set(found.map(({ no }) => no - first));
    return {
      rejected: outcome.rejected === 0 ? [] : [...rows.keys()].filter((index) => !taken.has(index)),
      created: outcome.created,
      updated: outcome.updated,
      unchanged: outcome.unchanged,
      records: found.map(({ no }) => recordId(no)),
      profiles: found.map(({ profile }) => profileId(kind, profile)),
    };
  } catch (error) {
    if (publishing.journal.done.size === 0) house.later(forget(house, task, number));
    throw error;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function listColumns(records: RecordTask['records']): Promise<string[]> {
  const columns = new Set<string>();
  await mapInSlices(records, (record) => Object.keys(record).forEach((column) => columns.add(column)));
  return [...columns];
}

/** A batch that failed before anyone could see any of it. */
async function forget(house: House, { workspace, kind }: RecordTask, number: number): Promise<void> {
  await closeStage(await house.warehouse(workspace), nameStage(number, kind));
  await house.batches(workspace).remove(number);
}

function headOf(
  house: House,
  task: RecordTask,
  of: Pick<BatchHead, 'batch' | 'columns' | 'mapping'>,
): BatchHead {
  return {
    ...of,
    kind: task.kind,
    source: task.source.name,
    party: task.source.party,
    channel: task.source.channel,
    basis: task.source.basis,
    trust: task.source.trust,
    file: '',
    sets: [...task.sets],
    tied: task.tiedTo ?? 0,
    actor: task.actor,
    observedAt: house.clock(),
    receivedAt: house.clock(),
  };
}

interface LooseTask {
  readonly directory: string;
  readonly rows: readonly (readonly string[])[];
  readonly mapping: BatchHead['mapping'];
  readonly fields: readonly Field[];
}

async function writeRows(house: House, { directory, rows, mapping, fields }: LooseTask): Promise<string> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'rows.bin');
  const packed = await packRows({
    rows,
    width: rows[0]?.length ?? 0,
    ...specialColumns(house, mapping, fields),
  });
  await writeFile(path, packed);
  return path;
}

function findMembers(warehouse: Warehouse, kind: Kind, range: { first: number; last: number }) {
  return warehouse.rows(
    statement({
      name: 'flow.records.profiles',
      sql: `SELECT f._no AS no, if(l.profile = 0, f._no, l.profile) AS profile
      FROM (SELECT _no FROM {db}.facts_${kind} WHERE _no BETWEEN {first:UInt32} AND {last:UInt32}) AS f
      LEFT JOIN (SELECT no, profile FROM {db}.links_${kind} WHERE no BETWEEN {first:UInt32} AND {last:UInt32}) AS l ON f._no = l.no
      ORDER BY no`,
      row: memberRow,
    }),
    range,
  );
}

async function* oneChunk(path: string, rows: number): AsyncGenerator<RowChunk> {
  yield { path, rows, firstLine: 1, lastLine: rows, rejectsPath: null, rejected: 0, progress: 1 };
}

/** A value of JSON as the cell of a file would hold it. */
export function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellOf).join('\n');
  if (typeof value === 'object')
    return 'code' in value && typeof value.code === 'string' ? value.code : JSON.stringify(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Keys of fields go to their field, other names are matched like a file's header. */
function mapColumns(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  known: { kind: Kind; fields: readonly Field[] },
) {
  const keys = new Set(known.fields.map(({ key }) => key));
  const others = matchHeaders([...columns], rows.slice(0, 50), {
    kind: known.kind,
    customFields: known.fields.filter((field) => field.custom),
  });
  return columns.flatMap((column, index): { column: number; field: string }[] => {
    if (keys.has(column)) return [{ column: index, field: column }];
    const match = others.columns.find((other) => other.column === index);
    return match === undefined || match.field === null || columns.includes(match.field.key)
      ? []
      : [{ column: index, field: match.field.key }];
  });
}
