import { expect, test } from 'vitest';
import { isProblem } from '../lib/problem.ts';
import {
  catalogue,
  createCustomField,
  customField,
  fieldByKey,
  fieldJson,
  isReservedKey,
  toFieldJson,
} from './catalogue.ts';
import { storedColumns } from './columns.ts';
import { foldText } from './fold.ts';
import { termsOf } from './header-terms.ts';
import { domains, kinds } from './types.ts';

const promised = {
  organization: `name former_names short_name english_name credit_code registration_number organisation_code tax_ids external_id legal_representative ownership registration_status founded
    approved term_from term_to registrar registered_capital paid_in_capital turnover employees insured_count industry economic_category business_scope products investing_region credit_rating parent_name
    address region city state country postcode phones fax emails website bank bank_account size_class ticker stock_exchange cik market_value profit assets rank contact_name contact_title notes tags`,
  person: `name family_name given_name name_pinyin gender birth_date age_band marital_status education occupation job_title department employer_name income_band language identity_document phones emails
    address region postcode city state country wechat_openid wechat_unionid wechat_id qq weibo linkedin twitter facebook account_name household_role membership_card membership_tier points interests
    preferences motives expectations satisfaction mood followers following devices operating_system browser network payment_methods credit_standing last_order_date total_spent order_count
    favourite_category preferred_channel`,
};

test.each(kinds)(
  'every promised field of a %s is there, labelled in both languages, in all ten domains',
  (kind) => {
    const fields = catalogue(kind);
    const keys = fields.map((field) => field.key);
    expect(keys).toEqual(expect.arrayContaining(promised[kind].split(/\s+/)));
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(fields.map((field) => field.domain))).toEqual(new Set(domains));
    for (const field of fields) {
      expect(field.key).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(Math.min(field.label.zh.length, field.label.en.length), field.key).toBeGreaterThan(0);
      expect(field.kinds).toContain(kind);
      expect(field.type === 'choice', field.key).toBe((field.choices ?? []).length > 0);
      expect(Object.isFrozen(field)).toBe(true);
    }
  },
);

test.each(kinds)('no header text means two fields of a %s, no column of the warehouse holds two', (kind) => {
  const owners = new Map<string, string>();
  const terms = catalogue(kind).flatMap((field) =>
    termsOf(field).map(({ text }) => ({ text, key: field.key })),
  );
  const shared = terms.filter(({ text, key }) => {
    const owner = owners.get(text);
    owners.set(text, owner ?? key);
    return owner !== undefined && owner !== key;
  });
  expect(shared).toEqual([]);
  const columns = catalogue(kind)
    .flatMap(storedColumns)
    .map(({ name }) => name);
  expect(new Set(columns).size).toBe(columns.length);
});

test('a key means the same type for both kinds, and no way of writing means two choices of a field', () => {
  for (const field of catalogue('person')) {
    const other = fieldByKey('organization', field.key);
    if (other !== undefined)
      expect([field.key, other.type, other.many, other.unit]).toEqual([
        field.key,
        field.type,
        field.many,
        field.unit,
      ]);
  }
  for (const field of kinds.flatMap((kind) => catalogue(kind))) {
    const written = (field.choices ?? []).flatMap(({ key, label, synonyms = [] }) => [
      ...new Set([key, label.zh, label.en, ...synonyms].map(foldText)),
    ]);
    expect(new Set(written).size, field.key).toBe(written.length);
  }
});

test('what names an owner alone is strong only where it may be', () => {
  const strong = (kind: (typeof kinds)[number]) =>
    catalogue(kind)
      .filter((field) => field.identifier === 'strong')
      .map((field) => field.key);
  expect(strong('organization').toSorted()).toEqual([
    'cik',
    'credit_code',
    'duns',
    'external_id',
    'lei',
    'organisation_code',
    'registration_number',
    'tax_ids',
    'tracked_id',
  ]);
  expect(strong('person').toSorted()).toEqual(
    [
      'emails',
      'external_id',
      'identity_document',
      'membership_card',
      'phones',
      'tracked_id',
      'wechat_openid',
      'wechat_unionid',
      'wecom_external_userid',
    ].toSorted(),
  );
  expect(fieldByKey('person', 'identity_document')).toMatchObject({
    type: 'secret',
    sensitivity: 'sensitive',
    check: 'resident_id',
  });
  expect(fieldByKey('person', 'address')?.sensitivity).toBe('personal');
});

const definition = {
  key: 'shoe_brand',
  label: { en: 'Shoe brand', zh: '鞋子品牌' },
  kinds: ['person' as const],
  type: 'text' as const,
  domain: 'preference' as const,
};

test("a workspace's own field stands at the end and is like any other", () => {
  const own = createCustomField({ ...definition, synonyms: ['鞋牌'] });
  expect(own).toMatchObject({
    custom: true,
    many: false,
    survivorship: 'trust',
    identifier: 'none',
    sensitivity: 'internal',
    synonyms: ['鞋牌'],
  });
  expect(catalogue('person', [own]).at(-1)).toBe(own);
  expect(catalogue('organization', [own])).toBe(catalogue('organization'));
  expect(fieldByKey('person', 'shoe_brand', [own])).toBe(own);
  for (const field of catalogue('person', [own]))
    expect(fieldJson.parse(JSON.parse(JSON.stringify(toFieldJson(field))))).toEqual(toFieldJson(field));
});

test.each([
  '_secret',
  'name',
  'id',
  'kind',
  'turnover',
  'turnover_max',
  'price_currency',
  'Upper',
  '1st',
  'a-b',
  "x'; DROP TABLE",
  '',
  '__proto__',
  'a'.repeat(61),
])('the key %j is refused for a field of one’s own', (key) => {
  expect(customField.safeParse({ ...definition, key }).success).toBe(false);
  expect(() => createCustomField({ ...definition, key })).toThrow(
    expect.toSatisfy((error) => isProblem(error, 'fields.custom')),
  );
});

test('choices belong to choice fields alone, each key once', () => {
  const one = { key: 'a', label: { en: 'A', zh: '甲' } };
  expect(customField.safeParse({ ...definition, type: 'choice' }).success).toBe(false);
  expect(customField.safeParse({ ...definition, choices: [one] }).success).toBe(false);
  expect(customField.safeParse({ ...definition, type: 'choice', choices: [one, one] }).success).toBe(false);
  expect(createCustomField({ ...definition, type: 'choice', choices: [one] }).choices).toEqual([
    { ...one, synonyms: [] },
  ]);
  expect(isReservedKey('credit_code')).toBe(true);
  expect(isReservedKey('constructor')).toBe(false);
});
