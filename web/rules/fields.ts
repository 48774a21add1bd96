import { useMemo } from 'react';
import { keepsValue } from '../../src/fields/mask.ts';
import type { Kind } from '../../src/fields/types.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import type { Bilingual } from '../../src/lib/problem.ts';
import { rankTyped } from '../../src/lib/typed-match.ts';
import { listFields } from '../../src/records/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import type { Condition, Listing, Operator } from './condition.ts';
import { messages } from './messages.ts';

type FieldInfo = Output<typeof listFields>['rows'][number];

/** What filters ask about: a field, or one of the things that are known of every profile. */
export interface FilterField {
  readonly key: string;
  readonly label: Bilingual;
  readonly type: FieldInfo['type'] | 'sources' | 'percent' | 'moment' | 'words';
  readonly domain: FieldInfo['domain'] | 'system';
  readonly choices: readonly { readonly key: string; readonly label: Bilingual }[];
  readonly unit: string | undefined;
  readonly texts: readonly string[];
  readonly sounds: readonly string[];
}

const systemTypes = {
  _sources: 'sources',
  _completeness: 'percent',
  _updated: 'moment',
  _observed: 'moment',
  _text: 'words',
} as const;
const systemSounds = {
  _sources: ['laiyuan', 'ly'],
  _completeness: ['wanzhengdu', 'wzd'],
  _updated: ['zuijingengxin', 'zjgx'],
  _observed: ['zuijinguancha', 'zjgc'],
  _text: ['guanjianci', 'gjc'],
} as const;

const systemFields = (['_sources', '_completeness', '_updated', '_observed', '_text'] as const).map(
  (key): FilterField => {
    const label = { en: messages.en.system[key], zh: messages.zh.system[key] };
    const texts = [label.zh, label.en.toLowerCase(), key];
    const sounds = systemSounds[key];
    return {
      key,
      label,
      type: systemTypes[key],
      domain: 'system',
      choices: [],
      unit: undefined,
      texts,
      sounds,
    };
  },
);

/** Of what is masked for the reader, only that it is there can be asked, as of secrets. */
function askedType(info: FieldInfo): FieldInfo['type'] {
  return info.sight === 'masked' && !keepsValue(info) ? 'secret' : info.type;
}

function toFilterField(info: FieldInfo): FilterField {
  const { key, label, domain, choices, unit, synonyms, sounds } = info;
  const texts = [label.zh, label.en, key, ...synonyms].map((text) => text.toLowerCase());
  return { key, label, type: askedType(info), domain, choices: choices ?? [], unit, texts, sounds };
}

const noFields: readonly FilterField[] = [];

/** Everything of a kind that filters can ask about; empty until it is known. */
export function useFilterFields(kind: Kind): readonly FilterField[] {
  const { data } = useEndpoint(listFields, { kind });
  return useMemo(
    () => (data === undefined ? noFields : [...systemFields, ...data.rows.map(toFilterField)]),
    [data],
  );
}

/** The fields that typed text may mean, the likeliest first; all of them for no text. */
export function searchFields(fields: readonly FilterField[], text: string): readonly FilterField[] {
  const typed = text.normalize('NFKC').trim().toLowerCase();
  if (typed === '') return fields;
  return fields
    .flatMap((field) => {
      const rank = rankTyped(field, typed);
      return rank === undefined ? [] : [{ field, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ field }) => field);
}

/** Types whose values cannot be counted, or each of which is another. */
const uncounted = new Set<FilterField['type']>(['secret', 'address', 'coordinates', 'words', 'moment']);

/** The fields whose values can be counted. */
export function countableFields(fields: readonly FilterField[]): readonly FilterField[] {
  return fields.filter(({ type }) => !uncounted.has(type));
}

/** One line of the list of operators: an operator, and for those of yes and no which of both. */
export const choicesOfOperator = [
  'in',
  'notIn',
  'contains',
  'startsWith',
  'endsWith',
  'range',
  'near',
  'within',
  'top',
  'bottom',
  'known',
  'empty',
  'valid',
  'invalid',
] as const;
export type OperatorChoice = (typeof choicesOfOperator)[number];

const written: readonly OperatorChoice[] = ['contains', 'startsWith', 'endsWith', 'in', 'notIn'];
const known: readonly OperatorChoice[] = ['known', 'empty'];
const checked: readonly OperatorChoice[] = ['valid', 'invalid'];
const numeric: readonly OperatorChoice[] = ['range', 'top', 'bottom', ...known, ...checked];
const texts: readonly OperatorChoice[] = [...written, ...known, ...checked];

const operators: Readonly<Record<FilterField['type'], readonly OperatorChoice[]>> = {
  text: texts,
  name: texts,
  address: texts,
  code: texts,
  url: texts,
  postcode: texts,
  phone: texts,
  email: texts,
  choice: ['in', 'notIn', ...known, ...checked],
  region: ['in', 'notIn', ...known, ...checked],
  industry: ['in', 'notIn', ...known, ...checked],
  number: numeric,
  quantity: numeric,
  money: numeric,
  date: ['range', 'within', ...known, ...checked],
  boolean: ['in', ...known],
  coordinates: ['near', ...known, ...checked],
  secret: known,
  sources: ['in'],
  percent: ['range'],
  moment: ['within', 'range'],
  words: ['contains'],
};

/** What can be asked of a field, the usual first. */
export function operatorsOf({ type }: FilterField): readonly OperatorChoice[] {
  return operators[type];
}

/** How the values of a field are listed in its rule. */
export function listingOf({ type }: FilterField): Listing {
  return type === 'region' || type === 'industry' ? 'under' : 'in';
}

const flagged: Partial<Record<OperatorChoice, Condition>> = {
  known: { op: 'exists', is: true },
  empty: { op: 'exists', is: false },
  valid: { op: 'valid', is: true },
  invalid: { op: 'valid', is: false },
};

/** Dates that lie within a span are those since so long ago. */
const sinceSpan = /^-(\d{1,4}[dwmy])$/;

/** The line of the list that a condition stands under. */
export function choiceOf(condition: Condition, { type }: FilterField): OperatorChoice {
  if (condition.op === 'exists') return condition.is ? 'known' : 'empty';
  if (condition.op === 'valid') return condition.is ? 'valid' : 'invalid';
  return type === 'date' && spanOf(condition) !== undefined ? 'within' : condition.op;
}

/** The span of a condition that lies between some time ago and now. */
export function spanOf(condition: Condition): string | undefined {
  if (condition.op === 'within') return condition.text;
  if (condition.op !== 'range' || condition.high !== null || condition.low === null) return undefined;
  return condition.low.open ? undefined : sinceSpan.exec(String(condition.low.value))?.[1];
}

/** A span as a condition on a field: dates have none of their own. */
export function spanCondition({ type }: FilterField, span: string): Condition {
  return type === 'date'
    ? { op: 'range', low: { value: `-${span}`, open: false }, high: null }
    : { op: 'within', text: span };
}

/** An operator as it begins, with what of the condition before it can be kept. */
export function beginCondition(choice: OperatorChoice, field: FilterField, before?: Condition): Condition {
  const flag = flagged[choice];
  if (flag !== undefined) return flag;
  if (choice === 'within') return spanCondition(field, '30d');
  if (choice === 'near') return { op: 'near', at: null, km: 5 };
  if (choice === 'range') return { op: 'range', low: null, high: null };
  if (choice === 'top' || choice === 'bottom') return beginRank(choice, before);
  return beginValues(readOperator(choice), before);
}

function beginRank(op: 'top' | 'bottom', before: Condition | undefined): Condition {
  const { share, of } = before !== undefined && 'share' in before ? before : { share: 10, of: null };
  return { op, share, of };
}

function beginValues(op: ListOrText, before: Condition | undefined): Condition {
  const values = before !== undefined && 'values' in before ? before.values : [];
  if (op === 'in' || op === 'notIn') return { op, values };
  return { op, text: before !== undefined && 'text' in before ? before.text : '' };
}

type ListOrText = Exclude<Operator, 'range' | 'near' | 'exists' | 'valid' | 'within' | 'top' | 'bottom'>;

function readOperator(choice: OperatorChoice): ListOrText {
  switch (choice) {
    case 'notIn':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return choice;
    default:
      return 'in';
  }
}
