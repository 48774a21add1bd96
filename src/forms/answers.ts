import { z } from 'zod';

import type { FormDesign, FormQuestion } from '../lib/form.ts';
import type { Answers } from './tables.ts';

/** What the page of a form sends. */
export const sentSchema = z.object({
  version: z.number().int().min(1).max(1_000_000),
  language: z.enum(['en', 'zh']),
  answers: z.record(z.string().max(40), z.unknown()),
  allowed: z.array(z.string().max(40)).max(12),
  trap: z.string().max(5_000).default(''),
  puzzle: z.string().max(200),
  solution: z.number().int().min(0),
  page: z.string().max(4_000).default(''),
  referrer: z.string().max(4_000).default(''),
  anonymous: z.string().max(200).default(''),
});
export type Sent = z.output<typeof sentSchema>;

// Whoever writes into a line means no control characters; NUL and halves of a sign cannot even be stored.
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

/** A text as it can be kept. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll(controls, '').trim();
}

/** A web address as it can be kept; '' for what is none. */
export function cleanAddress(text: string): string {
  if (!URL.canParse(text)) return '';
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) ? cleanText(url.href).slice(0, 2_000) : '';
}

type Reader = (text: string, question: FormQuestion) => boolean;

const isOption: Reader = (text, { options }) => options.some(({ id }) => id === text);
const isWhole =
  (from: number, to: number): Reader =>
  (text) =>
    /^\d{1,2}$/.test(text) && Number(text) >= from && Number(text) <= to;

const readers: Readonly<Record<FormQuestion['type'], Reader>> = {
  text: (text) => text.length <= 500,
  long: (text) => text.length <= 5_000,
  email: (text) =>
    /^[^\s@<>"(),:;\\[\]]{1,64}@[^\s@<>"(),:;\\[\]]{1,190}\.[^\s@<>"(),:;\\[\].]{2,63}$/.test(text),
  phone: (text) =>
    text.length <= 40 && /^[+\d][\d\s().\-/转ext,#;=]*$/.test(text) && (text.match(/\d/g) ?? []).length >= 5,
  number: (text) => text.length <= 40 && /^-?\d+(\.\d+)?(e[+-]?\d{1,2})?$/i.test(text),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toJSON()?.slice(0, 10) === text,
  single: isOption,
  multi: isOption,
  rating: isWhole(1, 5),
  nps: isWhole(0, 10),
};

/** What was answered, or the questions whose answers are missing or wrong; what is no question of the form is left out. */
export function readAnswers(
  { questions }: Pick<FormDesign, 'questions'>,
  given: Readonly<Record<string, unknown>>,
): { readonly answers: Answers; readonly wrong: readonly string[] } {
  const answers: Answers = {};
  const wrong: string[] = [];
  for (const question of questions) {
    const said = Object.hasOwn(given, question.id) ? given[question.id] : undefined;
    const texts = readTexts(said, question);
    if (texts === undefined || (question.required && texts.length === 0)) wrong.push(question.id);
    else if (texts.length > 0) answers[question.id] = question.type === 'multi' ? texts : (texts[0] ?? '');
  }
  return { answers, wrong };
}

/** The texts of an answer; undefined for what is none to this question. */
function readTexts(said: unknown, question: FormQuestion): string[] | undefined {
  if (said === undefined || said === null) return [];
  const list: unknown[] = question.type === 'multi' && Array.isArray(said) ? said : [said];
  if (list.length > 50) return undefined;
  const texts = list.map((one) =>
    typeof one === 'string' || typeof one === 'number' ? cleanText(String(one).slice(0, 20_000)) : undefined,
  );
  const good = texts.flatMap((text) => (text === undefined || text === '' ? [] : [text]));
  if (texts.includes(undefined) || good.some((text) => !readers[question.type](text, question)))
    return undefined;
  return [...new Set(good)];
}
