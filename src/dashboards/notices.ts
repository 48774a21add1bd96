/** Why there is no number where one was asked for. */
export const metricNotices = {
  notComputed: () => ({
    code: 'not-computed',
    en: 'Purchases have not been added up yet. Open Insights and choose "Compute anew".',
    zh: '尚未汇总购买数据。请打开“客户洞察”并点击“重新计算”。',
  }),
  currencies: () => ({
    code: 'currencies',
    en: 'Orders are in several currencies and there are no rates, so amounts cannot be added up. Counts of orders and customers can.',
    zh: '订单含多种货币且没有汇率，金额无法相加；订单数和客户数仍可统计。',
  }),
  noTexts: () => ({
    code: 'no-texts',
    en: 'No text of these customers has been read yet.',
    zh: '还没有解读过这类客户的文字。',
  }),
  neitherNor: () => ({
    code: 'neither-nor',
    en: 'There is nothing to divide by: no text praised or blamed then.',
    zh: '该时段没有可作为分母的褒贬文字。',
  }),
  noOrders: () => ({
    code: 'no-orders',
    en: 'No order of these customers counts yet.',
    zh: '这类客户还没有计入的订单。',
  }),
  nothingThen: () => ({
    code: 'nothing-then',
    en: 'There is nothing to divide by: nobody had bought then.',
    zh: '该时段没有可作为分母的购买记录。',
  }),
  nobody: () => ({
    code: 'nobody',
    en: 'There are no customers of this kind yet.',
    zh: '还没有这类客户。',
  }),
};
