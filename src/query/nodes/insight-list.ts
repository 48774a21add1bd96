import type { Bilingual } from '../../lib/problem.ts';
import { habitGroups, valueSegments, valueTiers, weekdays } from '../../lib/value-segments.ts';
import type { ValuePlace } from '../plan.ts';
import type { KnownValue } from '../world.ts';

/** A value that is computed of customers: where it stands, how it is called, and what it can be. */
export interface ComputedValue {
  readonly place: ValuePlace;
  readonly column: string;
  readonly label: Bilingual;
  readonly type: 'number' | 'name' | 'text';
  /** Of `name`: all that it can be. */
  readonly names: readonly (Bilingual & { readonly key: string })[];
  /** Of whom nothing is written down it is 0. */
  readonly zero: boolean;
}

interface Shipped {
  /** `customer_values` when not said. */
  readonly table?: ValuePlace['table'];
  /** True: any word. */
  readonly isText?: true;
  readonly column: string;
  readonly label: Bilingual;
  readonly names?: ComputedValue['names'];
}

/** What is computed of every workspace's customers. */
const shipped: Readonly<Record<string, Shipped>> = {
  segment: { column: 'segment', label: { en: 'value segment', zh: '价值分群' }, names: valueSegments },
  tier: { column: 'tier', label: { en: 'value tier', zh: '价值等级' }, names: valueTiers },
  cluster: {
    column: 'cluster',
    label: { en: 'group of like habits', zh: '行为相近的群组' },
    names: habitGroups,
  },
  recency: { column: 'recency', label: { en: 'days since the last order', zh: '距上次下单天数' } },
  first_day: { column: 'first_day', label: { en: 'days back to the first order', zh: '首次下单距今天数' } },
  last_day: { column: 'last_day', label: { en: 'days back to the last order', zh: '最近一次下单距今天数' } },
  orders: { column: 'orders', label: { en: 'number of orders', zh: '订单数' } },
  spend: { column: 'monetary', label: { en: 'total spend', zh: '累计消费' } },
  average_order: { column: 'average_order', label: { en: 'average order', zh: '平均订单金额' } },
  r: { column: 'r', label: { en: 'recency score', zh: '近度得分' } },
  f: { column: 'f', label: { en: 'frequency score', zh: '频度得分' } },
  m: { column: 'm', label: { en: 'monetary score', zh: '额度得分' } },
  alive: { column: 'alive', label: { en: 'chance to buy again', zh: '仍会购买的概率' } },
  risk: { column: 'risk', label: { en: 'chance of no order within 90 days', zh: '90 天内不下单的概率' } },
  next_days: {
    column: 'next_days',
    label: { en: 'days until the next order (median)', zh: '预计距下次下单天数（中位数）' },
  },
  expected: {
    column: 'expected',
    label: { en: 'orders expected within the value period', zh: '价值期内预期下单次数' },
  },
  margin: {
    table: 'customer_habits',
    column: 'margin',
    label: { en: 'spend less what it cost to serve', zh: '消费减服务成本' },
  },
  cost: {
    table: 'customer_habits',
    column: 'cost',
    label: { en: 'cost to serve', zh: '服务成本' },
  },
  discounted: {
    table: 'customer_habits',
    column: 'discounted',
    label: { en: 'price sensitivity: share of orders at a discount', zh: '价格敏感度：优惠订单占比' },
  },
  trend: {
    table: 'customer_habits',
    column: 'trend',
    label: { en: 'activity trend over 90 days (−1 to 1)', zh: '近 90 天活跃趋势（−1 到 1）' },
  },
  hour: {
    table: 'customer_habits',
    column: 'hour',
    label: { en: 'preferred hour of the day', zh: '偏好时段（小时）' },
  },
  weekday: {
    table: 'customer_habits',
    column: 'weekday',
    label: { en: 'preferred day of the week', zh: '偏好星期' },
    names: weekdays,
  },
  channel: {
    table: 'customer_habits',
    column: 'channel',
    label: { en: 'preferred channel (source of most events)', zh: '偏好渠道（事件最多的来源）' },
    isText: true,
  },
  favourite_category: {
    table: 'customer_habits',
    column: 'favourite_category',
    label: { en: 'favourite category (bought most)', zh: '最爱品类（购买最多）' },
    isText: true,
  },
  interest: {
    table: 'customer_interests',
    column: 'category',
    label: { en: 'most viewed category', zh: '浏览最多的品类' },
    isText: true,
  },
  lifetime_value: { column: 'value', label: { en: 'value of the period to come', zh: '价值期内未来价值' } },
};

/** What is computed under a name: shipped, or made by the workspace; undefined where there is no such thing. */
export function insightOf(name: string, own?: ReadonlyMap<string, KnownValue>): ComputedValue | undefined {
  const value = own?.get(name);
  if (value !== undefined) return ownValue(value);
  const known = Object.hasOwn(shipped, name) ? shipped[name] : undefined;
  if (known === undefined) return undefined;
  const { column, label, names = [], table = 'customer_values', isText } = known;
  const type = isText === true ? 'text' : names.length === 0 ? 'number' : 'name';
  return { column, label, names, type, place: { table }, zero: false };
}

function ownValue({ id, name, type, zero }: KnownValue): ComputedValue {
  return {
    place: { table: 'computed_values', value: id },
    column: type,
    label: { en: `“${name}”`, zh: `“${name}”` },
    type,
    names: [],
    zero,
  };
}

/** The names of all that is shipped. */
export function listShipped(): readonly string[] {
  return Object.keys(shipped);
}
