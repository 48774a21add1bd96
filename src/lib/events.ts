import type { Bilingual } from './problem.ts';

/** What a property of an event may be. */
export const propertyTypes = ['text', 'number', 'boolean', 'date', 'list', 'object'] as const;
export type PropertyType = (typeof propertyTypes)[number];

/** What an event does to an order. */
export type Movement = '' | 'completed' | 'updated' | 'refunded' | 'cancelled';

/** An event that means something of itself: it has one name and one set of properties, whoever sends it. */
export interface KnownEvent {
  /** As it is written down; the English name too. */
  readonly name: string;
  readonly zh: string;
  readonly group: EventGroup;
  readonly movement: Movement;
  /** Other names that it is sent by; letters, spaces and signs between words do not matter. */
  readonly also: readonly string[];
  readonly properties: Readonly<Record<string, PropertyType>>;
}

/** What events are about. */
export const eventGroups = {
  shop: { en: 'Shop', zh: '商城' },
  order: { en: 'Orders and payments', zh: '订单与支付' },
  opinion: { en: 'Favourites, reviews and shares', zh: '收藏、评价与分享' },
  service: { en: 'Calls, visits and service', zh: '来电、拜访与服务' },
  sale: { en: 'Exhibitions and quotations', zh: '展会与报价' },
  account: { en: 'Account', zh: '账户' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type EventGroup = keyof typeof eventGroups;

type Types = Readonly<Record<string, PropertyType>>;

const product: Types = {
  product_id: 'text',
  sku: 'text',
  name: 'text',
  category: 'text',
  brand: 'text',
  variant: 'text',
  price: 'number',
  quantity: 'number',
  currency: 'text',
  position: 'number',
  url: 'text',
};
const order: Types = {
  order_id: 'text',
  total: 'number',
  revenue: 'number',
  subtotal: 'number',
  shipping: 'number',
  tax: 'number',
  discount: 'number',
  coupon: 'text',
  currency: 'text',
  products: 'list',
};
const list: Types = { list_id: 'text', category: 'text', products: 'list' };
const checkout: Types = {
  checkout_id: 'text',
  step: 'number',
  shipping_method: 'text',
  payment_method: 'text',
};
const coupon: Types = {
  order_id: 'text',
  cart_id: 'text',
  coupon_id: 'text',
  coupon: 'text',
  discount: 'number',
};
const promotion: Types = { promotion_id: 'text', creative: 'text', name: 'text', position: 'text' };
const wish: Types = { wishlist_id: 'text', wishlist_name: 'text', ...product };
const share: Types = { share_via: 'text', share_message: 'text', recipient: 'text' };
const talk: Types = {
  subject: 'text',
  text: 'text',
  agent: 'text',
  duration: 'number',
  cost: 'number',
  currency: 'text',
};
const payment: Types = {
  payment_id: 'text',
  order_id: 'text',
  amount: 'number',
  currency: 'text',
  method: 'text',
};
const cost: Types = { cost: 'number', currency: 'text', what: 'text', order_id: 'text' };
const review: Types = { review_id: 'text', rating: 'number', review_body: 'text' };
const offer: Types = {
  quotation_id: 'text',
  total: 'number',
  currency: 'text',
  valid_until: 'date',
  products: 'list',
  text: 'text',
};

type Said = Partial<Pick<KnownEvent, 'movement' | 'properties'>> & { readonly also?: string };

function define(group: EventGroup, events: Readonly<Record<string, readonly [zh: string, said: Said]>>) {
  return Object.entries(events).map(
    ([name, [zh, { also = '', movement = '', properties = {} }]]): KnownEvent => ({
      name,
      zh,
      group,
      movement,
      also: [zh, ...also.split('|')].map((text) => text.trim()).filter((text) => text !== ''),
      properties,
    }),
  );
}

/** The events that mean something of themselves: those of e-commerce, and what else happens with customers. */
export const knownEvents: readonly KnownEvent[] = [
  ...define('shop', {
    'Products Searched': ['搜索商品', { also: 'search | 搜索', properties: { query: 'text', ...list } }],
    'Product List Viewed': ['浏览商品列表', { also: 'view item list', properties: list }],
    'Product List Filtered': ['筛选商品列表', { properties: { ...list, filters: 'list', sorts: 'list' } }],
    'Promotion Viewed': ['浏览促销', { also: 'view promotion | 促销曝光', properties: promotion }],
    'Promotion Clicked': ['点击促销', { also: 'select promotion', properties: promotion }],
    'Product Clicked': ['点击商品', { also: 'select item | 商品点击', properties: product }],
    'Product Viewed': ['浏览商品', { also: 'view item | 商品浏览', properties: product }],
    'Product Added': [
      '加入购物车',
      { also: 'add to cart | 加购', properties: { cart_id: 'text', ...product } },
    ],
    'Product Removed': [
      '移出购物车',
      { also: 'remove from cart', properties: { cart_id: 'text', ...product } },
    ],
    'Cart Viewed': ['查看购物车', { also: 'view cart', properties: { cart_id: 'text', products: 'list' } }],
    'Cart Shared': ['分享购物车', { properties: { ...share, cart_id: 'text', products: 'list' } }],
    'Checkout Started': ['开始结算', { also: 'begin checkout', properties: { ...checkout, ...order } }],
    'Checkout Step Viewed': ['浏览结算步骤', { properties: checkout }],
    'Checkout Step Completed': ['完成结算步骤', { also: 'add shipping info', properties: checkout }],
    'Payment Info Entered': [
      '填写支付信息',
      { also: 'add payment info', properties: { ...checkout, order_id: 'text' } },
    ],
    'Coupon Entered': ['输入优惠券', { properties: coupon }],
    'Coupon Applied': ['使用优惠券', { properties: coupon }],
    'Coupon Denied': ['优惠券无效', { properties: { ...coupon, reason: 'text' } }],
    'Coupon Removed': ['取消优惠券', { properties: coupon }],
  }),
  ...define('order', {
    'Order Completed': [
      '完成订单',
      {
        movement: 'completed',
        also: 'order placed | order paid | purchase | 下单 | 订单完成 | 支付成功 | 购买',
        properties: order,
      },
    ],
    'Order Updated': ['更新订单', { movement: 'updated', also: '订单更新', properties: order }],
    'Order Refunded': [
      '订单退款',
      { movement: 'refunded', also: 'refund | 退款', properties: { ...order, reason: 'text' } },
    ],
    'Order Cancelled': [
      '取消订单',
      {
        movement: 'cancelled',
        also: 'order canceled | 订单取消',
        properties: { ...order, reason: 'text' },
      },
    ],
    'Payment Received': [
      '收到付款',
      { also: 'payment made | payment succeeded | 付款 | 回款', properties: payment },
    ],
    'Payment Failed': ['付款失败', { also: 'payment declined', properties: { ...payment, reason: 'text' } }],
    'Cost Incurred': ['发生服务成本', { also: 'cost to serve | 服务成本', properties: cost }],
  }),
  ...define('opinion', {
    'Product Added to Wishlist': [
      '收藏商品',
      {
        also: 'add to wishlist | product favourited | product favorited | favourite | favorite | 收藏',
        properties: wish,
      },
    ],
    'Product Removed from Wishlist': ['取消收藏', { also: 'remove from wishlist', properties: wish }],
    'Wishlist Product Added to Cart': ['收藏商品加购', { properties: { cart_id: 'text', ...wish } }],
    'Product Shared': ['分享商品', { also: 'share | 分享', properties: { ...share, ...product } }],
    'Content Shared': ['分享内容', { properties: { ...share, url: 'text', title: 'text' } }],
    'Product Reviewed': [
      '评价商品',
      { also: 'review | review submitted | 评价 | 商品评价', properties: { ...product, ...review } },
    ],
    'Competitor Mentioned': [
      '提到竞争对手',
      { also: '提及竞品 | 竞品提及', properties: { competitor: 'text', text: 'text', sentiment: 'text' } },
    ],
  }),
  ...define('service', {
    'Call Received': [
      '来电',
      { also: 'inbound call | call answered | 客户来电', properties: { phone: 'text', ...talk } },
    ],
    'Call Made': [
      '去电',
      { also: 'outbound call | 外呼 | 电话回访', properties: { phone: 'text', result: 'text', ...talk } },
    ],
    'Visit Made': [
      '拜访',
      { also: 'customer visited | 上门拜访 | 客户拜访', properties: { place: 'text', ...talk } },
    ],
    'Store Visited': ['到店', { also: '到店访问 | 进店', properties: { store_id: 'text', place: 'text' } }],
    'Message Received': ['收到消息', { also: '客户留言', properties: { channel: 'text', ...talk } }],
    Complaint: [
      '投诉',
      {
        also: 'complaint made | complained | 客户投诉',
        properties: { complaint_id: 'text', severity: 'text', ...talk },
      },
    ],
    'Form Submitted': ['提交表单', { properties: { form: 'text' } }],
    'Complaint Resolved': [
      '投诉已解决',
      { properties: { complaint_id: 'text', satisfaction: 'number', ...talk } },
    ],
    'Service Provided': ['提供服务', { also: '维修 | 售后服务', properties: { service: 'text', ...talk } }],
    'Survey Answered': [
      '回答问卷',
      {
        also: 'survey completed | survey response | 问卷回答 | 填写问卷',
        properties: { survey_id: 'text', question: 'text', answer: 'text', score: 'number', text: 'text' },
      },
    ],
  }),
  ...define('sale', {
    'Exhibition Meeting Held': [
      '展会会面',
      {
        also: 'exhibition meeting | booth visited | 展会接待',
        properties: { exhibition: 'text', booth: 'text', ...talk },
      },
    ],
    'Quotation Requested': ['询价', { also: 'quote requested | rfq', properties: offer }],
    'Quotation Sent': ['发出报价', { also: 'quote sent | quotation | 报价', properties: offer }],
    'Quotation Accepted': ['接受报价', { also: 'quote accepted', properties: offer }],
    'Quotation Declined': ['拒绝报价', { also: 'quote declined', properties: { ...offer, reason: 'text' } }],
    'Sample Sent': ['寄送样品', { also: '寄样', properties: { ...product, cost: 'number' } }],
  }),
  ...define('account', {
    'Signed Up': ['注册', { also: 'sign up | 用户注册', properties: { method: 'text' } }],
    'Signed In': ['登录', { also: 'login | sign in | 用户登录', properties: { method: 'text' } }],
    'Signed Out': ['退出登录', { also: 'logout | sign out', properties: {} }],
    'Subscription Started': [
      '开始订阅',
      {
        also: 'subscribed',
        properties: { plan: 'text', price: 'number', currency: 'text', interval: 'text' },
      },
    ],
    'Subscription Cancelled': [
      '取消订阅',
      { also: 'subscription canceled | unsubscribed', properties: { plan: 'text', reason: 'text' } },
    ],
  }),
];

const folded = (name: string): string => name.toLowerCase().replaceAll(/[\s_.:-]+/g, '');

const byFolded: ReadonlyMap<string, KnownEvent> = new Map(
  knownEvents.flatMap((event) =>
    [event.name, event.zh, ...event.also].map((name) => [folded(name), event] as const),
  ),
);

/** The event that a name means, however it is spelt: `order_completed`, `完成订单`, `购买`. */
export function findEvent(name: string): KnownEvent | undefined {
  return byFolded.get(folded(name));
}

/** What every protocol has a message of its own for, in Chinese. */
const ownNames: ReadonlyMap<string, string> = new Map([
  ['Page Viewed', '浏览页面'],
  ['Screen Viewed', '浏览屏幕'],
  ['Group Joined', '加入公司'],
  ['Identified', '表明身份'],
  ['Aliased', '关联标识'],
]);

const byName: ReadonlyMap<string, KnownEvent> = new Map(knownEvents.map((event) => [event.name, event]));

/** What an event is called in both languages; by the name that it was sent with where it is no known one. */
export function labelEvent(name: string): Bilingual {
  return { en: name, zh: byName.get(name)?.zh ?? ownNames.get(name) ?? name };
}
