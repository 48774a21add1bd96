import { type Field, type Kind, presentField, type Presented, storedColumns } from '../fields/index.ts';
import { profileId } from '../lib/profile-id.ts';
import { quoteName } from '../store/warehouse/index.ts';
import { distanceFrom } from './near-sql.ts';
import type { AskedPlace } from './nodes/field-near.ts';

/** A profile in a list: its id and kind, the fields that were asked for, and how it is known. */
export interface QueryRow {
  readonly id: string;
  readonly kind: Kind;
  readonly [key: string]: Presented;
}

/** What is known of a profile itself, and shown where it is asked for beside the fields. */
export const ownColumns = ['_records', '_updated', '_distance'] as const;
export type OwnColumn = (typeof ownColumns)[number];

/** What rows show: fields, and what else is asked for. */
export interface Shown {
  readonly fields: readonly Field[];
  readonly own: readonly OwnColumn[];
  /** The place that is asked about, from which distances are measured. */
  readonly place?: AskedPlace | undefined;
}

/** The columns that rows are read from, of those that are there. */
export function rowColumns({ fields, own, place }: Shown, known: ReadonlySet<string>): string[] {
  const stored = fields.flatMap((field) => storedColumns(field).map(({ name }) => name));
  const present = [...new Set(stored)].filter((name) => known.has(name));
  const measured = place !== undefined && known.has(place.key) ? distanceFrom(place) : 'NULL';
  return [
    ...['_no', ...present, '_sources', '_completeness'].map(quoteName),
    ...own.map((name) => (name === '_distance' ? `${measured} AS _distance` : quoteName(name))),
  ];
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
  // In kilometres, to the metre.
  _distance: ({ _distance: metres }) => (typeof metres === 'number' ? Math.round(metres) / 1000 : null),
};

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
