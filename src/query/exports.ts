import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { z } from 'zod';

import { catalogueColumns, type Field } from '../fields/index.ts';
import type { Language } from '../lib/problem.ts';
import { knownColumns } from '../records/index.ts';
import { command, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { Condition } from './compile.ts';
import type { ExportFormat } from './contract.ts';
import { type ExportColumn, shownColumns, typedColumns } from './export-columns.ts';
import { type ShownValue, shownValues, typedValues } from './values/export.ts';
import { rowXmlSql, writeWorkbook } from './export-sheet.ts';
import { findField } from './nodes/field.ts';
import { compileRule } from './query.ts';
import { profileTable, type RuleContext } from './request.ts';
import type { Rule } from './rule/types.ts';
import { joinsOf, orderBy, type Sort, type SortColumn, sortColumns } from './sort.ts';
import { joinValue, valuesAmong } from './values/join.ts';

/** What is written, and where to. */
export interface ExportTask extends RuleContext {
  readonly rule: Rule;
  readonly format: ExportFormat;
  /** The file that is made; nothing is left at this path when it fails. */
  readonly path: string;
  /** Keys of the fields; all that the table has columns for when not said. */
  readonly fields?: readonly string[] | undefined;
  readonly sort?: readonly Sort[] | undefined;
  readonly language?: Language;
  readonly signal?: AbortSignal;
  /** Told how far the file is, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

export interface ExportOutcome {
  readonly rows: number;
  readonly bytes: number;
}

const countRow = z.object({ n: z.coerce.number() });

/**
 * Writes the profiles that a rule fits to a file: CSV in UTF-8 with a byte order mark, XLSX, Parquet or JSON Lines.
 * The engine writes the rows; memory does not grow with them. Throws `rule.*`.
 */
export async function exportProfiles(warehouse: Warehouse, task: ExportTask): Promise<ExportOutcome> {
  const asked = task.fields?.filter((key) => key !== 'id' && !key.startsWith('_'));
  const fields = asked?.map((key, i) => findField(key, `fields[${i}]`, task.catalogue)) ?? task.catalogue;
  const joined = valuesAmong(task.fields ?? [], task.values).map(({ key, known }, i) => ({
    key,
    known,
    ...joinValue(known, task.kind, shownFrom + i),
  }));
  const columns = await knownColumns(warehouse, `profiles_${task.kind}`);
  const condition = compileRule(task.rule, { ...task, columns });
  const count = statement({
    name: 'query.export.count',
    sql: `SELECT count() AS n\nFROM ${profileTable(task.kind)}\nWHERE ${condition.sql}`,
    row: countRow,
  });
  const rows = (await warehouse.row(count, condition.parameters))?.n ?? 0;
  task.onProgress?.(0.05);
  const present = fields.filter((field) => catalogueColumns([field]).every(({ name }) => columns.has(name)));
  await writers[task.format](warehouse, {
    task,
    condition,
    fields: present,
    values: joined,
    sort: sortColumns(task.sort ?? [], task, columns),
  });
  task.onProgress?.(1);
  return { rows, bytes: (await stat(task.path)).size };
}

/** Values that are shown are joined under other numbers than those that rows are ordered by. */
const shownFrom = 10;

interface Writing {
  readonly task: ExportTask;
  readonly condition: Condition;
  readonly fields: readonly Field[];
  readonly values: readonly ShownValue[];
  readonly sort: readonly SortColumn[];
}

type Write = (warehouse: Warehouse, writing: Writing) => Promise<void>;

const writers: Readonly<Record<ExportFormat, Write>> = {
  csv: writeCsv,
  xlsx: writeXlsx,
  parquet: (warehouse, writing) => writeTyped(warehouse, writing, 'Parquet'),
  jsonl: (warehouse, writing) => writeTyped(warehouse, writing, 'JSONEachRow'),
};

function selectSql(select: string, { task, condition, values, sort }: Writing): string {
  const joins = joinsOf(sort) + values.map(({ join }) => join).join('');
  return `SELECT ${select}\nFROM ${profileTable(task.kind)}${joins}\nWHERE ${condition.sql}\nORDER BY ${orderBy(sort)}`;
}

async function writeTyped(
  warehouse: Warehouse,
  writing: Writing,
  format: 'Parquet' | 'JSONEachRow',
): Promise<void> {
  const { task, fields, values, condition } = writing;
  const columns = [...typedColumns(task.kind, fields), ...typedValues(values)].map(
    ({ header, sql }) => `${sql} AS ${quoteHeader(header)}`,
  );
  const rows = command('query.export.typed', selectSql(columns.join(', '), writing), columnsFirst);
  await warehouse.save(rows, { path: task.path, format }, condition.parameters);
}

/** In the rule a name is a column of the table, never a header. */
const columnsFirst = { prefer_column_name_to_alias: 1 };

/** The columns of a file for people. */
function allColumns({ task: { kind, language = 'zh' }, fields, values }: Writing): ExportColumn[] {
  return [...shownColumns(kind, fields, language), ...shownValues(values, language)];
}

async function writeCsv(warehouse: Warehouse, writing: Writing): Promise<void> {
  const { task, condition } = writing;
  const columns = uniqueHeaders(allColumns(writing)).map(
    (column) =>
      `${column.shown === 'text' ? safeText(column.sql) : column.sql} AS ${quoteHeader(safeHeader(column.header))}`,
  );
  const rowsPath = `${task.path}.rows`;
  try {
    await warehouse.save(
      command('query.export.csv', selectSql(columns.join(', '), writing), columnsFirst),
      { path: rowsPath, format: 'CSVWithNames' },
      condition.parameters,
    );
    task.onProgress?.(0.8);
    const half = `${task.path}.part`;
    await pipeline(Readable.from(withMark(rowsPath), { objectMode: false }), createWriteStream(half), {
      signal: task.signal,
    });
    await rename(half, task.path);
  } finally {
    await rm(rowsPath, { force: true });
  }
}

/** Spreadsheets take a file for UTF-8 only with this mark. */
async function* withMark(path: string): AsyncGenerator<Buffer> {
  yield Buffer.from('\uFEFF');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }))
    if (Buffer.isBuffer(chunk)) yield chunk;
}

/** A spreadsheet would run a cell that begins like a formula; an apostrophe makes it a text. */
function safeText(sql: string): string {
  return `if(match(${sql}, '^[=+@\\\\t\\\\r-]'), concat('\\'', ${sql}), ${sql})`;
}

function safeHeader(header: string): string {
  return /^[=+@\t\r-]/.test(header) ? `'${header}` : header;
}

async function writeXlsx(warehouse: Warehouse, writing: Writing): Promise<void> {
  const { task, condition } = writing;
  const columns = allColumns(writing);
  const rowsPath = `${task.path}.rows`;
  const half = `${task.path}.part`;
  try {
    const rows = command('query.export.xlsx', selectSql(`${rowXmlSql(columns)} AS _row`, writing));
    await warehouse.save(rows, { path: rowsPath, format: 'TSVWithNames' }, condition.parameters);
    task.onProgress?.(0.5);
    await writeWorkbook(rowsPath, half, {
      headers: columns.map(({ header }) => header),
      signal: task.signal,
    });
    await rename(half, task.path);
  } finally {
    await rm(rowsPath, { force: true });
    await rm(half, { force: true });
  }
}

/** Two fields may have one label; the engine wants each name once. */
function uniqueHeaders(columns: readonly ExportColumn[]): ExportColumn[] {
  const seen = new Map<string, number>();
  return columns.map((column) => {
    const count = (seen.get(column.header) ?? 0) + 1;
    seen.set(column.header, count);
    return count === 1 ? column : { ...column, header: `${column.header} (${count})` };
  });
}

/** A header as a name in SQL. Braces go: they would stand for parameters. */
function quoteHeader(header: string): string {
  const plain = header.replaceAll('{', '(').replaceAll('}', ')');
  return `\`${plain.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}
