const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const prefixes = { organization: 'org', person: 'per' } as const;

/** What a profile's public id says: its kind and its number inside the workspace. */
export interface ProfileKey {
  readonly kind: keyof typeof prefixes;
  readonly no: number;
}

/** `profileId('organization', 1234)` → `org_16j`: the number in lower-case Crockford base 32. */
export function profileId(kind: ProfileKey['kind'], no: number): string {
  let digits = '';
  for (let rest = no; rest > 0; rest = Math.floor(rest / 32)) digits = `${letters[rest % 32] ?? ''}${digits}`;
  return `${prefixes[kind]}_${digits}`;
}

/** Reads a public id back; undefined for anything that is none. */
export function readProfileId(id: string): ProfileKey | undefined {
  const found = /^(org|per)_([0-9a-hjkmnp-tv-z]{1,7})$/.exec(id);
  if (found === null) return undefined;
  const no = Array.from(found[2] ?? '').reduce((sum, letter) => sum * 32 + letters.indexOf(letter), 0);
  if (no < 1 || no > 0xffff_ffff) return undefined;
  return { kind: found[1] === 'org' ? 'organization' : 'person', no };
}

/** `recordId(1234)` → `rec_16j`: the public id of a record. */
export function recordId(no: number): string {
  return profileId('organization', no).replace(/^org/, 'rec');
}

/** The number of a record's public id; undefined for anything that is none. */
export function readRecordId(id: string): number | undefined {
  return id.startsWith('rec_') ? readProfileId(id.replace(/^rec/, 'org'))?.no : undefined;
}
