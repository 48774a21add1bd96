import { below, type Dice, draw, weigh } from './dice.ts';
import { femaleCharacters, maleCharacters, surnames, tradeCharacters } from './names.data.ts';
import { trades } from './trades.data.ts';
import { capitals, forms, mailHosts, staffBands, states } from './words.data.ts';

/** A Chinese character (or family name) with its pinyin. */
export interface Spelt {
  readonly text: string;
  readonly pinyin: string;
  readonly weight: number;
}

/** One trade: how it is classed and how companies in it are called. */
export interface Trade {
  readonly code: string;
  readonly name: string;
  readonly section: string;
  readonly division: string;
  readonly words: readonly string[];
  readonly scope: readonly string[];
  /** The registration beside companies and its share (0-1). */
  readonly other: Registration;
  readonly otherShare: number;
  readonly weight: number;
  readonly technologyWeight: number;
}

function parseSpelt(list: string): Spelt[] {
  return [...list.matchAll(/(\p{Script=Han}+)([a-z]+)(\d*)/gu)].map(
    ([, text = '', pinyin = '', weight = '']) => ({
      text,
      pinyin,
      weight: Number(weight || 1),
    }),
  );
}

function parseTrade(line: string): Trade {
  const cells = line.split('|');
  const cell = (at: number): string => cells[at] ?? '';
  const [kind, percent] = cell(7).split(':');
  return {
    code: cell(0),
    name: cell(1),
    section: cell(2).slice(0, 1),
    division: cell(2).slice(2),
    words: cell(5).split(' '),
    scope: cell(6).split(';'),
    other: kind === '93' ? 93 : 92,
    otherShare: Number(percent ?? 0) / 100,
    weight: Number(cell(3)),
    technologyWeight: Number(cell(4)),
  };
}

export const familyNames: readonly Spelt[] = parseSpelt(surnames);
export const givenNames: readonly [readonly Spelt[], readonly Spelt[]] = [
  parseSpelt(maleCharacters),
  parseSpelt(femaleCharacters),
];
export const tradeNameCharacters: readonly Spelt[] = parseSpelt(tradeCharacters);
export const tradeList: readonly Trade[] = trades.trim().split('\n').map(parseTrade);

const familySlots = weigh(familyNames.map((name) => name.weight));
const tradeSlots = weigh(tradeList.map((trade) => trade.weight));
const technologySlots = weigh(tradeList.map((trade) => trade.technologyWeight));
const formsOf = (kind: string) => weigh(forms.map((form) => (form[1] === kind ? form[3] : 0)));
const formSlots = { 91: formsOf('91'), 92: formsOf('92'), 93: formsOf('93') } as const;
const capitalSlots = weigh(capitals.map((capital) => capital[1]));
const staffSlots = weigh(staffBands.map((band) => band[2]));
const stateSlots = weigh(states.map((state) => state[1]));
const hostSlots = weigh(mailHosts.map((host) => host[1]));

export function drawFamilyName(dice: Dice): number {
  return draw(dice, familySlots);
}

export function drawTrade(dice: Dice, technology: boolean): number {
  return draw(dice, technology ? technologySlots : tradeSlots);
}

/** The first two characters of a credit code: enterprise, individual business, farmers' cooperative. */
export type Registration = keyof typeof formSlots;

/** A legal form among those of the registration. */
export function drawForm(dice: Dice, registration: Registration): number {
  return draw(dice, formSlots[registration]);
}

/** Units of 10,000. */
export function drawCapital(dice: Dice): number {
  return capitals[draw(dice, capitalSlots)]?.[0] ?? 100;
}

export function drawStaff(dice: Dice): number {
  const [least, most] = staffBands[draw(dice, staffSlots)] ?? [1, 9];
  return least + below(dice, most - least + 1);
}

export function drawState(dice: Dice): number {
  return draw(dice, stateSlots);
}

export function drawMailHost(dice: Dice): number {
  return draw(dice, hostSlots);
}
