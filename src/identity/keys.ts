import { dayText, isList, type Field, type Kind } from '../fields/index.ts';
import { quoteText } from '../store/warehouse/index.ts';

/** What keys are made from: the fields that a batch maps, in the catalogue's order, and where it comes from. */
export interface KeySource {
  readonly kind: Kind;
  readonly source: string;
  readonly fields: readonly Field[];
  /** Fields whose check can fail; `bad_<field>` says where. */
  readonly checked: ReadonlySet<string>;
}

/** Mailboxes of a role, not of a person: they never make two records one. */
const roleMailboxes =
  '^(?:info|sales?|service|support|contact|admin|administrator|office|hr|jobs?|hello|help|mail|marketing|webmaster|postmaster|noreply|no-reply|kefu|market|public|pr|hotline|enquir(?:y|ies)|billing|accounts?|team|test|master|business|shop|order|orders)[0-9]*@';

/** Mobile numbers of China and of elsewhere. The pattern has no room for an extension: those are switchboards. */
const mobiles = String.raw`^\+861[3-9][0-9]{9}$|^\+(?:[2-79]|8[0-57-9])[0-9]{9,13}$`;

const isRole = new RegExp(roleMailboxes);
const isMobile = new RegExp(mobiles);

/** True where a checked value of a field may make two records one: role mailboxes and landlines never do. */
export function joinsPeople(field: string, value: string): boolean {
  if (field === 'emails') return !isRole.test(value);
  return field !== 'phones' || isMobile.test(value);
}

/**
 * The strong keys of a record, as expressions over `f_<column>` and `bad_<field>`.
 * A company's primary key is its organisation code (inside the credit code or alone), a person's the identity document.
 * Values that fail their check, role mailboxes, landlines and switchboards are no keys. A record without any key is
 * known again by name and place within its own source.
 */
export function planKeys(source: KeySource): {
  /** What both are made of, each used several times. */
  steps: readonly (readonly [name: string, expression: string])[];
  primary: string;
  keys: string;
} {
  const has = (key: string) => source.fields.some((field) => field.key === key);
  const primary = primaryKey(source, has);
  const secondary = source.fields
    .filter((field) => field.identifier === 'strong' && !primaryFields.has(field.key))
    .map((field) => keysOfField(source, field));
  const strong = `arrayFilter(k -> k != 0, arrayConcat([k_primary], ${[...secondary, 'emptyArrayUInt64()'].join(', ')}))`;
  const fallback = fallbackKey(source, has);
  return {
    steps: [
      ['k_primary', primary],
      ['k_strong', strong],
    ],
    primary: 'k_primary',
    keys:
      fallback === null
        ? 'k_strong'
        : `if(empty(k_strong), arrayFilter(k -> k != 0, [${fallback}]), k_strong)`,
  };
}

const primaryFields: ReadonlySet<string> = new Set(['credit_code', 'organisation_code', 'identity_document']);

/** A key of a type as an expression over others: whoever looks records up by a value makes its key here. */
export function hashKey(kind: Kind, type: string, values: readonly string[]): string {
  return `sipHash64(${[quoteText(kind), quoteText(type), ...values].join(', ')})`;
}

function primaryKey({ kind, checked }: KeySource, has: (key: string) => boolean): string {
  const cases: string[] = [];
  const good = (key: string) => `f_${key} != ''${checked.has(key) ? ` AND NOT bad_${key}` : ''}`;
  if (has('credit_code'))
    cases.push(good('credit_code'), hashKey(kind, 'organisation_code', ['substring(f_credit_code, 9, 9)']));
  if (has('organisation_code'))
    cases.push(good('organisation_code'), hashKey(kind, 'organisation_code', ['f_organisation_code']));
  if (has('identity_document'))
    cases.push(
      "position(h_identity_document, '|') > 0",
      hashKey(kind, 'identity_document', ["splitByChar('|', h_identity_document)[2]"]),
    );
  return cases.length === 0 ? 'toUInt64(0)' : `multiIf(${cases.join(', ')}, toUInt64(0))`;
}

/** An Array(UInt64) of the keys in one field. */
function keysOfField({ kind, source, checked }: KeySource, field: Field): string {
  const column = `f_${field.key}`;
  const scope = field.key === 'external_id' ? [quoteText(source)] : [];
  if (field.type === 'phone') {
    return `arrayMap(v -> ${hashKey(kind, 'mobile', ['v'])}, arrayFilter(v -> match(v, ${quoteText(mobiles)}), ${column}))`;
  }
  if (field.type === 'email') {
    return `arrayMap(v -> ${hashKey(kind, 'email', ['v'])}, arrayFilter(v -> NOT match(v, ${quoteText(roleMailboxes)}), ${column}))`;
  }
  if (isList(field)) return `arrayMap(v -> ${hashKey(kind, field.key, [...scope, 'v'])}, ${column})`;
  const good = `${column} != ''${checked.has(field.key) ? ` AND NOT bad_${field.key}` : ''}`;
  return `[if(${good}, ${hashKey(kind, field.key, [...scope, column])}, toUInt64(0))]`;
}

/** Where nothing else names the owner: the same name at the same place, said by the same source. */
function fallbackKey({ kind, source }: KeySource, has: (key: string) => boolean): string | null {
  const beside =
    kind === 'organization'
      ? ['address', 'region', 'city', 'state', 'phones', 'website', 'ticker']
      : ['birth_date', 'address', 'employer_name', 'phones', 'emails', 'postcode'];
  const known = beside.filter(has);
  const named = has('name') ? 'f_name' : null;
  if (named === null || known.length === 0) return null;
  // A day by its text, as in the keys that were made when it was kept otherwise.
  const parts = known.map((key) =>
    key === 'birth_date' ? `ifNull(${dayText('f_birth_date')}, '')` : `toString(f_${key})`,
  );
  const said = parts.map((part) => `${part} NOT IN ('', '0', '[]')`).join(' OR ');
  return `if(${named} != '' AND (${said}), ${hashKey(kind, 'name_and_place', [quoteText(source), `lower(${named})`, ...parts.map((part) => `ifNull(${part}, '')`)])}, toUInt64(0))`;
}
