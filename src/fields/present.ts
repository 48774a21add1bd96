import type { Bilingual } from '../lib/problem.ts';
import { isList, storedColumns } from './columns.ts';
import { writeDay } from './day.ts';
import { industryTree } from './industry.ts';
import { maskValue } from './mask.ts';
import type { Point } from '../lib/point.ts';
import { regionTree } from './region.ts';
import { nodeOfStorage } from './tree.ts';
import type { Field, FieldType } from './types.ts';

/** A value as the API shows it; empty is null. */
export type Presented =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | { readonly min: number | null; readonly max: number | null; readonly currency?: string }
  | { readonly code: string; readonly label: Bilingual }
  | Point;

type Raw = Readonly<Record<string, unknown>>;
type Present = (field: Field, raw: Raw) => Presented;

const presenters: Readonly<Partial<Record<FieldType, Present>>> = {
  quantity: presentRange,
  money: presentRange,
  region: presentCode,
  industry: presentCode,
  coordinates: presentPoint,
  number: (field, raw) => number(raw[field.key]),
  date: (field, raw) => presentDay(number(raw[field.key])),
  boolean: (field, raw) => presentTruth(raw[field.key]),
};

/** One field of a row of the warehouse as the API shows it; masked where the field is. */
export function presentField(field: Field, raw: Raw): Presented {
  const present = isList(field) ? presentList : (presenters[field.type] ?? presentText);
  const value = present(field, raw);
  if (field.sight !== 'masked' || value === null) return value;
  return Array.isArray(value) ? value.map((one) => maskValue(field, one)) : maskValue(field, value);
}

/** The columns of a row that hold a field, as one text to compare values by. */
export function valueKey(field: Field, raw: Raw): string {
  return JSON.stringify(storedColumns(field).map(({ name }) => raw[name] ?? null));
}

function presentList(field: Field, raw: Raw): Presented {
  const value = raw[field.key];
  const list = Array.isArray(value) ? value.map(String) : [];
  return list.length === 0 ? null : list;
}

function presentText(field: Field, raw: Raw): Presented {
  const value = raw[field.key];
  return typeof value === 'string' && value !== '' ? value : null;
}

function presentDay(stored: number | null): string | null {
  return stored === null ? null : writeDay(stored);
}

function presentTruth(value: unknown): boolean | null {
  return value === null || value === undefined ? null : Number(value) === 1;
}

function presentRange(field: Field, raw: Raw): Presented {
  const [min, max] = [number(raw[field.key]), number(raw[`${field.key}_max`])];
  if (min === null && max === null) return null;
  const currency = raw[`${field.key}_currency`];
  return field.type === 'money' && typeof currency === 'string' ? { min, max, currency } : { min, max };
}

function presentCode(field: Field, raw: Raw): Presented {
  const stored = Number(raw[field.key] ?? 0);
  if (stored === 0) return null;
  const node = nodeOfStorage(field.type === 'region' ? regionTree : industryTree, stored);
  return node === undefined
    ? { code: String(stored), label: { en: String(stored), zh: String(stored) } }
    : { code: node.code, label: node.name };
}

function presentPoint({ key }: Field, raw: Raw): Point | null {
  const [latitude, longitude] = [number(raw[key]), number(raw[`${key}_longitude`])];
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

function number(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
