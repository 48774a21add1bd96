import type { ConsentWord } from '../consent/index.ts';
import { noAmounts, noTexts, trackedField, type Arrival } from '../events/index.ts';
import { eventOfForm, sayIn, type FormKind, type FormQuestion } from '../lib/form.ts';
import type { OwnConfirmation } from '../profiles/index.ts';
import type { Answers, FoundForm, SubmissionRow } from './tables.ts';

/** A submission with the form as it was then, and the name of the form's source. */
export interface Filled {
  readonly row: SubmissionRow;
  readonly form: FoundForm;
  readonly source: string;
}

/** The values that the answers give to fields of a person; null where no answer says who it is. */
export function recordOf({ row, form }: Filled): Record<string, unknown> | null {
  const values: Record<string, unknown[]> = {};
  for (const question of form.design.questions) {
    const { field, id } = question;
    const answer = row.answers[id];
    if (field === null || answer === undefined) continue;
    (values[field] ??= []).push(...wordsOf(question, answer, row.context.language));
  }
  const entries = Object.entries(values).map(([field, list]) => [field, list.length === 1 ? list[0] : list]);
  // By its own number what happened is found to be this person's: the event says the same one.
  return entries.length === 0 ? null : { ...Object.fromEntries(entries), [trackedField]: row.id };
}

/** An answer in words: of a choice what stood beside the box. */
export function wordsOf(
  { options }: Pick<FormQuestion, 'options'>,
  answer: string | readonly string[],
  language: 'en' | 'zh',
): string[] {
  const labels = new Map(options.map(({ id, label }) => [id, sayIn(label, language)]));
  return (typeof answer === 'string' ? [answer] : answer).map((one) => labels.get(one) ?? one);
}

const campaign = {
  utm_source: 'utmSource',
  utm_medium: 'utmMedium',
  utm_campaign: 'utmCampaign',
  utm_term: 'utmTerm',
  utm_content: 'utmContent',
} as const;

/** Where a page's address says its reader came from. */
export function readCampaign(page: string): Record<string, string> {
  if (!URL.canParse(page)) return {};
  const { searchParams } = new URL(page);
  return Object.fromEntries(
    Object.keys(campaign).flatMap((key) => {
      const value = searchParams.get(key);
      return value === null || value === '' ? [] : [[key, value.slice(0, 200)]];
    }),
  );
}

/** As long as the text of any event. */
const longestText = 2_000;

/** Whether an answer is what somebody says in its own words: of surveys and complaints single lines too. */
function isWords({ type }: FormQuestion, kind: FormKind): boolean {
  return type === 'long' || (type === 'text' && (kind === 'survey' || kind === 'complaint'));
}

/** The event that a submission is; answers that fill fields of the person stand in the record alone. */
export function arrivalOf({ row, form, source }: Filled, received: number): Arrival {
  const { context, answers } = row;
  const said = form.design.questions.flatMap((question) => {
    const answer = answers[question.id];
    return question.field !== null || answer === undefined ? [] : [{ question, answer }];
  });
  const words = said.flatMap(({ question, answer }) =>
    isWords(question, form.kind) && typeof answer === 'string' ? [answer] : [],
  );
  const utm = readCampaign(context.page);
  const properties: [string, string][] = [
    ['form', form.id],
    ['form_name', form.name],
    ['form_kind', form.kind],
    ['about', form.design.about],
    ...said.map(({ question, answer }): [string, string] => [
      question.type === 'nps' ? 'nps' : question.id,
      wordsOf(question, answer, context.language).join('\n'),
    ]),
  ];
  return {
    type: 'track',
    name: eventOfForm(form.kind),
    user: row.profile === null ? '' : row.id,
    device: context.anonymous === '' && row.profile === null ? row.id : context.anonymous,
    company: '',
    source,
    message: row.id,
    at: row.created_at.getTime(),
    received,
    currency: '',
    texts: {
      ...noTexts,
      url: context.page,
      title: sayIn(form.design.title, context.language),
      referrer: context.referrer,
      ...Object.fromEntries(Object.entries(campaign).map(([key, name]) => [name, utm[key] ?? ''])),
      ip: context.ip,
      agent: context.agent,
      locale: context.language,
      text: words.join('\n').slice(0, longestText),
    },
    amounts: noAmounts,
    movement: '',
    lines: [],
    properties: properties.filter(([, value]) => value !== ''),
    raw: JSON.stringify({ submission: row.id, form: form.id, version: row.version }),
  };
}

/** What was allowed, with the words that stood beside the boxes and what shows it. */
export function wordsAllowed({ row, form }: Filled): ConsentWord[] {
  const { context, created_at: at, confirmed_at: confirmed } = row;
  const mail = confirmed === null ? '' : `; confirmed by mail ${confirmed.toISOString()}`;
  const evidence = `form ${form.id} (${form.name}), version ${row.version}, submission ${row.id}${mail}; address ${context.ip}; ${context.agent}`;
  return form.design.consents
    .filter(({ id }) => row.allowed.includes(id))
    .map(({ id, channel, purpose, form: how, wording }) => ({
      id: `con_${row.id.slice(4)}_${id}`,
      channel,
      purpose,
      form: how,
      said: 'given',
      at,
      wording: sayIn(wording, context.language),
      evidence,
      place: context.page === '' ? `/f/${form.id}` : context.page,
      by: { id: form.id, name: form.name },
    }));
}

/** The address that has to confirm, where the form wants that, and the field that it fills. */
export function mailOf({ design }: Pick<FoundForm, 'design'>, answers: Answers) {
  if (!design.doubleOptIn) return null;
  const question = design.questions.find(({ type, required }) => type === 'email' && required);
  const answer = question === undefined ? undefined : answers[question.id];
  return question === undefined || typeof answer !== 'string'
    ? null
    : { mail: answer.toLowerCase(), field: question.field };
}

/** The address whose owner opened the link that was mailed to it; null where none did. */
export function addressConfirmed({ row, form }: Filled): Omit<OwnConfirmation, 'kind' | 'record'> | null {
  const { id, version, answers, confirmed_at: at } = row;
  const asked = mailOf(form, answers);
  if (at === null || asked === null || asked.field === null) return null;
  return {
    id: `ver_${id.slice(4)}`,
    field: asked.field,
    value: asked.mail,
    means: 'link',
    at,
    note: `form ${form.id}, version ${version}, submission ${id}`,
    by: { id: form.id, name: form.name },
  };
}
