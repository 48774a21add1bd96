/** The field that says by which id a customer is known in the customer's own applications; the same all over a workspace. */
export const trackedField = 'tracked_id';

/** The key of a person or company by that id, as the records that state it carry it (src/identity/keys.ts). */
export function trackedKey(kind: 'person' | 'organization', value: string): string {
  return `sipHash64('${kind}', '${trackedField}', ${value})`;
}

/** The key of a browser or device: no record carries it. */
export function deviceKey(value: string): string {
  return `sipHash64('device', ${value})`;
}
