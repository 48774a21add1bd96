import type { en } from './messages.en.ts';

/** What is said of how much will be wanted of categories and products, in Chinese. */
export const zh: typeof en = {
  title: '各品类与产品的需求',
  table: '过去与未来的需求件数',
  part: '需求对象',
  parts: { category: '品类', product: '产品' },
  item: { category: '品类', product: '产品' },
  last: (steps, by) => `过去 ${steps} ${by === 'week' ? '周' : '个月'}`,
  yearAgo: '去年同期',
  next: (steps, by) => `未来 ${steps} ${by === 'week' ? '周' : '个月'}`,
  interval: '80% 区间',
  low: '下限（80%）',
  high: '上限（80%）',
  off: { week: '以往每周误差', month: '以往每月误差' },
  reason: '没有预测的原因',
  cannot: '无法预测',
  short: '数据太少',
  none: '订单中没有写明买了什么。',
  more: (shown, total) => `最近一年销量最高的 ${shown} 个，共 ${total} 个。`,
  note: '按下单件数计算，已取消的订单不计入。“去年同期”指与预测时段相同的去年时段。点名称看走势图，点数字看购买者。',
  all: '全部',
  of: (item) => `${item}的件数`,
};
