import type { Output } from '../../../src/lib/endpoint.ts';
import type { listFields } from '../../../src/records/contract.ts';

export type FieldView = Output<typeof listFields>['rows'][number];

const texts = new WeakMap<FieldView, string>();

function textOf(field: FieldView): string {
  const known = texts.get(field);
  if (known !== undefined) return known;
  const { key, label, sounds, synonyms } = field;
  const text = [key, label.en, label.zh, ...sounds, ...synonyms].join('\n').toLowerCase();
  texts.set(field, text);
  return text;
}

/** Whether a field is meant by what was typed: a part of its name in either language, of its key or synonyms, or its pinyin. */
export function fitsField(field: FieldView, typed: string): boolean {
  const words = typed.toLowerCase().split(/\s+/);
  const text = textOf(field);
  return words.every((word) => text.includes(word));
}
