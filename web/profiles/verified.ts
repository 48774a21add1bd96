import type { z } from 'zod';
import type { FieldType } from '../../src/fields/types.ts';
import type { Profile } from '../../src/profiles/contract.ts';
import { createVerification, type Verification } from '../../src/profiles/verified/contract.ts';

export type VerifiableValue = z.output<typeof createVerification.input.shape.value>;

/** The values of a field that can be verified: those that the reader sees whole. */
export function verifiable(
  { values, masked }: Pick<Profile, 'values' | 'masked'>,
  { key, type }: { readonly key: string; readonly type: FieldType },
): VerifiableValue[] {
  if (type === 'secret' || masked.includes(key)) return [];
  return [values[key]].flat().flatMap((value) => {
    const read = createVerification.input.shape.value.safeParse(value);
    return read.success ? [read.data] : [];
  });
}

/** What was found last about each value of a field that the profile has now; the rows come the newest first. */
export function newestFound(rows: readonly Verification[], field: string): Verification[] {
  const found = new Map<string, Verification>();
  for (const row of rows) {
    const value = JSON.stringify(row.value);
    if (row.field === field && row.holds && !found.has(value)) found.set(value, row);
  }
  return [...found.values()];
}
