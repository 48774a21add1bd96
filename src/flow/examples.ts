import { z } from 'zod';

import { storedColumns, type Field } from '../fields/index.ts';
import { showCreated, showJoined, type ComparedRow, type Stage } from '../records/index.ts';
import { describeReject, type Example } from '../sources/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';

/** A few rows of each outcome, for people to look at before they say yes. */
export interface Examples {
  readonly created: Example[];
  readonly changed: Example[];
  readonly conflicts: Example[];
  readonly rejected: Example[];
}

const most = 5;
const rejectRow = z.object({
  line: z.coerce.number(),
  column: z.coerce.number(),
  code: z.string(),
  raw: z.string(),
  cells: z.array(z.string()),
});

/** Collects examples from the stage of a batch. */
export async function collectExamples(
  warehouse: Warehouse,
  stage: Stage,
  fields: readonly Field[],
): Promise<Examples> {
  const created = await showCreated(warehouse, stage, fields);
  const joined = await showJoined(warehouse, stage, fields);
  const rejected = await warehouse.rows(
    statement({
      name: 'flow.examples.rejected',
      sql: `SELECT line, column, code, substring(raw, 1, 300) AS raw, arraySlice(cells, 1, 20) AS cells FROM {db}.${stage.table('rejects')} ORDER BY line LIMIT ${most}`,
      row: rejectRow,
    }),
  );
  return {
    created: created.map(({ line, said }) => ({ line, text: nameOf(said), detail: '' })),
    changed: joined.flatMap((row) => describe(row, changesOf(row, fields))).slice(0, most),
    conflicts: joined.flatMap((row) => describe(row, conflictsOf(row, fields))).slice(0, most),
    rejected: rejected.map(({ line, column, code, raw, cells }) => ({
      line,
      text: (raw === '' ? cells.join(' | ') : raw).slice(0, 300).replaceAll('\0', '\uFFFD'),
      detail: `${describeReject(code).en}${column > 0 ? ` (column ${column})` : ''}`,
    })),
  };
}

/** The examples of several files, a few of each. */
export function joinExamples(parts: readonly Examples[]): Examples {
  const join = (key: keyof Examples) => parts.flatMap((part) => part[key]).slice(0, most);
  return {
    created: join('created'),
    changed: join('changed'),
    conflicts: join('conflicts'),
    rejected: join('rejected'),
  };
}

function describe(row: ComparedRow, changes: readonly string[]): Example[] {
  return changes.length === 0
    ? []
    : [{ line: row.line, text: nameOf(row.after), detail: changes.join('; ') }];
}

function changesOf({ before, after }: ComparedRow, fields: readonly Field[]): string[] {
  if (before === null) return [];
  return fields.flatMap((field) => {
    const [old, now] = [show(before, field), show(after, field)];
    return old === now ? [] : [`${field.key}: ${old} → ${now}`];
  });
}

function conflictsOf({ said, after }: ComparedRow, fields: readonly Field[]): string[] {
  return fields.flatMap((field) => {
    const [mine, shown] = [show(said, field), show(after, field)];
    return field.many || mine === '' || mine === shown ? [] : [`${field.key}: ${mine} ≠ ${shown}`];
  });
}

function show(values: Readonly<Record<string, unknown>>, field: Field): string {
  return storedColumns(field)
    .map(({ name }) => values[name])
    .filter((value) => value !== null && value !== undefined && value !== '' && value !== 0)
    .map((value) =>
      Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value),
    )
    .join(' ');
}

function nameOf(values: Readonly<Record<string, unknown>>): string {
  for (const key of [
    'name',
    'short_name',
    'english_name',
    'family_name',
    'credit_code',
    'emails',
    'phones',
  ]) {
    const value = values[key];
    const text = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : '';
    if (text !== '') return text;
  }
  return '';
}
