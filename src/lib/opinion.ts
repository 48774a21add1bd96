import type { Bilingual } from './problem.ts';

/** What members write down of customers, as texts that are read. */
export const writtenNames: Readonly<Record<string, Bilingual>> = {
  Note: { en: 'Note', zh: '备注' },
  Call: { en: 'Call', zh: '通话' },
  Visit: { en: 'Visit', zh: '拜访' },
};

/** How a text speaks: `mixed` praises and blames. */
export const polarities = ['positive', 'negative', 'mixed', 'neutral'] as const;
export type Polarity = (typeof polarities)[number];

export const polarityLabels: Readonly<Record<Polarity, Bilingual>> = {
  positive: { en: 'positive', zh: '正面' },
  negative: { en: 'negative', zh: '负面' },
  mixed: { en: 'mixed', zh: '褒贬兼有' },
  neutral: { en: 'neutral', zh: '中性' },
};

/** What texts of customers speak of. */
export const topics = [
  'quality',
  'price',
  'delivery',
  'packaging',
  'service',
  'aftersales',
  'use',
  'look',
  'size',
  'taste',
  'place',
  'app',
  'genuine',
  'stock',
] as const;
export type Topic = (typeof topics)[number];

export const topicLabels: Readonly<Record<Topic, Bilingual>> = {
  quality: { en: 'quality', zh: '质量' },
  price: { en: 'price', zh: '价格' },
  delivery: { en: 'delivery', zh: '物流配送' },
  packaging: { en: 'packaging', zh: '包装' },
  service: { en: 'service', zh: '服务态度' },
  aftersales: { en: 'returns and repairs', zh: '售后' },
  use: { en: 'function and use', zh: '功能使用' },
  look: { en: 'looks', zh: '外观' },
  size: { en: 'size and fit', zh: '尺寸' },
  taste: { en: 'taste and smell', zh: '口味气味' },
  place: { en: 'place and surroundings', zh: '环境' },
  app: { en: 'app and website', zh: '应用与网站' },
  genuine: { en: 'genuine as described', zh: '真伪与描述相符' },
  stock: { en: 'choice and stock', zh: '品种与库存' },
};

const motives = {
  for_price: { en: 'bought for the price', zh: '因价格购买' },
  for_brand: { en: 'trusts the brand', zh: '信赖品牌' },
  recommended: { en: 'was recommended it', zh: '他人推荐' },
  for_gift: { en: 'bought as a gift', zh: '送礼' },
  for_family: { en: 'bought for the family', zh: '为家人购买' },
  for_work: { en: 'needs it for work', zh: '工作需要' },
  for_health: { en: 'for health', zh: '为健康' },
  replaces: { en: 'replaces an old one', zh: '替换旧物' },
  to_try: { en: 'wanted to try it', zh: '想尝试' },
  regular: { en: 'buys it regularly', zh: '长期购买' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const intents = {
  will_return: { en: 'means to buy again', zh: '打算再次购买' },
  will_leave: { en: 'means to leave', zh: '打算离开' },
  recommends: { en: 'recommends it', zh: '愿意推荐' },
  warns: { en: 'warns others', zh: '劝阻他人' },
  wants_refund: { en: 'wants money back', zh: '要求退款' },
  will_complain: { en: 'threatens to complain', zh: '扬言投诉' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const expectations = Object.fromEntries(
  topics.map((topic): [string, Bilingual] => [
    `expects_${topic}`,
    { en: `wishes: ${topicLabels[topic].en}`, zh: `期望：${topicLabels[topic].zh}` },
  ]),
);

/** Why customers buy, what they mean to do, and what they wish for, by what they wrote. */
export const opinionTags: Readonly<Record<string, Bilingual>> = { ...motives, ...intents, ...expectations };

/** The groups that tags stand in. */
export const tagGroups = [
  { key: 'motive', en: 'Motives', zh: '动机', tags: Object.keys(motives) },
  { key: 'intent', en: 'Intentions', zh: '意向', tags: Object.keys(intents) },
  { key: 'expectation', en: 'Expectations', zh: '期望', tags: Object.keys(expectations) },
] as const;

/** A topic of a text, and how the text speaks of it. */
export interface TopicFeeling {
  readonly topic: Topic;
  readonly polarity: Polarity;
}

/** Words of a text that say something: from where, how many characters, and what for. */
export interface Evidence {
  readonly at: number;
  readonly length: number;
  readonly role: 'praise' | 'blame' | 'topic' | 'tag';
  /** Of a topic or tag which. */
  readonly key: string;
}
