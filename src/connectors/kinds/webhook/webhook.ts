import { z } from 'zod';

import { hookKind } from '../../kind.ts';
import { readMapped } from '../../mapping.ts';
import { asked } from '../../settings.ts';
import { maybeHeader, signatureOf, signatureSettings } from '../signature-settings.ts';

const settings = z.object({
  ...signatureSettings,
  topicHeader: asked(maybeHeader.default(''), {
    label: { en: 'Header that says what was sent', zh: '类型所在请求头' },
  }),
});

/** Anything in JSON that is sent to an address of ours; what means what is said by hand. */
export const webhookKind = hookKind({
  kind: 'webhook',
  label: { en: 'Webhook', zh: 'Webhook' },
  lead: {
    en: 'Any program that sends JSON; you click on what means what.',
    zh: '接收任意程序发送的 JSON，通过点击设置各部分的含义。',
  },
  settings,
  maps: true,
  open: (said) => ({
    signature: signatureOf(said),
    topicHeader: said.topicHeader,
    isGreeting: () => false,
    read: ({ body, mapping }) => readMapped(body, mapping),
  }),
});
