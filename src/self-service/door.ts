import { readFormBody } from '../http/body.ts';
import { asPage, customerHeaders, languageOf, writeLanguageLink, writePage } from '../http/customer-page.ts';
import { defaultLimits } from '../http/types.ts';
import {
  channelNames,
  consentChannels,
  consentPurposes,
  purposeNames,
  type ConsentChannel,
} from '../lib/consent.ts';
import { escapeMarkup } from '../lib/form-markup.ts';
import { Problem, type Language } from '../lib/problem.ts';
import type { Customer, Visitor } from './customer.ts';
import { linkExpired } from './link.ts';
import { mayCorrect, writeCustomerPage } from './page.ts';
import type { Revocations } from './revoked.ts';
import { customerWords } from './words.ts';

/** What the door for customers needs. */
export interface CustomerDoorOptions {
  readonly links: Pick<Revocations, 'read'>;
  readonly customer: Customer;
  readonly throttle: (
    attempt: {
      readonly subject: string;
      readonly ip: null;
      readonly limit: number;
      readonly counts: 'always';
    },
    work: () => Promise<void>,
  ) => Promise<void>;
}

/** Changes by one link in a quarter of an hour. */
const mostChanges = 30;
/** Work that is made for the staff by one customer in that time. */
const mostRequests = 5;

interface Visit {
  readonly request: Request;
  readonly url: URL;
  readonly language: Language;
  readonly token: string;
}

/** Answers customers who come by a link of theirs; undefined for every other request. */
export function openCustomerDoor(options: CustomerDoorOptions) {
  return (request: Request): Promise<Response> | undefined => {
    const url = new URL(request.url);
    const [, place, token = ''] = /^\/([pu])\/([\w.-]{1,2000})$/.exec(url.pathname) ?? [];
    if (place === undefined || (request.method !== 'GET' && request.method !== 'POST')) return undefined;
    const visit = { request, url, token, language: languageOf(request, url) };
    const answer = place === 'p' ? showCustomer : showWithdrawal;
    return asPage(visit, () => answer(visit, options));
  };
}

async function readFields({ request }: Visit): Promise<ReadonlyMap<string, string>> {
  const fields = await readFormBody(request, { ...defaultLimits, bodyBytes: 64 * 1024 });
  return new Map([...fields].map(([name, value]) => [name, cleanText(value)]));
}

/** A text as it can be kept: whole characters, and none that only steer a terminal. */
function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .trim();
}

async function showCustomer(visit: Visit, options: CustomerDoorOptions): Promise<Response> {
  const { customer, links, throttle } = options;
  const { request, language, url, token } = visit;
  const said = await links.read(token);
  if (said.c !== undefined) throw linkExpired();
  const visitor = await customer.visit(said);
  const subject = `customer:${said.w}:${said.p}`;
  let note = '';
  if (request.method === 'POST') {
    await throttle({ subject, ip: null, limit: mostChanges, counts: 'always' }, async () => undefined);
    note = await act(visit, visitor, options);
  }
  const data = await customer.data(visitor);
  if (url.searchParams.get('download') === 'json') {
    const { profile, ledger } = data;
    const { id, values, sources } = profile;
    return new Response(JSON.stringify({ id, values, sources, consents: ledger.rows }, null, 2), {
      headers: {
        ...customerHeaders,
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="my-data.json"',
      },
    });
  }
  const body = `${writeLanguageLink(url, language)}${writeCustomerPage(data, language, note)}`;
  return writePage({ language, title: customerWords[language].title, body });
}

const myPage = 'own page of the customer, by a signed link';

/** Does what a button of the page says; answers what the customer is told. */
async function act(visit: Visit, visitor: Visitor, options: CustomerDoorOptions): Promise<string> {
  const say = customerWords[visit.language];
  const fields = await readFields(visit);
  const does = fields.get('does');
  if (does === 'withdraw' || does === 'give') await changeConsent({ visit, visitor, fields }, options);
  else if (does === 'correct') await correct(visitor, fields, options);
  else return ask({ visitor, fields }, options, say);
  return say.done;
}

interface Doing {
  readonly visitor: Visitor;
  readonly fields: ReadonlyMap<string, string>;
}

async function changeConsent(
  { visit, visitor, fields }: Doing & { readonly visit: Visit },
  { customer }: CustomerDoorOptions,
): Promise<void> {
  const channel = consentChannels.find((one) => one === fields.get('channel'));
  const purpose = consentPurposes.find((one) => one === fields.get('purpose'));
  if (channel === undefined || purpose === undefined) throw notUnderstood();
  const asked = { channel, purpose, place: '/p' };
  if (fields.get('does') === 'give') await customer.give(visitor, asked, visit.language);
  else await customer.withdraw(visitor, asked, myPage);
}

async function correct(
  visitor: Visitor,
  fields: ReadonlyMap<string, string>,
  { customer }: CustomerDoorOptions,
): Promise<void> {
  const { profile, fields: known } = await customer.data(visitor);
  const changed = known.filter(mayCorrect).flatMap((field) => {
    const now = fields.get(`f-${field.key}`);
    const before = profile.values[field.key];
    return now === undefined || now === '' || now === before || before === undefined
      ? []
      : [[field.key, now.slice(0, 500)]];
  });
  if (changed.length > 0) await customer.correct(visitor, Object.fromEntries(changed));
}

/** What people have to look at: it stands among the tasks of the profile. */
async function ask(
  { visitor, fields }: Doing,
  { customer, throttle }: CustomerDoorOptions,
  say: (typeof customerWords)['en'],
): Promise<string> {
  const { en, zh } = customerWords;
  const subject = `customer-asks:${visitor.workspace}:${visitor.place.id}`;
  await throttle({ subject, ip: null, limit: mostRequests, counts: 'always' }, async () => undefined);
  const does = fields.get('does');
  if (does === 'object') {
    for (const purpose of ['marketing', 'profiling'] as const)
      await customer.withdraw(visitor, { channel: null, purpose, place: '/p' }, myPage);
    await customer.ask(visitor, `${zh.objectTask} / ${en.objectTask}`);
  } else if (does === 'erase') await customer.ask(visitor, `${zh.eraseTask} / ${en.eraseTask}`);
  else if (does === 'ask' && (fields.get('message') ?? '') !== '')
    await customer.ask(visitor, `${zh.messageTask}${fields.get('message')?.slice(0, 400)}`);
  else throw notUnderstood();
  return say.asked;
}

/** One click, by a person here or by a program of mail (RFC 8058): a look alone withdraws nothing. */
async function showWithdrawal(visit: Visit, { customer, links }: CustomerDoorOptions): Promise<Response> {
  const { language, request, url } = visit;
  const say = customerWords[language];
  const said = await links.read(visit.token);
  if (said.c === undefined || said.u === undefined) throw linkExpired();
  const visitor = await customer.visit(said);
  const about = aboutOf(said.c, said.u, language);
  if (request.method === 'POST') {
    await customer.withdraw(visitor, { channel: said.c, purpose: said.u, place: '/u' }, 'link in a message');
    const body = `<h1>${say.unsubscribed}</h1><p>${about}</p>`;
    return writePage({ language, title: say.unsubscribed, body });
  }
  const button = `<form method="post"><button type="submit">${say.withdraw}</button></form>`;
  const body = `${writeLanguageLink(url, language)}<h1>${say.unsubscribeTitle}</h1><p>${say.unsubscribeLead}</p><p><strong>${about}</strong></p>${button}`;
  return writePage({ language, title: say.unsubscribeTitle, body });
}

function aboutOf(channel: ConsentChannel, purpose: keyof typeof purposeNames, language: Language): string {
  return escapeMarkup(`${channelNames[channel][language]} · ${purposeNames[purpose][language]}`);
}

function notUnderstood(): Problem {
  return new Problem('self-service.shape', {
    en: 'What was sent is not what this page sends. Load it again.',
    zh: '提交的内容与页面不符，请刷新后重试。',
  });
}
