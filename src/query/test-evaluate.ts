import {
  findNode,
  industryTree,
  isList,
  nodeOfStorage,
  regionTree,
  ancestors,
  type Field,
  type Tree,
} from '../fields/index.ts';
import { distanceKm } from '../lib/point.ts';
import { segmentPinyin } from '../lib/pinyin-reading.ts';
import { profileId } from '../lib/profile-id.ts';
import { foldText } from '../lib/text-fold.ts';
import type { FieldRule, GroupRule, Near, Rule, Scalar } from './rule/types.ts';
import { searchTextOf, type TestRow } from './test-table.ts';

/** The same rule, worked out over plain rows in plain code: what the SQL must agree with. */
export function fits(rule: Rule, row: TestRow, catalogue: readonly Field[]): boolean {
  if ('all' in rule) return rule.all.every((part) => fits(part, row, catalogue));
  if ('any' in rule) return rule.any.some((part) => fits(part, row, catalogue));
  if ('not' in rule) return !fits(rule.not, row, catalogue);
  if ('text' in rule) return wordsFit(rule.text, row);
  if (!('field' in rule)) return knownFits(rule, row);
  const field = catalogue.find(({ key }) => key === rule.field);
  return field !== undefined && fieldFits(field, rule, row);
}

type KnownRule = Exclude<Rule, GroupRule | FieldRule | { readonly text: string }>;

/** What is known of the profile itself. */
function knownFits(rule: KnownRule, row: TestRow): boolean {
  if ('source' in rule) return [rule.source].flat().some((name) => list(row['_sources']).includes(name));
  if ('id' in rule) return [rule.id].flat().includes(profileId('organization', row._no));
  if ('completeness' in rule) return inBounds(Number(row['_completeness'] ?? 0), rule.completeness);
  throw new Error('not evaluated here');
}

function wordsFit(text: string, row: TestRow): boolean {
  return foldText(text)
    .split(/\s+/u)
    .every((word) => word === '' || wordFits(word, row));
}

function list(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' && value !== '' ? [value] : [];
}

type Bounds = Readonly<Partial<Record<'eq' | 'gt' | 'gte' | 'lt' | 'lte', number | undefined>>>;

function inBounds(value: number, { eq, gt, gte, lt, lte }: Bounds): boolean {
  return [
    eq === undefined || value === eq,
    gt === undefined || value > gt,
    gte === undefined || value >= gte,
    lt === undefined || value < lt,
    lte === undefined || value <= lte,
  ].every(Boolean);
}

function wordFits(word: string, row: TestRow): boolean {
  const search = searchTextOf(row);
  if (search.includes(word)) return true;
  if (
    segmentPinyin(word).some(
      ({ initials, pattern }) => search.includes(initials) && new RegExp(pattern, 'u').test(search),
    )
  )
    return true;
  const isPlace = /\p{Script=Han}{2}|^[a-z' -]{4,}$/u.test(word);
  if (isPlace && (isUnder(regionTree, word, row['region']) || isUnder(industryTree, word, row['industry'])))
    return true;
  if (/^[^@]+@/.test(word) && list(row['emails']).some((email) => email.startsWith(word))) return true;
  return /^(?=.*\d)[0-9a-z]{5,}$/.test(word) && plain(row['credit_code']).startsWith(word.toUpperCase());
}

function isUnder(tree: Tree, text: string, stored: unknown): boolean {
  const wanted = findNode(tree, text);
  const node = nodeOfStorage(tree, Number(stored ?? 0));
  if (wanted === undefined || node === undefined) return false;
  return [...ancestors(tree, node.code), node].some(({ code }) => code === wanted.code);
}

function fieldFits(field: Field, rule: FieldRule, row: TestRow): boolean {
  // Ranks are tried by a test of their own.
  const {
    field: key,
    exists,
    valid,
    currency: _,
    near: __,
    top: ___,
    bottom: ____,
    of: _____,
    ...tests
  } = rule;
  const has = hasValue(field, row);
  const failed = list(row['_invalid']).includes(key);
  if (exists !== undefined && exists !== has) return false;
  if (valid !== undefined && (valid ? !has || failed : !failed)) return false;
  if (!placeFits(rule, row)) return false;
  return Object.entries(tests).every(
    ([operator, value]) =>
      value === undefined || operatorFits(field, { operator, values: [value].flat() }, row),
  );
}

function hasValue(field: Field, row: TestRow): boolean {
  const value = row[field.key];
  if (isList(field)) return list(value).length > 0;
  if (field.type === 'region' || field.type === 'industry') return Number(value ?? 0) !== 0;
  return (
    ![undefined, null, ''].some((empty) => empty === value) || (row[`${field.key}_max`] ?? null) !== null
  );
}

function placeFits({ field: key, currency, near }: FieldRule, row: TestRow): boolean {
  return (
    (near === undefined || isNear(row, key, near)) &&
    (currency === undefined || row[`${key}_currency`] === currency)
  );
}

function isNear(row: TestRow, key: string, near: Near): boolean {
  const [latitude, longitude] = [row[key] ?? null, row[`${key}_longitude`] ?? null];
  if (latitude === null || longitude === null) return false;
  return distanceKm({ latitude: Number(latitude), longitude: Number(longitude) }, near) <= near.km;
}

interface Asked {
  readonly operator: string;
  readonly values: readonly Scalar[];
}

function operatorFits(field: Field, { operator, values }: Asked, row: TestRow): boolean {
  if (operator === 'ne') return !operatorFits(field, { operator: 'eq', values }, row);
  if (operator === 'notIn') return !operatorFits(field, { operator: 'in', values }, row);
  if (operator === 'in' || operator === 'eq' || operator === 'under')
    return values.some((value) => equals(field, value, row));
  const [value = ''] = values;
  if (operator === 'contains' || operator === 'startsWith' || operator === 'endsWith') {
    return folded(field, row).some((text) => holds(text, operator, foldFor(field, String(value))));
  }
  return boundFits(field, operator, { value, row });
}

function boundFits(field: Field, operator: string, { value, row }: { value: Scalar; row: TestRow }): boolean {
  const isLower = operator.startsWith('gt');
  const column = isLower || field.type === 'number' || field.type === 'date' ? field.key : `${field.key}_max`;
  const held = row[column] ?? null;
  if (held === null) return false;
  if (field.type === 'date') return compare(Date.parse(plain(held)), operator, Date.parse(String(value)));
  return compare(Number(held), operator, Number(value));
}

function compare(a: number, operator: string, b: number): boolean {
  return operator === 'gt' ? a > b : operator === 'gte' ? a >= b : operator === 'lt' ? a < b : a <= b;
}

function holds(text: string, operator: 'contains' | 'startsWith' | 'endsWith', part: string): boolean {
  if (operator === 'contains') return text.includes(part);
  return operator === 'startsWith' ? text.startsWith(part) : text.endsWith(part);
}

function foldFor(field: Field, text: string): string {
  return field.type === 'name' ? foldText(text) : text.toLowerCase();
}

function folded(field: Field, row: TestRow): string[] {
  const value = row[field.key];
  const texts = isList(field) ? list(value) : [typeof value === 'string' ? value : ''];
  return texts.map((text) => foldFor(field, text));
}

type Same = (field: Field, value: Scalar, row: TestRow) => boolean;

const isNumber: Same = ({ key }, value, row) =>
  (row[key] ?? null) !== null && Number(row[key]) === Number(value);
const isRange: Same = ({ key }, value, row) =>
  row[key] === Number(value) && row[`${key}_max`] === Number(value);
const isOneOf: Same = ({ key }, value, row) => list(row[key]).includes(String(value).trim().toLowerCase());

const same: Readonly<Partial<Record<Field['type'], Same>>> = {
  region: ({ key }, value, row) => isUnder(regionTree, String(value), row[key]),
  industry: ({ key }, value, row) => isUnder(industryTree, String(value), row[key]),
  number: isNumber,
  boolean: isNumber,
  date: ({ key }, value, row) => row[key] === value,
  quantity: isRange,
  money: isRange,
  choice: ({ key, choices }, value, row) =>
    (row[key] ?? '') === (choices?.find((one) => one.key === value || one.label.zh === value)?.key ?? value),
  code: ({ key }, value, row) => {
    const text = String(value);
    return [text, text.toUpperCase(), text.toLowerCase()].includes(plain(row[key]));
  },
  email: isOneOf,
  phone: isOneOf,
};

function equals(field: Field, value: Scalar, row: TestRow): boolean {
  const test = same[field.type];
  return test === undefined
    ? folded(field, row).includes(foldFor(field, String(value)))
    : test(field, value, row);
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
