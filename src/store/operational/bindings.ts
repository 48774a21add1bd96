import { Problem } from '../../lib/problem.ts';
import type { OperationalParameter } from './types.ts';

/** A value as both drivers take it in the same way. */
export type Bindable = string | number | boolean | null | Uint8Array | readonly unknown[];

/**
 * A value as the text of a `jsonb` parameter. PostgreSQL stores neither NUL nor half a surrogate pair,
 * so these become U+FFFD.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  // JSON.stringify writes a surrogate as an escape only when its other half is missing.
  return text.replace(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g, (escape) =>
    escape.length === 6 && /^\\u(?:0000|d[89a-f])/.test(escape) ? '\uFFFD' : escape,
  );
}

/** Brings one parameter into the form in which PGlite and pg agree on it. */
export function toBindable(value: OperationalParameter): Bindable {
  if (typeof value === 'string') return refuseNul(value);
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value))
    return value.map((item: unknown) => (typeof item === 'string' ? refuseNul(item) : item));
  return jsonText(value);
}

function refuseNul(text: string): string {
  if (!text.includes('\0')) return text;
  throw new Problem('store.nul', {
    en: 'A text holds a NUL character (U+0000), which cannot be stored. Remove it and try again.',
    zh: '文本中含有空字符（U+0000），无法保存。请删除后重试。',
  });
}
