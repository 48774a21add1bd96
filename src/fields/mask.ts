import type { Field, FieldType } from './types.ts';

/** What stands for a value of which nothing is told. */
export const concealed = '***';

/** What a masked personal field of these types says tells nobody's name: it is shown as it is, and may be asked about. */
const attributes: ReadonlySet<FieldType> = new Set([
  'choice',
  'boolean',
  'number',
  'quantity',
  'money',
  'region',
  'industry',
]);

/** True for a masked field whose values are shown as they are: an attribute of a person, as gender or region. */
export function keepsValue({ type, sensitivity }: Pick<Field, 'type' | 'sensitivity'>): boolean {
  return sensitivity === 'personal' && attributes.has(type);
}

/** True for a masked date of a person: its year is shown, and may be asked about. */
export function tellsYear({ type, sensitivity }: Pick<Field, 'type' | 'sensitivity'>): boolean {
  return type === 'date' && sensitivity === 'personal';
}

/** One text of a masked field: enough of its shape to recognise what kind of thing it is, too little to know it. */
export type Mask = (text: string) => string;

const masks: Readonly<Partial<Record<FieldType, Mask>>> = {
  name: maskName,
  phone: maskPhone,
  email: maskEmail,
  address: (text) => (lengthOf(text) > 6 ? `${cut(text, 0, 3)}${concealed}` : concealed),
  text: (text) => (lengthOf(text) > 1 ? `${cut(text, 0, 1)}${concealed}` : concealed),
  code: (text) => (lengthOf(text) > 7 ? `${cut(text, 0, 2)}****${cut(text, -2)}` : concealed),
  secret: (text) => (text.includes('*') && !text.includes(':') ? text : concealed),
};

/** A masked text of a field, as a cell or the profile has it. */
function maskText(field: Pick<Field, 'type' | 'sensitivity'>, text: string): string {
  if (text === '' || keepsValue(field)) return text;
  if (field.type === 'date') return tellsYear(field) ? maskDate(text) : concealed;
  return (masks[field.type] ?? (() => concealed))(text);
}

/** A value of a masked field as the API shows it. */
export function maskValue<T>(field: Pick<Field, 'type' | 'sensitivity'>, value: T): T | string {
  if (keepsValue(field)) return value;
  return typeof value === 'string' ? maskText(field, value) : concealed;
}

/** 王小明 → 王**, John Smith → J***. */
function maskName(text: string): string {
  const first = cut(text, 0, 1);
  if (!/^\p{Script=Han}$/u.test(first)) return `${first}${concealed}`;
  return `${first}${'*'.repeat(Math.min(3, Math.max(1, lengthOf(text) - 1)))}`;
}

/** +8613812345678 → +86138****5678; what is shorter than a number with its area code, or no number, tells nothing. */
function maskPhone(text: string): string {
  const number = text.replace(/;ext=.*$/u, '');
  return /^[+]?\d{9,16}$/.test(number) ? `${number.slice(0, -8)}****${number.slice(-4)}` : concealed;
}

/** wang@example.com → w***@example.com. */
function maskEmail(text: string): string {
  const domain = /^[^@]+@([a-z0-9.-]+)$/.exec(text)?.[1];
  return domain === undefined ? concealed : `${cut(text, 0, 1)}${concealed}@${domain}`;
}

function maskDate(text: string): string {
  return /^(\d{4})-\d\d-\d\d$/.exec(text)?.[1] ?? concealed;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

function cut(text: string, from: number, to?: number): string {
  return Array.from(text).slice(from, to).join('');
}

const sqlMasks: Readonly<Partial<Record<FieldType, (text: string) => string>>> = {
  name: (text) =>
    `if(match(${text}, '^\\\\p{Han}'), concat(substringUTF8(${text}, 1, 1), repeat('*', least(3, greatest(1, toInt64(lengthUTF8(${text})) - 1)))), concat(substringUTF8(${text}, 1, 1), '${concealed}'))`,
  phone: (text) => {
    const number = `replaceRegexpOne(${text}, ';ext=.*$', '')`;
    return `if(match(${number}, '^[+]?[0-9]{9,16}$'), concat(substring(${number}, 1, length(${number}) - 8), '****', substring(${number}, -4)), '${concealed}')`;
  },
  email: (text) =>
    `if(match(${text}, '^[^@]+@[a-z0-9.-]+$'), concat(substringUTF8(${text}, 1, 1), '${concealed}@', splitByChar('@', ${text})[2]), '${concealed}')`,
  address: (text) =>
    `if(lengthUTF8(${text}) > 6, concat(substringUTF8(${text}, 1, 3), '${concealed}'), '${concealed}')`,
  text: (text) =>
    `if(lengthUTF8(${text}) > 1, concat(substringUTF8(${text}, 1, 1), '${concealed}'), '${concealed}')`,
  code: (text) =>
    `if(lengthUTF8(${text}) > 7, concat(substringUTF8(${text}, 1, 2), '****', substringUTF8(${text}, -2)), '${concealed}')`,
  secret: (text) => `if(position(${text}, '*') > 0 AND position(${text}, ':') = 0, ${text}, '${concealed}')`,
};

/** The same as an expression over a text; a test holds the two against each other. */
export function maskSql(field: Pick<Field, 'type' | 'sensitivity'>, text: string): string {
  if (keepsValue(field)) return text;
  const masked = tellsYear(field)
    ? `if(match(${text}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'), substring(${text}, 1, 4), '${concealed}')`
    : (sqlMasks[field.type]?.(text) ?? `'${concealed}'`);
  return `if(${text} = '', '', ${masked})`;
}
