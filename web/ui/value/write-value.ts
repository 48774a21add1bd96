import { z } from 'zod';
import type { FieldType } from '../../../src/fields/types.ts';
import { pointSchema, writePoint } from '../../../src/lib/point.ts';
import type { Bilingual, Language } from '../../../src/lib/problem.ts';
import { withUnit } from '../../../src/lib/unit-word.ts';
import type { Format } from '../i18n/format.ts';

/** What of a field its values are written by. */
export interface WrittenField {
  readonly type: FieldType;
  readonly unit?: string | undefined;
  readonly choices?: readonly { readonly key: string; readonly label: Bilingual }[] | undefined;
}

/** How the reader reads. */
export interface Reader {
  readonly language: Language;
  readonly format: Format;
}

/** A number or amount from one bound to another; either may be open. */
export const rangeValue = z.object({
  min: z.number().nullable(),
  max: z.number().nullable(),
  currency: z.string().optional(),
});
/** A node of a tree. */
export const nodeValue = z.object({
  code: z.string(),
  label: z.object({ en: z.string(), zh: z.string() }),
});

type Range = z.output<typeof rangeValue>;

const words = { en: ['yes', 'no'], zh: ['是', '否'] } as const;
const bounds = {
  en: { from: 'from ', to: 'up to ', after: '' },
  zh: { from: '', to: '不超过', after: '以上' },
} as const;

function writeRange({ min, max }: Range, one: (value: number) => string, language: Language): string {
  const { from, to, after } = bounds[language];
  if (min !== null && max !== null) return min === max ? one(min) : `${one(min)}–${one(max)}`;
  if (min !== null) return `${from}${one(min)}${after}`;
  return max === null ? '' : `${to}${one(max)}`;
}

function writeAmount(range: Range, { language, format }: Reader): string {
  const { currency = '' } = range;
  const known = /^[A-Z]{3}$/.test(currency);
  const one = (value: number) =>
    known ? format.money(value, currency) : `${format.compact(value)} ${currency}`.trim();
  return writeRange(range, one, language);
}

/** A day has no time zone: it is the same day everywhere. */
function writeDay(text: string, format: Format): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? format.day(text) : text;
}

/** `+8613812345678` → `138 1234 5678`; `+862155501234;ext=8` → `021-5550 1234 · 8`; others with their country's code. */
export function writePhone(text: string): string {
  const [number = '', extension] = text.split(';ext=');
  const behind = extension === undefined ? '' : ` · ${extension}`;
  const mobile = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(number);
  if (mobile) return `${mobile.slice(1).join(' ')}${behind}`;
  const line = /^\+86(10|2\d|[3-9]\d{2})(\d{3,4})(\d{4})$/.exec(number);
  if (line) return `0${line[1]}-${line[2]} ${line[3]}${behind}`;
  return number + behind;
}

function writeText(field: WrittenField, text: string, { language, format }: Reader): string {
  if (field.type === 'choice') {
    const found = field.choices?.find(({ key }) => key === text);
    return found === undefined ? text : found.label[language];
  }
  if (field.type === 'phone') return writePhone(text);
  return field.type === 'date' ? writeDay(text, format) : text;
}

function writeObject(field: WrittenField, value: unknown, reader: Reader): string {
  const range = rangeValue.safeParse(value).data;
  if (range !== undefined && field.type === 'money') return writeAmount(range, reader);
  if (range !== undefined)
    return withUnit(writeRange(range, reader.format.number, reader.language), field.unit, reader.language);
  const point = pointSchema.safeParse(value).data;
  if (point !== undefined) return writePoint(point);
  const node = nodeValue.safeParse(value).data;
  return node === undefined ? JSON.stringify(value) : node.label[reader.language];
}

function writeOne(field: WrittenField, value: unknown, reader: Reader): string {
  if (typeof value === 'string') return writeText(field, value, reader);
  if (typeof value === 'number') return reader.format.number(value);
  if (typeof value === 'boolean') return words[reader.language][value ? 0 : 1];
  return value === null || value === undefined ? '' : writeObject(field, value, reader);
}

/** The values of a field as the reader's language writes them: one text for most, several for lists, none where it is empty. */
export function writeValues(field: WrittenField, value: unknown, reader: Reader): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((one) => writeOne(field, one, reader)).filter((text) => text !== '');
}
