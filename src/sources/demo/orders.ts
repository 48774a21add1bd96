import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { below, chance, createDice, keyOf, reseed, type Dice } from './dice.ts';
import { goods, type Good } from './goods.data.ts';
import { createNumbers, numberOfDay } from './people.ts';
import { accountOf, createPeople, lastDay, type Person } from './person.ts';

/** How the columns of the file of orders are to be read. */
export const orderColumns = {
  订单号: 'order',
  用户编号: 'customer',
  下单时间: 'time',
  商品编号: 'product',
  商品名称: 'product_name',
  品类: 'category',
  数量: 'quantity',
  单价: 'price',
} as const;
/** How the numbers of orders begin that were cancelled. */
export const cancelledPrefix = 'C';

const orderStream = 0x6f72;
const dayMs = 86_400_000;
/** So many days before the last one the file begins: what was bought before was not kept. */
const keptDays = 1_095;
const mostOrders = 24;
/** Of how many days before its last order a customer's others are. */
const longestSpan = 1_000;
const categories = [...new Set(goods.map(({ category }) => category))];
const pageBytes = 128 * 1024;

/** Whose orders, of which world, and how many days later than by the seed. */
export interface ShopOptions {
  readonly accounts: number;
  readonly seed: number;
  readonly later: number;
}

/** Writes the lines of a shop's first `accounts` people below a head; answers how many there are. */
export async function writeLines(
  path: string,
  { accounts, seed, later, head, list }: ShopOptions & LineMaker,
  signal?: AbortSignal,
): Promise<number> {
  let lines = 0;
  async function* pages(): AsyncGenerator<string> {
    const personAt = createPeople(seed, createNumbers(seed), later);
    const last = numberOfDay(lastDay) + later;
    const dice = createDice();
    let page = `\ufeff${head.join(',')}\n`;
    for (let index = 0; index < accounts; index += 1) {
      reseed(dice, keyOf(seed, orderStream), index);
      const person = personAt(index);
      const own = list(person, listBought(person, last, dice), last);
      lines += own.length;
      page += own.join('');
      if (page.length < pageBytes) continue;
      yield page;
      page = '';
    }
    yield page;
  }
  await pipeline(Readable.from(pages()), createWriteStream(path), signal ? { signal } : {});
  return lines;
}

interface LineMaker {
  readonly head: readonly string[];
  /** What is written of a person who bought something; `last` is the last day there is. */
  readonly list: (person: Person, bought: readonly Line[], last: number) => readonly string[];
}

/** Writes the orders of a shop's people, a line for each thing bought; answers how many lines. The same options give the same bytes. */
export function writeOrders(path: string, options: ShopOptions, signal?: AbortSignal): Promise<number> {
  const list: LineMaker['list'] = (person, bought) => bought.map((line) => writeLine(person, line));
  return writeLines(path, { ...options, head: Object.keys(orderColumns), list }, signal);
}

/** What a person bought and sent back, in the order in which its orders were made. */
function listBought(person: Person, last: number, dice: Dice): Line[] {
  const days = listDays(person, dice).filter((day) => day >= last - keptDays);
  return days.flatMap((day, nth) => {
    const order = `${person.index + 1}${String(nth + 1).padStart(2, '0')}`;
    const at = { day, time: writeTime(dice) };
    const basket = fillBasket(person, dice);
    const bought = basket.map((good) => ({ order, ...at, good, count: 1 + (below(dice, 3) % 2) }));
    const [first] = basket;
    // Some send back what they bought, within days.
    if (first === undefined || !chance(dice, 0.02)) return bought;
    const returned = day + 1 + below(dice, 9);
    const back = { day: returned, time: writeTime(dice) };
    if (returned > last) return bought;
    return [...bought, { order: `${cancelledPrefix}${order}`, ...back, good: first, count: -1 }];
  });
}

/** The days of a person's orders: the last one is known, the others lie before it. */
function listDays({ orders, ordered, joined }: Person, dice: Dice): number[] {
  if (orders === 0) return [];
  const last = numberOfDay(ordered);
  const span = Math.min(longestSpan, last - numberOfDay(joined));
  const before = Array.from({ length: Math.min(mostOrders, orders) - 1 }, () => last - below(dice, span + 1));
  return [...before, last].map((day) => towardsSale(day, last, dice)).toSorted((a, b) => a - b);
}

/** A fifth of the orders of autumn wait for the eleventh of November. */
function towardsSale(day: number, last: number, dice: Dice): number {
  const date = new Date(day * dayMs);
  const sale = Date.UTC(date.getUTCFullYear(), 10, 11) / dayMs;
  return day < sale && sale - day < 75 && sale <= last && chance(dice, 0.2) ? sale : day;
}

/** Most stay in the category that they care for, and many take what goes with a thing. */
function fillBasket({ interest }: Person, dice: Dice): Good[] {
  const category =
    categories[chance(dice, 0.65) ? interest % categories.length : below(dice, categories.length)];
  const shelf = goods.filter((good) => good.category === category);
  // The first of a shelf is wanted most.
  const chosen = shelf[Math.min(below(dice, shelf.length), below(dice, shelf.length))];
  if (chosen === undefined) return [];
  const beside = chance(dice, 0.5) ? goods.find(({ code }) => code === chosen.with) : undefined;
  const other = chance(dice, 0.25) ? goods[below(dice, goods.length)] : undefined;
  return [...new Set([chosen, beside, other])].filter((good) => good !== undefined);
}

/** A thing of an order; one that is sent back has a count below zero. */
export interface Line {
  readonly order: string;
  readonly day: number;
  /** By the clock of the shop. */
  readonly time: string;
  readonly good: Good;
  readonly count: number;
}

function writeLine(person: Person, { order, day, time, good, count }: Line): string {
  const { code, name, category, price } = good;
  return `${order},${accountOf(person)},${writeDay(day)} ${time},${code},${name},${category},${count},${(price / 100).toFixed(2)}\n`;
}

/** A day by its number as `2025-12-31`. */
export function writeDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** A time of a day on which shops are open, by chance. */
export function writeTime(dice: Dice): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(8 + below(dice, 15))}:${two(below(dice, 60))}:${two(below(dice, 60))}`;
}
