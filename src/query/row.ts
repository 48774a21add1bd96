import { type Field, type Kind, presentField, type Presented, storedColumns } from '../fields/index.ts';
import { profileId } from '../lib/profile-id.ts';
import { quoteName } from '../store/warehouse/index.ts';

/** A profile in a list: its id and kind, the fields that were asked for, and how it is known. */
export interface QueryRow {
  readonly id: string;
  readonly kind: Kind;
  readonly [key: string]: Presented;
}

/** What is known of a profile itself, and shown where it is asked for beside the fields. */
export const ownColumns = ['_records', '_updated'] as const;
export type OwnColumn = (typeof ownColumns)[number];

/** What rows show: fields, and what else is asked for. */
export interface Shown {
  readonly fields: readonly Field[];
  readonly own: readonly OwnColumn[];
}

/** The columns that rows are read from, of those that are there. */
export function rowColumns({ fields, own }: Shown, known: ReadonlySet<string>): string[] {
  const stored = fields.flatMap((field) => storedColumns(field).map(({ name }) => name));
  const present = [...new Set(stored)].filter((name) => known.has(name));
  return ['_no', ...present, ...own, '_sources', '_completeness'].map(quoteName);
}

type Raw = Readonly<Record<string, unknown>>;

/** A row of the warehouse as the API shows it. */
export function presentRow(raw: Raw, kind: Kind, { fields, own }: Shown): QueryRow {
  return {
    id: profileId(kind, Number(raw['_no'])),
    kind,
    ...Object.fromEntries(fields.map((field) => [field.key, presentField(field, raw)])),
    ...Object.fromEntries(own.map((name) => [name, presentOwn[name](raw)])),
    _sources: texts(raw['_sources']),
    _completeness: Number(raw['_completeness']),
  };
}

const presentOwn: Readonly<Record<OwnColumn, (raw: Raw) => Presented>> = {
  _records: (raw) => Number(raw['_records']),
  _updated: (raw) => `${String(raw['_updated']).replace(' ', 'T')}Z`,
};

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
