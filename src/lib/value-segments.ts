/** A segment of customers by recency and frequency: its name in both languages, and which quintiles make it. */
export interface ValueSegment {
  readonly key: string;
  readonly en: string;
  readonly zh: string;
  /** Quintiles, 5 the best: of how recent the last order is, and of how many there are. */
  readonly r: readonly number[];
  readonly f: readonly number[];
}

/** The ten segments, which cover every pair of quintiles once. */
export const valueSegments: readonly ValueSegment[] = [
  { key: 'champions', en: 'Champions', zh: '冠军客户', r: [5], f: [4, 5] },
  { key: 'loyal', en: 'Loyal customers', zh: '忠诚客户', r: [3, 4], f: [4, 5] },
  { key: 'potential_loyal', en: 'Potential loyalists', zh: '潜在忠诚客户', r: [4, 5], f: [2, 3] },
  { key: 'new', en: 'New customers', zh: '新客户', r: [5], f: [1] },
  { key: 'promising', en: 'Promising', zh: '有希望的客户', r: [4], f: [1] },
  { key: 'need_attention', en: 'Need attention', zh: '需要关注', r: [3], f: [3] },
  { key: 'about_to_sleep', en: 'About to sleep', zh: '即将休眠', r: [3], f: [1, 2] },
  { key: 'at_risk', en: 'At risk', zh: '有流失风险', r: [1, 2], f: [3, 4] },
  { key: 'cant_lose', en: 'Can’t lose them', zh: '不能失去的客户', r: [1, 2], f: [5] },
  { key: 'hibernating', en: 'Hibernating', zh: '休眠客户', r: [1, 2], f: [1, 2] },
];

/** Those who make 80% of the value, the next 15%, and the rest. */
export const valueTiers = [
  { key: 'A', en: 'A: those who make 80% of the value', zh: 'A：贡献 80% 价值的客户' },
  { key: 'B', en: 'B: those who make the next 15%', zh: 'B：贡献其后 15% 价值的客户' },
  { key: 'C', en: 'C: those who make the last 5%', zh: 'C：贡献最后 5% 价值的客户' },
] as const;

/** Groups of customers with like habits go by their numbers; what sets them apart is found from the data. */
export const habitGroups = ['1', '2', '3', '4', '5', '6'].map((key) => ({
  key,
  en: `group ${key}`,
  zh: `第 ${key} 组`,
}));

/** Days of the week, Monday first. */
export const weekdays = [
  { key: '1', en: 'Monday', zh: '星期一' },
  { key: '2', en: 'Tuesday', zh: '星期二' },
  { key: '3', en: 'Wednesday', zh: '星期三' },
  { key: '4', en: 'Thursday', zh: '星期四' },
  { key: '5', en: 'Friday', zh: '星期五' },
  { key: '6', en: 'Saturday', zh: '星期六' },
  { key: '7', en: 'Sunday', zh: '星期日' },
] as const;
