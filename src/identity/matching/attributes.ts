import { isList, type Field, type Kind } from '../../fields/index.ts';
import { quoteName } from '../../store/warehouse/index.ts';
import { companyCore } from './company-name.ts';
import { familyOf, givenOf } from './person-name.ts';
import type { Attribute, ComparatorName } from './types.ts';

/** A field whose values can be compared, and the expression for them: of its type in the warehouse, or text of a file. */
export interface FieldSource {
  readonly field: Field;
  readonly sql: string;
}

/** How fields are compared, in the order in which reviews show them. What is not here says too little of who somebody is. */
const compared: Readonly<Record<Kind, readonly (readonly [key: string, comparator: ComparatorName])[]>> = {
  person: [
    ['given_name', 'given_name'],
    ['family_name', 'family_name'],
    ['birth_date', 'date'],
    ['gender', 'choice'],
    ['identity_document', 'code'],
    ['phones', 'phone'],
    ['emails', 'email'],
    ['address', 'address'],
    ['address_line_2', 'address'],
    ['district', 'place'],
    ['city', 'place'],
    ['state', 'choice'],
    ['postcode', 'postcode'],
    ['birth_place', 'place'],
    ['occupation', 'text'],
    ['employer_name', 'company'],
  ],
  organization: [
    ['name', 'company'],
    ['english_name', 'company'],
    ['credit_code', 'code'],
    ['registration_number', 'code'],
    ['legal_representative', 'text'],
    ['phones', 'phone'],
    ['emails', 'email'],
    ['website', 'text'],
    ['address', 'address'],
    ['city', 'place'],
    ['state', 'choice'],
    ['postcode', 'postcode'],
    ['founded', 'date'],
    ['ticker', 'text'],
  ],
};

/** Attributes at most: their grades share 64 bits. */
const mostAttributes = 16;

/** The attributes by which records of a kind are compared, of the fields that there are. */
export function attributesOf(kind: Kind, sources: readonly FieldSource[]): Attribute[] {
  const byKey = new Map(sources.map((source) => [source.field.key, source]));
  return compared[kind]
    .flatMap(([key, comparator]): Attribute[] => {
      const sql = valueSql(comparator, byKey.get(key), byKey.get('name'));
      return sql === null ? [] : [{ key, comparator, sql }];
    })
    .slice(0, mostAttributes);
}

const lists: ReadonlySet<ComparatorName> = new Set(['phone', 'email', 'code']);

function valueSql(
  comparator: ComparatorName,
  source: FieldSource | undefined,
  name: FieldSource | undefined,
): string | null {
  if (comparator === 'given_name') return namePart(source, name, givenOf);
  if (comparator === 'family_name') return namePart(source, name, familyOf);
  if (source === undefined) return null;
  if (comparator === 'company') return companyCore(textOf(source));
  return lists.has(comparator) ? listOf(source) : textOf(source);
}

/** A part of a person's name as it is given, else as the whole name has it. */
function namePart(
  source: FieldSource | undefined,
  name: FieldSource | undefined,
  part: (name: string) => string,
): string | null {
  const own = source === undefined ? null : `trimBoth(${textOf(source)})`;
  const split = name === undefined ? null : part(`trimBoth(${textOf(name)})`);
  return own === null || split === null ? (own ?? split) : `if(${own} != '', ${own}, ${split})`;
}

/** A field's value as text; of several, the first. */
function textOf({ field, sql }: FieldSource): string {
  if (isList(field)) return `toString(${sql}[1])`;
  if (field.type === 'secret') return `splitByChar('|', ${sql})[2]`;
  return `ifNull(toString(${sql}), '')`;
}

function listOf(source: FieldSource): string {
  return isList(source.field) ? `arrayMap(v -> toString(v), ${source.sql})` : `[${textOf(source)}]`;
}

/** The fields of a profile's row as sources. */
export function fieldSources(fields: readonly Field[]): FieldSource[] {
  return fields.map((field) => ({ field, sql: quoteName(field.key) }));
}
