/** Names of events that mean something of themselves, as the catalogue spells them, with what orders they move. */
const known: readonly (readonly [name: string, movement: string, ...others: string[]])[] = [
  [
    'Order Completed',
    'completed',
    'orderplaced',
    'orderpaid',
    'purchase',
    '下单',
    '订单完成',
    '支付成功',
    '购买',
  ],
  ['Order Updated', 'updated', '订单更新'],
  ['Order Refunded', 'refunded', 'refund', '退款', '订单退款'],
  ['Order Cancelled', 'cancelled', 'ordercanceled', '取消订单', '订单取消'],
  ['Product Viewed', '', 'viewitem', '浏览商品', '商品浏览'],
  ['Product Added', '', 'addtocart', '加入购物车', '加购'],
  ['Product Removed', '', 'removefromcart', '移出购物车'],
  ['Cart Viewed', '', 'viewcart', '查看购物车'],
  ['Checkout Started', '', 'begincheckout', '开始结算'],
  ['Products Searched', '', 'search', '搜索', '搜索商品'],
  ['Product List Viewed', '', 'viewitemlist', '浏览商品列表'],
  ['Product Added to Wishlist', '', 'addtowishlist', '收藏', '收藏商品'],
  ['Product Shared', '', 'share', '分享', '分享商品'],
  ['Product Reviewed', '', 'review', '评价', '商品评价'],
  ['Coupon Applied', '', '使用优惠券'],
  ['Payment Info Entered', '', 'addpaymentinfo', '填写支付信息'],
  ['Signed Up', '', 'signup', '注册', '用户注册'],
  ['Signed In', '', 'login', 'signin', '登录', '用户登录'],
];

const folded = (name: string): string => name.toLowerCase().replaceAll(/[\s_.:-]+/g, '');

const byFolded = new Map(
  known.flatMap(([name, movement, ...others]) =>
    [folded(name), ...others].map((other) => [other, { name, movement }] as const),
  ),
);

const remembered = new Map<string, { name: string; movement: string }>();
const mostRemembered = 10_000;

/** An event's name as the catalogue spells it (`order_completed` → `Order Completed`), and what it does to an order. */
export function readName(said: string): { readonly name: string; readonly movement: string } {
  const before = remembered.get(said);
  if (before !== undefined) return before;
  const found = byFolded.get(folded(said)) ?? { name: said, movement: '' };
  if (remembered.size < mostRemembered) remembered.set(said, found);
  return found;
}
