import type { Field, FieldType } from './types.ts';

/** A column of the warehouse: its name and ClickHouse type. */
export interface StoredColumn {
  readonly name: string;
  readonly type: string;
}

const scalarTypes: Readonly<Record<FieldType, string>> = {
  text: 'String',
  name: 'String',
  choice: 'LowCardinality(String)',
  code: 'String',
  number: 'Nullable(Float64)',
  quantity: 'Nullable(Float64)',
  money: 'Nullable(Float64)',
  // A day as a number: see day.ts.
  date: 'Nullable(UInt32)',
  boolean: 'Nullable(UInt8)',
  phone: 'String',
  email: 'String',
  url: 'String',
  address: 'String',
  postcode: 'String',
  region: 'UInt32',
  industry: 'UInt16',
  coordinates: 'Nullable(Float64)',
  secret: 'String',
};

/** Types whose values are always kept as lists when the field holds many. */
const listTypes: ReadonlySet<FieldType> = new Set([
  'text',
  'name',
  'choice',
  'code',
  'phone',
  'email',
  'url',
  'address',
]);

/** True where the field's column is an array. Phones and e-mails always are: one cell may hold several. */
export function isList(field: Field): boolean {
  if (field.type === 'phone' || field.type === 'email') return true;
  return field.many && listTypes.has(field.type);
}

/**
 * The columns in which a field's values stand: one for most; a quantity has `key` and `key_max` (bounds, either may be NULL),
 * money also `key_currency`; coordinates have the latitude and `key_longitude`.
 */
export function storedColumns(field: Field): readonly StoredColumn[] {
  const type = scalarTypes[field.type];
  const first = { name: field.key, type: isList(field) ? `Array(${type})` : type };
  if (field.type === 'quantity') return [first, { name: `${field.key}_max`, type }];
  if (field.type === 'coordinates') return [first, { name: `${field.key}_longitude`, type }];
  if (field.type !== 'money') return [first];
  return [
    first,
    { name: `${field.key}_max`, type },
    { name: `${field.key}_currency`, type: 'LowCardinality(String)' },
  ];
}

/** An expression that is true where the field has a value. */
export function hasValue(field: Field, column: string): string {
  if (isList(field)) return `notEmpty(${column})`;
  const type = scalarTypes[field.type];
  if (type.startsWith('Nullable')) return `isNotNull(${column})`;
  return type.startsWith('UInt') ? `${column} != 0` : `${column} != ''`;
}

/** The columns of several fields, in their order. */
export function catalogueColumns(fields: readonly Field[]): StoredColumn[] {
  return fields.flatMap((field) => storedColumns(field));
}
