import { z } from 'zod';

import { isObject, textAt } from '../../../lib/json.ts';
import { emptyReading, hookKind, type Reading, type Sent } from '../../kind.ts';
import { wrongShape } from '../../problems.ts';
import { asked } from '../../settings.ts';
import { signatureOf, signatureSettings } from '../signature-settings.ts';
import { isWithdrawal } from './withdrawal.ts';

const place = z
  .string()
  .trim()
  .regex(/^[^\s.]{1,100}(?:\.[^\s.]{1,100}){0,9}$/);

const settings = z.object({
  ...signatureSettings,
  channel: asked(z.enum(['sms', 'email']).default('sms'), {
    label: { en: 'What is answered by', zh: '回复渠道' },
    choices: { sms: { en: 'text message', zh: '短信' }, email: { en: 'e-mail', zh: '电子邮件' } },
  }),
  from: asked(place.default('from'), {
    label: { en: 'Where its sender stands', zh: '发送人所在位置' },
    help: {
      en: 'Keys joined by points, as data.mobile. A telephone number or an e-mail address.',
      zh: '以点连接的键名，例如 data.mobile；内容为电话号码或邮箱。',
    },
  }),
  text: asked(place.default('text'), { label: { en: 'Where its text stands', zh: '回复内容所在位置' } }),
});

/** What customers answer to text messages and mails: who writes STOP is not written to any more. */
export const repliesKind = hookKind({
  kind: 'replies',
  label: { en: 'Replies of customers', zh: '客户回复' },
  lead: {
    en: 'Answers to text messages and mails; STOP, TD or 退订 withdraws consent at once.',
    zh: '接收短信与邮件的回复；回复 TD、退订或 STOP 即刻撤回同意。',
  },
  settings,
  maps: false,
  open: (said) => ({
    signature: signatureOf(said),
    topicHeader: '',
    isGreeting: () => false,
    read: (sent) => [readReply(sent, said)],
  }),
});

function textAtPlace(body: unknown, where: string): string {
  const keys = where.split('.');
  const last = keys.pop() ?? '';
  let at = body;
  for (const key of keys) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return isObject(at) && Object.hasOwn(at, last) ? textAt(at, last) : '';
}

function readReply(
  { body, at }: Sent,
  { channel, from, text: where }: Pick<z.output<typeof settings>, 'channel' | 'from' | 'text'>,
): Reading {
  const sender = textAtPlace(body, from).replace(/^.*<([^<>]+)>$/, '$1');
  if (sender === '') throw wrongShape(from);
  const text = textAtPlace(body, where);
  const stops = isWithdrawal(text);
  return {
    ...emptyReading,
    values: channel === 'sms' ? { phones: sender } : { emails: sender },
    events: [
      {
        type: 'track',
        event: stops ? 'Unsubscribed' : 'Message Replied',
        properties: { channel, text: text.slice(0, 2_000) },
      },
    ],
    words: stops
      ? [{ channel, purpose: 'marketing', said: 'withdrawn', at, wording: text.slice(0, 500) }]
      : [],
  };
}
