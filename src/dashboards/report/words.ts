import type { Language } from '../../lib/problem.ts';

const en = {
  whole: (name: string, day: string) => `${name} · made on ${day}`,
  asOf: (day: string) => `As of ${day}.`,
  empty: 'Nothing stands on this dashboard yet.',
  unknown: 'cannot be said',
  change: (days: string, share: string) => `${share} against the ${days} days before.`,
  ofDays: (days: string) => `Of the last ${days} days.`,
  target: (target: string) => `Target: ${target}.`,
  customers: 'Customers',
  titles: {
    rfm: 'Recency and frequency',
    value: 'Value to come',
    profit: 'Who makes the profit',
    retention: 'Retention',
    intervals: 'Until the next order',
    seasons: 'Seasons',
    lifecycle: 'Customers by month',
    funnel: 'Funnel',
    paths: 'Paths',
    subscriptions: 'Subscriptions',
    associations: 'Bought together',
    forecast: 'Forecast',
    findings: 'Findings',
    opinions: 'What customers say',
    market: 'Market share',
    segment: 'Segment',
  },
  month: 'Month',
  running: (active: string, begun: string) => `${active} of ${begun} subscriptions run.`,
  after: 'After months',
  seen: 'Seen',
  expected: 'By the model',
  states: { fresh: 'New', active: 'Active', dormant: 'Dormant', lost: 'Lost' },
  days: (from: string, to: string | null) =>
    to === null ? `${from} days and more` : `${from} to ${to} days`,
  sameDay: 'The same day',
  median: (days: string) => `Half of the orders that followed one came within ${days} days.`,
  ofs: { sales: 'Sales', orders: 'Orders', customers: 'Buying customers', pieces: 'Demand (pieces)' },
  bought: 'Who buys',
  also: 'Also buys',
  inCases: 'In cases',
  lift: 'Lift',
  best: (customers: string, share: string) =>
    `${customers} customers (${share}) make 80% of the profit so far.`,
  losing: (customers: string, lost: string) => `${customers} cost more than they bring: ${lost} in all.`,
  shareOfBest: 'Best customers',
  made: 'make of the profit',
  noRules: 'No rule is this frequent.',
  path: 'Path',
  ofAll: 'Of all',
  more: 'Nothing more',
  noOrders: 'No orders of these customers count yet.',
  groups: { months: 'Month', topics: 'Topic', tags: 'Motive', sources: 'Source', products: 'Product' },
  together: 'Together',
  noTexts: 'No text of customers fits.',
  noFindings: 'Nothing unusual was found.',
  noSizes: 'No size of this market has been entered.',
  moves: (came: string, left: string) => `At the last change ${came} came and ${left} left.`,
  period: 'Period',
  size: 'Market size',
  sales: 'Your sales',
  share: 'Share',
  failed: 'This card could not be read.',
  hidden: 'You may not see this card.',
  off: (share: string) => `Over the past, forecasts were off by ${share} on average.`,
};

const zh: typeof en = {
  whole: (name, day) => `${name} · 生成于 ${day}`,
  asOf: (day) => `截至 ${day}。`,
  empty: '该看板还没有内容。',
  unknown: '无法计算',
  change: (days, share) => `较此前 ${days} 天：${share}。`,
  ofDays: (days) => `最近 ${days} 天。`,
  target: (target) => `目标：${target}。`,
  customers: '客户数',
  titles: {
    rfm: '近度与频度',
    value: '未来价值',
    profit: '利润由谁贡献',
    retention: '留存',
    intervals: '复购间隔',
    seasons: '季节规律',
    lifecycle: '每月客户',
    funnel: '漏斗',
    paths: '路径',
    subscriptions: '订阅',
    associations: '常一起购买',
    forecast: '预测',
    findings: '自动发现',
    opinions: '客户之声',
    market: '市场份额',
    segment: '分群',
  },
  running: (active, begun) => `${begun} 个订阅中有 ${active} 个进行中。`,
  after: '满月数',
  seen: '实际留存',
  expected: '模型预期',
  month: '月份',
  states: { fresh: '新增', active: '活跃', dormant: '休眠', lost: '流失' },
  days: (from, to) => (to === null ? `${from} 天及以上` : `${from}–${to} 天`),
  sameDay: '当天',
  median: (days) => `复购订单中有一半在 ${days} 天内发生。`,
  ofs: { sales: '销售额', orders: '订单数', customers: '购买客户数', pieces: '需求（件数）' },
  bought: '购买',
  also: '也购买',
  inCases: '比例',
  lift: '提升度',
  best: (customers, share) => `${customers} 位客户（${share}）贡献了至今 80% 的利润。`,
  losing: (customers, lost) => `${customers} 位客户的成本高于贡献，合计 ${lost}。`,
  shareOfBest: '最佳客户',
  made: '贡献的利润',
  noRules: '没有这样频繁的规则。',
  path: '路径',
  ofAll: '占全部',
  more: '没有后续',
  noOrders: '这类客户还没有计入的订单。',
  groups: { months: '月份', topics: '主题', tags: '动机', sources: '来源', products: '商品' },
  together: '合计',
  noTexts: '没有符合的客户文字。',
  noFindings: '没有发现异常之处。',
  noSizes: '尚未录入该市场的规模。',
  moves: (came, left) => `最近一次变动：进入 ${came}，离开 ${left}。`,
  period: '时期',
  size: '市场规模',
  sales: '自有销售额',
  share: '份额',
  failed: '无法读取该卡片。',
  hidden: '您无权查看该卡片。',
  off: (share) => `回测平均误差为 ${share}。`,
};

const words = { en, zh } as const;

/** Numbers, days and words as a reader of the language writes them. */
export function createSpeech(language: Language, timeZone: string) {
  const locale = language === 'zh' ? 'zh-CN' : 'en';
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const utc = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const [month, weekday] = [part({ month: 'long' }), part({ weekday: 'long' })];
  return {
    language,
    say: words[language],
    text: (both: { readonly en: string; readonly zh: string }) => both[language],
    number: (value: number) => (Math.abs(value) < 100_000 ? whole : compact).format(value),
    percent: (value: number) => percent.format(value),
    signed: (value: number) => signed.format(value),
    date: (moment: Date) => day.format(moment),
    day: (text: string) => utc.format(new Date(text)),
    month: (n: number) => month.format(new Date(Date.UTC(2024, n - 1, 1))),
    /** 1 is Monday. */
    weekday: (n: number) => weekday.format(new Date(Date.UTC(2024, 0, n))),
  };
}

export type Speech = ReturnType<typeof createSpeech>;
