import { z } from 'zod';

import { concealed, isOpen, presentField, valueKey, writeField, type Field } from '../fields/index.ts';
import type { Bilingual, Language } from '../lib/problem.ts';
import { isConflict } from '../profiles/index.ts';
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
  file: z.string(),
  column: z.coerce.number(),
  code: z.string(),
  raw: z.string(),
  cells: z.array(z.string()),
});

/** Collects examples from the stage of a batch. */
export async function collectExamples(
  warehouse: Warehouse,
  stage: Stage,
  { file, fields }: { file: string; fields: readonly Field[] },
): Promise<Examples> {
  const created = await showCreated(warehouse, stage, fields);
  const joined = await showJoined(warehouse, stage, fields);
  const rejected = await warehouse.rows(
    statement({
      name: 'flow.examples.rejected',
      sql: `SELECT line, file, column, code, substring(raw, 1, 300) AS raw, arraySlice(cells, 1, 20) AS cells FROM {db}.${stage.table('rejects')} ORDER BY line LIMIT ${most}`,
      row: rejectRow,
    }),
  );
  return {
    created: created.map(({ line, said, file: own }) => ({
      file: own === '' ? file : own,
      line,
      ...nameOf(said),
      detail: { en: '', zh: '' },
    })),
    changed: joined.flatMap((row) => describe({ file, row }, changesOf(row, fields))).slice(0, most),
    conflicts: joined.flatMap((row) => describe({ file, row }, conflictsOf(row, fields))).slice(0, most),
    rejected: rejected.map(({ line, column, code, raw, cells, file: own }) => {
      const reason = describeReject(code);
      return {
        file: own === '' ? file : own,
        line,
        text: (raw === '' ? cells.join(' | ') : raw).slice(0, 300).replaceAll('\0', '\uFFFD'),
        detail: {
          en: `${reason.en}${column > 0 ? ` (column ${column})` : ''}`,
          zh: `${reason.zh}${column > 0 ? `（第 ${column} 列）` : ''}`,
        },
        fields: fields.map(({ key }) => key),
      };
    }),
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

/** A difference in one field. */
interface Change extends Bilingual {
  readonly field: string;
}

function describe(of: { file: string; row: ComparedRow }, changes: readonly Change[]): Example[] {
  if (changes.length === 0) return [];
  const { text, fields } = nameOf(of.row.after);
  const detail = joinWords(changes);
  return [
    {
      file: of.row.file === '' ? of.file : of.row.file,
      line: of.row.line,
      text,
      detail,
      fields: [...fields, ...changes.map(({ field }) => field)],
    },
  ];
}

function joinWords(words: readonly Bilingual[]): Bilingual {
  return { en: words.map(({ en }) => en).join('; '), zh: words.map(({ zh }) => zh).join('；') };
}

/** The examples as somebody sees them: where a value is not for them, they are told the fields and no value. */
export function seeExamples(examples: Examples, seen: readonly Field[]): Examples {
  const byKey = new Map(seen.map((field) => [field.key, field]));
  const see = (example: Example): Example => {
    const fields = example.fields?.map((key) => byKey.get(key)) ?? [undefined];
    if (fields.every((field) => field !== undefined && isOpen(field))) return example;
    const labels = fields.slice(1).flatMap((field) => (field === undefined ? [] : [field.label]));
    return { ...example, text: concealed, detail: joinWords(labels) };
  };
  return {
    created: examples.created.map(see),
    changed: examples.changed.map(see),
    conflicts: examples.conflicts.map(see),
    rejected: examples.rejected.map((example) => ({ ...see(example), detail: example.detail })),
  };
}

function changesOf({ before, after }: ComparedRow, fields: readonly Field[]): Change[] {
  if (before === null) return [];
  return fields
    .filter((field) => valueKey(field, before) !== valueKey(field, after))
    .map((field) =>
      inBoth((language) => `${write(field, before, language)} → ${write(field, after, language)}`, field),
    );
}

function conflictsOf({ said, after }: ComparedRow, fields: readonly Field[]): Change[] {
  return fields
    .filter((field) => isConflict(field, said, after))
    .map((field) =>
      inBoth((language) => `${write(field, said, language)} ≠ ${write(field, after, language)}`, field),
    );
}

function inBoth(text: (language: Language) => string, { key, label }: Field): Change {
  return { field: key, en: `${label.en}: ${text('en')}`, zh: `${label.zh}：${text('zh')}` };
}

const longestValue = 80;

/** A value as people read it, cut where it is long; – where there is none. */
function write(field: Field, values: Readonly<Record<string, unknown>>, language: Language): string {
  const text = writeField(field, presentField(field, values), language);
  if (text === '') return '–';
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function nameOf(values: Readonly<Record<string, unknown>>): { text: string; fields: string[] } {
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
    if (text !== '') return { text, fields: [key] };
  }
  return { text: '', fields: [] };
}
