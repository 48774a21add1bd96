import { isList, writeField, type Field } from '../fields/index.ts';
import { channelNames, purposeNames } from '../lib/consent.ts';
import { escapeMarkup } from '../lib/form-markup.ts';
import type { Language } from '../lib/problem.ts';
import type { Customer } from './customer.ts';
import { customerWords, sentenceOf } from './words.ts';

type Data = Awaited<ReturnType<Customer['data']>>;

/** True for what a customer may correct by itself: what makes two records one person is looked at by somebody first. */
export function mayCorrect(field: Field): boolean {
  const isText =
    field.type === 'text' || field.type === 'name' || field.type === 'address' || field.type === 'date';
  return isText && !isList(field) && field.identifier !== 'strong' && field.sight === undefined;
}

const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${name}" value="${escapeMarkup(value)}">`;

/** A button with what it does, as a form of its own: the page needs no script. */
function writeButton(label: string, said: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(said).map(([name, value]) => hidden(name, value));
  return `<form method="post">${inputs.join('')}<button class="plain" type="submit">${escapeMarkup(label)}</button></form>`;
}

/** The page of a customer: what it allows, what is known, what it may ask. */
export function writeCustomerPage(data: Data, language: Language, note: string): string {
  const say = customerWords[language];
  return `<h1>${say.title}</h1><p>${say.lead}</p>
${note === '' ? '' : `<p role="status"><strong>${escapeMarkup(note)}</strong></p>`}
<h2>${say.allowed}</h2>${writeStanding(data, language)}
${writeButton(say.object, { does: 'object' })}
<h2>${say.data}</h2>${writeValues(data, language)}
<h2>${say.rights}</h2>
<p><a href="?download=json" download>${say.exportData}</a></p>
${writeButton(say.erase, { does: 'erase' })}
<form method="post">${hidden('does', 'ask')}<div class="question"><label for="message">${say.message}</label><textarea id="message" name="message" rows="3" maxlength="500" required></textarea></div><button class="plain" type="submit">${say.send}</button></form>`;
}

function writeStanding({ ledger }: Data, language: Language): string {
  const say = customerWords[language];
  if (ledger.standing.length === 0) return `<p class="dim">${say.nothing}</p>`;
  const lines = ledger.standing.map(({ channel, purpose, allowed, since }) => {
    const about = `${channelNames[channel][language]} · ${purposeNames[purpose][language]}`;
    const wording = allowed
      ? ''
      : `<p class="dim">${escapeMarkup(sentenceOf(channel, purpose)[language])}</p>`;
    const does = allowed ? 'withdraw' : 'give';
    return `<li data-consent="${channel} ${purpose}"><p>${about}: <strong>${allowed ? say.yes : say.no}</strong> <span class="dim">${say.since} ${since.slice(0, 10)}</span></p>${wording}${writeButton(say[does], { does, channel, purpose })}</li>`;
  });
  return `<ul class="lines">${lines.join('')}</ul>`;
}

function writeValues({ profile, fields }: Data, language: Language): string {
  const say = customerWords[language];
  const lines = fields.flatMap((field) => {
    const value = profile.values[field.key];
    if (value === undefined || value === null) return [];
    const text = escapeMarkup(writeField(field, value, language));
    const label = escapeMarkup(field.label[language]);
    if (text === '') return [];
    return mayCorrect(field)
      ? `<div class="question"><label for="f-${field.key}">${label}</label><input id="f-${field.key}" name="f-${field.key}" maxlength="500" value="${text}"></div>`
      : `<dl><dt>${label}</dt><dd>${text}</dd></dl>`;
  });
  return `<form method="post">${hidden('does', 'correct')}${lines.join('')}<p class="dim">${say.correctLead}</p><button type="submit">${say.correct}</button></form>`;
}
