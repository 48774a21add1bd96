import { sayIn, type FormConsent, type FormDesign, type FormQuestion } from './form.ts';
import type { Bilingual, Language } from './problem.ts';

/** `a < "b"` as text of a page or an attribute. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const words = {
  required: { en: 'required', zh: '必填' },
  scale: { en: '0 not at all, 10 certainly', zh: '0 完全不愿意，10 非常愿意' },
  stars: { en: '1 poor, 5 excellent', zh: '1 很差，5 很好' },
  consents: { en: 'What you allow us', zh: '您同意的事项' },
  trap: { en: 'Leave this empty', zh: '请勿填写' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const inputTypes = { text: 'text', email: 'email', phone: 'tel', number: 'number', date: 'date' } as const;
const completions = { email: 'email', phone: 'tel' } as const;
const fieldCompletions = new Map([
  ['name', 'name'],
  ['given_name', 'given-name'],
  ['family_name', 'family-name'],
  ['employer_name', 'organization'],
  ['job_title', 'organization-title'],
  ['postcode', 'postal-code'],
]);

/** The fields, consents and button of a form, in one language; texts of the design stay text. */
export function writeForm(design: FormDesign, language: Language): string {
  const say = (text: Bilingual) => escapeMarkup(sayIn(text, language));
  const intro = sayIn(design.intro, language);
  const consents = design.consents.map((consent) => writeConsent(consent, language)).join('');
  const box =
    consents === ''
      ? ''
      : `<fieldset class="consents"><legend>${say(words.consents)}</legend>${consents}</fieldset>`;
  return `<h1>${say(design.title)}</h1>
${intro === '' ? '' : `<p class="intro">${escapeMarkup(intro)}</p>`}
<form novalidate>
${design.questions.map((question) => writeQuestion(question, language)).join('\n')}
<div class="trap" aria-hidden="true"><label for="website">${say(words.trap)}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
${box}
<p class="problem" role="alert" hidden></p>
<button type="submit">${say(design.button)}</button>
</form>`;
}

function labelOf({ label, required }: Pick<FormQuestion, 'label' | 'required'>, language: Language): string {
  const mark = required ? ` <span class="required">${words.required[language]}</span>` : '';
  return `${escapeMarkup(sayIn(label, language))}${mark}`;
}

function writeQuestion(question: FormQuestion, language: Language): string {
  const { type } = question;
  if (type === 'single' || type === 'multi') {
    const options = question.options.map((option) => ({
      value: option.id,
      label: sayIn(option.label, language),
    }));
    return writeChoices(question, language, { input: type === 'single' ? 'radio' : 'checkbox', options });
  }
  if (type === 'rating' || type === 'nps') {
    const values = type === 'rating' ? [1, 2, 3, 4, 5] : [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const options = values.map((value) => ({ value: String(value), label: String(value) }));
    const hint = type === 'rating' ? words.stars[language] : words.scale[language];
    return writeChoices(question, language, { input: 'radio', options, hint });
  }
  return writeInput(question, type, language);
}

function writeInput(
  question: FormQuestion,
  type: keyof typeof inputTypes | 'long',
  language: Language,
): string {
  const { id } = question;
  const help = sayIn(question.help, language);
  const described = help === '' ? '' : ` aria-describedby="h-${id}"`;
  const note = help === '' ? '' : `<p class="help" id="h-${id}">${escapeMarkup(help)}</p>`;
  const common = `id="q-${id}" name="${id}" data-question="${type}"${question.required ? ' required' : ''}${described}`;
  const control =
    type === 'long'
      ? `<textarea ${common} rows="4" maxlength="5000"></textarea>`
      : `<input ${common} type="${inputTypes[type]}"${type === 'number' ? ' step="any"' : ' maxlength="500"'}${completionOf(question)}>`;
  return `<div class="question"><label for="q-${id}">${labelOf(question, language)}</label>${note}${control}</div>`;
}

function completionOf({ type, field }: FormQuestion): string {
  const known = type === 'email' || type === 'phone' ? completions[type] : fieldCompletions.get(field ?? '');
  return known === undefined ? '' : ` autocomplete="${known}"`;
}

interface Choices {
  readonly input: 'radio' | 'checkbox';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
}

function writeChoices(question: FormQuestion, language: Language, { input, options, hint }: Choices): string {
  const { id, type, required } = question;
  const help = [sayIn(question.help, language), hint ?? ''].filter((text) => text !== '').join(' · ');
  const note = help === '' ? '' : `<p class="help">${escapeMarkup(help)}</p>`;
  const boxes = options.map(({ value, label }, index) => {
    const own = `q-${id}-${index}`;
    return `<span class="option"><input type="${input}" id="${own}" name="${id}" value="${escapeMarkup(value)}"><label for="${own}">${escapeMarkup(label)}</label></span>`;
  });
  const scale = type === 'rating' || type === 'nps' ? ' scale' : '';
  return `<fieldset class="question${scale}" data-question="${type}" data-name="${id}"${required ? ' data-required' : ''}><legend>${labelOf(question, language)}</legend>${note}<div class="options">${boxes.join('')}</div></fieldset>`;
}

/** Never ticked beforehand: what is not said is not allowed. */
function writeConsent({ id, wording, required }: FormConsent, language: Language): string {
  return `<span class="option"><input type="checkbox" id="c-${id}" data-consent="${id}"${required ? ' required' : ''}><label for="c-${id}">${labelOf({ label: wording, required }, language)}</label></span>`;
}
