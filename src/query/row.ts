import { type Field, type Kind, presentField, type Presented, storedColumns } from '../fields/index.ts';
import { profileId } from '../lib/profile-id.ts';
import { quoteName } from '../store/warehouse/index.ts';

/** A profile in a list: its id and kind, the fields that were asked for, and how it is known. */
export interface QueryRow {
  readonly id: string;
  readonly kind: Kind;
  readonly [key: string]: Presented;
}

/** The columns that rows of these fields are read from, of those that are there. */
export function rowColumns(fields: readonly Field[], known: ReadonlySet<string>): string[] {
  const stored = fields.flatMap((field) => storedColumns(field).map(({ name }) => name));
  const present = [...new Set(stored)].filter((name) => known.has(name));
  return ['_no', ...present, '_sources', '_completeness'].map(quoteName);
}

type Raw = Readonly<Record<string, unknown>>;

/** A row of the warehouse as the API shows it. */
export function presentRow(raw: Raw, kind: Kind, fields: readonly Field[]): QueryRow {
  return {
    id: profileId(kind, Number(raw['_no'])),
    kind,
    ...Object.fromEntries(fields.map((field) => [field.key, presentField(field, raw)])),
    _sources: texts(raw['_sources']),
    _completeness: Number(raw['_completeness']),
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
