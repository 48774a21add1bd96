import { pointSchema, writePoint } from '../../src/lib/point.ts';
import { nodeValue, rangeValue } from '../ui/value/write-value.ts';
import type { Field } from './profile-data.ts';

/** True for fields whose values are edited as a list, one on each line. */
export function isMany({ many, type }: Pick<Field, 'many' | 'type'>): boolean {
  return many || type === 'phone' || type === 'email';
}

function rangeDraft(value: unknown): string {
  const range = rangeValue.safeParse(value).data;
  if (range === undefined) return '';
  const { min, max, currency } = range;
  const closed = min === max ? String(min) : `${min}-${max}`;
  const text = min === null ? `<${max}` : max === null ? `>${min}` : closed;
  return currency === undefined || currency === '' ? text : `${text} ${currency}`;
}

/** A value as the text that its editor begins with. */
export function draftOf(field: Pick<Field, 'type'>, value: unknown): string {
  // A secret is shown masked; what is typed takes its place.
  if (value === null || value === undefined || field.type === 'secret') return '';
  if (Array.isArray(value)) return value.map(String).join('\n');
  const point = pointSchema.safeParse(value).data;
  if (point !== undefined) return writePoint(point);
  if (typeof value === 'object') return nodeValue.safeParse(value).data?.code ?? rangeDraft(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What an editor's text stands for in the API: nothing, a list, or the text. */
export function valueOf(field: Pick<Field, 'many' | 'type'>, draft: string): unknown {
  const lines = draft
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return null;
  return isMany(field) ? lines : draft.trim();
}
