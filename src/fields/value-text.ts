import { z } from 'zod';
import { pointSchema, writePoint } from '../lib/point.ts';
import type { Bilingual, Language } from '../lib/problem.ts';
import { withUnit } from '../lib/unit-word.ts';

const range = z.object({
  min: z.number().nullable(),
  max: z.number().nullable(),
  currency: z.string().optional(),
  unit: z.string().optional(),
});
const node = z.object({
  code: z.string().or(z.number()),
  label: z.object({ en: z.string(), zh: z.string() }),
});
const labelled = z.object({ label: z.object({ en: z.string(), zh: z.string() }) });

function writeNumber(value: number, language: Language): string {
  return value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: 4 });
}

function writeRange({ min, max, currency, unit }: z.output<typeof range>, language: Language): string {
  const [from, to] = [min, max].map((bound) => (bound === null ? '' : writeNumber(bound, language)));
  const bounds = from === to ? from : `${from}–${to}`;
  return withUnit(bounds ?? '', currency ?? unit, language);
}

function writeObject(value: object, language: Language): string {
  const aRange = range.safeParse(value);
  if (aRange.success) return writeRange(aRange.data, language);
  const point = pointSchema.safeParse(value);
  if (point.success) return writePoint(point.data);
  const named = node.safeParse(value).data ?? labelled.safeParse(value).data;
  return named ? named.label[language] : JSON.stringify(value);
}

const words = { en: ['yes', 'no'], zh: ['是', '否'] } as const;

/** What of a field its values are shown by. */
export interface Shown {
  readonly choices?: readonly { readonly key: string; readonly label: Bilingual }[] | undefined;
}

/** A value of a field as people read it: those of a list by their labels. */
export function writeField(field: Shown | undefined, value: unknown, language: Language): string {
  const label = (key: unknown) =>
    field?.choices?.find((choice) => choice.key === key)?.label[language] ?? key;
  return writeValue(Array.isArray(value) ? value.map(label) : label(value), language);
}

/** A value of a profile as people read it: ranges, amounts, nodes of trees, lists. */
export function writeValue(value: unknown, language: Language): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return writeNumber(value, language);
  if (typeof value === 'boolean') return words[language][value ? 0 : 1];
  if (Array.isArray(value)) {
    return value.map((item: unknown) => writeValue(item, language)).join(language === 'zh' ? '、' : ', ');
  }
  return typeof value === 'object' && value !== null ? writeObject(value, language) : '';
}
