import { z } from 'zod';

import type { Signature } from '../signature.ts';
import { asked } from '../settings.ts';

const header = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{1,100}$/);
/** A header, or none. */
export const maybeHeader = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{0,100}$/);

/** What a program that signs by itself is told of: how, and by which headers. */
export const signatureSettings = {
  secret: asked(z.string().min(8).max(500), {
    label: { en: 'Secret', zh: '密钥' },
    help: {
      en: 'At least 8 characters, the same with the sender; it is kept sealed.',
      zh: '至少 8 个字符，与发送方一致；加密保存。',
    },
    secret: true,
  }),
  scheme: asked(z.enum(['hex', 'base64', 'standard', 'token']).default('hex'), {
    label: { en: 'How the sender proves itself', zh: '验证方式' },
    choices: {
      hex: { en: 'HMAC-SHA256 of the body, hexadecimal', zh: '请求内容的 HMAC-SHA256（十六进制）' },
      base64: { en: 'HMAC-SHA256 of the body, Base64', zh: '请求内容的 HMAC-SHA256（Base64）' },
      standard: { en: 'Standard Webhooks', zh: 'Standard Webhooks 规范' },
      token: { en: 'The secret itself in a header', zh: '请求头中直接携带密钥' },
    },
  }),
  header: asked(header.default('X-Signature'), {
    label: { en: 'Header of the signature', zh: '签名所在请求头' },
  }),
  timeHeader: asked(maybeHeader.default(''), {
    label: { en: 'Header of the signed time', zh: '签名时间所在请求头' },
    help: {
      en: 'Where “time.body” is signed; what is older than five minutes is refused then. Leave it empty where none is.',
      zh: '适用于签名内容为“时间.请求内容”的情况，超过五分钟即拒绝；没有则留空。',
    },
  }),
};

/** The signature that the settings tell of. */
export function signatureOf({ scheme, secret, header: name, timeHeader }: Signature): Signature {
  return { scheme, secret, header: name, timeHeader };
}
