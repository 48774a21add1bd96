import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import { consentChannels, consentPurposes } from '../lib/consent.ts';
import { Problem } from '../lib/problem.ts';

const content = z.object({
  /** The workspace, and the profile as it was called when the link was made. */
  w: z.string(),
  p: z.string(),
  /** The newest record of persons then, and how many of the profile's records are not newer. */
  m: z.number(),
  n: z.number(),
  /** Seconds since 1970 after which it is worth nothing. */
  e: z.number(),
  /** What it withdraws; unsaid, it opens the page of the customer. */
  c: z.enum(consentChannels).optional(),
  u: z.enum(consentPurposes).optional(),
});
/** What a link says: whose it is, until when, and what for. */
export type LinkContent = z.output<typeof content>;

/** Links that are worth something because we signed them, so that millions can stand in letters and none is stored. */
export function createLinks(secret: string, clock: () => Date) {
  const sign = (text: string): string =>
    createHmac('sha256', secret).update(`self-service:${text}`).digest('base64url');
  return {
    write(said: LinkContent): string {
      const text = Buffer.from(JSON.stringify(said)).toString('base64url');
      return `${text}.${sign(text)}`;
    },
    /** Problem: `self-service.link.expired`, whatever is wrong with it. */
    read(token: string): LinkContent {
      const [text = '', signature = ''] = token.split('.');
      const expected = Buffer.from(sign(text));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw linkExpired();
      const said = content.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
      if (said.e * 1_000 < clock().getTime()) throw linkExpired();
      return said;
    },
  };
}

export type Links = ReturnType<typeof createLinks>;

/** The problem of a link that opens nothing, or no longer. */
export function linkExpired(): Problem {
  return new Problem('self-service.link.expired', {
    en: 'This link is not valid, or no longer. Ask for a new one.',
    zh: '此链接无效或已过期，请索取新的链接。',
  });
}
