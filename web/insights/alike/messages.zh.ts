import type { en } from './messages.en.ts';

/** What is said of what comes next for a customer, and of whoever is like it, in Chinese. */
export const zh: typeof en = {
  next: '接下来可能购买',
  products: '商品',
  categories: '品类',
  together: (share) => `买过相同商品的订单中有 ${share} 也买了它`,
  popular: '大家都常买',
  similar: '相似客户',
  byOrders: '购买最相近的客户；越少人买的商品越能说明问题。',
  byFacts: '共同特征最多的客户；越少见的特征越能说明问题。',
  none: '对该客户尚无可用来比较的信息。',
  bought: (items) => `也买了 ${items}`,
  alike: (share) => `相似度 ${share}`,
  between: '、',
};
