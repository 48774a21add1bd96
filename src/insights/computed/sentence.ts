import { propertyNames, type ValueHow, type ValueTable } from '../../lib/computed-value.ts';
import { labelEvent } from '../../lib/events.ts';
import type { Bilingual, Language } from '../../lib/problem.ts';
import { describeBounds, describeList, describeSpan, describeTest } from '../../query/index.ts';
import type { Measure, ValueSpec } from './contract.ts';

/** What a value is, in plain words of both languages. */
export function describeValue(spec: ValueSpec): Bilingual {
  return { en: describeIn(spec, 'en'), zh: describeIn(spec, 'zh') };
}

function describeIn(spec: ValueSpec, language: Language): string {
  if (spec.how !== 'ratio') return describeMeasure(spec, language);
  const [top, bottom] = [spec.top, spec.bottom].map((one) => describeMeasure(one, language));
  return language === 'zh' ? `${top}，除以${bottom}` : `${top}, divided by ${bottom}`;
}

const rows: Readonly<Record<ValueTable, Bilingual>> = {
  events: { en: '“{event}”', zh: '“{event}”' },
  orders: { en: 'orders', zh: '订单' },
  lines: { en: 'lines of orders', zh: '订单明细' },
};

const phrases: Readonly<Record<ValueHow, Bilingual>> = {
  count: { en: 'number of {rows}', zh: '{rows}的次数' },
  sum: { en: 'sum of the {what} of {rows}', zh: '{rows}的{what}合计' },
  avg: { en: 'average {what} of {rows}', zh: '{rows}的平均{what}' },
  most: { en: 'most frequent {what} of {rows}', zh: '{rows}中最常见的{what}' },
  first: { en: '{what} of the first of {rows}', zh: '第一次{rows}的{what}' },
  last: { en: '{what} of the last of {rows}', zh: '最近一次{rows}的{what}' },
  days_since: { en: 'days since the last of {rows}', zh: '距最近一次{rows}的天数' },
  days_since_first: { en: 'days since the first of {rows}', zh: '距第一次{rows}的天数' },
};

function describeMeasure(measure: Measure, language: Language): string {
  const { of, how, what = '', event = '', within, where } = measure;
  const which = rows[of][language].replace('{event}', () => labelEvent(event)[language]);
  const said = phrases[how][language]
    .replace('{rows}', () => which)
    .replace('{what}', () => propertyNames[what]?.[language] ?? what);
  const span = within === undefined ? [] : [describeSpan('', within, language).trim()];
  const tests = where.map((test) => describeWhere(test, language));
  if (language === 'zh') return said + wrap([...span, ...tests].join('，'), '（', '）');
  const only = tests.length === 0 ? '' : `, where ${tests.join(' and ')}`;
  return [said, ...span].join(' ') + only;
}

function wrap(text: string, open: string, close: string): string {
  return text === '' ? '' : open + text + close;
}

function describeWhere(test: Measure['where'][number], language: Language): string {
  const label = propertyNames[test.property]?.[language] ?? test.property;
  if (!('in' in test)) return describeBounds(label, test, language);
  const operator = test.in.length > 1 ? 'in' : 'eq';
  return describeTest(label, { operator, value: describeList(test.in, language) }, language);
}
