import { below, chance } from './dice.ts';
import { givenNames, familyNames } from './catalogue.ts';
import {
  pieceOf,
  putDate,
  putMailbox,
  putMobile,
  putPersonName,
  putPinyinName,
  putPoliteName,
  type Column,
  type Pen,
} from './notation.ts';
import { putOrganizationName } from './organization-cells.ts';
import { putAscii, putByte, putNumber, putText, type Texts } from './page.ts';
import type { PersonName } from './people.ts';
import { accountOf, type Person, type Visitor } from './person.ts';
import { interests } from './words.data.ts';

const woman = pieceOf('女');
const man = pieceOf('男');
const sir = pieceOf('先生');
const madam = pieceOf('女士');

function putName(pen: Pen, { name, called }: Person): void {
  if (called === 'polite') return putPoliteName(pen, name);
  return called === 'pinyin' ? putPinyinName(pen, name) : putPersonName(pen, name);
}

function putEmail(pen: Pen, person: Person): void {
  putMailbox(pen, { name: person.name, mobile: person.mobile, host: person.host, number: person.mailbox });
}

/** 男, 女, M, F, 先生, 女士, 1, 2 */
function putGender(pen: Pen, { name }: Person): void {
  const style = below(pen.dice, 20);
  const isWoman = name.gender === 1;
  if (style < 15) return isWoman ? woman(pen) : man(pen);
  if (style < 17) return putByte(pen.page, isWoman ? 70 : 77);
  if (style < 19) return isWoman ? madam(pen) : sir(pen);
  return putByte(pen.page, isWoman ? 50 : 49);
}

function putFen({ page }: Pen, fen: number): void {
  putNumber(page, Math.floor(fen / 100));
  putByte(page, 46);
  putNumber(page, fen % 100, 2);
}

function putInterests(pen: Pen, { interest }: Person, texts: Texts): void {
  putText(pen.page, texts, interest);
  if (!chance(pen.dice, 0.4)) return;
  putByte(pen.page, 59);
  putText(pen.page, texts, (interest + 5) % interests.length);
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function firstName({ gender, first, second }: PersonName): string {
  const list = givenNames[gender];
  return capitalise((list[first]?.pinyin ?? '') + (list[second]?.pinyin ?? ''));
}

const column = <Facts>(role: Column<Facts>['role'], gap: number, write: Column<Facts>['write']) => ({
  role,
  gap,
  write,
});

/** The columns of shop customers by what they hold; a source picks, renames and orders them. */
export const personColumns = {
  name: column<Person>('person', 0.03, putName),
  mobile: column<Person>('phone', 0.03, (pen, it) => putMobile(pen, it.mobile)),
  internationalMobile: column<Person>('phone', 0.55, (pen, it) => {
    putAscii(pen.page, '+86 ');
    putNumber(pen.page, it.mobile);
  }),
  email: column<Person>('email', 0.3, putEmail),
  requiredEmail: column<Person>('email', 0, putEmail),
  gender: column<Person>('text', 0.12, putGender),
  born: column<Person>('date', 0.35, (pen, it) => putDate(pen, it.born, 0.8)),
  province: column<Person>('text', 0.15, ({ page, words }, it) =>
    putText(page, words.places.provincesShort, it.place),
  ),
  city: column<Person>('text', 0.12, ({ page, words, dice }, it) =>
    putText(page, chance(dice, 0.6) ? words.places.cities : words.places.citiesShort, it.place),
  ),
  account: column<Person>('text', 0, ({ page }, it) => putNumber(page, accountOf(it))),
  card: column<Person>('text', 0.02, ({ page }, it) => putNumber(page, it.card)),
  optionalCard: column<Person>('text', 0.5, ({ page }, it) => putNumber(page, it.card)),
  tier: column<Person>('text', 0.04, ({ page, words }, it) => putText(page, words.tiers, it.tier)),
  points: column<Person>('number', 0.02, ({ page }, it) => putNumber(page, it.points)),
  spent: column<Person>('money', 0.02, (pen, it) => putFen(pen, it.spent)),
  orders: column<Person>('number', 0.02, ({ page }, it) => putNumber(page, it.orders)),
  ordered: column<Person>('date', 0.02, (pen, it) =>
    it.orders > 0 ? putDate(pen, it.ordered, 0.95) : undefined,
  ),
  joined: column<Person>('date', 0.02, (pen, it) => putDate(pen, it.joined, 0.85)),
  joinedInstant: column<Person>('date', 0.02, (pen, it) => {
    putDate(pen, it.joined, 1);
    putAscii(pen.page, 'T08:30:00Z');
  }),
  branch: column<Person>('text', 0.05, ({ page, words }, it) => {
    putText(page, words.places.citiesShort, it.place);
    putText(page, words.branches, it.branch);
  }),
  interests: column<Person>('text', 0.4, (pen, it) => putInterests(pen, it, pen.words.interests[0])),
  englishInterests: column<Person>('text', 0.4, (pen, it) => putInterests(pen, it, pen.words.interests[1])),
  firstName: column<Person>('person', 0.15, ({ page }, it) => putAscii(page, firstName(it.name))),
  lastName: column<Person>('person', 0.15, ({ page }, it) =>
    putAscii(page, capitalise(familyNames[it.name.family]?.pinyin ?? '')),
  ),
  status: column<Person>('text', 0, ({ page, dice }) =>
    putAscii(page, chance(dice, 0.86) ? 'subscribed' : chance(dice, 0.7) ? 'unsubscribed' : 'bounced'),
  ),
  language: column<Person>('text', 0.1, ({ page, dice }) => putAscii(page, chance(dice, 0.9) ? 'zh' : 'en')),
} as const;

/** The columns of visitors' business cards. */
export const visitorColumns = {
  name: column<Visitor>('person', 0, (pen, it) => putName(pen, it.person)),
  company: column<Visitor>('name', 0.02, (pen, it) => putOrganizationName(pen, it.employer)),
  title: column<Visitor>('text', 0.1, ({ page, words }, it) => putText(page, words.titles, it.title)),
  department: column<Visitor>('text', 0.55, ({ page, words }, it) =>
    putText(page, words.departments, it.department),
  ),
  mobile: column<Visitor>('phone', 0.06, (pen, it) => putMobile(pen, it.person.mobile)),
  email: column<Visitor>('email', 0.25, (pen, it) => putEmail(pen, it.person)),
  wechat: column<Visitor>('text', 0.6, (pen, it) => {
    putAscii(pen.page, 'wx_');
    putPinyinName(pen, it.person.name);
    putNumber(pen.page, it.person.mailbox);
  }),
  city: column<Visitor>('text', 0.2, ({ page, words }, it) =>
    putText(page, words.places.citiesShort, it.employer.place),
  ),
  product: column<Visitor>('text', 0.2, ({ page, words }, it) => putText(page, words.products, it.product)),
  remark: column<Visitor>('text', 0, ({ page, words }, it) => putText(page, words.remarks, it.remark)),
} as const;
