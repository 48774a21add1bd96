import { splitValue, unescapeValue, type CardProperty } from './vcard-properties.ts';

const left = new Set(['VERSION', 'PRODID', 'X-ABLABEL', 'X-ABADR', 'BEGIN', 'END', 'AGENT', '']);
/** Of these a card has one; a second is another writing of the first. */
const single = new Set(['FN', 'N', 'BDAY', 'ANNIVERSARY', 'GENDER', 'UID', 'REV']);
/** Properties whose names would say something else beside the columns of other files: of the card itself, not of its owner. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['NAME', 'VCARD.NAME'],
  ['SOURCE', 'VCARD.SOURCE'],
  ['PROFILE', 'VCARD.PROFILE'],
  ['CLASS', 'VCARD.CLASS'],
  ['ROLE', 'VCARD.ROLE'],
  ['LABEL', 'ADR.label'],
]);
/** Of these each value has a meaning of its own: the preferred one, or the first, is `URL`, others are `URL.2`, `URL.3`… */
const numbered = new Set(['ORG', 'TITLE', 'VCARD.ROLE', 'URL', 'ADR']);
const mostNumbered = 5;
const nameParts = ['N.family', 'N.given', 'N.additional', 'N.prefix', 'N.suffix'] as const;
const addressParts = [
  'ADR.box',
  'ADR.extended',
  'ADR.street',
  'ADR.city',
  'ADR.region',
  'ADR.postcode',
  'ADR.country',
] as const;
const phoneKinds: readonly (readonly [string, readonly string[]])[] = [
  ['TEL.fax', ['fax', 'homefax', 'workfax']],
  ['TEL.cell', ['cell', 'mobile', 'iphone']],
  ['TEL.pager', ['pager']],
  ['TEL.work', ['work', 'company']],
  ['TEL.home', ['home']],
];

/** The values of a card under the headers of its columns; several of a kind stand one a line. */
export function mapCard(properties: readonly CardProperty[]): Map<string, string> {
  const values = new Map<string, string[]>();
  const labels = new Map<string, string>();
  for (const { group, name, value } of properties) {
    if (group !== '' && name === 'X-ABLABEL')
      labels.set(group, value.replace(/^_\$!<(.*)>!\$_$/u, '$1').trim());
  }
  for (const property of preferFirst(properties))
    addProperty(values, property, labels.get(property.group) ?? '');
  addAddressParts(values, properties);
  if (!values.has('FN')) addFullName(values);
  const card = new Map<string, string>();
  for (const [header, list] of values) card.set(header, [...new Set(list)].join('\n'));
  return card;
}

/** The properties in their order, but of several with the same name the preferred ones first. */
function preferFirst(properties: readonly CardProperty[]): CardProperty[] {
  const rest = properties.toSorted((a, b) => Number(b.preferred) - Number(a.preferred));
  return properties.flatMap(({ name }) => {
    const next = rest.findIndex((property) => property.name === name);
    return rest.splice(next, 1);
  });
}

function add(values: Map<string, string[]>, plain: string, value: string): void {
  if (value === '') return;
  const header = numbered.has(plain) ? numberHeader(values, plain, value) : plain;
  const list = values.get(header);
  if (list === undefined) values.set(header, [value]);
  else list.push(value);
}

/** The first of `URL`, `URL.2`, … that is free, or that holds this value already. */
function numberHeader(values: Map<string, string[]>, plain: string, value: string): string {
  const headers = [plain, ...Array.from({ length: mostNumbered - 1 }, (_, index) => `${plain}.${index + 2}`)];
  return headers.find((header) => values.get(header)?.includes(value) ?? true) ?? `${plain}.${mostNumbered}`;
}

type Adder = (values: Map<string, string[]>, property: CardProperty) => void;

const adders: ReadonlyMap<string, Adder> = new Map<string, Adder>([
  ['N', (values, { value }) => addName(values, value)],
  ['ORG', (values, { value }) => addOrganisation(values, value)],
  ['TEL', (values, { types, value }) => add(values, phoneHeader(types), readPhone(value))],
  ['EMAIL', (values, { types, value }) => add(values, placeHeader('EMAIL', types), readEmail(value))],
  ['ADR', (values, { value }) => add(values, 'ADR', writeAddress(splitValue(value, ';')))],
  ['CATEGORIES', addList],
  ['NICKNAME', addList],
]);

function addProperty(values: Map<string, string[]>, property: CardProperty, label: string): void {
  const { name } = property;
  if (left.has(name) || (single.has(name) && values.has(name))) return;
  const adder = adders.get(name);
  if (adder !== undefined) return adder(values, property);
  const labelled = name.startsWith('X-') && label !== '' ? `${name}.${label}` : (renamed.get(name) ?? name);
  add(values, labelled, unescapeValue(property.value));
}

function addList(values: Map<string, string[]>, { name, value }: CardProperty): void {
  for (const part of splitValue(value, ',')) add(values, name, part);
}

function readEmail(value: string): string {
  return unescapeValue(value).replace(/^mailto:/iu, '');
}

function addName(values: Map<string, string[]>, value: string): void {
  if (values.has('N.family') || values.has('N.given')) return;
  splitValue(value, ';').forEach((part, i) => {
    const header = nameParts[i];
    if (header !== undefined) add(values, header, part);
  });
}

/** A card without a formatted name gets it from its parts: family name first in Chinese, last elsewhere. */
function addFullName(values: Map<string, string[]>): void {
  const part = (header: string): string => values.get(header)?.[0] ?? '';
  const [family, given, additional] = [part('N.family'), part('N.given'), part('N.additional')];
  const chinese = /\p{Script=Han}/u.test(family + given);
  const name = chinese
    ? family + given + additional
    : [given, additional, family].filter((text) => text !== '').join(' ');
  add(values, 'FN', name);
}

function addOrganisation(values: Map<string, string[]>, value: string): void {
  const [name = '', ...units] = splitValue(value, ';');
  const first = !values.has('ORG');
  add(values, 'ORG', name);
  for (const unit of units) add(values, first ? 'ORG.unit' : 'ORG.units', unit);
}

function phoneHeader(types: ReadonlySet<string>): string {
  const found = phoneKinds.find(([, kinds]) => kinds.some((kind) => types.has(kind)));
  return found === undefined ? 'TEL' : found[0];
}

function placeHeader(name: string, types: ReadonlySet<string>): string {
  if (types.has('work')) return `${name}.work`;
  return types.has('home') ? `${name}.home` : name;
}

function readPhone(value: string): string {
  return unescapeValue(value).replace(/^tel:/iu, '');
}

/** The components of the preferred address, or of the first, are columns of their own. */
function addAddressParts(values: Map<string, string[]>, properties: readonly CardProperty[]): void {
  const addresses = properties.filter(({ name }) => name === 'ADR');
  const address = addresses.find(({ preferred }) => preferred) ?? addresses[0];
  if (address === undefined) return;
  splitValue(address.value, ';').forEach((part, i) => {
    const header = addressParts[i];
    if (header !== undefined) add(values, header, part.replace(/\s*\n\s*/gu, ', '));
  });
}

/** One line, from the small to the large as the card has it; Chinese addresses from the large to the small. */
function writeAddress(parts: readonly string[]): string {
  const [box = '', extended = '', street = '', city = '', region = '', postcode = '', country = ''] = parts;
  const chinese = /\p{Script=Han}/u.test(street + city + region);
  const ordered = chinese
    ? [country, region, city, street, extended, box, postcode]
    : [box, extended, street, city, region, postcode, country];
  const filled = ordered
    .map((part) => part.replace(/,?\s*\n\s*/gu, ', ').replace(/,$/u, ''))
    .filter((part) => part !== '');
  return chinese ? filled.join('') : filled.join(', ');
}
