import { z } from 'zod';

import { hookKind } from '../../kind.ts';
import { asked } from '../../settings.ts';
import { readByTopic } from '../shop.ts';
import { readCustomer, readOrder } from './order.ts';

const settings = z.object({
  secret: asked(z.string().min(8).max(500), {
    label: { en: 'Secret', zh: '密钥' },
    help: {
      en: 'As in the shop under WooCommerce → Settings → Advanced → Webhooks.',
      zh: '与 WooCommerce“设置 → 高级 → Webhooks”中的密钥一致。',
    },
    secret: true,
  }),
});

const readers = {
  'order.created': readOrder,
  'order.updated': readOrder,
  'customer.created': readCustomer,
  'customer.updated': readCustomer,
} as const;

/** Orders and customers of a WooCommerce shop. */
export const woocommerceKind = hookKind({
  kind: 'woocommerce',
  label: { en: 'WooCommerce', zh: 'WooCommerce' },
  lead: {
    en: 'Orders, refunds and customers of a shop, as they happen.',
    zh: '实时接收 WooCommerce 店铺的订单、退款与客户。',
  },
  settings,
  maps: false,
  open: ({ secret }) => ({
    signature: { scheme: 'base64', secret, header: 'x-wc-webhook-signature', timeHeader: '' },
    topicHeader: 'x-wc-webhook-topic',
    // The shop asks once whether somebody is there, unsigned, before it sends anything.
    isGreeting: (body, headers) =>
      !headers.has('x-wc-webhook-signature') && /^webhook_id=\d{1,20}$/.test(body.trim()),
    read: readByTopic(readers),
  }),
});
