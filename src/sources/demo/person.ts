import { drawMailHost } from './catalogue.ts';
import { below, chance, createDice, draw, keyOf, next, reseed, scramble, type Dice } from './dice.ts';
import {
  drawDay,
  drawPersonName,
  mobileAt,
  moveDay,
  numberOfDay,
  type Day,
  type Numbers,
  type PersonName,
} from './people.ts';
import { getPlaces } from './places.ts';
import { branches, departments, interests, products, remarks, titles } from './words.data.ts';
import type { Organization } from './organization.ts';

/** One person of the demo's world, as numbers and indexes. */
export interface Person {
  readonly index: number;
  readonly name: PersonName;
  readonly mobile: number;
  readonly host: number;
  /** Unique; makes the mailbox. */
  readonly mailbox: number;
  /** Nine digits, unique. */
  readonly card: number;
  /** How often the person has opened an account before this one. */
  readonly accounts: number;
  readonly born: Day;
  readonly place: number;
  readonly joined: Day;
  readonly ordered: Day;
  readonly tier: number;
  readonly points: number;
  /** In fen. */
  readonly spent: number;
  readonly orders: number;
  readonly interest: number;
  readonly branch: number;
  /** How this row writes the name. */
  readonly called: 'name' | 'polite' | 'pinyin';
}

/** A person at work: what a business card says. */
export interface Visitor {
  readonly person: Person;
  readonly employer: Organization;
  readonly title: number;
  readonly department: number;
  readonly product: number;
  readonly remark: number;
}

/** The last orders by the seed are of this year. */
const lastYear = 2025;
/** Within so many days regulars order again. */
const regularDays = 75;
/** The last day of what people did by the seed. */
export const lastDay: Day = { year: lastYear, month: 12, day: 31 };
const personStream = 0x7065;
const visitorStream = 0x7669;

/** Few spend much: each doubling of the sum is half as likely. */
function drawSpent(dice: Dice): number {
  const doublings = Math.min(12, Math.floor(-Math.log2((next(dice) + 1) / 4294967297)));
  return (2000 + below(dice, 18_000)) * 2 ** doublings;
}

/** How many days ago a person ordered last: nearly half of a shop's customers are regulars. */
function drawSilence(dice: Dice, joined: Day): number {
  const known = numberOfDay(lastDay) - numberOfDay(joined);
  return below(dice, 1 + (chance(dice, 0.45) ? Math.min(known, regularDays) : known));
}

const tierLimits = [100_000, 300_000, 1_000_000, 5_000_000];

/** Makes people of a seed's world, who join and order so many days `later` than by the seed; the nth is the same whoever asks. */
export function createPeople(seed: number, numbers: Numbers, later = 0): (index: number) => Person {
  const dice = createDice();
  const places = getPlaces();
  const key = keyOf(seed, personStream);
  return (index) => {
    reseed(dice, key, index);
    const spent = chance(dice, 0.15) ? 0 : drawSpent(dice);
    const joined = drawDay(dice, 2016, lastYear);
    return {
      index,
      name: drawPersonName(dice),
      mobile: mobileAt(numbers, index * 4 + 2),
      host: drawMailHost(dice),
      mailbox: scramble(index * 2 + 1, numbers.mailboxes),
      card: 100_000_000 + scramble(index, numbers.cards),
      accounts: 0,
      born: drawDay(dice, chance(dice, 0.7) ? 1980 : 1950, 2006),
      place: draw(dice, places.slots),
      joined: moveDay(joined, later),
      ordered: moveDay(lastDay, later - drawSilence(dice, joined)),
      tier: tierLimits.filter((limit) => spent >= limit).length,
      points: Math.floor(spent / 100) % 50_000,
      spent,
      orders: spent === 0 ? 0 : 1 + Math.floor(spent / 25_000) + below(dice, 5),
      interest: below(dice, interests.length),
      branch: below(dice, branches.length),
      called: 'name',
    };
  };
}

/** The number of a person's account in the shop; a second account has another. */
export function accountOf({ index, accounts }: Pick<Person, 'index' | 'accounts'>): number {
  return 100_000 + index * 2 + accounts;
}

/** The same person in another row, by another account: another notation of the name, a mailbox of another host, a move to another town, or nothing else. */
export function varyPerson(before: Person, dice: Dice): Person {
  const person = { ...before, accounts: 1 };
  switch (below(dice, 4)) {
    case 0:
      return { ...person, called: 'polite' };
    case 1:
      return { ...person, host: drawMailHost(dice) };
    case 2:
      return { ...person, place: draw(dice, getPlaces().slots), tier: Math.min(4, person.tier + 1) };
    default:
      return person;
  }
}

/** Makes visitors: the nth person, at work for `employerOf(n)`; every twelfth is the company's own representative. */
export function createVisitors(
  seed: number,
  personAt: (index: number) => Person,
  employerOf: (number: number) => Organization,
): (number: number) => Visitor {
  const dice = createDice();
  const key = keyOf(seed, visitorStream);
  return (number) => {
    reseed(dice, key, number);
    const employer = employerOf(number);
    const person = personAt(number);
    const head = number % 12 === 7;
    return {
      person: head ? { ...person, name: employer.representative, mobile: employer.mobile } : person,
      employer: chance(dice, 0.3) ? { ...employer, brief: true } : employer,
      title: head ? titles.indexOf('董事长') : below(dice, titles.length),
      department: below(dice, departments.length),
      product: below(dice, products.length),
      remark: below(dice, remarks.length),
    };
  };
}

/** The same visitor at another stand: other products, another note, a short name of the company. */
export function varyVisitor(visitor: Visitor, dice: Dice): Visitor {
  return {
    ...visitor,
    employer: { ...visitor.employer, brief: chance(dice, 0.5) },
    product: below(dice, products.length),
    remark: below(dice, remarks.length),
  };
}
