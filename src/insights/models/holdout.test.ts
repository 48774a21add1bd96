import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { beforeAll, describe, expect, it } from 'vitest';

import { expectFuture, fitBgNbd, probabilityAlive, type BgNbd } from './bg-nbd.ts';
import type { Histories, History } from './history.ts';

const folder = new URL('../../../../shared/data/clv/', import.meta.url);
const isThere = existsSync(new URL('CDNOW_sample.txt', folder));
if (!isThere) process.stdout.write('skipped: the purchases of CDNOW are not at ../shared/data/clv\n');

const dayMs = 86_400_000;
/** The first 39 weeks are learnt from, the next 39 are what came. */
const cut = Date.parse('1997-09-30') / dayMs;
const heldOutDays = 273;

interface Customer extends History {
  /** Days with a purchase in the weeks held out, and in the first 90 days of these. */
  readonly later: number;
  readonly soon: number;
}

/** Customers by the days on which they bought; the file has the id of the whole list, of the sample, the day, CDs and dollars. */
function readCustomers(text: string): Customer[] {
  const days = new Map<string, Set<number>>();
  for (const line of text.trim().split(/\r?\n/)) {
    const cells = line.trim().split(/\s+/);
    if (!/^\d+$/.test(cells[0] ?? '')) continue;
    const [id = '', date = ''] = [cells[0], cells.at(-3)];
    const day = Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`) / dayMs;
    days.set(id, (days.get(id) ?? new Set()).add(day));
  }
  return [...days.values()].map((own) => {
    const list = [...own].toSorted((left, right) => left - right);
    const [first = 0] = list;
    const known = list.filter((day) => day <= cut);
    const after = (count: number) => list.filter((day) => day > cut && day <= cut + count).length;
    return {
      x: known.length - 1,
      tx: ((known.at(-1) ?? first) - first) / 7,
      age: (cut - first) / 7,
      later: after(heldOutDays),
      soon: after(90),
    };
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;

function correlate(left: readonly number[], right: readonly number[]): number {
  const [a, b] = [mean(left), mean(right)];
  const over = (one: readonly number[], other: readonly number[]) =>
    sum(one.map((value, i) => (value - a) * ((other[i] ?? 0) - b)));
  const spread = (list: readonly number[], middle: number) => sum(list.map((value) => (value - middle) ** 2));
  return over(left, right) / Math.sqrt(spread(left, a) * spread(right, b));
}

/** How often of two customers the one with the higher score is the one of whom it is true; ties count half. */
function rank(scores: readonly number[], truth: readonly boolean[]): number {
  const sorted = [...scores.keys()].toSorted((i, j) => (scores[i] ?? 0) - (scores[j] ?? 0));
  const hits = truth.filter(Boolean).length;
  let [ranks, from] = [0, 0];
  for (const [place, i] of sorted.entries()) {
    const next = sorted[place + 1];
    if (next !== undefined && scores[next] === scores[i]) continue;
    // The first and the last of those with the same score, counted from 1, share the ranks between them.
    ranks += sorted.slice(from, place + 1).filter((one) => truth[one]).length * ((from + 1 + place + 1) / 2);
    from = place + 1;
  }
  return (ranks - (hits * (hits + 1)) / 2) / (hits * (truth.length - hits));
}

/** The chance of no purchase within so many weeks, as the values of customers have it. */
function riskOf({ r, alpha, ...rest }: BgNbd, one: History, weeks: number): number {
  const rate = alpha + one.age;
  return 1 - probabilityAlive({ r, alpha, ...rest }, one) * (1 - (rate / (rate + weeks)) ** (r + one.x));
}

/** What was found, and how near the model comes to it; whoever changes the model changes these with open eyes. */
const files = [
  { name: 'CDNOW_sample.txt', customers: 2_357, came: 1_882, share: 0.879, correlation: 0.626, skill: 0.219 },
  {
    name: 'CDNOW_master.txt',
    customers: 23_570,
    came: 19_684,
    share: 0.857,
    correlation: 0.669,
    skill: 0.195,
  },
] as const;

describe.skipIf(!isThere).each(files)(
  'what the model of purchases says of $name, against the weeks that were held out',
  ({ name, ...found }) => {
    let customers: Customer[];
    let model: BgNbd;

    beforeAll(async () => {
      customers = readCustomers(await readFile(new URL(name, folder), 'utf8'));
      const column = (of: (one: Customer) => number) => Float64Array.from(customers, of);
      const histories: Histories = {
        x: column(({ x }) => x),
        tx: column(({ tx }) => tx),
        age: column(({ age }) => age),
        count: column(() => 1),
      };
      model = (await fitBgNbd(histories)).parameters;
    }, 120_000);

    it('expects somewhat fewer purchases than came, in the right order and of the right customers', () => {
      const expected = customers.map((one) => expectFuture(model, one, 39));
      const came = customers.map(({ later }) => later);
      expect([customers.length, sum(came)]).toEqual([found.customers, found.came]);
      expect(sum(expected) / sum(came)).toBeCloseTo(found.share, 2);
      expect(correlate(expected, came)).toBeCloseTo(found.correlation, 2);
      for (let x = 0; x < 8; x += 1) {
        const own = [...customers.keys()].filter((i) => Math.min(7, customers[i]?.x ?? 0) === x);
        const of = (list: readonly number[]) => mean(own.map((i) => list[i] ?? 0));
        expect(Math.abs(of(expected) - of(came)), `${x} repeat purchases`).toBeLessThan(0.4);
      }
    });

    it('tells the risk of being quiet near to what came, and ranks about as well as recency', () => {
      const quiet = customers.map(({ soon }) => soon === 0);
      const risk = customers.map((one) => riskOf(model, one, 90 / 7));
      const recency = customers.map(({ age, tx }) => age - tx);
      expect(Math.abs(mean(risk) - mean(quiet.map(Number)))).toBeLessThan(0.025);
      expect(rank(risk, quiet)).toBeGreaterThan(rank(recency, quiet));
      const error = (told: (i: number) => number) =>
        mean(quiet.map((one, i) => (told(i) - Number(one)) ** 2));
      const base = mean(quiet.map(Number));
      // How much less the squared error is than with the same chance for all.
      expect(1 - error((i) => risk[i] ?? 0) / error(() => base)).toBeCloseTo(found.skill, 2);
    });
  },
);
