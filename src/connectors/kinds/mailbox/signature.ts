import { readCardText } from '../../../lib/card-text.ts';

/** Fields of a person that a signature tells. */
export const signatureFields = [
  'name',
  'emails',
  'phones',
  'employer_name',
  'job_title',
  'department',
  'fax',
  'website',
  'wechat_id',
  'qq',
  'address',
  'postcode',
] as const;

const mostLetters = 100_000;
const mostLines = 20;

/** What stands above what was answered to. */
const quoted =
  /^(?:>|On .{1,200} wrote:$|-{2,}\s*(?:Original|Forwarded|原始邮件|转发)|_{10,}$|(?:From|发件人)\s*[:：]|在 .{1,200}写道[:：]$)/i;
const line = /^(?:--|—+|[-_]{3,})$/;
const greeting =
  /^(?:此致|敬礼|顺颂商祺|祝好|谢谢|best(?: regards)?|kind regards|(?:with )?(?:warm )?regards|sincerely(?: yours)?|yours sincerely|thanks|thank you|cheers)[,，!！.。]?$/i;

/** The lines of a signature under a text, without what it answers to; '' where there is none. */
export function findSignature(text: string): string {
  const lines = text
    .slice(0, mostLetters)
    .split(/\r?\n/)
    .map((one) => one.trim());
  const end = lines.findIndex((one) => quoted.test(one));
  const own = end < 0 ? lines : lines.slice(0, end);
  while (own.at(-1) === '') own.pop();
  for (const mark of [line, greeting]) {
    const at = own.findLastIndex((one) => mark.test(one));
    if (at >= 0 && own.length - at - 1 <= mostLines) return own.slice(at + 1).join('\n');
  }
  const gap = own.lastIndexOf('');
  return gap < 0 || own.length - gap - 1 > mostLines ? '' : own.slice(gap + 1).join('\n');
}

/** The values of the fields of a signature, in their order; null where it says no more than who sent it. */
export function readSignature(
  text: string,
  from: { readonly name: string; readonly address: string },
): string[] | null {
  const card = readCardText(findSignature(text));
  if (card.phones.length === 0 && card.employer_name === '' && card.job_title === '') return null;
  const others = card.emails.filter((email) => email.toLowerCase() !== from.address.toLowerCase());
  const values = {
    ...card,
    name: card.name === '' ? from.name : card.name,
    emails: [from.address, ...others].filter((email) => email !== '').join('; '),
    phones: card.phones.join('; '),
  };
  return signatureFields.map((field) => values[field]);
}

const breaks = /<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^<>]*>/gi;
/** Before each beginning and end of what nobody sees. */
const unseen = /<(?=\/?(?:style|script|head|title)\b)/i;
const letters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** The text of a page, as one sees it, in lines. */
export function textOfPage(page: string): string {
  const [first = '', ...rest] = page.slice(0, mostLetters).replace(/\s+/g, ' ').split(unseen);
  const seen = rest.filter((piece) => piece.startsWith('/')).map((piece) => `<${piece}`);
  return [first, ...seen]
    .join('')
    .replace(breaks, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_all, name: string) => letters[name] ?? '');
}
