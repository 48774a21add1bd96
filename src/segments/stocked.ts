import type { Bilingual } from '../lib/problem.ts';

/** A segment to start from. */
export interface Stocked {
  readonly key: string;
  readonly name: Bilingual;
  readonly description: Bilingual;
  readonly rule: unknown;
  /** Offered only where purchases have been evaluated. */
  readonly needs?: 'values';
}

const valued = (key: string, en: [string, string], zh: [string, string]): Stocked => ({
  key,
  name: { en: en[0], zh: zh[0] },
  description: { en: en[1], zh: zh[1] },
  rule: { insight: 'segment', in: [key] },
  needs: 'values',
});

const anyway: readonly Stocked[] = [
  {
    key: 'seen_this_month',
    name: { en: 'Heard of in the last 30 days', zh: '近 30 天有新信息' },
    description: {
      en: 'A source said something about them within 30 days.',
      zh: '30 天内有来源提供过其信息。',
    },
    rule: { observed: { within: '30d' } },
  },
  {
    key: 'stale',
    name: { en: 'Not heard of for a year', zh: '一年没有新信息' },
    description: {
      en: 'No source has said anything about them for 365 days.',
      zh: '365 天内没有任何来源提供其信息。',
    },
    rule: { not: { observed: { within: '365d' } } },
  },
  {
    key: 'no_contact',
    name: { en: 'No way to reach them', zh: '没有联系方式' },
    description: { en: 'Neither a phone nor an e-mail address is known.', zh: '电话和电子邮箱都未知。' },
    rule: { all: [{ not: { field: 'phones', exists: true } }, { not: { field: 'emails', exists: true } }] },
  },
  {
    key: 'incomplete',
    name: { en: 'Incomplete', zh: '资料不完整' },
    description: { en: 'Less than a third of the usual facts is known.', zh: '常用信息已知的不到三分之一。' },
    rule: { completeness: { lt: 33 } },
  },
];

const bought: readonly Stocked[] = [
  valued('champions', ['Champions', 'Bought lately, often.'], ['冠军客户', '近期购买，且购买频繁。']),
  valued(
    'at_risk',
    ['At risk', 'Bought often, but long ago.'],
    ['流失风险客户', '曾经购买较多，但已久未购买。'],
  ),
  valued(
    'cant_lose',
    ["Can't lose them", 'Bought most often of all, and not for long.'],
    ['不能失去的客户', '曾经购买最频繁，但已久未购买。'],
  ),
  {
    key: 'vip',
    name: { en: 'VIPs by value', zh: '高价值客户' },
    description: {
      en: 'Those who are expected to make 80% of the value to come.',
      zh: '预计贡献未来 80% 价值的客户。',
    },
    rule: { insight: 'tier', in: ['A'] },
    needs: 'values',
  },
  {
    key: 'dormant',
    name: { en: 'Dormant for half a year', zh: '半年未购买' },
    description: { en: 'The last order is more than 180 days ago.', zh: '距上次下单超过 180 天。' },
    rule: { insight: 'recency', gt: 180 },
    needs: 'values',
  },
  {
    key: 'bought_once',
    name: { en: 'Bought once', zh: '只购买过一次' },
    description: { en: 'One order, and none after it.', zh: '下过一次单，之后没有再购买。' },
    rule: { insight: 'orders', eq: 1 },
    needs: 'values',
  },
];

/** What one can start from, where `hasValues` says whether purchases have been evaluated. */
export function stockedSegments(hasValues: boolean): readonly Stocked[] {
  return [...anyway, ...bought].filter(({ needs }) => needs === undefined || hasValues);
}
