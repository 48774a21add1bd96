import { labelEvent } from '../../lib/events.ts';
import type { Language } from '../../lib/problem.ts';
import type { Bounds, Scalar } from '../rule/types.ts';

/** How the operators are said, `{value}` standing for the value. */
export const phrases = {
  eq: { en: 'is {value}', zh: '为{value}' },
  ne: { en: 'is not {value}', zh: '不为{value}' },
  in: { en: 'is one of {value}', zh: '为{value}之一' },
  notIn: { en: 'is none of {value}', zh: '不是{value}中的任何一个' },
  gt: { en: 'is over {value}', zh: '大于{value}' },
  gte: { en: 'is at least {value}', zh: '不低于{value}' },
  lt: { en: 'is under {value}', zh: '小于{value}' },
  lte: { en: 'is at most {value}', zh: '不超过{value}' },
  contains: { en: 'contains {value}', zh: '包含{value}' },
  startsWith: { en: 'starts with {value}', zh: '以{value}开头' },
  endsWith: { en: 'ends with {value}', zh: '以{value}结尾' },
  under: { en: 'is in {value}', zh: '属于{value}' },
} as const;

export type Phrase = keyof typeof phrases;

/** An operator and the value after it, as they are said. */
export interface SaidTest {
  readonly operator: Phrase;
  readonly value: string;
}

/** `describeTest('employees', { operator: 'gte', value: '100' }, 'en')` → `employees is at least 100`. */
export function describeTest(label: string, { operator, value }: SaidTest, language: Language): string {
  const gap = language === 'zh' ? '' : ' ';
  return `${label}${gap}${phrases[operator][language].replace('{value}', () => value)}`;
}

/** Bounds of one thing, joined by and. */
export function describeBounds(label: string, bounds: Bounds<Scalar>, language: Language): string {
  const names = ['eq', 'gt', 'gte', 'lt', 'lte'] as const;
  return names
    .flatMap((name) => {
      const value = bounds[name];
      return value === undefined
        ? []
        : [describeTest(label, { operator: name, value: quoteValue(value, language) }, language)];
    })
    .join(language === 'zh' ? '且' : ' and ');
}

const spanUnits = {
  d: ['days', '天'],
  w: ['weeks', '周'],
  m: ['months', '个月'],
  y: ['years', '年'],
} as const;

/** `describeSpan('last update', '30d', 'en')` → `last update within the last 30 days`. */
export function describeSpan(label: string, span: string, language: Language): string {
  const count = Number.parseInt(span, 10);
  const [en, zh] = spanUnits[readUnit(span.slice(-1))];
  return language === 'zh' ? `${label}在最近${count}${zh}内` : `${label} within the last ${count} ${en}`;
}

const namedDays = {
  today: ['today', '今天'],
  yesterday: ['yesterday', '昨天'],
  tomorrow: ['tomorrow', '明天'],
} as const;

/** A moment as rules write it: `-30d` → `30 days ago`; a date as it is. */
export function describeMoment(text: string, language: Language): string {
  const place = language === 'zh' ? 1 : 0;
  const named = Object.entries(namedDays).find(([name]) => name === text.trim().toLowerCase());
  if (named !== undefined) return named[1][place];
  const [, sign, count = '', unit = ''] = /^([+-])(\d{1,5})([dwmy])$/i.exec(text.trim()) ?? [];
  if (sign === undefined) return text;
  const what = spanUnits[readUnit(unit.toLowerCase())][place];
  const isPast = sign === '-';
  if (language === 'zh') return `${count}${what}${isPast ? '前' : '后'}`;
  return isPast ? `${count} ${what} ago` : `${count} ${what} from now`;
}

function readUnit(letter: string): keyof typeof spanUnits {
  return letter === 'w' || letter === 'm' || letter === 'y' ? letter : 'd';
}

/** A value as it stands in a sentence: texts in quotation marks, numbers as the language groups them. */
export function quoteValue(value: Scalar, language: Language): string {
  if (typeof value === 'number')
    return value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: 10 });
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : String(value);
  return `“${value}”`;
}

/** An event as it stands in a sentence, by its name in the language. */
export function quoteEvent(name: string, language: Language): string {
  return quoteValue(labelEvent(name)[language], language);
}

const mostNamed = 5;

/** Several values in a sentence; of a long list the first few and how many there are. */
export function describeList(values: readonly Scalar[], language: Language): string {
  const shown = values.slice(0, mostNamed).map((value) => quoteValue(value, language));
  const rest = values.length - shown.length;
  if (language === 'zh') return shown.join('、') + (rest > 0 ? `等 ${values.length} 个值` : '');
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1) ?? ''}`;
}
