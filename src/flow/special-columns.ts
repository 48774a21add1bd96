import type { Field } from '../fields/index.ts';
import type { BatchHead } from '../records/index.ts';
import type { House } from './house.ts';

/** The columns of a batch that its reader must treat: phones, with the country of their numbers, and secrets. */
export function specialColumns(house: House, mapping: BatchHead['mapping'], fields: readonly Field[]) {
  const typeOf = new Map(fields.map((field) => [field.key, field.type]));
  const ofType = (type: string) => mapping.filter(({ field }) => typeOf.get(field) === type);
  const countryColumn = mapping.find(({ field }) => field === 'country')?.column;
  return {
    phoneColumns: ofType('phone').map(({ column, country = house.country }) => ({
      column,
      country,
      ...(countryColumn === undefined ? {} : { countryColumn }),
    })),
    secretColumns: ofType('secret').map(({ column }) => ({ column, encryptionKey: house.encryptionKey })),
  };
}
