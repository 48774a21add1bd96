import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { addDays, daysBetween, startOfMonth } from '../../lib/days.ts';
import type { Output } from '../../lib/endpoint.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { getSeasons, SeasonPart } from './contract.ts';

const number = z.coerce.number();
/** Years of the past that are looked at. */
const shownYears = 10;
const quarterDays = 91;
/** Orders whose time is the start of their day have none, where so many of them are. */
const timeless = 0.98;

const days = statement({
  name: 'insights.seasons.days',
  sql: `SELECT toString(toDate(ts, {zone:String})) AS day, count() AS orders FROM {db}.purchases
    WHERE kind = {kind:String} AND ts >= toDateTime64({from:String}, 3, {zone:String}) AND ts < toDateTime64({until:String}, 3, {zone:String})
    GROUP BY day ORDER BY day`,
  row: z.object({ day: z.string(), orders: number }),
});

const hours = statement({
  name: 'insights.seasons.hours',
  sql: `SELECT toHour(ts, {zone:String}) AS part, count() AS orders,
      countIf(toUnixTimestamp(ts) % 86400 = 0 OR toUnixTimestamp(ts) = toUnixTimestamp(toStartOfDay(ts, {zone:String}))) AS whole
    FROM {db}.purchases
    WHERE kind = {kind:String} AND ts >= toDateTime64({from:String}, 3, {zone:String}) AND ts < toDateTime64({until:String}, 3, {zone:String})
    GROUP BY part ORDER BY part`,
  row: z.object({ part: number, orders: number, whole: number }),
});

/** What seasons are worked out of. */
export interface SeasonQuestion {
  readonly kind: Kind;
  readonly timeZone: string;
  /** The day whose start counts as now. */
  readonly asOf: string;
}

/** In which months, on which days of the week and at which hours customers order. */
export async function readSeasons(
  warehouse: Warehouse,
  { kind, timeZone, asOf }: SeasonQuestion,
): Promise<Output<typeof getSeasons>> {
  const asked = { kind, zone: timeZone, from: startOfMonth(asOf, -12 * shownYears), until: asOf };
  const [found, byHour] = await Promise.all([warehouse.rows(days, asked), warehouse.rows(hours, asked)]);
  const orders = found.reduce((sum, one) => sum + one.orders, 0);
  const whole = byHour.reduce((sum, one) => sum + one.whole, 0);
  const months = compareMonths(found, asOf);
  const weekdays = compareWeekdays(found, asOf);
  return {
    orders,
    timeZone,
    years: months.blocks,
    months: months.parts,
    quarters: weekdays.blocks,
    weekdays: weekdays.parts,
    hours:
      whole >= orders * timeless
        ? []
        : Array.from({ length: 24 }, (_, part) => ({
            part,
            orders: byHour.find((one) => one.part === part)?.orders ?? 0,
          })),
  };
}

interface Day {
  readonly day: string;
  readonly orders: number;
}

/** A day's place in its season, and the block of days that it is compared in. */
type Placing = (day: string) => { readonly part: number; readonly block: number };

interface Compared {
  readonly blocks: number;
  readonly parts: SeasonPart[];
}

/** Each month against the average day of its own year, so that growth is not taken for a season. */
function compareMonths(found: readonly Day[], asOf: string): Compared {
  const [first] = found;
  if (first === undefined) return { blocks: 0, parts: [] };
  const end = startOfMonth(asOf, 0);
  const begin = first.day.endsWith('-01') ? first.day : startOfMonth(first.day, 1);
  const blocks = Math.floor(monthsBetween(begin, end) / 12);
  const start = startOfMonth(end, -12 * blocks);
  return compare(found, { start, end, blocks }, (day) => ({
    part: Number(day.slice(5, 7)),
    block: Math.floor(monthsBetween(start, day) / 12),
  }));
}

/** Each day of the week against the average day of its thirteen weeks. */
function compareWeekdays(found: readonly Day[], asOf: string): Compared {
  const [first] = found;
  if (first === undefined) return { blocks: 0, parts: [] };
  const blocks = Math.floor(daysBetween(first.day, asOf) / quarterDays);
  const start = addDays(asOf, -blocks * quarterDays);
  return compare(found, { start, end: asOf, blocks }, (day) => ({
    part: weekdayOf(day),
    block: Math.floor(daysBetween(start, day) / quarterDays),
  }));
}

function monthsBetween(from: string, to: string): number {
  const count = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return count(to) - count(from);
}

function weekdayOf(day: string): number {
  return ((new Date(day).getUTCDay() + 6) % 7) + 1;
}

interface Range {
  readonly start: string;
  readonly end: string;
  readonly blocks: number;
}

interface Cell {
  readonly part: number;
  readonly block: number;
  readonly days: number;
  readonly orders: number;
}

/** Counts days and orders of each part in each block, and compares the part's average day with that of the block. */
function compare(found: readonly Day[], { start, end, blocks }: Range, place: Placing): Compared {
  const orders = new Map(found.map((one) => [one.day, one.orders]));
  const cells = new Map<string, Cell>();
  const totals = Array.from({ length: blocks }, () => ({ days: 0, orders: 0 }));
  for (let day = start; day < end; day = addDays(day, 1)) {
    const { part, block } = place(day);
    const came = orders.get(day) ?? 0;
    const key = `${part} ${block}`;
    const before = cells.get(key) ?? { part, block, days: 0, orders: 0 };
    cells.set(key, { part, block, days: before.days + 1, orders: before.orders + came });
    const total = totals[block];
    if (total === undefined) continue;
    total.days += 1;
    total.orders += came;
  }
  const usual = totals.map((total) => total.orders / total.days);
  const parts = [...new Set([...cells.values()].map(({ part }) => part))].toSorted((a, b) => a - b);
  return {
    blocks: usual.filter((rate) => rate > 0).length,
    parts: parts.flatMap((part) => {
      const own = [...cells.values()].filter((cell) => cell.part === part);
      return describePart(part, own, usual);
    }),
  };
}

/** Blocks without any order say nothing of their parts. */
function describePart(part: number, own: readonly Cell[], usual: readonly number[]): SeasonPart[] {
  const indexes = own
    .map((cell) => cell.orders / cell.days / (usual[cell.block] ?? 0))
    .filter((index) => Number.isFinite(index));
  if (indexes.length === 0) return [];
  return [
    {
      part,
      orders: own.reduce((sum, cell) => sum + cell.orders, 0),
      index: indexes.reduce((sum, index) => sum + index, 0) / indexes.length,
      low: Math.min(...indexes),
      high: Math.max(...indexes),
    },
  ];
}
