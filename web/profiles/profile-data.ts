import type { Output } from '../../src/lib/endpoint.ts';
import { getProfile } from '../../src/profiles/contract.ts';
import { listFields } from '../../src/records/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import type { Kind } from '../../src/fields/types.ts';

export type Profile = Output<typeof getProfile>;
export type Claim = Profile['lineage'][string][number];
export type Field = Output<typeof listFields>['rows'][number];

/** The kind that an id names; the server says whether there is such a profile. */
function kindOfId(id: string): Kind {
  return id.startsWith('per_') ? 'person' : 'organization';
}

/** A profile and the fields of its kind. */
export function useProfile(id: string) {
  const profile = useEndpoint(getProfile, { id });
  const fields = useEndpoint(listFields, { kind: kindOfId(id) });
  return { profile, fields };
}

/** What a profile is called: its name, else its id. */
export function nameOf({ id, values }: Pick<Profile, 'id' | 'values'>): string {
  const { name } = values;
  return typeof name === 'string' && name !== '' ? name : id;
}

/** The texts of a field of texts, one or many. */
export function textsOf({ values }: Pick<Profile, 'values'>, key: string): string[] {
  const value = values[key];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'string' && one !== '').map(String);
}
