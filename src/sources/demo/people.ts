import { drawFamilyName, givenNames } from './catalogue.ts';
import { below, chance, type Dice, type Range, rangeOf, scramble } from './dice.ts';
import { wholeNames } from './names.data.ts';

/** A name as indexes into the catalogue. */
export interface PersonName {
  readonly family: number;
  /** 0 man, 1 woman. */
  readonly gender: 0 | 1;
  readonly first: number;
  /** -1 for a given name of one character. */
  readonly second: number;
  /** Index into the names that do not split, or -1. */
  readonly whole: number;
}

/** A calendar day; years from 1900. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Networks' prefixes of mobile numbers in use. */
const mobilePrefixes = [
  130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 145, 147, 150, 151, 152, 153, 155, 156, 157, 158, 159,
  166, 173, 175, 176, 177, 178, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 191, 193, 195, 198, 199,
];

/** How many mobile numbers there are: 42 prefixes of 100 million each. */
const mobileCount = mobilePrefixes.length * 1e8;

/** Numbers that the seed shuffles, so that no two subjects meet by chance. */
export interface Numbers {
  readonly mobiles: Range;
  readonly mailboxes: Range;
  readonly cards: Range;
  readonly codes: Range;
  readonly digits: Range;
}

export function createNumbers(seed: number): Numbers {
  return {
    mobiles: rangeOf(mobileCount, seed + 1),
    mailboxes: rangeOf(9e8, seed + 2),
    cards: rangeOf(9e8, seed + 3),
    codes: rangeOf(31 ** 6, seed + 4),
    digits: rangeOf(1e8, seed + 5),
  };
}

/** The mobile number of a slot: 11 digits, another for each slot below 4.2 thousand million. */
export function mobileAt(numbers: Numbers, slot: number): number {
  const drawn = scramble(slot, numbers.mobiles);
  const rest = Math.floor(drawn / mobilePrefixes.length);
  return (mobilePrefixes[drawn - rest * mobilePrefixes.length] ?? 138) * 1e8 + rest;
}

/** A slot of the 2,000 phones of bookkeeping agents, which many small companies give as their own. */
export function agentSlot(dice: Dice): number {
  return mobileCount - 1 - below(dice, 2000);
}

export function drawPersonName(dice: Dice): PersonName {
  const gender = chance(dice, 0.5) ? 0 : 1;
  const characters = givenNames[gender].length;
  const first = below(dice, characters);
  return {
    family: drawFamilyName(dice),
    gender,
    first,
    second: chance(dice, 0.78) ? below(dice, characters) : -1,
    whole: chance(dice, 0.004) ? below(dice, wholeNames.length) : -1,
  };
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const dayMs = 86_400_000;

/** The days from the beginning of 1970 to a day. */
export function numberOfDay({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day) / dayMs;
}

/** The day so many days later. */
export function moveDay(day: Day, by: number): Day {
  const moved = new Date((numberOfDay(day) + by) * dayMs);
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** A day between two years, both included; the 29th of February is left out. */
export function drawDay(dice: Dice, from: number, to: number): Day {
  const month = below(dice, 12);
  return {
    year: from + below(dice, to - from + 1),
    month: month + 1,
    day: 1 + below(dice, monthDays[month] ?? 28),
  };
}
