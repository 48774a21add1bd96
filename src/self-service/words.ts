import { channelNames, purposeNames, type ConsentChannel, type ConsentPurpose } from '../lib/consent.ts';
import type { Bilingual, Language } from '../lib/problem.ts';

/** What a customer agrees to on its own page. */
export function sentenceOf(channel: ConsentChannel, purpose: ConsentPurpose): Bilingual {
  return {
    en: `I agree to ${purposeNames[purpose].en} by ${channelNames[channel].en}. I can withdraw this at any time.`,
    zh: `我同意通过${channelNames[channel].zh}用于${purposeNames[purpose].zh}，并可随时撤回。`,
  };
}

const en = {
  title: 'Your data and what you allow',
  lead: 'This page is for you alone; whoever has the link can do what you can do here.',
  done: 'It is done, and holds from now on.',
  asked: 'We have received your request, and will answer you.',
  allowed: 'What you allow',
  nothing: 'You have told us nothing about this.',
  yes: 'allowed',
  no: 'not allowed',
  since: 'since',
  withdraw: 'Withdraw',
  give: 'Allow',
  object: 'Object to all advertising and profiling',
  data: 'What we know of you',
  correct: 'Save corrections',
  correctLead: 'Telephone numbers, addresses of mail and numbers of cards are changed on request, below.',
  rights: 'Your rights',
  exportData: 'Download your data',
  erase: 'Ask for erasure',
  message: 'Something else, such as another address',
  send: 'Send',
  unsubscribeTitle: 'Withdraw your consent',
  unsubscribeLead: 'You will get nothing of this kind any more:',
  unsubscribed: 'Your consent is withdrawn.',
  eraseTask: 'The customer asks for erasure of its data',
  objectTask: 'The customer objects to advertising and profiling; withdrawn on all channels',
  messageTask: 'The customer writes: ',
};

const zh: typeof en = {
  title: '您的数据与许可',
  lead: '此页面仅供您本人使用；持有链接的人可以进行同样的操作。',
  done: '已完成，即刻生效。',
  asked: '我们已收到您的请求，并会答复您。',
  allowed: '您的许可',
  nothing: '您尚未就此作出选择。',
  yes: '已同意',
  no: '未同意',
  since: '自',
  withdraw: '撤回',
  give: '同意',
  object: '拒绝一切营销与画像',
  data: '我们掌握的您的信息',
  correct: '保存更正',
  correctLead: '电话、邮箱和证件号码请在下方提出更改请求。',
  rights: '您的权利',
  exportData: '下载您的数据',
  erase: '请求删除',
  message: '其他请求，例如更换邮箱',
  send: '发送',
  unsubscribeTitle: '撤回同意',
  unsubscribeLead: '您将不再收到此类信息：',
  unsubscribed: '您的同意已撤回。',
  eraseTask: '客户请求删除其数据',
  objectTask: '客户拒绝营销与画像，已在所有渠道撤回',
  messageTask: '客户留言：',
};

/** What is said to customers. */
export const customerWords: Readonly<Record<Language, typeof en>> = { en, zh };
