import type { Consent } from '../consent/contract.ts';
import { channelNames, formNames, purposeNames } from '../lib/consent.ts';
import { escapeMarkup } from '../lib/form-markup.ts';
import { formStyle } from '../lib/form-style.ts';
import type { Language } from '../lib/problem.ts';

const words = {
  en: {
    title: 'Proof of a consent',
    who: 'Customer',
    said: 'Said',
    given: 'given',
    withdrawn: 'withdrawn',
    how: 'How it was asked for',
    at: 'When the customer said so',
    written: 'When it was written down',
    wording: 'Words that were shown',
    evidence: 'Evidence',
    place: 'Where',
    by: 'Written down by',
    hidden: 'not visible to the role that made this page',
    number: 'Number in the ledger',
  },
  zh: {
    title: '同意证明',
    who: '客户',
    said: '表示',
    given: '同意',
    withdrawn: '撤回',
    how: '征得方式',
    at: '客户表示的时间',
    written: '记录时间',
    wording: '告知文本',
    evidence: '证明材料',
    place: '地点',
    by: '记录人',
    hidden: '生成此页的角色不可见',
    number: '台账编号',
  },
} as const;

/** A page to print that shows one word of the ledger, whole and by itself. */
export function writeProof(consent: Consent, profile: string, language: Language): string {
  const say = words[language];
  const facts = [
    [say.who, profile],
    [
      say.said,
      `${say[consent.said]}: ${channelNames[consent.channel][language]} · ${purposeNames[consent.purpose][language]}`,
    ],
    [say.how, consent.said === 'given' ? formNames[consent.form][language] : ''],
    [say.at, consent.at],
    [say.written, consent.writtenAt],
    [say.wording, consent.wording],
    [say.evidence, consent.evidence ?? say.hidden],
    [say.place, consent.place ?? say.hidden],
    [say.by, consent.by.name],
    [say.number, consent.id],
  ].filter(([, value]) => value !== '');
  const lines = facts.map(
    ([label = '', value = '']) => `<dt>${label}</dt><dd class="intro">${escapeMarkup(value)}</dd>`,
  );
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${say.title}</title><style>${formStyle}</style></head>
<body><main class="page"><h1>${say.title}</h1><dl>${lines.join('')}</dl></main></body></html>
`;
}
