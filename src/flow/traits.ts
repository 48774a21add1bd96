import { foldText, type Field } from '../fields/index.ts';

/** Traits by the names that the tracking protocols give them, and the fields that they are of. */
const known = new Map(
  Object.entries({
    email: 'emails',
    phone: 'phones',
    mobile: 'phones',
    firstname: 'given_name',
    lastname: 'family_name',
    birthday: 'birth_date',
    dateofbirth: 'birth_date',
    title: 'job_title',
    username: 'account_name',
    street: 'address',
    address: 'address',
    addressstreet: 'address',
    addresscity: 'city',
    addressstate: 'state',
    addresspostalcode: 'postcode',
    company: 'employer_name',
    companyname: 'employer_name',
    jobtitle: 'job_title',
    locale: 'language',
    zip: 'postcode',
    postalcode: 'postcode',
    openid: 'wechat_openid',
    unionid: 'wechat_unionid',
  }),
);

/** Ids that a trait may not set: whom it is about is said by the message itself. */
const own: ReadonlySet<string> = new Set(['tracked_id', 'external_id']);

/**
 * Traits as values of fields: by the names of the protocols, or by the key or label of a field. What means no field stays
 * in the event, and is not guessed at.
 */
export function traitReader(
  fields: readonly Field[],
): (traits: Readonly<Record<string, string>>) => Record<string, string> {
  const meaning = readNames(fields);
  const meanings = new Map<string, string | undefined>();
  const meaningOf = (trait: string) => {
    if (meanings.size < mostNames && !meanings.has(trait)) meanings.set(trait, meaning(foldText(trait)));
    return meanings.has(trait) ? meanings.get(trait) : meaning(foldText(trait));
  };
  return (traits) => {
    const values: Record<string, string> = {};
    for (const [trait, value] of Object.entries(traits)) {
      const key = meaningOf(trait);
      if (key !== undefined && value !== '') values[key] ??= value;
    }
    return values;
  };
}

/** More names of traits than these are none; they are not remembered. */
const mostNames = 1_000;

/** The field that a trait's name means, of those that may be set so. */
function readNames(fields: readonly Field[]): (name: string) => string | undefined {
  const byName = new Map<string, string>();
  for (const { key, label } of fields.filter((field) => !own.has(field.key)))
    for (const name of [key, label.en, label.zh].map(foldText)) if (!byName.has(name)) byName.set(name, key);
  return (name) => byName.get(foldText(known.get(name) ?? name));
}
