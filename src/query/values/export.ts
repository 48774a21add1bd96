import type { Language } from '../../lib/problem.ts';
import { quoteText } from '../../store/warehouse/index.ts';
import type { ExportColumn } from '../export-columns.ts';
import type { ComputedValue } from '../nodes/insight-list.ts';
import type { JoinedValue } from './join.ts';

/** A computed value in a file, joined to the profiles. */
export interface ShownValue extends JoinedValue {
  readonly key: string;
  readonly known: ComputedValue;
}

/** Columns of computed values for people: labels, and names in their language. */
export function shownValues(values: readonly ShownValue[], language: Language): ExportColumn[] {
  return values.map(({ known, sql }) => {
    const { label, names, type } = known;
    const header = label[language].replaceAll(/[“”]/g, '');
    if (type === 'number') return { header, sql: `ifNull(toString(${sql}), '')`, shown: 'number' };
    const list = (texts: readonly string[]) => `[${texts.map(quoteText).join(', ')}]`;
    const text = `ifNull(${sql}, '')`;
    if (names.length === 0) return { header, sql: text, shown: 'text' };
    const keys = list(names.map(({ key }) => key));
    const words = list(names.map((name) => name[language]));
    return { header, sql: `transform(${text}, ${keys}, ${words}, ${text})`, shown: 'text' };
  });
}

/** Columns of computed values for programs: by their keys, empty is null. */
export function typedValues(values: readonly ShownValue[]): ExportColumn[] {
  return values.map(({ key, sql }) => ({ header: key, sql, shown: 'typed' }));
}
