import { z } from 'zod';

import { hookKind } from '../../kind.ts';
import { asked } from '../../settings.ts';
import { readByTopic } from '../shop.ts';
import { readCustomer } from './customer.ts';
import { readOrder, readRefund } from './order.ts';

const settings = z.object({
  secret: asked(z.string().min(8).max(500), {
    label: { en: 'Signing secret', zh: '签名密钥' },
    help: {
      en: 'Stands in the shop under Settings → Notifications → Webhooks, or is the API secret of your app.',
      zh: '在 Shopify 后台“设置 → 通知 → Webhooks”中查看，或为应用的 API 密钥。',
    },
    secret: true,
  }),
});

const readers = {
  'orders/create': readOrder('completed'),
  'orders/paid': readOrder('completed'),
  'orders/updated': readOrder('updated'),
  'orders/edited': readOrder('updated'),
  'orders/fulfilled': readOrder('updated'),
  'orders/cancelled': readOrder('cancelled'),
  'refunds/create': readRefund,
  'customers/create': readCustomer,
  'customers/update': readCustomer,
  'customers/enable': readCustomer,
  'customers/disable': readCustomer,
} as const;

/** Orders, refunds and customers of a Shopify shop. */
export const shopifyKind = hookKind({
  kind: 'shopify',
  label: { en: 'Shopify', zh: 'Shopify' },
  lead: {
    en: 'Orders, refunds and customers of a shop, as they happen.',
    zh: '实时接收 Shopify 店铺的订单、退款与客户。',
  },
  settings,
  maps: false,
  open: ({ secret }) => ({
    signature: { scheme: 'base64', secret, header: 'x-shopify-hmac-sha256', timeHeader: '' },
    topicHeader: 'x-shopify-topic',
    isGreeting: () => false,
    read: readByTopic(readers),
  }),
});
