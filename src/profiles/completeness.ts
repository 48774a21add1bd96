import { hasValue, type Field, type Kind } from '../fields/index.ts';
import { quoteName } from '../store/warehouse/index.ts';

/** Fields that a good record of a customer has; their share that is filled is the profile's completeness. */
const core: Readonly<Record<Kind, readonly string[]>> = {
  organization: [
    'name',
    'credit_code',
    'legal_representative',
    'registered_capital',
    'founded',
    'industry',
    'region',
    'address',
    'phones',
    'emails',
    'employees',
    'website',
  ],
  person: [
    'name',
    'gender',
    'birth_date',
    'phones',
    'emails',
    'address',
    'region',
    'employer_name',
    'job_title',
    'language',
  ],
};

/** The completeness of a row of profiles, 0 to 100, as an expression over its columns. */
export function completenessSql(kind: Kind, fields: readonly Field[]): string {
  const filled = fields
    .filter((field) => core[kind].includes(field.key))
    .map((field) => `toUInt8(${hasValue(field, quoteName(field.key))})`);
  return `toUInt8(round(100 * (${filled.length === 0 ? '0' : filled.join(' + ')}) / ${core[kind].length}))`;
}

/** The same of one profile, from the keys of the fields that it has a value of. */
export function completenessOf(kind: Kind, filled: readonly string[]): number {
  return Math.round((100 * filled.filter((key) => core[kind].includes(key)).length) / core[kind].length);
}
