import type { z } from 'zod';

import { type Field, readPointColumn } from '../fields/index.ts';
import { nearestNames } from '../lib/nearest.ts';
import { Problem } from '../lib/problem.ts';
import type { mappedColumn, NamedMapping } from './contract.ts';
import { readUnit } from './header-unit.ts';

type MappedColumn = z.infer<typeof mappedColumn>;

/** What a mapping can speak of: the columns of a file, and the fields of what its rows are. */
interface Known {
  readonly headers: readonly string[];
  readonly fields: readonly Field[];
}

/**
 * Puts what a person said in the place of a guess: header → field, by its key or its name, with a unit behind it where the numbers
 * have one that neither header nor cells say (`turnover (USD millions)`); '' leaves a column out. Problem: `import.mapping`.
 */
export function applyNamed(
  base: readonly MappedColumn[],
  named: Readonly<NamedMapping>,
  known: Known,
): MappedColumn[] {
  const { headers } = known;
  const unknown = Object.keys(named).filter((header) => !headers.includes(header));
  if (unknown.length > 0) throw unknownColumns(unknown, headers);
  const kept = base.filter(({ column }) => named[headers[column] ?? ''] === undefined);
  const said = Object.entries(named).flatMap(([header, text]): MappedColumn[] => {
    if (text === '') return [];
    const column = headers.indexOf(header);
    const isText = typeof text === 'string';
    const { field, unit } = readNamed(header, isText ? text : text.field, known.fields);
    const { key } = field;
    const form = field.type === 'coordinates' ? readPointColumn(unit ?? header, []) : {};
    if (!isText) return [{ ...form, ...text, field: key, column }];
    const guess = base.find((one) => one.column === column && one.field === key);
    const meant = unit === undefined ? { ...form, ...guess } : { ...guess, ...form, unit: readUnit(unit) };
    return [{ ...meant, column, field: key }];
  });
  return [...kept, ...said].sort((a, b) => a.column - b.column);
}

/** `turnover (USD millions)` → the field and the unit as it stands there; of coordinates, which half and whose maps: `坐标（百度经度）`. */
function readNamed(header: string, text: string, fields: readonly Field[]) {
  const [, name = '', unit] = /^\s*(.*?)\s*(?:[(（]([^()（）]+)[)）])?\s*$/su.exec(text) ?? [];
  const field =
    fields.find(({ key }) => key === name) ??
    fields.find(({ label }) => label.zh === name || label.en.toLowerCase() === name.toLowerCase()) ??
    fields.find(({ synonyms }) => synonyms.includes(name));
  if (field === undefined) throw unknownField(header, text, fields);
  return { field, unit };
}

function unknownColumns(unknown: readonly string[], headers: readonly string[]): Problem {
  return new Problem(
    'import.mapping',
    {
      en: 'The mapping names columns that the file does not have: {unknown}. The file has: {headers}.',
      zh: '映射中的列在文件中不存在：{unknown}。文件中的列：{headers}。',
    },
    { unknown: unknown.slice(0, 10).join(', '), headers: headers.slice(0, 50).join(', ') },
  );
}

function unknownField(header: string, text: string, fields: readonly Field[]): Problem {
  const near = nearestNames(
    text,
    fields.map(({ key, label }) => ({ name: key, texts: [key, label.zh, label.en] })),
  );
  return new Problem(
    'import.mapping',
    {
      en: `The mapping sends the column “{header}” to “{text}”, which is no field of this kind. ${near.length > 0 ? 'Nearest: {near}.' : 'All fields are listed at /api/fields.'}`,
      zh: `映射将列“{header}”指向“{text}”，但没有这个字段。${near.length > 0 ? '最接近的有：{near}。' : '全部字段见 /api/fields。'}`,
    },
    { header: header.slice(0, 100), text: text.slice(0, 100), near: near.join(', ') },
  );
}
