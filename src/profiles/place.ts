import { z } from 'zod';

import { presentField, type Field, type Kind } from '../fields/index.ts';
import { profileId, readProfileId } from '../lib/profile-id.ts';
import { pointSettings, quoteName, statement, type Warehouse } from '../store/warehouse/index.ts';
import { notFound, readMembers } from './read.ts';

/** A profile as it is now: its id, and the numbers of its live records, the lowest first. */
export interface ProfilePlace {
  readonly id: string;
  readonly kind: Kind;
  readonly numbers: readonly number[];
}

const ownerRow = z.object({ no: z.coerce.number(), profile: z.coerce.number() });

/** Where the profile of an id is now. Problem: `profiles.not-found`. */
export async function findPlace(warehouse: Warehouse, id: string): Promise<ProfilePlace> {
  const key = readProfileId(id);
  if (key === undefined) throw notFound(id);
  const { profile, numbers } = await readMembers(warehouse, key);
  const live = await findOwners(warehouse, key.kind, numbers);
  if (live.size === 0) throw notFound(id);
  return {
    id: profileId(key.kind, profile),
    kind: key.kind,
    numbers: [...live.keys()].toSorted((a, b) => a - b),
  };
}

/** The profiles that records belong to now, by the numbers of the records; those taken back belong to none. */
export async function findOwners(
  warehouse: Warehouse,
  kind: Kind,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (numbers.length === 0) return new Map();
  const rows = await warehouse.rows(
    statement({
      name: 'profiles.place.owners',
      sql: `SELECT f._no AS no, if(l.profile = 0, f._no, l.profile) AS profile
      FROM (SELECT _no FROM {db}.facts_${kind} WHERE _no IN {numbers:Array(UInt32)}) AS f
      LEFT JOIN (SELECT no, profile FROM {db}.links_${kind} WHERE no IN {numbers:Array(UInt32)}) AS l ON f._no = l.no`,
      row: ownerRow,
      settings: pointSettings,
    }),
    { numbers: [...numbers] },
  );
  return new Map(rows.map(({ no, profile }) => [no, profile]));
}

/** What profiles are called, by their numbers, as somebody sees the fields of their kind. */
export async function readNames(
  warehouse: Warehouse,
  numbers: readonly number[],
  seen: { readonly kind: Kind; readonly fields: readonly Field[] },
): Promise<ReadonlyMap<number, string>> {
  const field = seen.fields.find(({ key }) => key === 'name');
  if (numbers.length === 0 || field === undefined) return new Map();
  const rows = await warehouse.rows(
    statement({
      name: 'profiles.place.names',
      sql: `SELECT _no, ${quoteName('name')} FROM {db}.profiles_${seen.kind} WHERE _no IN {numbers:Array(UInt32)}`,
      row: z.object({ _no: z.coerce.number(), name: z.string() }),
      settings: pointSettings,
    }),
    { numbers: [...numbers] },
  );
  return new Map(
    rows.map((row) => {
      const name = presentField(field, row);
      return [row._no, typeof name === 'string' ? name : ''];
    }),
  );
}
