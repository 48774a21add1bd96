import { Problem } from '../../lib/problem.ts';

/** What a share is read with, or why there is none. */
export const marketNotices = {
  hidden: () => ({
    code: 'hidden',
    en: 'Your role may not ask about this field.',
    zh: '您的角色无权查询该字段。',
  }),
  otherCurrency: (own: string, market: string) => ({
    code: 'currency',
    en: `Your sales are in ${own}, the market in ${market}, and there is no rate between them. Enter the size in ${own}.`,
    zh: `您的销售额以 ${own} 计，市场规模以 ${market} 计，两者之间没有汇率。请以 ${own} 填写规模。`,
  }),
  noSales: () => ({
    code: 'no-sales',
    en: 'No order of these customers counts in this period.',
    zh: '该时段内这类客户没有计入的订单。',
  }),
  unfinished: (until: string) => ({
    code: 'unfinished',
    en: `The period is not over: sales until ${until} against the market of the whole of it.`,
    zh: `该时段尚未结束：以截至 ${until} 的销售额与整个时段的市场规模相比。`,
  }),
  notBegun: () => ({ code: 'not-begun', en: 'The period lies ahead.', zh: '该时段尚未开始。' }),
  late: (first: string) => ({
    code: 'late',
    en: `Your first order is of ${first}: sales before it are not known, and the share may be too low.`,
    zh: `您的首笔订单在 ${first}：此前的销售额未知，份额可能偏低。`,
  }),
  tooMuch: () => ({
    code: 'too-much',
    en: 'Your sales are larger than the market. Check the size, its unit and its currency.',
    zh: '您的销售额大于市场规模。请核对规模的数值、单位和货币。',
  }),
};

/** A market that has a figure of this period. */
export function sameMarket(period: string): Problem {
  return new Problem(
    'market.same',
    {
      en: 'There is a figure of this market for {period} already. Correct that one, or remove it first.',
      zh: '该市场在 {period} 已有数据。请修改该数据，或先将其删除。',
    },
    { period },
  );
}

/** A figure that is not there. */
export function noSuchSize(id: string): Problem {
  return new Problem(
    'market.not-found',
    {
      en: 'There is no figure "{id}" here; it may have been removed. Look at the list.',
      zh: '此处没有数据“{id}”，可能已被删除。请查看列表。',
    },
    { id },
  );
}

/** As many as there may be. */
export function tooManySizes(most: number): Problem {
  return new Problem(
    'market.too-many',
    {
      en: 'There are {most} figures of markets already, as many as a workspace keeps. Remove some that nobody needs.',
      zh: '已有 {most} 条市场数据，达到工作区上限。请删除不再需要的数据。',
    },
    { most },
  );
}

/** A part that the market does not have. */
export function wrongPart(part: string, dimension: string): Problem {
  return new Problem(
    'market.part',
    {
      en: 'part: "{part}" is no {dimension}. Choose one from the list; of the whole market leave both empty.',
      zh: 'part：“{part}”不是有效的取值（{dimension}）。请从列表中选择；整个市场请两项都留空。',
    },
    { part, dimension },
  );
}
