import type { Field } from '../fields/index.ts';
import { separatePurposes } from '../lib/consent.ts';
import type { FormConsent, FormDesign, FormQuestion } from '../lib/form.ts';
import { noMail, wrongDesign } from './problems.ts';

/** Names that the program itself sets. */
const ownFields: ReadonlySet<string> = new Set(['tracked_id', 'external_id', 'owner']);

/** What a design is held against. */
export interface DesignRules {
  /** The fields of persons that whoever designs sees. */
  readonly fields: readonly Field[];
  readonly mail: boolean;
}

/** Throws what is wrong with a design, and where. */
export function checkDesign(design: FormDesign, { fields, mail }: DesignRules): void {
  const { questions, consents } = design;
  for (const [where, text] of [
    ['title', design.title],
    ['thanks', design.thanks],
    ['button', design.button],
  ] as const)
    if (isEmpty(text)) throw wrongDesign(where, noWords);
  guardDoubles('questions', questions);
  guardDoubles('consents', consents);
  const known = new Set(fields.map(({ key }) => key).filter((key) => !ownFields.has(key)));
  for (const question of questions) checkQuestion(question, known);
  for (const consent of consents) checkConsent(consent);
  if (design.doubleOptIn) checkConfirming(design, mail);
  if (!isEmpty(design.reply.text)) checkReply(design, mail);
}

function checkConsent({ id, wording, purpose, form }: FormConsent): void {
  if (isEmpty(wording)) throw wrongDesign(`consents.${id}`, noWords);
  if (form === 'general' && separatePurposes.includes(purpose))
    throw wrongDesign(`consents.${id}`, {
      en: 'For this purpose consent must be asked for by itself: choose separate or written consent.',
      zh: '该用途须取得单独同意：请选择“单独同意”或“书面同意”。',
    });
}

function checkConfirming({ questions }: FormDesign, mail: boolean): void {
  if (!mail) throw noMail();
  if (!questions.some(({ type, required }) => type === 'email' && required))
    throw wrongDesign('doubleOptIn', {
      en: 'Confirming by mail needs a question for the e-mail address that must be answered.',
      zh: '邮件确认需要一个必填的电子邮箱问题。',
    });
}

function checkReply({ questions, reply }: FormDesign, mail: boolean): void {
  if (!mail) throw noMail();
  if (isEmpty(reply.subject)) throw wrongDesign('reply.subject', noWords);
  if (!questions.some(({ type }) => type === 'email'))
    throw wrongDesign('reply', {
      en: 'A mail in answer needs a question for the e-mail address.',
      zh: '自动回复邮件需要一个电子邮箱问题。',
    });
}

const noWords = {
  en: 'A text is missing; give it in one language at least.',
  zh: '缺少文字，请至少填写一种语言。',
};

const isEmpty = ({ en, zh }: { en: string; zh: string }) => en.trim() === '' && zh.trim() === '';

function guardDoubles(where: string, list: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of list) {
    if (seen.has(id))
      throw wrongDesign(`${where}.${id}`, { en: 'Two have the same id.', zh: '两项的标识重复。' });
    seen.add(id);
  }
}

function checkQuestion({ id, type, label, options, field }: FormQuestion, known: ReadonlySet<string>): void {
  const where = `questions.${id}`;
  if (isEmpty(label)) throw wrongDesign(where, noWords);
  guardDoubles(where, options);
  if ((type === 'single' || type === 'multi') && options.length < 2)
    throw wrongDesign(where, { en: 'A choice needs two answers at least.', zh: '选择题至少需要两个选项。' });
  if (options.some((option) => isEmpty(option.label))) throw wrongDesign(where, noWords);
  if (field !== null && !known.has(field))
    throw wrongDesign(where, {
      en: `There is no field "${field}" of a person that a form may fill.`,
      zh: `没有可由表单填写的个人字段“${field}”。`,
    });
}
