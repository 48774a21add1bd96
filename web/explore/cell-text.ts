import { writeValues, type Reader } from '../ui/value/write-value.ts';
import type { ColumnInfo } from './columns.ts';

type Write = (value: unknown, reader: Reader) => string;

/** How what is known of a profile itself is written. */
const ownWriters: Readonly<Partial<Record<ColumnInfo['type'], Write>>> = {
  percent: (value, { format }) => (typeof value === 'number' ? format.percent(value / 100) : ''),
  count: (value, { format }) => (typeof value === 'number' ? format.number(value) : ''),
  time: (value, { format }) => (typeof value === 'string' ? format.date(value) : ''),
  figure: (value, { format }) => (typeof value === 'number' ? format.number(value) : ''),
  distance: (value, { format, language }) =>
    typeof value === 'number' ? `${format.number(value)} ${language === 'zh' ? '公里' : 'km'}` : '',
};

const writeText: Write = (value) => (typeof value === 'string' ? value : '');

/** One value of a cell: as it is, and as its reader writes it. */
export interface CellValue {
  readonly raw: unknown;
  readonly text: string;
}

/** The values of a cell; none where it is empty. */
export function cellValues(value: unknown, { type, field, names }: ColumnInfo, reader: Reader): CellValue[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const write = ownWriters[type] ?? writeText;
  return values
    .map((raw) => ({
      raw,
      text: field === null ? nameOf(write(raw, reader), names) : writeValues(field, raw, reader).join(''),
    }))
    .filter(({ text }) => text !== '');
}

/** How a word of a computed value is called, where it is one of a list. */
function nameOf(text: string, names: ColumnInfo['names']): string {
  return names?.get(text) ?? text;
}

/** A whole cell as one text. */
export function cellText(value: unknown, column: ColumnInfo, reader: Reader): string {
  const texts = cellValues(value, column, reader).map(({ text }) => text);
  return texts.join(reader.language === 'zh' ? '、' : ', ');
}

/** Where a value leads to, if it may: web addresses, e-mail, phones; nothing else, whatever it looks like. */
export function linkOf(text: unknown, type: ColumnInfo['type']): string | undefined {
  if (typeof text !== 'string') return undefined;
  if (type === 'email') return /^[^\s@:?&]+@[^\s@:?&/]+$/.test(text) ? `mailto:${text}` : undefined;
  if (type === 'phone') {
    const number = text.replace(/;ext=\d+$/, '');
    return /^\+?\d{3,15}$/.test(number) ? `tel:${number}` : undefined;
  }
  if (type !== 'url' || /[\s\u0000-\u001f\u202a-\u202e\u2066-\u2069]/.test(text)) return undefined;
  return /^https?:\/\/[^/]/i.test(text) && URL.canParse(text) ? text : undefined;
}
