import {
  drawCapital,
  drawForm,
  drawStaff,
  drawState,
  drawTrade,
  tradeList,
  tradeNameCharacters,
  type Registration,
  type Trade,
} from './catalogue.ts';
import { below, chance, createDice, draw, keyOf, reseed, scramble, weigh, type Dice } from './dice.ts';
import {
  agentSlot,
  drawDay,
  drawPersonName,
  mobileAt,
  type Day,
  type Numbers,
  type PersonName,
} from './people.ts';
import { getPlaces } from './places.ts';
import { buildings, roads } from './places.data.ts';

/** One organisation of the demo's world, as numbers and indexes; sources write it each in their own way. */
export interface Organization {
  readonly index: number;
  readonly place: number;
  /** Two to four characters of the trade name (字号), -1 where there is none. */
  readonly tradeName: readonly [number, number, number, number];
  /** The first character of the name it had before, or -1. */
  readonly formerly: number;
  readonly trade: number;
  /** Which of the trade's words the name uses. */
  readonly word: number;
  readonly form: number;
  /** Index into `nameStyles`. */
  readonly nameStyle: number;
  readonly registration: Registration;
  /** Eight digits, or base-31 after `MA`, unique within each kind. */
  readonly codeNumber: number;
  readonly codeStyle: 'digits' | 'letters';
  readonly representative: PersonName;
  mobile: number;
  readonly landline: number;
  /** 0 for none. */
  extension: number;
  readonly founded: Day;
  /** In hundredths of 10,000: whole numbers are fast. */
  readonly capital: number;
  readonly currency: 'CNY' | 'USD' | 'HKD' | 'EUR';
  readonly staff: number;
  readonly state: number;
  road: number;
  house: number;
  building: number;
  /** 0 for none. */
  room: number;
  /** Known by a short name in this row. */
  brief: boolean;
}

/** Where the region stands in a name: before it (city in full, short, province, county), nowhere, or in brackets. */
export const nameStyles = ['city-full', 'city', 'province', 'county', 'none', 'bracket'] as const;
type NameStyle = (typeof nameStyles)[number];

const styleOf = (name: NameStyle): number => nameStyles.indexOf(name);

/** For names such as 鑫源软件（上海）有限公司. */
export const bracketStyle = styleOf('bracket');

const organizationStream = 0x6f72;

const individualStyle = styleOf('county');
const nameSlots = weigh([42, 24, 12, 4, 5, 13]);

function drawTradeName(dice: Dice): readonly [number, number, number, number] {
  const all = tradeNameCharacters.length;
  const length = below(dice, 100);
  return [
    below(dice, all),
    below(dice, all),
    length < 58 ? -1 : below(dice, all),
    length < 90 ? -1 : below(dice, all),
  ];
}

function drawCurrency(dice: Dice): Organization['currency'] {
  const throwOf = below(dice, 200);
  if (throwOf < 195) return 'CNY';
  if (throwOf < 198) return 'USD';
  return throwOf < 199 ? 'HKD' : 'EUR';
}

function drawLandline(dice: Dice, digits: number): number {
  const head = 2 + below(dice, 7);
  return digits === 8 ? head * 1e7 + below(dice, 1e7) : head * 1e6 + below(dice, 1e6);
}

/** `oneIn(dice, 4, n)`: a number from 1 to n one time in four, else 0. */
function oneIn(dice: Dice, times: number, limit: number): number {
  return below(dice, times) === 0 ? 1 + below(dice, limit) : 0;
}

function drawRegistration(dice: Dice, trade: Trade | undefined): Registration {
  if (trade === undefined || trade.otherShare === 0) return 91;
  return chance(dice, trade.otherShare) ? trade.other : 91;
}

/** Codes given since 2016 begin with MA; older organisations kept their digits, a few got new codes. */
function drawCodeStyle(dice: Dice, founded: Day): Organization['codeStyle'] {
  return founded.year >= 2016 || chance(dice, 0.1) ? 'letters' : 'digits';
}

function drawFormerly(dice: Dice): number {
  return chance(dice, 0.06) ? below(dice, tradeNameCharacters.length) : -1;
}

function drawHundredths(dice: Dice): number {
  return drawCapital(dice) * 100 + (chance(dice, 0.04) ? below(dice, 10_000) : 0);
}

function drawHouse(dice: Dice): number {
  return 1 + below(dice, chance(dice, 0.8) ? 300 : 2000);
}

/** Makes organisations of a seed's world: the nth is the same whoever asks, so that sources overlap without a table in memory. */
export function createOrganizations(seed: number, numbers: Numbers): (index: number) => Organization {
  const dice = createDice();
  const places = getPlaces();
  const key = keyOf(seed, organizationStream);
  return (index) => {
    reseed(dice, key, index);
    const place = draw(dice, places.slots);
    const trade = drawTrade(dice, places.technology[place] === 1);
    const info = tradeList[trade];
    const registration = drawRegistration(dice, info);
    const isIndividual = registration === 92;
    const founded = drawDay(dice, chance(dice, 0.6) ? 2013 : 1992, 2024);
    const codeStyle = drawCodeStyle(dice, founded);
    return {
      index,
      place,
      tradeName: drawTradeName(dice),
      formerly: drawFormerly(dice),
      trade,
      word: below(dice, info?.words.length ?? 1),
      form: drawForm(dice, registration),
      nameStyle: isIndividual ? individualStyle : draw(dice, nameSlots),
      registration,
      codeNumber: scramble(index, codeStyle === 'letters' ? numbers.codes : numbers.digits),
      codeStyle,
      representative: drawPersonName(dice),
      mobile: mobileAt(numbers, chance(dice, 0.01) ? agentSlot(dice) : index * 4),
      landline: drawLandline(dice, places.localDigits[place] ?? 7),
      extension: oneIn(dice, 8, 999),
      founded,
      capital: drawHundredths(dice),
      currency: drawCurrency(dice),
      staff: isIndividual ? 1 + below(dice, 12) : drawStaff(dice),
      state: drawState(dice),
      road: below(dice, roads.length),
      house: drawHouse(dice),
      building: below(dice, buildings.length),
      room: oneIn(dice, 2, 2800),
      brief: false,
    };
  };
}

function move(organization: Organization, dice: Dice): void {
  organization.road = below(dice, roads.length);
  organization.house = 1 + below(dice, 300);
  organization.building = below(dice, buildings.length);
  organization.room = oneIn(dice, 2, 2800);
}

/**
 * The same organisation as another list knows it: another phone, an older address, a short name, or only another notation.
 * It was made for this row alone, so it is changed in place; that also keeps all organisations of one shape, which is what
 * makes the columns fast.
 */
export function varyOrganization(numbers: Numbers): (organization: Organization, dice: Dice) => Organization {
  return (organization, dice) => {
    const way = below(dice, 5);
    if (way === 0 || way === 3) {
      organization.mobile = mobileAt(numbers, organization.index * 4 + 1);
      organization.extension = 0;
    }
    if (way === 1 || way === 3) move(organization, dice);
    if (way === 2) organization.brief = true;
    return organization;
  };
}
