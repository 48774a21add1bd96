import type { ConsentChannel, ConsentForm, ConsentPurpose } from './consent.ts';
import type { Bilingual } from './problem.ts';

/** What a form is for. */
export const formKinds = [
  'registration',
  'subscription',
  'download',
  'event',
  'exhibition',
  'card',
  'survey',
  'complaint',
] as const;
export type FormKind = (typeof formKinds)[number];

/** How a question is answered. */
export const questionTypes = [
  'text',
  'long',
  'email',
  'phone',
  'number',
  'date',
  'single',
  'multi',
  'rating',
  'nps',
] as const;
export type QuestionType = (typeof questionTypes)[number];

export const formKindNames: Readonly<Record<FormKind, Bilingual>> = {
  registration: { en: 'Registration', zh: '注册' },
  subscription: { en: 'Subscription', zh: '订阅' },
  download: { en: 'Download', zh: '资料下载' },
  event: { en: 'Event sign-up', zh: '活动报名' },
  exhibition: { en: 'Exhibition scan', zh: '展会扫码' },
  card: { en: 'Contact card', zh: '联系名片' },
  survey: { en: 'Survey', zh: '问卷' },
  complaint: { en: 'Complaint', zh: '投诉' },
};

export const questionTypeNames: Readonly<Record<QuestionType, Bilingual>> = {
  text: { en: 'Line of text', zh: '单行文字' },
  long: { en: 'Several lines', zh: '多行文字' },
  email: { en: 'E-mail address', zh: '电子邮箱' },
  phone: { en: 'Telephone', zh: '电话' },
  number: { en: 'Number', zh: '数字' },
  date: { en: 'Date', zh: '日期' },
  single: { en: 'One of several', zh: '单选' },
  multi: { en: 'Some of several', zh: '多选' },
  rating: { en: 'Rating from 1 to 5', zh: '1–5 分评价' },
  nps: { en: 'Recommendation from 0 to 10', zh: '0–10 分推荐意愿' },
};

/** One answer that can be chosen. */
export interface FormOption {
  readonly id: string;
  readonly label: Bilingual;
}

/** A question of a form. */
export interface FormQuestion {
  readonly id: string;
  readonly type: QuestionType;
  readonly label: Bilingual;
  readonly help: Bilingual;
  readonly required: boolean;
  readonly options: readonly FormOption[];
  /** The field of a person that the answer fills; null where it stays with the event. */
  readonly field: string | null;
}

/** A consent that a form asks for, with the words that stand beside its box. */
export interface FormConsent {
  readonly id: string;
  readonly channel: ConsentChannel;
  readonly purpose: ConsentPurpose;
  readonly form: ConsentForm;
  readonly wording: Bilingual;
  readonly required: boolean;
}

/** What a form shows and asks. */
export interface FormDesign {
  readonly title: Bilingual;
  readonly intro: Bilingual;
  readonly button: Bilingual;
  readonly thanks: Bilingual;
  /** What it is about: the event, exhibition or document. */
  readonly about: string;
  /** An address that is offered afterwards, or ''. */
  readonly link: string;
  readonly questions: readonly FormQuestion[];
  readonly consents: readonly FormConsent[];
  readonly doubleOptIn: boolean;
  /** The mail that whoever sent it gets; none where its text is empty. */
  readonly reply: { readonly subject: Bilingual; readonly text: Bilingual };
  /** Origins of the pages that may show it; none: every page may. */
  readonly sites: readonly string[];
}

/** The name of the event that an answer to a form of a kind becomes. */
export function eventOfForm(kind: FormKind): string {
  if (kind === 'survey') return 'Survey Answered';
  return kind === 'complaint' ? 'Complaint' : 'Form Submitted';
}

/** A text in a language, or in the other one where nothing is said in it. */
export function sayIn(text: Bilingual, language: keyof Bilingual): string {
  return text[language] || text.en || text.zh;
}

/** Leading zero bits of a SHA-256 sum. */
export function zeroBits(sum: Uint8Array): number {
  let bits = 0;
  for (const byte of sum) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}
