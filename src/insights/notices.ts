import { fillIn, type Bilingual } from '../lib/problem.ts';
import type { Oddities } from './purchases.ts';

/** What a reader of a number must know, in both languages. */
export interface Notice extends Bilingual {
  readonly code: string;
}

function notice(
  code: string,
  text: Bilingual,
  values: Readonly<Record<string, number | string>> = {},
): Notice {
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? value.toLocaleString('en') : value,
    ]),
  );
  return { code, en: fillIn(text.en, shown), zh: fillIn(text.zh, shown) };
}

/** What is said of models. */
export const fitNotices = {
  few: (repeats: number, least: number) =>
    notice(
      'too-few-repeats',
      {
        en: 'Only {repeats} customers have bought on more than one day; lifetime value needs {least}. Recency and frequency are shown without it.',
        zh: '仅有 {repeats} 位客户在不同日期多次购买，计算生命周期价值至少需要 {least} 位。近度与频度照常显示。',
      },
      { repeats, least },
    ),
  sampled: (read: number, all: number) =>
    notice(
      'sampled',
      {
        en: 'The models were fitted to a sample of {read} of {all} customers; all are scored.',
        zh: '模型基于 {all} 位客户中的 {read} 位抽样拟合，所有客户均已评分。',
      },
      { read, all },
    ),
  unsure: () =>
    notice('not-converged', {
      en: 'The search for the best model did not settle; take expected purchases with care.',
      zh: '模型拟合未完全收敛，预期购买次数仅供参考。',
    }),
  uneven: () =>
    notice('spend-uneven', {
      en: 'What customers spend differs too much, or on too few orders, to say what they will spend; lifetime value is not shown.',
      zh: '客户消费差异过大或订单过少，无法预测未来消费，因此不显示生命周期价值。',
    }),
  few5: (customers: number) =>
    notice(
      'too-few-customers',
      {
        en: 'Only {customers} customers have bought; five groups need at least 5.',
        zh: '仅有 {customers} 位客户有购买记录，分为五组至少需要 5 位。',
      },
      { customers },
    ),
};

/** What is said of orders that do not count, and of money that cannot be added up. */
export function orderNotices(odd: Oddities, currencies: readonly string[]): Notice[] {
  const counted = (code: string, count: number, text: Bilingual) =>
    count === 0 ? [] : [notice(code, text, { count })];
  return [
    ...(currencies.length < 2
      ? []
      : [
          notice(
            'currencies',
            {
              en: 'Orders are in several currencies ({list}) and there are no rates, so amounts are not added up: spend, monetary score and lifetime value are left out.',
              zh: '订单含多种货币（{list}）且没有汇率，金额无法相加，因此不计算消费额、额度得分和生命周期价值。',
            },
            { list: currencies.map((currency) => currency || '—').join(', ') },
          ),
        ]),
    ...counted('dates-old', odd.old, {
      en: '{count} order movements lie before 1971 and do not count: their dates were not read rightly.',
      zh: '{count} 条订单记录早于 1971 年，日期可能有误，未计入。',
    }),
    ...counted('dates-future', odd.future, {
      en: '{count} order movements lie in the future and do not count yet.',
      zh: '{count} 条订单记录日期在未来，暂未计入。',
    }),
    ...counted('nobody', odd.nobody, {
      en: '{count} order movements name no customer and do not count.',
      zh: '{count} 条订单记录没有客户信息，未计入。',
    }),
    ...counted('taken-back', odd.taken_back, {
      en: '{count} movements are refunds or cancellations: refunds are taken off their order, cancelled orders do not count.',
      zh: '{count} 条记录为退款或取消：退款从原订单中扣除，已取消的订单不计入。',
    }),
    ...counted('free', odd.free, {
      en: '{count} orders have an amount of zero or below and do not count.',
      zh: '{count} 笔订单金额为零或负数，未计入。',
    }),
  ];
}

/** Why there is no forecast. */
export const forecastNotices = {
  short: (has: number, needed: number) =>
    notice(
      'too-short',
      {
        en: 'There are {has} whole periods of purchases; a forecast needs {needed}. Choose shorter periods or wait.',
        zh: '目前只有 {has} 个完整周期的购买数据，预测至少需要 {needed} 个。请选择更短的周期或稍后再试。',
      },
      { has, needed },
    ),
  noBetter: () =>
    notice('no-better', {
      en: 'This cannot be forecast: over the past, repeating the last season would have been as good as the model or better.',
      zh: '无法预测：回测显示模型并不优于直接沿用上一季节的数值。',
    }),
  currencies: () =>
    notice('currencies', {
      en: 'Sales are in several currencies and there are no rates, so they cannot be added up. Forecast orders or customers instead.',
      zh: '销售额含多种货币且没有汇率，无法相加。请改为预测订单数或客户数。',
    }),
};

/** Why a funnel is empty. */
export const funnelNotices = {
  repeated: () =>
    notice('repeated', {
      en: 'One event would count for two of these steps, and the number would be wrong. Choose different events, or different values of the same property; how often customers order again stands under “Until the next order”.',
      zh: '同一事件会同时计入其中两步，结果将不准确。请选择不同的事件，或同一属性的不同取值；复购情况见“复购间隔”。',
    }),
  nobody: () =>
    notice('nobody', {
      en: 'No customer who is known did the first step. Choose another event, or take in events of customers who identify themselves.',
      zh: '没有已知客户完成第一步。请选择其他事件，或接入能识别客户身份的事件。',
    }),
};

/** Why no paths can be shown. */
export const pathNotices = {
  nobody: () =>
    notice('nobody', {
      en: 'No customer who is known did this in the days chosen. Choose another event or other days, or take in events of customers who identify themselves.',
      zh: '所选日期内没有已知客户发生该事件。请选择其他事件或日期，或接入能识别客户身份的事件。',
    }),
};

/** Why something of subscriptions cannot be said, or is to be read with care. */
export const subscriptionNotices = {
  none: () =>
    notice('no-subscriptions', {
      en: 'No customer who is known did the event by which subscriptions begin. Choose the events by which they begin and end here, or take in “Subscription Started” and “Subscription Cancelled”.',
      zh: '没有已知客户触发“开始订阅”所选的事件。请选择订阅开始与结束的事件，或接入“开始订阅”和“取消订阅”事件。',
    }),
  few: (ended: number, least: number) =>
    notice(
      'too-few-ended',
      {
        en: 'Only {ended} subscriptions have ended; a model of how long they last needs {least}.',
        zh: '仅有 {ended} 个订阅已结束，估计订阅时长的模型至少需要 {least} 个。',
      },
      { ended, least },
    ),
  unsure: () =>
    notice('not-converged', {
      en: 'The search for the best model did not settle; take what it expects with care.',
      zh: '模型拟合未完全收敛，预期结果仅供参考。',
    }),
  misses: () =>
    notice('model-misses', {
      en: 'The model is more than ten points off what is seen, as where contracts run for a year; so nothing is foretold.',
      zh: '模型与实际留存相差超过十个百分点（例如合同按年到期），因此不作预测。',
    }),
  currencies: (list: readonly string[]) =>
    notice(
      'currencies',
      {
        en: 'Prices are in several currencies ({list}) and there are no rates, so no value is said.',
        zh: '价格含多种货币（{list}）且没有汇率，因此不计算价值。',
      },
      { list: list.join(', ') },
    ),
  noPrice: () =>
    notice('no-price', {
      en: 'No start of a subscription that runs says a price, so no value is said. Send `price` and `currency` with it.',
      zh: '进行中的订阅在开始时均未提供价格，因此不计算价值。请随事件发送 `price` 和 `currency`。',
    }),
  stray: (count: number) =>
    notice(
      'ended-without-start',
      {
        en: '{count} ends are of customers of whom no start is known; they do not count.',
        zh: '{count} 个结束事件的客户没有已知的订阅开始，未计入。',
      },
      { count },
    ),
};
