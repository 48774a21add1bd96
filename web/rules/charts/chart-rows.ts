import type { Bilingual, Language } from '../../../src/lib/problem.ts';
import type { RuleJson } from '../rule.ts';
import type { CountedValue } from '../facets/questions.ts';

/** How a chart is drawn. */
export const chartKinds = ['bar', 'column', 'pie', 'map', 'table'] as const;
export type ChartKind = (typeof chartKinds)[number];

/** One value of a chart; without a rule its customers cannot be asked for alone. */
export interface ChartRow {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly rule: RuleJson;
}

/** The counts as rows in the reader's language, and how many customers have no value. */
export function toRows(
  values: readonly CountedValue[],
  language: Language,
): { rows: readonly ChartRow[]; empty: number } {
  const rows = values.flatMap(({ value, label, count, rule }) =>
    value === null ? [] : [{ key: String(value), label: nameOf(label, value, language), count, rule }],
  );
  const inOrder = areYears(rows) ? rows.toSorted((a, b) => Number(a.key) - Number(b.key)) : rows;
  return { rows: inOrder, empty: values.find(({ value }) => value === null)?.count ?? 0 };
}

/** Years go from left to right, whichever way they are listed. */
function areYears(rows: readonly ChartRow[]): boolean {
  return rows.every(({ key }) => /^\d{4}$/.test(key));
}

function nameOf(label: Bilingual | null, value: unknown, language: Language): string {
  return label === null ? String(value) : label[language];
}

/** The largest rows, and all others as one. */
export function withRest(rows: readonly ChartRow[], most: number, rest: string): readonly ChartRow[] {
  if (rows.length <= most) return rows;
  const count = rows.slice(most - 1).reduce((sum, row) => sum + row.count, 0);
  return [...rows.slice(0, most - 1), { key: '…', label: rest, count, rule: null }];
}

/** True where the rows are provinces, which a map can show. */
export function areProvinces(rows: readonly ChartRow[]): boolean {
  return rows.length > 0 && rows.every(({ key }) => /^\d\d0000$/.test(key));
}

/** A cell of CSV: quoted, and no spreadsheet takes it for a formula. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[\s]*[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Rows as CSV in UTF-8 with a mark, as spreadsheets want it. */
export function writeCsv(head: readonly string[], rows: readonly ChartRow[]): string {
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const lines = rows.map(({ label, count }) =>
    [label, count, total === 0 ? 0 : Math.round((count / total) * 10_000) / 10_000].map(cell).join(','),
  );
  return `\uFEFF${[head.map(cell).join(','), ...lines].join('\r\n')}\r\n`;
}
