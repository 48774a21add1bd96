import type { Bilingual } from './problem.ts';

/** By what somebody who looks a value up knows that it is right, or wrong. */
export const lookedUpBy = ['registry', 'call', 'message', 'document', 'visit'] as const;
/** By what a value can have been verified: also by a link in a mail that its owner opened. */
export const verificationMeans = [...lookedUpBy, 'link'] as const;
export const verificationOutcomes = ['confirmed', 'wrong'] as const;

export type VerificationMeans = (typeof verificationMeans)[number];

/** As they stand behind “verified”. */
export const meansNames: Readonly<Record<VerificationMeans, Bilingual>> = {
  registry: { en: 'by the registry', zh: '经登记机关' },
  call: { en: 'by call', zh: '经电话' },
  message: { en: 'by message', zh: '经短信或邮件' },
  document: { en: 'by document', zh: '经证件或文件' },
  visit: { en: 'by visit', zh: '经上门走访' },
  link: { en: 'by a link in a mail', zh: '经邮件链接' },
};

/** For so many days a verification counts where the field does not say for how many. */
export const usualFreshDays = 365;
