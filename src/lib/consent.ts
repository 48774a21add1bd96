import type { Bilingual } from './problem.ts';

/** By which way somebody may be spoken to. */
export const consentChannels = ['email', 'sms', 'phone', 'wechat', 'app', 'post', 'web'] as const;
/** What for. */
export const consentPurposes = [
  'marketing',
  'service',
  'profiling',
  'sharing',
  'abroad',
  'sensitive',
] as const;
/** How it was asked for. */
export const consentForms = ['general', 'separate', 'written'] as const;

export type ConsentChannel = (typeof consentChannels)[number];
export type ConsentPurpose = (typeof consentPurposes)[number];
export type ConsentForm = (typeof consentForms)[number];

export const channelNames: Readonly<Record<ConsentChannel, Bilingual>> = {
  email: { en: 'e-mail', zh: '电子邮件' },
  sms: { en: 'text message', zh: '短信' },
  phone: { en: 'telephone', zh: '电话' },
  wechat: { en: 'WeChat', zh: '微信' },
  app: { en: 'app message', zh: '应用推送' },
  post: { en: 'post', zh: '邮寄' },
  web: { en: 'website', zh: '网站' },
};

export const purposeNames: Readonly<Record<ConsentPurpose, Bilingual>> = {
  marketing: { en: 'marketing', zh: '营销' },
  service: { en: 'service', zh: '服务通知' },
  profiling: { en: 'profiling and automated decisions', zh: '画像与自动化决策' },
  sharing: { en: 'sharing with others', zh: '向第三方提供' },
  abroad: { en: 'transfer abroad', zh: '向境外提供' },
  sensitive: { en: 'sensitive data', zh: '处理敏感信息' },
};

export const formNames: Readonly<Record<ConsentForm, Bilingual>> = {
  general: { en: 'general consent', zh: '一般同意' },
  separate: { en: 'separate consent', zh: '单独同意' },
  written: { en: 'written consent', zh: '书面同意' },
};

/** For these the law of China asks for separate consent at least. */
export const separatePurposes: readonly ConsentPurpose[] = ['sharing', 'abroad', 'sensitive'];
